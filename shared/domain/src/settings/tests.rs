use proptest::prelude::*;

use super::*;

#[test]
fn the_texts_are_filled_in() {
    let texts = CustomerTexts::default();
    assert!(texts.connecting(7).contains("about 7 minutes"));
    assert!(texts.quota_exhausted(7).contains("about 7 minutes"));
    assert_eq!(texts.now_speaking_with("Ana"), "Now speaking with Ana.");
    assert!(!texts.closing("Ana").contains('{'));
}

fn with(change: impl FnOnce(&mut Settings)) -> Vec<&'static str> {
    let mut settings = Settings::default();
    change(&mut settings);
    let problems = settings.problems();
    problems.iter().map(|problem| problem.field).collect()
}

#[test]
fn what_every_tenant_begins_with_can_be() {
    assert_eq!(Settings::default().problems(), []);
}

#[test]
fn every_setting_that_cannot_be_is_named() {
    assert_eq!(
        with(|it| {
            it.texts.connecting = "{agent_name} is coming".into();
            it.texts.now_speaking_with = String::new();
            it.texts.closing = "a".repeat(CustomerTexts::LONGEST + 1);
            it.texts.quota_exhausted = "{wait}".into();
            it.greeting = "Hello {contact_name}".into();
            it.confidence_threshold = 1.01;
            it.expected_wait_minutes = 0;
            it.pickup_minutes.low = 1_441;
            it.agent_language = "English".into();
        }),
        [
            "texts.connecting",
            "texts.now_speaking_with",
            "texts.closing",
            "texts.quota_exhausted",
            "greeting",
            "confidence_threshold",
            "expected_wait_minutes",
            "pickup_minutes.low",
            "agent_language",
        ]
    );
    let not_a_number = with(|it| it.confidence_threshold = f64::NAN);
    assert_eq!(not_a_number, ["confidence_threshold"]);
}

/// Words with and without variables, known and unknown.
fn text() -> impl Strategy<Value = String> {
    "([a-z ]|\\{agent_name\\}|\\{wait_minutes\\}|\\{contact_name\\}|\\{|\\}){0,6}"
}

proptest! {
    /// What customers read has no brace in it that nobody filled in.
    #[test]
    fn texts_that_can_be_are_filled_in_to_the_last_brace(
        connecting in text(), speaking in text(), closing in text(), exhausted in text(),
        wait in 1_u32..=1_440,
    ) {
        let texts = CustomerTexts {
            connecting,
            now_speaking_with: speaking,
            closing,
            quota_exhausted: exhausted,
        };
        let settings = Settings { texts, ..Settings::default() };
        let fields: Vec<_> = settings.problems().iter().map(|it| it.field).collect();
        let texts = &settings.texts;
        for (field, raw, read) in [
            ("texts.connecting", &texts.connecting, texts.connecting(wait)),
            ("texts.now_speaking_with", &texts.now_speaking_with, texts.now_speaking_with("Ana")),
            ("texts.closing", &texts.closing, texts.closing("Ana")),
            ("texts.quota_exhausted", &texts.quota_exhausted, texts.quota_exhausted(wait)),
        ] {
            let can_be = !raw.trim().is_empty() && !read.contains('{');
            prop_assert_eq!(!fields.contains(&field), can_be, "{}: {:?}", field, raw);
        }
    }

    #[test]
    fn limits_are_a_minute_to_a_day(minutes in 0_u32..3_000) {
        let fields = with(|it| it.bot_limit_minutes = minutes);
        prop_assert_eq!(fields.is_empty(), (1..=1_440).contains(&minutes));
    }
}
