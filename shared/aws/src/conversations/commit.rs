//! Writing what was decided, all of it or nothing, in one request.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::TransactWriteItem;
use baton_app::commit::{Commit, CommitError};
use baton_app::committed::Place;
use baton_app::ports::PortError;
use baton_domain::quota::Balance;
use baton_domain::{AgentId, Event, Message, Revision, Seq, TicketNumber};

use super::DynamoConversations;
use super::load::ticket_of;
use crate::balance::charged;
use crate::error::{RowError, unreadable};
use crate::expression::{Change, delete, number, put, put_if, text, values};
use crate::items::{
    Moved, escalation_row, from_row, head_row, message_row, moved, outcome_of, receipt_row,
    to_value,
};
use crate::keys::Key;
use crate::patience::{ATTEMPTS, pause_before};
use crate::transaction::{Outcome, Refusal, Transaction, Why};

const COMMITTING: &str = "committing a conversation";

/// What a part of a commit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Row,
    Receipt,
    Ticket,
    Quota,
    Load(AgentId),
    Relief(AgentId),
}

/// Why a part could not be put together.
#[derive(Debug, thiserror::Error)]
enum Malformed {
    #[error(transparent)]
    Row(#[from] RowError),
    #[error(transparent)]
    Part(#[from] BuildError),
}

/// What becomes of a commit that was refused.
enum Verdict {
    Failed(CommitError),
    /// Only agents who have nothing in hand could not be relieved; without them it goes through.
    WithoutRelief(Vec<AgentId>),
    /// Another conversation of the tenant's was being numbered or charged just then, and nothing else
    /// met.
    Again,
}

impl DynamoConversations {
    pub(super) async fn write_commit(&self, commit: &Commit) -> Result<(), CommitError> {
        if commit.events.is_empty() {
            return Ok(());
        }
        let mut idle = vec![];
        let mut attempt = 1;
        loop {
            pause_before(attempt, spread(commit)).await;
            let transaction = self
                .transaction(commit, &idle)
                .map_err(|error| PortError::new(COMMITTING, error))?;
            let refusals = match transaction
                .send(&self.client)
                .await
                .map_err(|error| PortError::new(COMMITTING, error))?
            {
                Outcome::Written => return Ok(()),
                Outcome::Refused(refusals) => refusals,
            };
            match verdict(refusals)? {
                Verdict::Failed(error) => return Err(error),
                // Each round leaves at least one more out, so there are as many as agents at most.
                Verdict::WithoutRelief(more) => idle.extend(more),
                Verdict::Again if attempt < ATTEMPTS => attempt += 1,
                Verdict::Again => return Err(CommitError::Conflict),
            }
        }
    }

    fn transaction(
        &self,
        commit: &Commit,
        idle: &[AgentId],
    ) -> Result<Transaction<Part>, Malformed> {
        let table = &self.tables.conversations;
        let tenant = commit.tenant();
        let mut transaction = Transaction::new();
        transaction.add(Part::Head, self.head_part(commit)?);

        let (before, after) = (&commit.before.live, &commit.after.live);
        match after {
            Some(live) if before.as_ref() != Some(live) => {
                transaction.add(Part::Row, put(table, escalation_row(tenant, live)?)?);
            }
            None if before.is_some() => {
                let key = Key::live(tenant, commit.conversation().thread());
                transaction.add(Part::Row, delete(table, &key)?);
            }
            _ => {}
        }
        for event in &commit.events {
            if let Event::EscalationEnded(ended) = event {
                transaction.add(Part::Row, put(table, escalation_row(tenant, ended)?)?);
            }
        }
        self.add_messages(commit, &mut transaction)?;
        self.add_loads(commit, idle, &mut transaction)?;
        let now = self.clock.now();
        for event in &commit.events {
            if let Event::ReceiptRecorded(receipt) = event {
                let row = receipt_row(tenant, receipt, commit.outcome.as_ref(), now)?;
                let part = put_if(
                    &self.tables.receipts,
                    row,
                    "attribute_not_exists(#pk)",
                    values([]),
                )?;
                transaction.add(Part::Receipt, part);
            }
        }
        if let Some(charge) = &commit.charge {
            let change = charged(tenant, charge);
            transaction.add(Part::Quota, change.into_part(table)?);
        }
        if let Some(part) = self.ticket_part(commit)? {
            transaction.add(Part::Ticket, part);
        }
        Ok(transaction)
    }

    /// The head under the condition that nothing was decided since it was read. `answer_seq` is
    /// compared too, because a delivered answer ends the wait without a new version.
    fn head_part(&self, commit: &Commit) -> Result<TransactWriteItem, Malformed> {
        let row = head_row(&commit.after)?;
        let table = &self.tables.conversations;
        let read = &commit.before.conversation;
        if read.version.0 == 0 {
            return Ok(put_if(table, row, "attribute_not_exists(#pk)", values([]))?);
        }
        let mut condition = "#version = :version AND ".to_owned();
        let mut compared = values([(":version", number(read.version.0))]);
        if let Some(answer) = read.answer_seq {
            condition.push_str("#answer_seq = :answer");
            compared.insert(":answer".into(), number(answer.0));
        } else {
            condition.push_str("attribute_not_exists(#answer_seq)");
        }
        Ok(put_if(table, row, &condition, compared)?)
    }

    fn add_messages(
        &self,
        commit: &Commit,
        transaction: &mut Transaction<Part>,
    ) -> Result<(), Malformed> {
        let table = &self.tables.conversations;
        let conversation = &commit.after.conversation;
        let tenant = commit.tenant();
        let place = Place {
            tenant_id: tenant.clone(),
            conversation_id: conversation.id,
            connection_id: conversation.connection_id,
            channel: conversation.channel,
            address: conversation.contact.address.clone(),
            owner: conversation.owner.agent().map(|agent| agent.id),
        };
        // A row can be written once in a transaction: news of a message that is itself new goes
        // into its row.
        let mut added: BTreeMap<Seq, Message> = BTreeMap::new();
        for event in &commit.events {
            match event {
                Event::MessageAdded(message) => {
                    added.insert(message.seq, (**message).clone());
                }
                Event::MessageRevised { message, revision } => {
                    if let Some(message) = added.get_mut(&message.seq) {
                        message.revision = Some(revision.clone());
                        continue;
                    }
                    let key = Key::message(tenant, conversation.id.thread(), message.seq);
                    let part = revised(key, revision)?.into_part(table)?;
                    transaction.add(Part::Row, part);
                }
                Event::DeliveryMoved {
                    seq,
                    status,
                    error,
                    provider_id,
                } => {
                    if let Some(message) = added.get_mut(seq) {
                        message.status = *status;
                        message.error.clone_from(error);
                        message.provider_id = provider_id.clone().or(message.provider_id.take());
                        continue;
                    }
                    let change = moved(Moved {
                        tenant,
                        connection: conversation.connection_id,
                        key: Key::message(tenant, conversation.id.thread(), *seq),
                        status: *status,
                        error: error.as_ref(),
                        provider_id: provider_id.as_deref(),
                    })?;
                    if let Some(change) = change {
                        transaction.add(Part::Row, change.into_part(table)?);
                    }
                }
                _ => {}
            }
        }
        for message in added.values() {
            let row = message_row(&place, message)?;
            let part = put_if(table, row, "attribute_not_exists(#pk)", values([]))?;
            transaction.add(Part::Row, part);
        }
        Ok(())
    }

    fn add_loads(
        &self,
        commit: &Commit,
        idle: &[AgentId],
        transaction: &mut Transaction<Part>,
    ) -> Result<(), Malformed> {
        let mut loads: BTreeMap<AgentId, i64> = BTreeMap::new();
        for event in &commit.events {
            match event {
                Event::LoadAdded(agent) => *loads.entry(*agent).or_default() += 1,
                Event::LoadRemoved(agent) => *loads.entry(*agent).or_default() -= 1,
                _ => {}
            }
        }
        // A conversation is in one pair of hands at most, so no load moves by more than one.
        for (agent, load) in loads {
            let key = Key::agent(commit.tenant(), agent);
            let (part, change) = match load {
                1.. => (Part::Load(agent), loaded(key)),
                0 => continue,
                _ if idle.contains(&agent) => continue,
                _ => (Part::Relief(agent), relieved(key)),
            };
            transaction.add(part, change.into_part(&self.tables.conversations)?);
        }
        Ok(())
    }

    fn ticket_part(&self, commit: &Commit) -> Result<Option<TransactWriteItem>, Malformed> {
        let opened = commit.events.iter().rev().find_map(|event| match event {
            Event::EscalationOpened(escalation) => Some(escalation.ticket),
            _ => None,
        });
        let Some(TicketNumber(ticket)) = opened else {
            return Ok(None);
        };
        let mut moved = values([(":ticket", number(ticket))]);
        let condition = if commit.last_ticket.0 == 0 {
            "attribute_not_exists(#last)"
        } else {
            moved.insert(":last".into(), number(commit.last_ticket.0));
            "#last = :last"
        };
        let change = Change {
            key: Key::ticket_counter(commit.tenant()),
            update: "SET #last = :ticket".into(),
            condition: condition.into(),
            values: moved,
        };
        Ok(Some(change.into_part(&self.tables.directory)?))
    }
}

/// One conversation more in an agent's hands, if they can.
pub(super) fn loaded(key: Key) -> Change {
    Change {
        key,
        update: "SET #active = #active + :one, #version = #version + :one".into(),
        condition: "attribute_exists(#pk) AND #active < #capacity".into(),
        values: values([(":one", number(1))]),
    }
}

fn relieved(key: Key) -> Change {
    Change {
        key,
        update: "SET #active = #active - :one, #version = #version + :one".into(),
        condition: "#active > :none".into(),
        values: values([(":one", number(1)), (":none", number(0))]),
    }
}

/// What became of a message's words, unless it was taken back meanwhile. Which of two edits is the
/// later one is decided under the head's version.
fn revised(key: Key, revision: &Revision) -> Result<Change, RowError> {
    let condition = "attribute_exists(#pk) AND \
        (attribute_not_exists(#revision) OR #revision.#kind <> :deleted)";
    Ok(Change {
        key,
        update: "SET #revision = :revision".into(),
        condition: condition.into(),
        values: values([
            (":revision", to_value(revision)?),
            (":deleted", text("deleted")),
        ]),
    })
}

/// Which of several reasons is told: that it was done before, that the conversation has changed,
/// that the number is taken, that the tenant's account is another, that the agent has no room; in this order, because a caller who
/// hears a later one acts on the earlier ones being out of the question.
fn verdict(refusals: Vec<Refusal<Part>>) -> Result<Verdict, PortError> {
    let mut conflict = false;
    let mut ticket = None;
    let mut full = None;
    let mut met_just_then = false;
    let mut quota = None;
    let mut idle = vec![];
    for Refusal { part, why } in refusals {
        match (part, why) {
            (Part::Receipt, Why::Condition(row)) => {
                let outcome = row
                    .map(outcome_of)
                    .transpose()
                    .map_err(unreadable("reading a receipt"))?
                    .flatten();
                return Ok(Verdict::Failed(CommitError::Duplicate(outcome)));
            }
            (Part::Ticket, Why::Condition(Some(row))) => {
                let last = ticket_of(&row).map_err(unreadable("reading the last ticket number"))?;
                ticket = Some(last);
            }
            (Part::Ticket, Why::Condition(None)) => ticket = Some(TicketNumber::default()),
            (Part::Quota, Why::Condition(row)) => {
                let balance: Option<Balance> = row
                    .map(from_row)
                    .transpose()
                    .map_err(unreadable("reading a tenant's account"))?;
                quota = Some(balance.map(Box::new));
            }
            // Many conversations of a tenant write these at the same moment.
            (Part::Quota | Part::Ticket, Why::Conflict) => met_just_then = true,
            (Part::Load(agent), Why::Condition(_)) => full = Some(agent),
            (Part::Relief(agent), Why::Condition(_)) => idle.push(agent),
            (Part::Head | Part::Row, Why::Condition(_)) | (_, Why::Conflict) => conflict = true,
        }
    }
    Ok(if conflict {
        Verdict::Failed(CommitError::Conflict)
    } else if let Some(last) = ticket {
        Verdict::Failed(CommitError::TicketTaken(last))
    } else if let Some(balance) = quota {
        Verdict::Failed(CommitError::QuotaMoved(balance))
    } else if let Some(agent) = full {
        Verdict::Failed(CommitError::AtCapacity(agent))
    } else if met_just_then {
        Verdict::Again
    } else {
        Verdict::WithoutRelief(idle)
    })
}

/// How long those who met wait differently.
fn spread(commit: &Commit) -> u64 {
    commit
        .conversation()
        .thread()
        .to_string()
        .bytes()
        .fold(0, |sum, byte| sum + u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::Row;

    #[test]
    fn whoever_met_others_at_a_counter_waits_and_tries_again() {
        let met = |parts: &[fn() -> Part]| {
            let refusals = parts.iter().map(|part| Refusal {
                part: part(),
                why: Why::Conflict,
            });
            verdict(refusals.collect()).unwrap()
        };
        for parts in [
            &[(|| Part::Ticket) as fn() -> Part][..],
            &[|| Part::Ticket, || Part::Quota],
        ] {
            assert!(matches!(met(parts), Verdict::Again));
        }
        let conversation = met(&[|| Part::Ticket, || Part::Head]);
        assert!(matches!(
            conversation,
            Verdict::Failed(CommitError::Conflict)
        ));
    }

    #[test]
    fn a_number_that_is_taken_is_told_with_the_one_that_is_the_last_now() {
        let told = |parts: Vec<(Part, Option<u64>)>| {
            let refusals = parts.into_iter().map(|(part, last)| Refusal {
                part,
                why: Why::Condition(last.map(|last| Row::from([("last".into(), number(last))]))),
            });
            match verdict(refusals.collect()).unwrap() {
                Verdict::Failed(error) => error,
                Verdict::WithoutRelief(_) | Verdict::Again => panic!("it is refused"),
            }
        };
        for (row, last) in [(Some(42), 42), (None, 0)] {
            let taken = told(vec![(Part::Ticket, row), (Part::Quota, None)]);
            assert!(
                matches!(taken, CommitError::TicketTaken(number) if number.0 == last),
                "{taken:?}"
            );
        }
        // Whoever decided on a conversation that has changed has to decide again.
        for other in [Part::Head, Part::Row] {
            let changed = told(vec![(Part::Ticket, Some(42)), (other, None)]);
            assert!(matches!(changed, CommitError::Conflict), "{changed:?}");
        }
    }
}
