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
use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, TransactWriteItem};
use baton_app::ports::{
    ArticleChange, ArticleError, ArticleHeader, ArticleRecord, ArticleStore, MOST_ARTICLES,
    MOST_CHUNKS, PortError,
};
use baton_domain::{ArticleId, TenantId};

use crate::directory::every_page;
use crate::error::{failed, unreadable};
use crate::expression::{Change, names, number, put, text};
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
            let delete = Delete::builder()
                .table_name(&self.table)
                .set_key(Some(key.attributes()))
                .build()
                .map_err(unbuilt)?;
            let delete = TransactWriteItem::builder().delete(delete).build();
            transaction.add(Part::Read, delete);
        }
        let moved = moved(tenant, change);
        transaction.add(
            Part::Knowledge,
            moved.into_part(&self.table).map_err(unbuilt)?,
        );
        Ok(transaction)
    }
}

/// What becomes of the row that counts.
fn moved(tenant: &TenantId, change: &ArticleChange) -> Change {
    let was_read = change.before.and_then(|before| before.read);
    let before = i64::from(was_read.unwrap_or_default());
    let after = i64::from(change.read.as_ref().map_or(0, |_| change.after.chunks));
    let more = after - before;
    let signed = |value: i64| AttributeValue::N(value.to_string());
    let mut values = HashMap::from([
        (
            ":articles".to_owned(),
            signed(i64::from(change.before.is_none())),
        ),
        (":chunks".to_owned(), signed(more)),
        (
            ":versions".to_owned(),
            signed(i64::from(was_read.is_some() || change.read.is_some())),
        ),
    ]);
    let mut conditions = vec![];
    if change.before.is_none() {
        conditions.push("(attribute_not_exists(#articles) OR #articles < :most_articles)");
        values.insert(":most_articles".into(), number(MOST_ARTICLES.into()));
    }
    if more > 0 {
        conditions.push("(attribute_not_exists(#chunks) OR #chunks <= :most_chunks)");
        values.insert(":most_chunks".into(), signed(i64::from(MOST_CHUNKS) - more));
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
        const ATTEMPTED: &str = "writing an article";
        let transaction = self.transaction(tenant, change)?;
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, change.after.version.0).await;
            let refusals = match transaction.send(&self.client).await {
                Ok(Outcome::Written) => return Ok(()),
                Ok(Outcome::Refused(refusals)) => refusals,
                Err(error) => return Err(failed(ATTEMPTED)(error).into()),
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

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
