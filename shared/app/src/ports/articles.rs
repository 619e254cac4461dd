//! The knowledge base: articles as people write them, and as the bot reads them.

use std::sync::Arc;

use async_trait::async_trait;
use baton_domain::{AgentRef, ArticleId, TenantId, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::PortError;

/// An article as the bot reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The article.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its text without any markup; paragraphs are parted by blank lines.
    pub body: String,
    /// Questions that it answers, in customers' words.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Its language (BCP 47).
    pub locale: String,
    /// What its title, its questions and the chunks of its body mean; none where it was written
    /// without an encoder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vectors: Option<Vectors>,
}

/// What an article's parts mean, as the evaluator wrote it down. Nobody else can read it.
#[derive(Clone, PartialEq, Eq)]
pub struct Vectors(Arc<[u8]>);

impl Vectors {
    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Vectors {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl std::fmt::Debug for Vectors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vectors({} bytes)", self.0.len())
    }
}

impl Serialize for Vectors {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Vectors {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl serde::de::Visitor<'_> for Bytes {
            type Value = Vectors;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vectors, E> {
                Ok(Vectors(bytes.into()))
            }

            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Vectors, E> {
                Ok(bytes.into())
            }
        }
        deserializer.deserialize_byte_buf(Bytes)
    }
}

/// All of a tenant's published articles at one version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Articles {
    /// Grows with every change of what is published; 0 where nothing ever was.
    pub version: u64,
    /// The articles in the tenant's order.
    pub items: Vec<Article>,
}

/// Whether the bot answers from an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleStatus {
    /// Only people read it.
    Draft,
    /// The bot answers from it.
    Published,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who.
    pub by: AgentRef,
    /// When.
    pub at: Timestamp,
}

/// What people write of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleText {
    /// Its title.
    pub title: String,
    /// Its text in Markdown.
    pub body: String,
    /// Questions that it answers, in customers' words.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Its language (BCP 47).
    pub locale: String,
}

/// An article as people keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// The article.
    pub id: ArticleId,
    /// Grows with every change.
    pub version: Version,
    /// Whether the bot answers from it.
    pub status: ArticleStatus,
    /// What was written.
    #[serde(flatten)]
    pub text: ArticleText,
    /// The path of the file, or the name of the table's row, that it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How many chunks of it the bot reads; 0 for a draft.
    pub chunks: u32,
    /// Who wrote it first.
    pub created: Signed,
    /// Who changed it last.
    pub updated: Signed,
    /// Who published it; none for a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Signed>,
}

/// An article without its text, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHeader {
    /// The article.
    pub id: ArticleId,
    /// Grows with every change.
    pub version: Version,
    /// Whether the bot answers from it.
    pub status: ArticleStatus,
    /// Its title.
    pub title: String,
    /// Questions that it answers.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Its language (BCP 47).
    pub locale: String,
    /// Where it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How many chunks of it the bot reads; 0 for a draft.
    pub chunks: u32,
    /// Who changed it last.
    pub updated: Signed,
}

/// One change of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleChange {
    /// The article after it.
    pub after: ArticleRecord,
    /// The article before it; none where it is new.
    pub before: Option<ArticleBefore>,
    /// What the bot reads after it; none for a draft.
    pub read: Option<Article>,
}

/// What a change is based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleBefore {
    /// The version that was read: the change holds only if it is still that one.
    pub version: Version,
    /// How many chunks the bot read; none for a draft.
    pub read: Option<u32>,
}

/// Why an article was not written.
#[derive(Debug, thiserror::Error)]
pub enum ArticleError {
    /// Somebody else changed it in between, or created it.
    #[error("the article is not the one that was read")]
    Changed,
    /// The tenant has as many articles, or as many chunks of published ones, as it may have.
    #[error("the knowledge base is full")]
    Full,
    /// The store did not take it.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// How many articles a tenant may have.
pub const MOST_ARTICLES: u32 = 5_000;
/// How many chunks the bot may read in a tenant.
pub const MOST_CHUNKS: u32 = 10_000;

/// Where articles are kept.
#[async_trait]
pub trait ArticleStore: Send + Sync {
    /// One article.
    async fn article(
        &self,
        tenant: &TenantId,
        id: ArticleId,
    ) -> Result<Option<ArticleRecord>, PortError>;

    /// All articles of a tenant without their texts, in no particular order.
    async fn headers(&self, tenant: &TenantId) -> Result<Vec<ArticleHeader>, PortError>;

    /// Writes a change, what the bot reads of it and the new version of all that it reads, or
    /// nothing.
    async fn keep(&self, tenant: &TenantId, change: &ArticleChange) -> Result<(), ArticleError>;

    /// Forgets an article that stands as `before` has it, what the bot reads of it and its part of
    /// the counts, or nothing.
    async fn remove(
        &self,
        tenant: &TenantId,
        id: ArticleId,
        before: ArticleBefore,
    ) -> Result<(), ArticleError>;
}

/// Prepares articles to be searched.
pub trait ArticleReader: Send + Sync {
    /// How many chunks a body has.
    fn chunks(&self, body: &str) -> usize;

    /// What the parts of an article mean; none without an encoder.
    fn vectors(&self, article: &Article) -> Option<Vectors>;
}

/// A passage that somebody else's search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where it is from: a title, the last part of an address.
    pub title: String,
    /// What tells its source apart from others, such as an address.
    pub source: String,
    /// Its words.
    pub text: String,
    /// How well it fits, by that search's own measure.
    pub score: f64,
}

/// A search over articles that stand elsewhere.
#[async_trait]
pub trait PassageSource: Send + Sync {
    /// The passages that fit a question best, best first.
    async fn passages(&self, base: &str, question: &str) -> Result<Vec<Passage>, PortError>;
}
