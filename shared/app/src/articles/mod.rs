//! What people do with articles: write, publish, withdraw, import.
//!
//! A change of a published article is published with it. What the bot reads of an article is made
//! here, when it is written: its text without markup, and the vectors of its parts.

mod import;
mod incoming;
mod plain;

use std::sync::Arc;

use baton_domain::{AgentRef, ArticleId, TenantId, Version};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use crate::ports::{
    Article, ArticleBefore, ArticleChange, ArticleError, ArticleReader, ArticleRecord,
    ArticleStatus, ArticleStore, ArticleText, Clock, Ids, PortError, Signed,
};

pub use baton_domain::is_locale;
pub use import::{Bringing, Imported, ImportedItem};
pub use incoming::{ArticlePart, Incoming, Unreadable, csv_rows, markdown_file};
pub use plain::plain;

/// How many characters a title may have.
pub const LONGEST_TITLE: usize = 200;
/// How many characters a body may have.
pub const LONGEST_BODY: usize = 50_000;
/// How many questions an article may have.
pub const MOST_QUESTIONS: usize = 50;
/// How many characters each of them may have.
pub const LONGEST_QUESTION: usize = 300;
/// How many chunks an article may have, so that it fits into a row with its vectors.
pub const MOST_ARTICLE_CHUNKS: usize = 200;

/// Where articles are written.
#[derive(Clone)]
pub struct Shelf {
    /// Where they are kept.
    pub store: Arc<dyn ArticleStore>,
    /// Prepares them to be searched.
    pub reader: Arc<dyn ArticleReader>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Fresh identifiers.
    pub ids: Arc<dyn Ids>,
}

/// Why an article was not written.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The tenant has no such article.
    #[error("the tenant has no such article")]
    NotFound,
    /// It is not the version that was read any more; this one is.
    #[error("the article was changed by somebody else")]
    Changed(Version),
    /// Its body has more chunks than an article may have.
    #[error("the body has {0} parts, and an article at most {MOST_ARTICLE_CHUNKS}")]
    TooManyChunks(usize),
    /// The tenant has as many articles or chunks as it may have.
    #[error("the knowledge base is full")]
    Full,
    /// What was named is no id.
    #[error("a fresh id could not be made")]
    Unnamed,
    /// The store failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// Who writes.
#[derive(Debug, Clone)]
pub struct Writer {
    /// Their tenant.
    pub tenant: TenantId,
    /// Who they are.
    pub by: AgentRef,
}

/// The id of what came under this name: the same at every time.
#[must_use]
pub fn named_id(tenant: &TenantId, kind: &str, name: &str) -> ArticleId {
    let mut hash = Sha256::new();
    for part in [tenant.as_str(), kind, name] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut wide = [0; 16];
    for (to, from) in wide[6..].iter_mut().zip(hash.finalize()) {
        *to = from;
    }
    ArticleId::from_ulid(Ulid(u128::from_be_bytes(wide)))
}

impl Shelf {
    /// One article.
    pub async fn article(
        &self,
        tenant: &TenantId,
        id: ArticleId,
    ) -> Result<ArticleRecord, ShelfError> {
        let found = self.store.article(tenant, id).await?;
        found.ok_or(ShelfError::NotFound)
    }

    /// Writes a new article, as a draft. With a name, the same one again is the same article, as it
    /// stands.
    pub async fn create(
        &self,
        writer: &Writer,
        text: ArticleText,
        name: Option<&str>,
    ) -> Result<ArticleRecord, ShelfError> {
        let id = if let Some(name) = name {
            named_id(&writer.tenant, "request", name)
        } else {
            let ulid = self.ids.ulid_text(self.clock.now());
            let ulid = Ulid::from_string(&ulid).map_err(|_| ShelfError::Unnamed)?;
            ArticleId::from_ulid(ulid)
        };
        match self.begin(writer, id, text, None).await {
            Err(ShelfError::Changed(_)) => self.article(&writer.tenant, id).await,
            other => other,
        }
    }

    async fn begin(
        &self,
        writer: &Writer,
        id: ArticleId,
        text: ArticleText,
        source: Option<String>,
    ) -> Result<ArticleRecord, ShelfError> {
        self.chunks(&text)?;
        let signed = self.signed(writer);
        let after = ArticleRecord {
            id,
            version: Version(1),
            status: ArticleStatus::Draft,
            text,
            source,
            chunks: 0,
            created: signed.clone(),
            updated: signed,
            published: None,
        };
        self.keep(writer, after, None).await
    }

    /// Writes other words. What is published is published with them.
    pub async fn update(
        &self,
        writer: &Writer,
        id: ArticleId,
        version: Version,
        text: ArticleText,
    ) -> Result<ArticleRecord, ShelfError> {
        let before = self.article(&writer.tenant, id).await?;
        if before.version != version {
            return Err(ShelfError::Changed(before.version));
        }
        self.rewrite(writer, before, text).await
    }

    async fn rewrite(
        &self,
        writer: &Writer,
        before: ArticleRecord,
        text: ArticleText,
    ) -> Result<ArticleRecord, ShelfError> {
        self.chunks(&text)?;
        let after = ArticleRecord {
            text,
            ..before.clone()
        };
        self.keep(writer, after, Some(before)).await
    }

    /// Lets the bot answer from an article; nothing changes where it does already.
    pub async fn publish(
        &self,
        writer: &Writer,
        id: ArticleId,
    ) -> Result<ArticleRecord, ShelfError> {
        let published = Some(self.signed(writer));
        self.turn(writer, id, ArticleStatus::Published, published)
            .await
    }

    /// Lets the bot answer from an article no more; nothing changes where it does not.
    pub async fn unpublish(
        &self,
        writer: &Writer,
        id: ArticleId,
    ) -> Result<ArticleRecord, ShelfError> {
        self.turn(writer, id, ArticleStatus::Draft, None).await
    }

    /// Forgets an article, which makes room for another one. The bot answers from it no more.
    pub async fn delete(
        &self,
        writer: &Writer,
        id: ArticleId,
        version: Version,
    ) -> Result<(), ShelfError> {
        let found = self.article(&writer.tenant, id).await?;
        if found.version != version {
            return Err(ShelfError::Changed(found.version));
        }
        let before = before(&found);
        match self.store.remove(&writer.tenant, id, before).await {
            Ok(()) => Ok(()),
            Err(ArticleError::Full) => Err(ShelfError::Full),
            Err(ArticleError::Port(error)) => Err(error.into()),
            Err(ArticleError::Changed) => {
                let now = self.article(&writer.tenant, id).await?;
                Err(ShelfError::Changed(now.version))
            }
        }
    }

    async fn turn(
        &self,
        writer: &Writer,
        id: ArticleId,
        status: ArticleStatus,
        published: Option<Signed>,
    ) -> Result<ArticleRecord, ShelfError> {
        let before = self.article(&writer.tenant, id).await?;
        if before.status == status {
            return Ok(before);
        }
        let after = ArticleRecord {
            status,
            published,
            ..before.clone()
        };
        self.keep(writer, after, Some(before)).await
    }

    /// How many chunks the bot would read.
    fn chunks(&self, text: &ArticleText) -> Result<u32, ShelfError> {
        let chunks = self.reader.chunks(&plain(&text.body));
        u32::try_from(chunks)
            .ok()
            .filter(|_| chunks <= MOST_ARTICLE_CHUNKS)
            .ok_or(ShelfError::TooManyChunks(chunks))
    }

    fn signed(&self, writer: &Writer) -> Signed {
        Signed {
            by: writer.by.clone(),
            at: self.clock.now(),
        }
    }

    async fn keep(
        &self,
        writer: &Writer,
        mut after: ArticleRecord,
        before: Option<ArticleRecord>,
    ) -> Result<ArticleRecord, ShelfError> {
        if let Some(before) = &before {
            after.version = Version(before.version.0 + 1);
            after.updated = self.signed(writer);
        }
        let read = match after.status {
            ArticleStatus::Draft => None,
            ArticleStatus::Published => Some(self.read(&after)),
        };
        after.chunks = if read.is_some() {
            self.chunks(&after.text)?
        } else {
            0
        };
        let change = ArticleChange {
            before: before.as_ref().map(self::before),
            after,
            read,
        };
        match self.store.keep(&writer.tenant, &change).await {
            Ok(()) => Ok(change.after),
            Err(ArticleError::Full) => Err(ShelfError::Full),
            Err(ArticleError::Port(error)) => Err(error.into()),
            Err(ArticleError::Changed) => {
                let now = self.store.article(&writer.tenant, change.after.id).await?;
                let version = now.map_or(change.after.version, |now| now.version);
                Err(ShelfError::Changed(version))
            }
        }
    }

    /// An article as the bot reads it.
    fn read(&self, record: &ArticleRecord) -> Article {
        let mut article = Article {
            id: record.id,
            title: record.text.title.clone(),
            body: plain(&record.text.body),
            questions: record.text.questions.clone(),
            locale: record.text.locale.clone(),
            vectors: None,
        };
        article.vectors = self.reader.vectors(&article);
        article
    }
}

/// What a change of this article is based on.
fn before(record: &ArticleRecord) -> ArticleBefore {
    ArticleBefore {
        version: record.version,
        read: (record.status == ArticleStatus::Published).then_some(record.chunks),
    }
}

#[cfg(test)]
mod tests;
