//! Articles, in the directory's table.
//!
//! An article is up to two rows of the partition `{tenant}#articles`: `article#{id}` as people keep
//! it, and, where it is published, `published#{id}` as the bot reads it, with its vectors. Every
//! change also moves the row `knowledge` beside the tenant's settings: `version` grows with what the
//! bot reads, `articles` and `chunks` count, so that neither grows without bound.

use std::collections::HashMap;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use baton_app::ports::{
    ArticleBefore, ArticleChange, ArticleError, ArticleHeader, ArticleRecord, ArticleStore,
    MOST_ARTICLES, MOST_CHUNKS, PortError,
};
use baton_domain::{ArticleId, TenantId, Version};

use crate::directory::every_page;
use crate::error::{failed, unreadable};
use crate::expression::{Change, delete, delete_if, names, number, put, text, values};
use crate::items::{from_row, to_row};
use crate::keys::{ARTICLES, Key};
use crate::patience::{ATTEMPTS, pause_before};
use crate::transaction::{Outcome, Transaction, Why};

/// What lists show.
const HEADER: &str =
    "#id, #version, #status, #title, #questions, #locale, #source, #chunks, #updated";

/// Articles, in the directory's table.
#[derive(Debug, Clone)]
pub struct DynamoArticles {
    client: Client,
    table: String,
}

/// What a change writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Kept,
    Read,
    Knowledge,
}

impl DynamoArticles {
    /// The articles in this directory's table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    fn transaction(
        &self,
        tenant: &TenantId,
        change: &ArticleChange,
    ) -> Result<Transaction<Part>, PortError> {
        const ATTEMPTED: &str = "writing an article";
        let unbuilt = |error: BuildError| PortError::new(ATTEMPTED, error);
        let id = change.after.id;
        let mut transaction = Transaction::new();
        let row =
            to_row(&Key::article(tenant, id), &change.after).map_err(unreadable(ATTEMPTED))?;
        let kept = match change.before {
            None => Put::builder().condition_expression("attribute_not_exists(#pk)"),
            Some(before) => Put::builder()
                .condition_expression("#version = :version")
                .expression_attribute_values(":version", number(before.version.0)),
        };
        let condition = if change.before.is_some() {
            "#version"
        } else {
            "#pk"
        };
        let kept = kept
            .table_name(&self.table)
            .set_item(Some(row))
            .set_expression_attribute_names(names(&[condition]))
            .build()
            .map_err(unbuilt)?;
        transaction.add(Part::Kept, TransactWriteItem::builder().put(kept).build());
        let was_read = change.before.and_then(|before| before.read);
        let key = Key::published(tenant, id);
        if let Some(article) = &change.read {
            let row = to_row(&key, article).map_err(unreadable(ATTEMPTED))?;
            transaction.add(Part::Read, put(&self.table, row).map_err(unbuilt)?);
        } else if was_read.is_some() {
            let delete = delete(&self.table, &key).map_err(unbuilt)?;
            transaction.add(Part::Read, delete);
        }
        let moved = Move::of(change).change(tenant).into_part(&self.table);
        transaction.add(Part::Knowledge, moved.map_err(unbuilt)?);
        Ok(transaction)
    }

    fn removal(
        &self,
        tenant: &TenantId,
        id: ArticleId,
        before: ArticleBefore,
    ) -> Result<Transaction<Part>, BuildError> {
        let mut transaction = Transaction::new();
        let seen = values([(":version", number(before.version.0))]);
        let key = Key::article(tenant, id);
        let kept = delete_if(&self.table, &key, "#version = :version", seen)?;
        transaction.add(Part::Kept, kept);
        if before.read.is_some() {
            let read = delete(&self.table, &Key::published(tenant, id))?;
            transaction.add(Part::Read, read);
        }
        let moved = Move::out(before).change(tenant).into_part(&self.table)?;
        transaction.add(Part::Knowledge, moved);
        Ok(transaction)
    }

    /// Sends what changes an article to this version, or ends the one of it.
    async fn send(
        &self,
        transaction: &Transaction<Part>,
        version: Version,
        attempted: &'static str,
    ) -> Result<(), ArticleError> {
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, version.0).await;
            let refusals = match transaction.send(&self.client).await {
                Ok(Outcome::Written) => return Ok(()),
                Ok(Outcome::Refused(refusals)) => refusals,
                Err(error) => return Err(failed(attempted)(error).into()),
            };
            for refusal in refusals {
                match (refusal.part, refusal.why) {
                    (Part::Kept, Why::Condition(_)) => return Err(ArticleError::Changed),
                    (Part::Knowledge, Why::Condition(_)) => return Err(ArticleError::Full),
                    _ => {}
                }
            }
        }
        Err(ArticleError::Changed)
    }
}

/// By how much the row that counts moves.
#[derive(Debug, Clone, Copy)]
struct Move {
    articles: i64,
    chunks: i64,
    /// Whether it changes what the bot reads.
    is_read: bool,
}

impl Move {
    fn of(change: &ArticleChange) -> Self {
        let was_read = change.before.and_then(|before| before.read);
        let before = i64::from(was_read.unwrap_or_default());
        let after = i64::from(change.read.as_ref().map_or(0, |_| change.after.chunks));
        Self {
            articles: i64::from(change.before.is_none()),
            chunks: after - before,
            is_read: was_read.is_some() || change.read.is_some(),
        }
    }

    fn out(before: ArticleBefore) -> Self {
        Self {
            articles: -1,
            chunks: -i64::from(before.read.unwrap_or_default()),
            is_read: before.read.is_some(),
        }
    }

    /// What becomes of the row that counts.
    fn change(self, tenant: &TenantId) -> Change {
        let Self {
            articles, chunks, ..
        } = self;
        let signed = |value: i64| AttributeValue::N(value.to_string());
        let mut values = HashMap::from([
            (":articles".to_owned(), signed(articles)),
            (":chunks".to_owned(), signed(chunks)),
            (":versions".to_owned(), signed(i64::from(self.is_read))),
        ]);
        let mut conditions = vec![];
        if articles > 0 {
            conditions.push("(attribute_not_exists(#articles) OR #articles < :most_articles)");
            values.insert(":most_articles".into(), number(MOST_ARTICLES.into()));
        }
        if chunks > 0 {
            conditions.push("(attribute_not_exists(#chunks) OR #chunks <= :most_chunks)");
            let most = i64::from(MOST_CHUNKS) - chunks;
            values.insert(":most_chunks".into(), signed(most));
        }
        if conditions.is_empty() {
            conditions.push("attribute_exists(#articles)");
        }
        Change {
            key: Key::knowledge(tenant),
            update: "ADD #version :versions, #articles :articles, #chunks :chunks".into(),
            condition: conditions.join(" AND "),
            values,
        }
    }
}

#[async_trait]
impl ArticleStore for DynamoArticles {
    async fn article(
        &self,
        tenant: &TenantId,
        id: ArticleId,
    ) -> Result<Option<ArticleRecord>, PortError> {
        const ATTEMPTED: &str = "reading an article";
        let found = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::article(tenant, id).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(ATTEMPTED))?;
        let row = found.item.map(from_row).transpose();
        row.map_err(unreadable(ATTEMPTED))
    }

    async fn headers(&self, tenant: &TenantId) -> Result<Vec<ArticleHeader>, PortError> {
        const ATTEMPTED: &str = "listing articles";
        let condition = "#pk = :pk AND begins_with(#sk, :article)";
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression(condition)
            .projection_expression(HEADER)
            .set_expression_attribute_names(names(&[condition, HEADER]))
            .expression_attribute_values(":pk", text(Key::articles_partition(tenant)))
            .expression_attribute_values(":article", text(ARTICLES));
        every_page(ATTEMPTED, query)
            .await?
            .into_iter()
            .map(|row| from_row(row).map_err(unreadable(ATTEMPTED)))
            .collect()
    }

    async fn keep(&self, tenant: &TenantId, change: &ArticleChange) -> Result<(), ArticleError> {
        let transaction = self.transaction(tenant, change)?;
        let version = change.after.version;
        self.send(&transaction, version, "writing an article").await
    }

    async fn remove(
        &self,
        tenant: &TenantId,
        id: ArticleId,
        before: ArticleBefore,
    ) -> Result<(), ArticleError> {
        const ATTEMPTED: &str = "deleting an article";
        let transaction = self
            .removal(tenant, id, before)
            .map_err(|error| PortError::new(ATTEMPTED, error))?;
        self.send(&transaction, before.version, ATTEMPTED).await
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
