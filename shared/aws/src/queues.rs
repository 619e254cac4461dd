//! What is handed on between functions, through SQS queues.

use async_trait::async_trait;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::SendMessageBatchRequestEntry;
use baton_app::fetch::FileOrder;
use baton_app::inbound::Inbound;
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{FileQueue, InboundQueue, OutboundQueue, PortError, Postpone};
use jiff::SignedDuration;

use crate::error::failed;
use crate::keys::digest;

/// `SendMessageBatch` and `PublishBatch` take ten entries.
const ENTRIES_AT_ONCE: usize = 10;
/// And 256 KiB of them together, attributes included.
const BYTES_AT_ONCE: usize = 256 * 1024;

/// `ChangeMessageVisibility` takes up to twelve hours.
const LONGEST_POSTPONEMENT: i32 = 12 * 60 * 60;

/// Parts a list, in order, into requests that a batch call takes. An item that is too large by
/// itself goes alone, for the service to judge.
pub(crate) fn batches<T>(items: Vec<T>, size: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut batches: Vec<Vec<T>> = vec![];
    let mut bytes = 0;
    for item in items {
        let item_bytes = size(&item);
        match batches.last_mut() {
            Some(batch) if batch.len() < ENTRIES_AT_ONCE && bytes + item_bytes <= BYTES_AT_ONCE => {
                bytes += item_bytes;
                batch.push(item);
            }
            _ => {
                bytes = item_bytes;
                batches.push(vec![item]);
            }
        }
    }
    batches
}

/// One message on its way to a queue.
#[derive(Debug, Clone)]
struct Entry {
    body: String,
    /// In a FIFO queue.
    turn: Option<Turn>,
}

/// Behind which messages it comes, and what it is known by where it is sent again.
#[derive(Debug, Clone)]
struct Turn {
    group: String,
    deduplication: String,
}

impl Entry {
    fn request(&self, id: usize) -> Result<SendMessageBatchRequestEntry, PortError> {
        SendMessageBatchRequestEntry::builder()
            .id(id.to_string())
            .message_body(&self.body)
            .set_message_group_id(self.turn.as_ref().map(|turn| turn.group.clone()))
            .set_message_deduplication_id(self.turn.as_ref().map(|turn| turn.deduplication.clone()))
            .build()
            .map_err(|error| PortError::new("writing a queue's message", error))
    }
}

/// A queue.
#[derive(Debug, Clone)]
struct Queue {
    client: Client,
    url: String,
}

impl Queue {
    /// Sends all entries in order. Those that the queue did not take are sent once more.
    async fn send(&self, attempted: &'static str, entries: Vec<Entry>) -> Result<(), PortError> {
        for batch in batches(entries, |entry| entry.body.len()) {
            let left = self.send_batch(attempted, &batch).await?;
            if left.is_empty() {
                continue;
            }
            tracing::warn!(left = left.len(), "{attempted}: sending what was left out");
            let left = self.send_batch(attempted, &left).await?;
            if !left.is_empty() {
                return Err(PortError::new(
                    attempted,
                    format!("the queue did not take {} of {}", left.len(), batch.len()),
                ));
            }
        }
        Ok(())
    }

    /// The entries that the queue did not take for reasons of its own.
    async fn send_batch(
        &self,
        attempted: &'static str,
        batch: &[Entry],
    ) -> Result<Vec<Entry>, PortError> {
        let requests = batch
            .iter()
            .enumerate()
            .map(|(place, entry)| entry.request(place))
            .collect::<Result<Vec<_>, _>>()?;
        let sent = self
            .client
            .send_message_batch()
            .queue_url(&self.url)
            .set_entries(Some(requests))
            .send()
            .await
            .map_err(failed(attempted))?;
        if let Some(refused) = sent.failed().iter().find(|entry| entry.sender_fault()) {
            return Err(PortError::new(
                attempted,
                format!("the queue refused a message: {}", refused.code()),
            ));
        }
        Ok(batch
            .iter()
            .enumerate()
            .filter(|(place, _)| {
                let id = place.to_string();
                sent.failed().iter().any(|entry| entry.id() == id)
            })
            .map(|(_, entry)| entry.clone())
            .collect())
    }

    /// Has the message of this receive come again after this pause.
    async fn postpone(
        &self,
        attempted: &'static str,
        receipt_handle: &str,
        pause: SignedDuration,
    ) -> Result<(), PortError> {
        let seconds = i32::try_from(pause.as_secs())
            .unwrap_or(LONGEST_POSTPONEMENT)
            .clamp(0, LONGEST_POSTPONEMENT);
        self.client
            .change_message_visibility()
            .queue_url(&self.url)
            .receipt_handle(receipt_handle)
            .visibility_timeout(seconds)
            .send()
            .await
            .map_err(failed(attempted))?;
        Ok(())
    }
}

/// `inbound.fifo`: one group for each contact, so that each contact's updates are handled in order
/// and none waits for another's, and one beside it for summaries of their escalations.
#[derive(Debug, Clone)]
pub struct SqsInbound(Queue);

impl SqsInbound {
    /// The queue at this URL.
    #[must_use]
    pub fn new(client: Client, url: impl Into<String>) -> Self {
        Self(Queue {
            client,
            url: url.into(),
        })
    }
}

#[async_trait]
impl InboundQueue for SqsInbound {
    async fn enqueue(&self, items: &[Inbound]) -> Result<(), PortError> {
        let entries = items
            .iter()
            .map(|item| {
                let group = item.group();
                Ok(Entry {
                    body: serde_json::to_string(item)
                        .map_err(|error| PortError::new("writing an inbound update", error))?,
                    // A visitor chooses their messages' ids: within their own group they can
                    // only ever repeat themselves.
                    turn: Some(Turn {
                        deduplication: digest(&format!("{group} {}", item.update.receipt_name())),
                        group,
                    }),
                })
            })
            .collect::<Result<_, PortError>>()?;
        self.0.send("queueing inbound updates", entries).await
    }
}

/// `outbound.fifo`: one group for each conversation, so that its messages leave in order.
#[derive(Debug, Clone)]
pub struct SqsOutbound(Queue);

impl SqsOutbound {
    /// The queue at this URL.
    #[must_use]
    pub fn new(client: Client, url: impl Into<String>) -> Self {
        Self(Queue {
            client,
            url: url.into(),
        })
    }
}

#[async_trait]
impl OutboundQueue for SqsOutbound {
    async fn enqueue(&self, items: &[OutboundMessage]) -> Result<(), PortError> {
        let entries = items
            .iter()
            .map(|item| {
                Ok(Entry {
                    body: serde_json::to_string(item)
                        .map_err(|error| PortError::new("writing an outbound message", error))?,
                    turn: Some(Turn {
                        group: item.conversation_id.to_string(),
                        deduplication: digest(&item.message_id.to_string()),
                    }),
                })
            })
            .collect::<Result<_, PortError>>()?;
        self.0.send("queueing outbound messages", entries).await
    }
}

#[async_trait]
impl Postpone for SqsOutbound {
    async fn postpone(&self, receipt_handle: &str, pause: SignedDuration) -> Result<(), PortError> {
        self.0
            .postpone("postponing an outbound message", receipt_handle, pause)
            .await
    }
}

/// `files`: orders to fetch files, in no order.
#[derive(Debug, Clone)]
pub struct SqsFiles(Queue);

impl SqsFiles {
    /// The queue at this URL.
    #[must_use]
    pub fn new(client: Client, url: impl Into<String>) -> Self {
        Self(Queue {
            client,
            url: url.into(),
        })
    }
}

#[async_trait]
impl FileQueue for SqsFiles {
    async fn order(&self, orders: &[FileOrder]) -> Result<(), PortError> {
        const ORDERING: &str = "ordering files";
        let entries = orders
            .iter()
            .map(|order| {
                Ok(Entry {
                    body: serde_json::to_string(order)
                        .map_err(|error| PortError::new(ORDERING, error))?,
                    turn: None,
                })
            })
            .collect::<Result<_, PortError>>()?;
        self.0.send(ORDERING, entries).await
    }
}

#[async_trait]
impl Postpone for SqsFiles {
    async fn postpone(&self, receipt_handle: &str, pause: SignedDuration) -> Result<(), PortError> {
        self.0
            .postpone("postponing a file", receipt_handle, pause)
            .await
    }
}

#[cfg(test)]
mod tests;
