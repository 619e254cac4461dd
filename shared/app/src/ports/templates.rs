//! Templates that a channel's provider has approved.

use async_trait::async_trait;
use serde_json::Value;

use super::{ConnectionSecrets, PortError};

/// What stands above a template's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateHeader {
    /// Words.
    Text(String),
    /// A picture.
    Image,
    /// A video.
    Video,
    /// Any other file.
    Document,
}

/// A button below a template's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateButton {
    /// What it does, in the provider's word, in lower case: `quick_reply`, `url`, `phone_number`.
    pub kind: String,
    /// What stands on it.
    pub text: String,
}

/// A template that the provider has approved and that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub header: Option<TemplateHeader>,
    /// What stands below them.
    pub footer: Option<String>,
    /// Its buttons, in order.
    pub buttons: Vec<TemplateButton>,
    /// How many places have to be filled in, in all parts.
    pub placeholders: usize,
    /// What has to be sent with it, in the provider's shape, each place with its own name where
    /// its value goes; empty where nothing has to.
    pub components: Vec<Value>,
}

/// Why there is no list of templates.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The provider does not let this connection read it, for a reason of this stable name.
    #[error("the provider does not let the connection read its templates: {code}")]
    Refused {
        /// The reason.
        code: String,
    },
    /// The provider could not be asked, or did not answer as agreed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// A provider that keeps templates.
#[async_trait]
pub trait TemplateSource: Send + Sync {
    /// All approved templates of an account that can be sent, by name and language.
    async fn templates(
        &self,
        account: &str,
        secrets: &ConnectionSecrets,
    ) -> Result<Vec<Template>, TemplateError>;
}
