//! What agents say of escalations, in the conversations' table beside them.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_app::marking::evidence;
use baton_app::ports::{Decision, Decisions, InvalidCursor, Mark, Marks, Page, PortError};
use baton_domain::{
    ConversationId, Escalation, EscalationId, EscalationStatus, Reason, Seq, TenantId, ThreadKey,
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::error::{AwsError, failed, unreadable};
use crate::expression::{Values, names, number, some, text, values};
use crate::items::{Row, from_row, text_of, to_row};
use crate::keys::{ENDED, Entry, Index, Key, SK, stamp};

/// What agents say of escalations.
#[derive(Debug, Clone)]
pub struct MarkStore {
    client: Client,
    table: String,
    most_decisions: usize,
}

/// The most rows that a caller gets at once.
const MOST: usize = 1_000;
/// The most escalations of a status that are told at once.
const MOST_DECISIONS: usize = 10_000;
/// What figures need of an escalation.
const DECIDED: &str = "#by_wait_sk, #id, #conversation_id, #reason, #created_at, \
    #assessment.#evaluator, #assessment.#rule, #assessment.#seq, #handoff.#evidence.#seq";
/// The statuses in the order in which an escalation goes through them, so that one which moves on
/// while they are read is found where it goes.
const STATUSES: [EscalationStatus; 4] = [
    EscalationStatus::Queued,
    EscalationStatus::Open,
    EscalationStatus::Resolved,
    EscalationStatus::Closed,
];
/// The sort key of a live escalation, behind which nothing of a conversation stands that counts.
const LIVE: &str = "live";

impl MarkStore {
    /// The marks in this conversations' table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
            most_decisions: MOST_DECISIONS,
        }
    }

    /// The same, with at most so many escalations of each status told at once.
    #[must_use]
    pub fn telling(self, most_decisions: usize) -> Self {
        Self {
            most_decisions,
            ..self
        }
    }

    /// Escalations of a status, latest first, and back to when all of them are told.
    async fn of_status(
        &self,
        tenant: &TenantId,
        status: EscalationStatus,
        since: Timestamp,
    ) -> Result<(Vec<Decision>, Option<Timestamp>), PortError> {
        const LISTING: &str = "listing what was decided";
        let condition = "#by_wait_pk = :pk AND #by_wait_sk >= :since";
        let mut decisions = vec![];
        let mut start = None;
        loop {
            // None waits since before it was opened.
            let compared = values([
                (":pk", text(Entry::status_partition(tenant, status))),
                (":since", text(stamp(since))),
            ]);
            let answer = self
                .client
                .query()
                .table_name(&self.table)
                .index_name(Index::ByWait.name())
                .key_condition_expression(condition)
                .projection_expression(DECIDED)
                .set_expression_attribute_names(names(&[condition, DECIDED]))
                .set_expression_attribute_values(Some(compared))
                .scan_index_forward(false)
                .set_exclusive_start_key(start.take())
                .send()
                .await
                .map_err(failed(LISTING))?;
            // Only what the figures need is held, whatever a page was.
            for row in answer.items.unwrap_or_default() {
                let waits_since = text_of(&row, "by_wait_sk").map_err(unreadable(LISTING))?;
                if decisions.len() == self.most_decisions {
                    return Ok((decisions, time_of(waits_since)));
                }
                let decided: Decided = from_row(row).map_err(unreadable(LISTING))?;
                decisions.push(decided.into());
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok((decisions, None));
            }
        }
    }

    /// One part of a stretch, and where the next begins.
    async fn part(
        &self,
        index: Option<Index>,
        condition: &str,
        compared: Values,
        limit: Option<usize>,
        start: Option<Row>,
        attempted: &str,
    ) -> Result<(Vec<Row>, Option<Row>), PortError> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .set_index_name(index.map(|index| index.name().to_owned()))
            .consistent_read(index.is_none())
            .key_condition_expression(condition)
            .set_expression_attribute_names(names(&[condition]))
            .set_expression_attribute_values(Some(compared))
            .set_limit(limit.map(|limit| i32::try_from(limit).unwrap_or(i32::MAX)))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(failed(attempted))?;
        Ok((answer.items.unwrap_or_default(), answer.last_evaluated_key))
    }

    /// All rows of a stretch.
    async fn all(
        &self,
        index: Option<Index>,
        condition: &str,
        compared: Values,
        attempted: &str,
    ) -> Result<Vec<Row>, PortError> {
        let mut rows = vec![];
        let mut start = None;
        loop {
            let (part, next) = self
                .part(index, condition, compared.clone(), None, start, attempted)
                .await?;
            rows.extend(part);
            start = next;
            if start.is_none() {
                return Ok(rows);
            }
        }
    }
}

/// An escalation, as far as figures need it, as its row has it.
#[derive(Deserialize)]
struct Decided {
    id: EscalationId,
    conversation_id: ConversationId,
    reason: Reason,
    created_at: Timestamp,
    #[serde(default)]
    assessment: Assessed,
    #[serde(default)]
    handoff: Shown,
}

#[derive(Default, Deserialize)]
struct Assessed {
    #[serde(default)]
    evaluator: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    seq: Option<Seq>,
}

#[derive(Default, Deserialize)]
struct Shown {
    #[serde(default)]
    evidence: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    seq: Seq,
}

impl From<Decided> for Decision {
    fn from(decided: Decided) -> Self {
        let shown = decided.handoff.evidence.map(|evidence| evidence.seq);
        Self {
            id: decided.id,
            conversation_id: decided.conversation_id,
            reason: decided.reason,
            evaluator: decided.assessment.evaluator,
            rule: decided.assessment.rule,
            created_at: decided.created_at,
            seq: decided.assessment.seq.or(shown),
        }
    }
}

fn just_after(at: Timestamp) -> Timestamp {
    at.checked_add(SignedDuration::from_nanos(1)).unwrap_or(at)
}

/// The time that a place in the index begins with.
fn time_of(place: &str) -> Option<Timestamp> {
    place.split('#').next()?.parse().ok()
}

fn decision(escalation: &Escalation) -> Decision {
    Decision {
        id: escalation.id,
        conversation_id: escalation.conversation_id,
        reason: escalation.reason,
        evaluator: escalation.assessment.evaluator.clone(),
        rule: escalation.assessment.rule.clone(),
        created_at: escalation.created_at,
        seq: evidence(escalation),
    }
}

#[async_trait]
impl Marks for MarkStore {
    async fn mark(
        &self,
        tenant: &TenantId,
        escalation: EscalationId,
    ) -> Result<Option<Mark>, PortError> {
        const READING: &str = "reading a mark";
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(Key::mark(tenant, escalation).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(READING))?;
        answer
            .item
            .map(from_row)
            .transpose()
            .map_err(unreadable(READING))
    }

    async fn put(&self, tenant: &TenantId, mark: &Mark) -> Result<bool, PortError> {
        const KEEPING: &str = "keeping a mark";
        let mut row =
            to_row(&Key::mark(tenant, mark.escalation_id), mark).map_err(unreadable(KEEPING))?;
        Entry::of_mark(tenant, mark.escalation_id, mark.at).write_to(&mut row);
        let (condition, compared) = match mark.version.0 {
            0 | 1 => ("attribute_not_exists(#pk)", Values::new()),
            version => (
                "#version = :before",
                values([(":before", number(version - 1))]),
            ),
        };
        let written = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(row))
            .condition_expression(condition)
            .set_expression_attribute_names(names(&[condition]))
            .set_expression_attribute_values(some(compared))
            .send()
            .await;
        match written {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(PutItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(PortError::new(KEEPING, AwsError::from(error))),
        }
    }

    async fn marks(
        &self,
        tenant: &TenantId,
        since: Timestamp,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Mark>, PortError> {
        const LISTING: &str = "listing marks";
        let limit = limit.clamp(1, MOST);
        let behind = match cursor {
            None => stamp(since),
            Some(cursor) => place(cursor)
                .filter(|place| *place >= stamp(since))
                .ok_or_else(|| PortError::new("continuing a list", InvalidCursor))?,
        };
        let condition = "#by_wait_pk = :pk AND #by_wait_sk > :behind";
        let compared = values([
            (":pk", text(Entry::marks_partition(tenant))),
            (":behind", text(behind)),
        ]);
        let mut rows: Vec<Row> = vec![];
        let mut start = None;
        // One more than asked for tells whether there is more.
        while rows.len() <= limit {
            let wanted = Some(limit + 1 - rows.len());
            let (part, next) = self
                .part(
                    Some(Index::ByWait),
                    condition,
                    compared.clone(),
                    wanted,
                    start,
                    LISTING,
                )
                .await?;
            rows.extend(part);
            start = next;
            if start.is_none() {
                break;
            }
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .map(|row| text_of(row, "by_wait_sk").map(|place| URL_SAFE_NO_PAD.encode(place)))
            .transpose()
            .map_err(unreadable(LISTING))?;
        let items = rows
            .into_iter()
            .map(from_row)
            .collect::<Result<_, _>>()
            .map_err(unreadable(LISTING))?;
        Ok(Page { items, next_cursor })
    }

    async fn decisions(&self, tenant: &TenantId, since: Timestamp) -> Result<Decisions, PortError> {
        let mut told = Decisions {
            items: vec![],
            since,
            is_more: false,
        };
        for status in STATUSES {
            let (decisions, cut_at) = self.of_status(tenant, status, since).await?;
            told.items.extend(decisions);
            if let Some(cut_at) = cut_at {
                // What was opened later waits since later, and is told.
                told.is_more = true;
                told.since = told.since.max(just_after(cut_at));
            }
        }
        let since = told.since;
        told.items.retain(|decision| decision.created_at >= since);
        Ok(told)
    }

    async fn of_conversation(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
    ) -> Result<Vec<Decision>, PortError> {
        const READING: &str = "reading a conversation's escalations";
        // Between the two stands the conversation itself and nothing else.
        let compared = values([
            (":pk", text(Key::thread_partition(tenant, thread))),
            (":first", text(ENDED)),
            (":last", text(LIVE)),
        ]);
        let condition = "#pk = :pk AND #sk BETWEEN :first AND :last";
        let mut decisions = vec![];
        for row in self.all(None, condition, compared, READING).await? {
            let place = text_of(&row, SK).map_err(unreadable(READING))?;
            if place.starts_with(ENDED) || place == LIVE {
                let escalation: Escalation = from_row(row).map_err(unreadable(READING))?;
                decisions.push(decision(&escalation));
            }
        }
        decisions.sort_by_key(|decision| decision.created_at);
        Ok(decisions)
    }
}

/// The place that a cursor stands for: a time and an escalation.
fn place(cursor: &str) -> Option<String> {
    let place = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (at, id) = place.split_once('#')?;
    let at: Timestamp = at.parse().ok()?;
    let id: EscalationId = id.parse().ok()?;
    (place == format!("{}#{id}", stamp(at))).then_some(place)
}
