//! Reading a thread in one request.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use baton_app::ports::{Load, Loaded, PortError};
use baton_domain::quota::Balance;
use baton_domain::{
    Conversation, Escalation, EscalationId, State, TenantId, ThreadKey, TicketNumber,
};

use super::DynamoConversations;
use crate::error::{AwsError, RowError, failed, unreadable};
use crate::items::{Row, from_row, key_of, number_of, outcome_of, same_live};
use crate::keys::Key;
use crate::patience::{ATTEMPTS, pause_before};

const READING: &str = "reading a conversation";

/// The rows never came together.
#[derive(Debug, thiserror::Error)]
enum Unsettled {
    #[error("DynamoDB left keys unprocessed each time")]
    Unprocessed,
    #[error("the conversation and its escalation were of different versions each time")]
    Torn,
}

impl DynamoConversations {
    pub(super) async fn load_thread(
        &self,
        tenant: &TenantId,
        thread: ThreadKey,
        load: Load<'_>,
    ) -> Result<Loaded, PortError> {
        let head_key = Key::head(tenant, thread);
        let live_key = Key::live(tenant, thread);
        let ended_key = load.escalation.map(|id| Key::ended(tenant, id));
        let mark_key = load
            .escalation
            .filter(|_| load.mark)
            .map(|id| Key::mark(tenant, id));
        let receipt_key = load.receipt.map(|receipt| Key::receipt(tenant, receipt));
        let balance_key = load.quota.then(|| Key::balance(tenant));
        let ticket_key = load.ticket.then(|| Key::ticket_counter(tenant));

        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, 0).await;
            let conversation_keys = [
                Some(&head_key),
                Some(&live_key),
                ended_key.as_ref(),
                mark_key.as_ref(),
                balance_key.as_ref(),
            ];
            let mut rows = self
                .read_rows(&[
                    (&self.tables.conversations, &conversation_keys),
                    (&self.tables.receipts, &[receipt_key.as_ref()]),
                    (&self.tables.directory, &[ticket_key.as_ref()]),
                ])
                .await?;
            let balance: Option<Balance> = balance_key
                .as_ref()
                .and_then(|key| rows.remove(key))
                .map(from_row)
                .transpose()
                .map_err(unreadable(READING))?;
            let Some(head) = rows.remove(&head_key) else {
                return Ok(Loaded {
                    last_ticket: last_ticket(&rows, ticket_key.as_ref())?,
                    balance,
                    ..Loaded::default()
                });
            };
            let live: Option<Escalation> = rows
                .remove(&live_key)
                .map(from_row)
                .transpose()
                .map_err(unreadable(READING))?;
            // The rows are read in one request but not at one instant.
            if !same_live(&head, live.as_ref()) {
                continue;
            }
            let conversation: Conversation = from_row(head).map_err(unreadable(READING))?;
            let mut state = State::new(conversation);
            let mut loaded = Loaded {
                last_ticket: last_ticket(&rows, ticket_key.as_ref())?,
                balance,
                ..Loaded::default()
            };
            if let (Some(receipt), Some(key)) = (load.receipt, &receipt_key)
                && let Some(row) = rows.remove(key)
            {
                state.receipts.insert(receipt.clone());
                loaded.outcome = outcome_of(row).map_err(unreadable(READING))?;
            }
            if let (Some(id), Some(key)) = (load.escalation, &ended_key) {
                loaded.escalation = match &live {
                    Some(live) if live.id == id => Some(live.clone()),
                    _ => match rows.remove(key) {
                        Some(row) => ended(row, id)?,
                        // It may have ended between the reads of the two places where it can be.
                        None => self.ended_escalation(tenant, id).await?,
                    },
                };
            }
            loaded.mark = mark_key
                .as_ref()
                .and_then(|key| rows.remove(key))
                .map(from_row)
                .transpose()
                .map_err(unreadable(READING))?;
            state.live = live;
            loaded.state = Some(state);
            return Ok(loaded);
        }
        Err(PortError::new(READING, Unsettled::Torn))
    }

    /// An escalation that has ended.
    pub(super) async fn ended_escalation(
        &self,
        tenant: &TenantId,
        id: EscalationId,
    ) -> Result<Option<Escalation>, PortError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.conversations)
            .set_key(Some(Key::ended(tenant, id).attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed("reading an escalation"))?;
        match answer.item {
            Some(row) => ended(row, id),
            None => Ok(None),
        }
    }

    /// Reads these rows, with as many requests as it takes; usually one.
    async fn read_rows(
        &self,
        wanted: &[(&String, &[Option<&Key>])],
    ) -> Result<HashMap<Key, Row>, PortError> {
        let mut asked = HashMap::new();
        for (table, keys) in wanted {
            let keys: Vec<_> = keys.iter().flatten().map(|key| key.attributes()).collect();
            if !keys.is_empty() {
                let keys = KeysAndAttributes::builder()
                    .set_keys(Some(keys))
                    .consistent_read(true)
                    .build()
                    .map_err(|error| PortError::new(READING, error))?;
                asked.insert((*table).clone(), keys);
            }
        }
        let mut rows = HashMap::new();
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, 0).await;
            let answer = self
                .client
                .batch_get_item()
                .set_request_items(Some(asked))
                .send()
                .await
                .map_err(|error| PortError::new(READING, AwsError::from(error)))?;
            for row in answer
                .responses
                .into_iter()
                .flatten()
                .flat_map(|(_, rows)| rows)
            {
                rows.insert(key_of(&row).map_err(unreadable(READING))?, row);
            }
            asked = answer.unprocessed_keys.unwrap_or_default();
            if asked.is_empty() {
                return Ok(rows);
            }
        }
        Err(PortError::new(READING, Unsettled::Unprocessed))
    }
}

fn ended(row: Row, id: EscalationId) -> Result<Option<Escalation>, PortError> {
    let escalation: Escalation = from_row(row).map_err(unreadable("reading an escalation"))?;
    Ok((escalation.id == id).then_some(escalation))
}

fn last_ticket(rows: &HashMap<Key, Row>, key: Option<&Key>) -> Result<TicketNumber, PortError> {
    match key.and_then(|key| rows.get(key)) {
        Some(row) => ticket_of(row).map_err(unreadable("reading the last ticket number")),
        None => Ok(TicketNumber::default()),
    }
}

/// The number in a ticket counter's row.
pub(super) fn ticket_of(row: &Row) -> Result<TicketNumber, RowError> {
    Ok(TicketNumber(number_of(row, "last")?))
}
