//! Letters, through SES.

use async_trait::async_trait;
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::error::ProvideErrorMetadata;
use aws_sdk_sesv2::types::{Body, Content, Destination, EmailContent, Message};
use baton_app::ports::{Email, Mailer, PortError};

/// Letters, through SES.
#[derive(Debug, Clone)]
pub struct SesMailer {
    client: Client,
    from: String,
}

impl SesMailer {
    /// Letters from this address, which SES has verified.
    #[must_use]
    pub fn new(client: Client, from: impl Into<String>) -> Self {
        Self {
            client,
            from: from.into(),
        }
    }
}

fn utf8(text: &str) -> Result<Content, PortError> {
    Content::builder()
        .data(text)
        .charset("UTF-8")
        .build()
        .map_err(|error| PortError::new("writing a letter", error))
}

#[async_trait]
impl Mailer for SesMailer {
    async fn send(&self, email: &Email) -> Result<(), PortError> {
        let message = Message::builder()
            .subject(utf8(&email.subject)?)
            .body(Body::builder().text(utf8(&email.text)?).build())
            .build();
        self.client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(&email.to).build())
            .content(EmailContent::builder().simple(message).build())
            .send()
            .await
            .map_err(|error| {
                // SES's own words name the addressee.
                let code = error.code().unwrap_or("no answer").to_owned();
                PortError::new("sending a letter", code)
            })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::scripted::Script;

    fn letter() -> Email {
        Email {
            to: "ana@desk.test".into(),
            subject: "A customer waits: über".into(),
            text: "Ticket #7".into(),
        }
    }

    #[tokio::test]
    async fn a_letter_says_from_whom_to_whom_and_what() {
        let script = Script::new([(200, json!({ "MessageId": "1" }))]);
        SesMailer::new(script.aws().ses(), "baton@desk.test")
            .send(&letter())
            .await
            .unwrap();
        let request = &script.json_requests()[0];
        assert_eq!(request["FromEmailAddress"], "baton@desk.test");
        assert_eq!(
            request["Destination"]["ToAddresses"],
            json!(["ana@desk.test"])
        );
        let simple = &request["Content"]["Simple"];
        assert_eq!(simple["Subject"]["Data"], "A customer waits: über");
        assert_eq!(simple["Body"]["Text"]["Data"], "Ticket #7");
    }

    #[tokio::test]
    async fn a_refusal_does_not_name_the_addressee() {
        let refused = json!({
            "__type": "MessageRejected",
            "message": "Email address is not verified: ana@desk.test"
        });
        let script = Script::new([(400, refused)]);
        let error = SesMailer::new(script.aws().ses(), "baton@desk.test")
            .send(&letter())
            .await
            .unwrap_err();
        let told = format!("{error} {} {:?}", error.source, error.source);
        assert!(told.contains("MessageRejected"), "{told}");
        assert!(!told.contains("ana@desk.test"), "{told}");
    }
}
