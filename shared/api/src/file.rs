//! Files on the wire.

use std::collections::BTreeMap;

use baton_app::files::{AttachError, ReadError};
use baton_app::ports::{FileFacts, SignedLink, SignedUpload};
use baton_domain::{FileId, FileType};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::acting::words;
use crate::{Fault, Problem, Response};

const LONGEST_NAME: usize = 255;

/// A file that is to be uploaded.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// Its name; 1 to 255 characters. It is kept without what cannot be seen, and with the extension of
    /// its type where it has another.
    #[schema(min_length = 1, max_length = 255)]
    pub filename: String,
    /// Its MIME type: JPEG, PNG, `WebP` and GIF pictures; AAC, MP3, MP4, Ogg and AMR sound; MP4 and
    /// 3GPP video; PDF, plain text, CSV, Word, Excel and `PowerPoint`.
    pub mime_type: String,
    /// How large it is, in bytes: pictures up to 5,000,000, all else up to 16,000,000.
    #[schema(minimum = 1)]
    pub size: u64,
}

impl NewFile {
    /// What will be uploaded.
    ///
    /// # Errors
    ///
    /// 422 with the field that is wrong.
    pub fn facts(self) -> Result<FileFacts, Problem> {
        let filename = words("filename", &self.filename, LONGEST_NAME)?;
        if filename.chars().any(char::is_control) {
            return Err(Problem::validation(
                "filename",
                Fault::ControlCharacters,
                "Send a name without control characters.",
            ));
        }
        let Some(kind) = FileType::of(&self.mime_type) else {
            let taken = FileType::ALL.map(FileType::mime_type);
            return Err(Problem::validation(
                "mime_type",
                Fault::not_one_of(&taken),
                format!("Send one of {}.", taken.join(", ")),
            ));
        };
        let most = kind.kind().most_bytes();
        if !(1..=most).contains(&self.size) {
            let fault = match self.size {
                0 => Fault::Missing,
                _ => Fault::TooLarge { at_most: most },
            };
            return Err(Problem::validation(
                "size",
                fault,
                format!("Send 1 to {most} bytes of this type."),
            ));
        }
        Ok(FileFacts {
            mime_type: kind.mime_type().to_owned(),
            filename: Some(kind.named(&filename)),
            size: self.size,
        })
    }
}

/// A place for a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileCreated {
    /// The file, `fil_…`: attach it to a message of the same conversation once it is uploaded.
    pub id: String,
    /// How it is uploaded.
    pub upload: FileUpload,
}

/// How a file is uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileUpload {
    /// The method: `PUT`.
    pub method: String,
    /// Where to.
    pub url: String,
    /// The headers to send, exactly as they are. The body is the file and nothing else, of exactly
    /// the size that was named.
    pub headers: BTreeMap<String, String>,
    /// Until when it can be uploaded.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl FileCreated {
    /// A place for this file.
    #[must_use]
    pub fn new(file: FileId, upload: SignedUpload) -> Self {
        Self {
            id: file.to_string(),
            upload: FileUpload {
                method: "PUT".into(),
                url: upload.url,
                headers: upload.headers,
                expires_at: upload.expires_at,
            },
        }
    }
}

/// A message's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileLink {
    /// Where its bytes are read, by whoever has this address.
    pub url: String,
    /// Its MIME type; `application/octet-stream` of one that should be saved and not opened.
    pub mime_type: String,
    /// Its name, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// How large it is, in bytes.
    pub size: u64,
    /// Until when the address is good.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

impl FileLink {
    /// The answer with this file, which nobody keeps: whoever has it can read the file.
    #[must_use]
    pub fn answer(facts: FileFacts, link: SignedLink) -> Response {
        let link = Self {
            url: link.url,
            mime_type: facts.mime_type,
            filename: facts.filename,
            size: facts.size,
            expires_at: link.expires_at,
        };
        let mut response = Response::json(200, &link);
        response.headers.retain(|(name, _)| name != "cache-control");
        response.header("cache-control", "private, no-store")
    }
}

/// What this error of attaching means for the field that named the file.
#[must_use]
pub fn not_attached(field: &str, error: AttachError) -> Problem {
    match error {
        AttachError::NotUploaded => {
            Problem::validation(field, Fault::NotUploaded, "Upload the file first.")
        }
        AttachError::NotTaken => Problem::validation(
            field,
            Fault::NotAFile,
            "What was uploaded is no file that can be sent.",
        ),
        AttachError::Port(error) => error.into(),
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoFile => Self::not_found(),
            ReadError::NotHereYet => Self::file_not_here_yet(),
            ReadError::Lost(noted) => Self::file_lost(noted.into()),
            ReadError::Port(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_app::ports::Lost;

    use super::*;

    fn new(filename: &str, mime_type: &str, size: u64) -> NewFile {
        NewFile {
            filename: filename.into(),
            mime_type: mime_type.into(),
            size,
        }
    }

    #[test]
    fn what_is_not_taken_is_named() {
        for (file, field) in [
            (new(" ", "image/png", 1), "filename"),
            (new(&"a".repeat(256), "image/png", 1), "filename"),
            (new("a\r\nb", "image/png", 1), "filename"),
            (new("a", "text/html", 1), "mime_type"),
            (new("a", "image/svg+xml", 1), "mime_type"),
            (new("a", "image/png", 0), "size"),
            (new("a", "image/png", 5_000_001), "size"),
            (new("a", "video/mp4", 16_000_001), "size"),
        ] {
            let problem = serde_json::to_value(file.facts().unwrap_err()).unwrap();
            assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        }
        let facts = new(" ü.png ", "Image/PNG", 5_000_000).facts().unwrap();
        assert_eq!(facts.filename.as_deref(), Some("ü.png"));
        assert_eq!(facts.mime_type, "image/png");
    }

    #[test]
    fn why_a_file_is_lost_is_a_word_that_machines_read() {
        for (noted, word) in [
            (Some(Lost::Expired), "expired"),
            (Some(Lost::TooLarge), "too_large"),
            (Some(Lost::Refused), "refused"),
            (None, "not_kept"),
        ] {
            let problem = serde_json::to_value(Problem::from(ReadError::Lost(noted))).unwrap();
            assert_eq!(problem["status"], 410);
            assert_eq!(problem["lost"], word);
        }
    }

    #[test]
    fn the_limit_and_the_types_are_said() {
        let problem = serde_json::to_string(&new("a", "image/png", 0).facts().unwrap_err());
        assert!(problem.unwrap().contains("5000000"));
        let problem = serde_json::to_string(&new("a", "a/b", 1).facts().unwrap_err());
        assert!(problem.unwrap().contains("video/3gpp"));
    }
}
