//! WhatsApp's error numbers, under names that do not change.
//!
//! The provider's own titles are not passed on: they may repeat what was sent, and they change.
//! Source: Meta, "Cloud API error codes".

use baton_domain::DeliveryError;

/// The stable error for one of WhatsApp's numbers, as answered to a send or told by a status.
#[must_use]
pub fn delivery_error(provider_code: i64) -> DeliveryError {
    let (code, title) = named(provider_code);
    DeliveryError {
        code: code.to_owned(),
        provider_code: Some(provider_code),
        title: title.to_owned(),
    }
}

/// The error of a failure that came without a number.
#[must_use]
pub fn unexplained() -> DeliveryError {
    let (code, title) = UNKNOWN;
    DeliveryError {
        code: code.to_owned(),
        provider_code: None,
        title: title.to_owned(),
    }
}

const UNKNOWN: (&str, &str) = ("provider_error", "WhatsApp did not deliver the message");

fn named(provider_code: i64) -> (&'static str, &'static str) {
    match provider_code {
        131_047 => (
            "outside_customer_window",
            "The customer's 24-hour window has closed; only a template can be sent",
        ),
        131_056 => (
            "pair_rate_limited",
            "Too many messages to this customer in a short time",
        ),
        130_429 => (
            "throughput_limited",
            "Too many messages from this number in a short time",
        ),
        4 | 80_007 => (
            "rate_limited",
            "Too many requests to WhatsApp in a short time",
        ),
        131_048 => (
            "spam_limited",
            "WhatsApp limits this number because customers blocked or reported it",
        ),
        131_026 => ("undeliverable", "WhatsApp cannot deliver to this customer"),
        131_021 | 131_030 | 131_062 => (
            "invalid_recipient",
            "WhatsApp does not send to this recipient",
        ),
        130_472 | 131_049 => (
            "held_back",
            "WhatsApp held the message back to keep the customer from getting too many",
        ),
        131_050 => ("opted_out", "The customer stopped these messages"),
        131_051 => (
            "unsupported_kind",
            "WhatsApp does not support this kind of message",
        ),
        131_052 | 131_053 => ("media_failed", "WhatsApp could not read the file"),
        131_045 | 133_000..=133_003 | 133_005..=133_015 => (
            "number_not_registered",
            "The business's number is not registered with WhatsApp",
        ),
        368 | 131_031 | 130_497 => (
            "account_restricted",
            "WhatsApp has restricted the business's account",
        ),
        131_042 => (
            "payment_issue",
            "WhatsApp has a problem with the business's payment method",
        ),
        0 | 3 | 10 | 190 | 200..=299 | 131_005 => (
            "not_authorised",
            "WhatsApp does not accept the business's access token",
        ),
        132_000..=132_999 => ("template_rejected", "WhatsApp does not accept the template"),
        33 | 100 | 131_008 | 131_009 => (
            "invalid_request",
            "WhatsApp does not accept the message as it is",
        ),
        1 | 2 | 131_000 | 131_016 | 131_057 | 133_004 => (
            "provider_unavailable",
            "WhatsApp is temporarily unavailable",
        ),
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::{delivery_error, unexplained};

    #[test]
    fn the_numbers_that_change_what_an_agent_does_have_names_of_their_own() {
        for (number, name) in [
            (131_047, "outside_customer_window"),
            (131_056, "pair_rate_limited"),
            (130_429, "throughput_limited"),
            (131_026, "undeliverable"),
            (131_016, "provider_unavailable"),
            (133_004, "provider_unavailable"),
            (132_001, "template_rejected"),
            (190, "not_authorised"),
        ] {
            let error = delivery_error(number);
            assert_eq!(error.code, name);
            assert_eq!(error.provider_code, Some(number));
            assert!(!error.title.is_empty());
        }
    }

    #[test]
    fn an_unknown_number_is_kept_beside_the_general_name() {
        let error = delivery_error(987_654);
        assert_eq!(error.code, "provider_error");
        assert_eq!(error.provider_code, Some(987_654));
        assert_eq!(unexplained().code, "provider_error");
        assert_eq!(unexplained().provider_code, None);
    }
}
