//! Timers that rang, and how many escalations stand where.

use baton_app::ports::{LiveCounts, PortError};
use baton_domain::{ConversationId, Escalation, EscalationStatus, TenantId};
use jiff::Timestamp;

use super::DynamoConversations;
use super::query::Query;
use crate::error::{RowError, unreadable};
use crate::expression::{text, values};
use crate::items::{Row, from_row, text_of};
use crate::keys::{Entry, Index, stamp};

impl DynamoConversations {
    pub(super) async fn list_due(
        &self,
        tenant: &TenantId,
        at: Timestamp,
        limit: usize,
    ) -> Result<Vec<ConversationId>, PortError> {
        const LISTING: &str = "listing timers that rang";
        let mut due = vec![];
        let mut start = None;
        while due.len() < limit {
            let query = Query {
                index: Some(Index::ByDue.name()),
                condition: "#by_due_pk = :pk AND #by_due_sk < :end".into(),
                values: values([
                    (":pk", text(Entry::due_partition(tenant))),
                    // Behind every entry of that very millisecond.
                    (":end", text(format!("{}~", stamp(at)))),
                ]),
                limit: Some(limit - due.len()),
                start: start.take(),
                ..Query::default()
            };
            let answer = query
                .send(&self.client, &self.tables.conversations, LISTING)
                .await?;
            for row in answer.items.unwrap_or_default() {
                due.push(timer_of(&row).map_err(unreadable(LISTING))?);
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        Ok(due)
    }

    pub(super) async fn count_escalations(
        &self,
        tenant: &TenantId,
        since: Timestamp,
    ) -> Result<LiveCounts, PortError> {
        let (queued, open, resolved, closed, oldest_queued_at) = tokio::try_join!(
            self.count(tenant, EscalationStatus::Queued, None),
            self.count(tenant, EscalationStatus::Open, None),
            self.count(tenant, EscalationStatus::Resolved, Some(since)),
            self.count(tenant, EscalationStatus::Closed, Some(since)),
            self.oldest_queued(tenant),
        )?;
        Ok(LiveCounts {
            queued,
            open,
            resolved,
            closed,
            oldest_queued_at,
        })
    }

    async fn count(
        &self,
        tenant: &TenantId,
        status: EscalationStatus,
        ended_since: Option<Timestamp>,
    ) -> Result<u64, PortError> {
        let mut condition = "#by_queue_pk = :pk".to_owned();
        let mut compared = values([(":pk", text(Entry::status_partition(tenant, status)))]);
        if let Some(since) = ended_since {
            condition.push_str(" AND #by_queue_sk >= :since");
            compared.insert(":since".into(), text(stamp(since)));
        }
        let mut counted = 0;
        let mut start = None;
        loop {
            let query = Query {
                index: Some(Index::ByQueue.name()),
                condition: condition.clone(),
                values: compared.clone(),
                start: start.take(),
                count: true,
                ..Query::default()
            };
            let answer = query
                .send(
                    &self.client,
                    &self.tables.conversations,
                    "counting escalations",
                )
                .await?;
            counted += u64::try_from(answer.count).unwrap_or(0);
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok(counted);
            }
        }
    }

    async fn oldest_queued(&self, tenant: &TenantId) -> Result<Option<Timestamp>, PortError> {
        const FINDING: &str = "finding the longest wait";
        let partition = Entry::status_partition(tenant, EscalationStatus::Queued);
        let query = Query {
            index: Some(Index::ByWait.name()),
            condition: "#by_wait_pk = :pk".into(),
            values: values([(":pk", text(partition))]),
            limit: Some(1),
            ..Query::default()
        };
        let answer = query
            .send(&self.client, &self.tables.conversations, FINDING)
            .await?;
        let oldest: Option<Escalation> = answer
            .items
            .unwrap_or_default()
            .into_iter()
            .next()
            .map(from_row)
            .transpose()
            .map_err(unreadable(FINDING))?;
        Ok(oldest.map(|escalation| escalation.queued_at))
    }
}

/// The conversation of a timer, from its place in the index.
fn timer_of(row: &Row) -> Result<ConversationId, RowError> {
    text_of(row, "by_due_sk")?
        .split_once('#')
        .and_then(|(_, id)| id.parse().ok())
        .ok_or(RowError::Attribute("by_due_sk"))
}
