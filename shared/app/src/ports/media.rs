//! Reading files that a channel's provider has.

use async_trait::async_trait;
use baton_domain::Media;

use super::{Connection, ConnectionSecrets, PortError};

/// What the provider made of the wish to read a file.
#[derive(Clone, PartialEq, Eq)]
pub enum MediaOutcome {
    /// Here it is.
    Read {
        /// Its MIME type, as the provider says.
        mime_type: Option<String>,
        /// All of it.
        bytes: Vec<u8>,
    },
    /// The provider does not have it, or no longer.
    Gone,
    /// It is larger than what is read.
    TooLarge,
    /// The provider names a place that nothing may be read from.
    Refused,
}

impl std::fmt::Debug for MediaOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Read { .. } => "Read(..)",
            Self::Gone => "Gone",
            Self::TooLarge => "TooLarge",
            Self::Refused => "Refused",
        })
    }
}

/// Reads files of one channel.
#[async_trait]
pub trait ChannelMedia: Send + Sync {
    /// Reads a file whose id is the provider's.
    ///
    /// # Errors
    ///
    /// A [`PortError`] where another try may end otherwise: the provider did not answer, answered
    /// something else than agreed, or does not accept the token that it may accept tomorrow.
    async fn read(
        &self,
        connection: &Connection,
        secrets: &ConnectionSecrets,
        media: &Media,
    ) -> Result<MediaOutcome, PortError>;
}
