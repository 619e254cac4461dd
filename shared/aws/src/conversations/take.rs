//! Taking an escalation in one request, without reading it first.

use aws_sdk_dynamodb::error::BuildError;
use baton_app::commit::Outcome as Answer;
use baton_app::committed::Notice;
use baton_app::ports::{PortError, TakeOutcome, TakeRequest};
use baton_domain::{
    AgentRef, Deed, DeedKind, Escalation, EscalationStatus, MessageId, Mode, Owner, Rejection,
};
use sha2::{Digest, Sha256};
use ulid::Ulid;

use super::DynamoConversations;
use super::commit::loaded;
use crate::error::{RowError, unreadable};
use crate::expression::{Change, number, put_if, text, values};
use crate::items::{
    LIVE_STATUS, LIVE_VERSION, MODE, NOTICE, Row, from_row, mode_name, outcome_of, receipt_row,
    to_value,
};
use crate::keys::{Entry, Key, stamp, status_name};
use crate::patience::{ATTEMPTS, pause_before};
use crate::transaction::{Outcome, Refusal, Transaction, Why};

const TAKING: &str = "taking an escalation";

/// What a part of a take is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Live,
    Head,
    Agent,
    Receipt,
}

/// Why a part could not be put together.
#[derive(Debug, thiserror::Error)]
enum Malformed {
    #[error(transparent)]
    Row(#[from] RowError),
    #[error(transparent)]
    Part(#[from] BuildError),
}

/// Others were writing the same rows at every attempt.
#[derive(Debug, thiserror::Error)]
#[error("the rows were being written by others at every attempt")]
struct Contended;

impl DynamoConversations {
    pub(super) async fn write_take(&self, take: &TakeRequest) -> Result<TakeOutcome, PortError> {
        let transaction = self
            .take_transaction(take)
            .map_err(|error| PortError::new(TAKING, error))?;
        let spread = u64::try_from(take.by.id.ulid().random() % 16).unwrap_or(0);
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, spread).await;
            match transaction
                .send(&self.client)
                .await
                .map_err(|error| PortError::new(TAKING, error))?
            {
                Outcome::Written => return Ok(TakeOutcome::Taken),
                Outcome::Refused(refusals) => {
                    if let Some(outcome) = self.refused(take, refusals).await? {
                        return Ok(outcome);
                    }
                }
            }
        }
        Err(PortError::new(TAKING, Contended))
    }

    /// What was refused and why; none where others were writing the same rows just then.
    async fn refused(
        &self,
        take: &TakeRequest,
        refusals: Vec<Refusal<Part>>,
    ) -> Result<Option<TakeOutcome>, PortError> {
        let mut live = None;
        let mut agent = None;
        let mut contended = false;
        for Refusal { part, why } in refusals {
            match (part, why) {
                (Part::Receipt, Why::Condition(row)) => return replayed(row).map(Some),
                (Part::Live | Part::Head, Why::Condition(row)) => live = live.or(Some(row)),
                (Part::Agent, Why::Condition(row)) => agent = Some(row),
                (_, Why::Conflict) => contended = true,
            }
        }
        if let Some(row) = live {
            return self.not_takeable(take, row).await.map(Some);
        }
        // While somebody is writing the escalation, the agent's room is not yet the answer.
        if contended {
            return Ok(None);
        }
        Ok(agent.map(|row| match row {
            None => TakeOutcome::UnknownAgent,
            Some(_) => TakeOutcome::Rejected(Rejection::AtCapacity {
                agent: take.by.clone(),
            }),
        }))
    }

    async fn not_takeable(
        &self,
        take: &TakeRequest,
        row: Option<Row>,
    ) -> Result<TakeOutcome, PortError> {
        let live: Option<Escalation> = row
            .map(from_row)
            .transpose()
            .map_err(unreadable("reading a live escalation"))?;
        if let Some(live) = live
            && live.id == take.escalation
            && let Some(assignee) = live.assignee.clone()
        {
            return Ok(if assignee.id == take.by.id {
                TakeOutcome::AlreadyHeld(Box::new(live))
            } else {
                TakeOutcome::Rejected(Rejection::TakenBy {
                    assignee,
                    version: live.version,
                })
            });
        }
        Ok(
            match self.ended_escalation(&take.tenant, take.escalation).await? {
                Some(ended) => TakeOutcome::Rejected(Rejection::NotLive {
                    status: Some(ended.status),
                }),
                None => TakeOutcome::NotFound,
            },
        )
    }

    fn take_transaction(&self, take: &TakeRequest) -> Result<Transaction<Part>, Malformed> {
        let table = &self.tables.conversations;
        let agent = Key::agent(&take.tenant, take.by.id);
        let mut transaction = Transaction::new();
        transaction.add(Part::Live, live_change(take)?.into_part(table)?);
        transaction.add(Part::Head, head_change(take)?.into_part(table)?);
        transaction.add(Part::Agent, loaded(agent).into_part(table)?);
        if let Some((receipt, answer)) = &take.receipt {
            let row = receipt_row(&take.tenant, receipt, Some(answer), take.at)?;
            let part = put_if(
                &self.tables.receipts,
                row,
                "attribute_not_exists(#pk)",
                values([]),
            )?;
            transaction.add(Part::Receipt, part);
        }
        Ok(transaction)
    }
}

fn live_change(take: &TakeRequest) -> Result<Change, RowError> {
    let tenant = &take.tenant;
    let open = EscalationStatus::Open;
    let taken = Deed::of(&take.by, DeedKind::Taken, take.at);
    Ok(Change {
        key: Key::live(tenant, take.escalation.thread()),
        update: "SET #status = :open, #assignee = :assignee, #taken_at = :at, \
                 #version = #version + :one, \
                 #by_queue_pk = :status_pk, #by_wait_pk = :status_pk, \
                 #by_assignee_pk = :assignee_pk, #by_assignee_sk = #by_queue_sk, \
                 #history = list_append(if_not_exists(#history, :nothing), :taken) \
                 REMOVE #assigned_by"
            .into(),
        condition: "#id = :id AND #status = :queued".into(),
        values: values([
            (":id", text(take.escalation.to_string())),
            (":queued", text(status_name(EscalationStatus::Queued))),
            (":open", text(status_name(open))),
            (":assignee", to_value(&take.by)?),
            (":at", text(take.at.to_string())),
            (":nothing", to_value(&Vec::<Deed>::new())?),
            (":taken", to_value(&[taken])?),
            (":one", number(1)),
            (":status_pk", text(Entry::status_partition(tenant, open))),
            (
                ":assignee_pk",
                text(Entry::assignee_partition(tenant, take.by.id)),
            ),
        ]),
    })
}

/// The head as `decide` would leave it, but for three things that only a reader could know: the
/// preview keeps the customer's words instead of the notice's; `due_at` may stay at the pickup
/// limit, where the sweep finds that the limit has moved and sets the timer anew; and
/// `last_activity_at` and `last_said_at` take the time of the take even if the customer's clock ran
/// ahead of it.
fn head_change(take: &TakeRequest) -> Result<Change, RowError> {
    let thread = take.escalation.thread();
    let activity = Entry::by_activity(&take.tenant, thread, take.at);
    let notice = Notice {
        message_id: notice_id(take),
        agent_name: take.by.name.clone(),
        at: take.at,
    };
    Ok(Change {
        key: Key::head(&take.tenant, thread),
        update: format!(
            "SET #owner = :owner, #{MODE} = :human, #epoch = #epoch + :one, \
             #version = #version + :one, #last_seq = #last_seq + :one, \
             #last_activity_at = :at, #last_said_at = :at, #by_activity_sk = :activity, #{NOTICE} = :notice, \
             #{LIVE_STATUS} = :open, #{LIVE_VERSION} = #{LIVE_VERSION} + :one \
             REMOVE #answer_seq"
        ),
        condition: "attribute_exists(#pk)".into(),
        values: values([
            (":owner", to_value(&Owner::Agent(take.by.clone()))?),
            (":human", text(mode_name(Mode::Human))),
            (":one", number(1)),
            (":at", text(take.at.to_string())),
            (":activity", text(activity.sk.unwrap_or_default())),
            (":notice", to_value(&notice)?),
            (":open", text(status_name(EscalationStatus::Open))),
        ]),
    })
}

/// The id of the message that the take promises: the same one for the same take, so that a
/// repeated request promises nothing twice.
fn notice_id(take: &TakeRequest) -> MessageId {
    let AgentRef { id, .. } = &take.by;
    let named = format!(
        "{}#{}#{id}#{}",
        take.tenant,
        take.escalation,
        stamp(take.at)
    );
    let digest = Sha256::digest(named);
    let random = digest
        .iter()
        .take(10)
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let milliseconds = u64::try_from(take.at.as_millisecond()).unwrap_or(0);
    MessageId::from_ulid(Ulid::from_parts(milliseconds, random))
}

fn replayed(row: Option<Row>) -> Result<TakeOutcome, PortError> {
    let answer: Option<Answer> = row
        .map(outcome_of)
        .transpose()
        .map_err(unreadable("reading a receipt"))?
        .flatten();
    // A receipt without an answer is of a command that keeps none, such as a webhook's.
    Ok(answer.map_or(
        TakeOutcome::Rejected(Rejection::Duplicate),
        TakeOutcome::Replayed,
    ))
}
