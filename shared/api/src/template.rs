//! Approved templates on the wire.

use baton_app::ports;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::Problem;

/// A template that the provider has approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its language, such as `en_US`.
    pub language: String,
    /// The provider's word for what it is for, in lower case: `utility`, `marketing`.
    pub category: String,
    /// Its words, with `{{1}}` or `{{name}}` where something is filled in.
    pub body: String,
    /// What stands above them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<TemplateHeader>,
    /// What stands below them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// Its buttons, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<TemplateButton>,
    /// How many places have to be filled in, in all parts.
    pub placeholders: usize,
    /// What to send as the message's `components`, once each `{{…}}` in it has its value. Places
    /// of the same name in different parts are filled in each for itself.
    #[schema(value_type = Vec<Object>)]
    pub components_for_sending: Vec<Value>,
}

/// What stands above a template's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TemplateHeader {
    /// What it is.
    pub format: TemplateHeaderFormat,
    /// With `text`: its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a template's header is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemplateHeaderFormat {
    /// Words.
    Text,
    /// A picture.
    Image,
    /// A video.
    Video,
    /// Any other file.
    Document,
}

/// A button below a template's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TemplateButton {
    /// What it does, in the provider's word, in lower case: `quick_reply`, `url`, `phone_number`.
    pub kind: String,
    /// What stands on it.
    pub text: String,
}

impl From<&ports::TemplateHeader> for TemplateHeader {
    fn from(header: &ports::TemplateHeader) -> Self {
        let (format, text) = match header {
            ports::TemplateHeader::Text(text) => (TemplateHeaderFormat::Text, Some(text.clone())),
            ports::TemplateHeader::Image => (TemplateHeaderFormat::Image, None),
            ports::TemplateHeader::Video => (TemplateHeaderFormat::Video, None),
            ports::TemplateHeader::Document => (TemplateHeaderFormat::Document, None),
        };
        Self { format, text }
    }
}

impl From<&ports::Template> for Template {
    fn from(template: &ports::Template) -> Self {
        Self {
            name: template.name.clone(),
            language: template.language.clone(),
            category: template.category.clone(),
            body: template.body.clone(),
            header: template.header.as_ref().map(Into::into),
            footer: template.footer.clone(),
            buttons: template
                .buttons
                .iter()
                .map(|button| TemplateButton {
                    kind: button.kind.clone(),
                    text: button.text.clone(),
                })
                .collect(),
            placeholders: template.placeholders,
            components_for_sending: template.components.clone(),
        }
    }
}

impl From<ports::TemplateError> for Problem {
    fn from(error: ports::TemplateError) -> Self {
        match error {
            ports::TemplateError::Refused { code } => Self::templates_refused(&code),
            ports::TemplateError::Port(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_json_snapshot;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_template_shows_what_it_has_and_what_it_needs() {
        let full = ports::Template {
            name: "order_update".into(),
            language: "en_US".into(),
            category: "utility".into(),
            body: "Hello {{1}}, your order is on its way.".into(),
            header: Some(ports::TemplateHeader::Text("Good news".into())),
            footer: Some("The shop".into()),
            buttons: vec![ports::TemplateButton {
                kind: "quick_reply".into(),
                text: "Thanks".into(),
            }],
            placeholders: 1,
            components: vec![
                json!({"type": "body", "parameters": [{"type": "text", "text": "{{1}}"}]}),
            ],
        };
        let picture = ports::Template {
            header: Some(ports::TemplateHeader::Image),
            footer: None,
            buttons: vec![],
            components: vec![],
            placeholders: 0,
            ..full.clone()
        };
        assert_json_snapshot!(
            "templates",
            [Template::from(&full), Template::from(&picture)]
        );
    }
}
