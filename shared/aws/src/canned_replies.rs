//! Canned replies, in the directory's table.
//!
//! The partition `{tenant}#canned-replies` holds `reply#{shortcut}` for each and the row `count`,
//! which moves in the same write as a reply comes or goes, so that there are never too many.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};
use baton_app::ports::{
    CannedReplies, CannedReply, CannedReplyError, MOST_CANNED_REPLIES, PortError,
};
use baton_domain::{Shortcut, TenantId, Version};

use crate::directory::every_page;
use crate::error::{failed, unreadable};
use crate::expression::{Change, Values, delete_if, names, number, put_if, text, values};
use crate::items::{from_row, number_of, to_row};
use crate::keys::{CANNED_REPLIES, Key};
use crate::patience::{ATTEMPTS, pause_before};
use crate::transaction::{Outcome, Refusal, Transaction, Why};

const WRITING: &str = "writing a canned reply";
const REMOVING: &str = "removing a canned reply";

/// Canned replies, in the directory's table.
#[derive(Debug, Clone)]
pub struct CannedReplyTable {
    client: Client,
    table: String,
}

/// What a reply that comes or goes writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Reply,
    Count,
}

impl CannedReplyTable {
    /// The canned replies in this directory's table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }

    /// Sends it until no other write is in its way; answers which condition does not hold, the
    /// reply's before the count's.
    async fn send(
        &self,
        transaction: &Transaction<Part>,
        who: u64,
        attempted: &'static str,
    ) -> Result<Option<Part>, PortError> {
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, who).await;
            let refusals = match transaction.send(&self.client).await {
                Ok(Outcome::Written) => return Ok(None),
                Ok(Outcome::Refused(refusals)) => refusals,
                Err(error) => return Err(PortError::new(attempted, error)),
            };
            let refused = |part: Part| {
                let is =
                    |it: &Refusal<Part>| it.part == part && matches!(it.why, Why::Condition(_));
                refusals.iter().any(is).then_some(part)
            };
            if let Some(part) = refused(Part::Reply).or_else(|| refused(Part::Count)) {
                return Ok(Some(part));
            }
        }
        Err(PortError::new(
            attempted,
            "others were writing all the time",
        ))
    }
}

/// One more, as long as there is room.
fn one_more(tenant: &TenantId) -> Change {
    Change {
        key: Key::canned_reply_count(tenant),
        update: "ADD #count :one".into(),
        condition: "attribute_not_exists(#count) OR #count < :most".into(),
        values: values([
            (":one", number(1)),
            (":most", number(MOST_CANNED_REPLIES.into())),
        ]),
    }
}

/// One less.
fn one_less(tenant: &TenantId) -> Change {
    Change {
        key: Key::canned_reply_count(tenant),
        update: "ADD #count :less".into(),
        condition: "#count > :none".into(),
        values: values([
            (":less", AttributeValue::N("-1".into())),
            (":none", number(0)),
        ]),
    }
}

fn unbuilt(attempted: &'static str) -> impl Fn(BuildError) -> PortError {
    move |error| PortError::new(attempted, error)
}

#[async_trait]
impl CannedReplies for CannedReplyTable {
    async fn all(&self, tenant: &TenantId) -> Result<Vec<CannedReply>, PortError> {
        const LISTING: &str = "listing canned replies";
        let condition = "#pk = :pk AND begins_with(#sk, :reply)";
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression(condition)
            .set_expression_attribute_names(names(&[condition]))
            .expression_attribute_values(":pk", text(Key::canned_replies_partition(tenant)))
            .expression_attribute_values(":reply", text(CANNED_REPLIES));
        every_page(LISTING, query)
            .await?
            .into_iter()
            .map(|row| from_row(row).map_err(unreadable(LISTING)))
            .collect()
    }

    async fn create(&self, tenant: &TenantId, reply: &CannedReply) -> Result<(), CannedReplyError> {
        let row = to_row(&Key::canned_reply(tenant, &reply.shortcut), reply)
            .map_err(unreadable(WRITING))?;
        let mut transaction = Transaction::new();
        let kept = put_if(&self.table, row, "attribute_not_exists(#pk)", Values::new())
            .map_err(unbuilt(WRITING))?;
        transaction.add(Part::Reply, kept);
        let counted = one_more(tenant).into_part(&self.table);
        transaction.add(Part::Count, counted.map_err(unbuilt(WRITING))?);
        match self
            .send(&transaction, who(&reply.shortcut), WRITING)
            .await?
        {
            None => Ok(()),
            Some(Part::Reply) => Err(CannedReplyError::Exists),
            Some(Part::Count) => Err(CannedReplyError::Full),
        }
    }

    async fn replace(
        &self,
        tenant: &TenantId,
        reply: &CannedReply,
    ) -> Result<(), CannedReplyError> {
        let row = to_row(&Key::canned_reply(tenant, &reply.shortcut), reply)
            .map_err(unreadable(WRITING))?;
        let condition = "#version = :before";
        let before = number(reply.version.0.saturating_sub(1));
        let written = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(row))
            .condition_expression(condition)
            .set_expression_attribute_names(names(&[condition]))
            .expression_attribute_values(":before", before)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .send()
            .await;
        let Err(error) = written else {
            return Ok(());
        };
        let Some(PutItemError::ConditionalCheckFailedException(refused)) = error.as_service_error()
        else {
            return Err(failed(WRITING)(error).into());
        };
        let Some(row) = refused.item() else {
            return Err(CannedReplyError::Absent);
        };
        let version = number_of(row, "version").map_err(unreadable(WRITING))?;
        Err(CannedReplyError::Stale(Version(version)))
    }

    async fn remove(&self, tenant: &TenantId, shortcut: &Shortcut) -> Result<(), PortError> {
        let mut transaction = Transaction::new();
        let key = Key::canned_reply(tenant, shortcut);
        let gone = delete_if(&self.table, &key, "attribute_exists(#pk)", Values::new())
            .map_err(unbuilt(REMOVING))?;
        transaction.add(Part::Reply, gone);
        let counted = one_less(tenant).into_part(&self.table);
        transaction.add(Part::Count, counted.map_err(unbuilt(REMOVING))?);
        match self.send(&transaction, who(shortcut), REMOVING).await? {
            None | Some(Part::Reply) => Ok(()),
            Some(Part::Count) => Err(PortError::new(
                REMOVING,
                "the count says that there is none",
            )),
        }
    }
}

/// Which of those who meet waits how long.
fn who(shortcut: &Shortcut) -> u64 {
    shortcut.as_str().bytes().map(u64::from).sum()
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
