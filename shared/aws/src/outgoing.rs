//! The fence between a committed message and its sending.

mod changes;

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{Claim, Clock, Outgoing, PortError, Recorded};
use baton_domain::{Author, Delivery, DeliveryError, DeliveryStatus, Message};

use self::changes::{accepted, key_of, of_this, settled, unsent};
use crate::error::{RowError, unreadable};
use crate::expression::{Change, check, number, text, values};
use crate::items::{
    Moved, Row, SEND_BEGUN_AT, from_row, moved, number_of, text_of, wait_due, wait_over,
};
use crate::keys::{Entry, Key, TableNames};
use crate::patience::{ATTEMPTS, pause_before};
use crate::transaction::{Outcome, Refusal, Transaction, Why};

const CLAIMING: &str = "claiming a send";
const RECORDING: &str = "recording a delivery";

/// The fence, in the conversations' table.
#[derive(Clone)]
pub struct DynamoOutgoing {
    client: Client,
    tables: TableNames,
    clock: Arc<dyn Clock>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Message,
}

/// Why a write could not be put together, or never went through.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error(transparent)]
    Row(#[from] RowError),
    #[error(transparent)]
    Part(#[from] BuildError),
    #[error("the rows were being written by others at every attempt")]
    Contended,
}

/// A row that did not meet its condition; none where there is no row.
struct Unmet(Option<Row>);

/// Which conditions were not met.
#[derive(Default)]
struct Refused {
    head: Option<Unmet>,
    message: Option<Unmet>,
}

/// What goes with a message's own change.
enum Head {
    /// Nothing.
    Alone,
    /// The head stays, but only under this epoch may anything be written.
    Fenced,
    /// The head changes.
    Changed(Change),
}

impl DynamoOutgoing {
    /// The fence in these tables.
    #[must_use]
    pub fn new(client: Client, tables: TableNames, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            tables,
            clock,
        }
    }

    /// Writes a message's change with its head's part, in one request; none where all was written.
    async fn write(
        &self,
        message: &OutboundMessage,
        change: &Change,
        head: &Head,
        attempted: &str,
    ) -> Result<Option<Refused>, PortError> {
        let failed = |error: Unwritten| PortError::new(attempted, error);
        let transaction = self
            .transaction(message, change.clone(), head)
            .map_err(failed)?;
        for attempt in 1..=ATTEMPTS {
            pause_before(attempt, message.seq.0).await;
            let refusals = match transaction
                .send(&self.client)
                .await
                .map_err(|error| PortError::new(attempted, error))?
            {
                Outcome::Written => return Ok(None),
                Outcome::Refused(refusals) => refusals,
            };
            let mut refused = Refused::default();
            for Refusal { part, why } in refusals {
                match (part, why) {
                    (Part::Head, Why::Condition(row)) => refused.head = Some(Unmet(row)),
                    (Part::Message, Why::Condition(row)) => refused.message = Some(Unmet(row)),
                    (_, Why::Conflict) => {}
                }
            }
            if refused.head.is_some() || refused.message.is_some() {
                return Ok(Some(refused));
            }
        }
        Err(failed(Unwritten::Contended))
    }

    fn transaction(
        &self,
        message: &OutboundMessage,
        change: Change,
        head: &Head,
    ) -> Result<Transaction<Part>, Unwritten> {
        let table = &self.tables.conversations;
        let mut transaction = Transaction::new();
        match head {
            Head::Alone => {}
            Head::Fenced => {
                let key = Key::head(&message.tenant_id, message.conversation_id.thread());
                let under = values([(":epoch", number(message.epoch.0))]);
                transaction.add(Part::Head, check(table, &key, "#epoch = :epoch", under)?);
            }
            Head::Changed(change) => {
                transaction.add(Part::Head, change.clone().into_part(table)?);
            }
        }
        transaction.add(Part::Message, change.into_part(table)?);
        Ok(transaction)
    }

    /// Marks a message failed that the fence held back.
    async fn supersede(&self, message: &OutboundMessage) -> Result<Claim, PortError> {
        let error = DeliveryError {
            code: "superseded".into(),
            provider_code: None,
            title: "Not sent: somebody else took over the conversation.".into(),
        };
        let change =
            settled(message, DeliveryStatus::Failed, Some(&error)).map_err(unreadable(CLAIMING))?;
        let due = Head::Changed(self.due_now(message));
        let mut refused = self.write(message, &change, &due, CLAIMING).await?;
        if matches!(&refused, Some(Refused { message: None, .. })) {
            refused = self.write(message, &change, &Head::Alone, CLAIMING).await?;
        }
        match refused {
            None => Ok(Claim::Superseded),
            Some(Refused { message: unmet, .. }) => {
                held_back(message, unmet.and_then(|Unmet(row)| row))
            }
        }
    }

    fn due_now(&self, message: &OutboundMessage) -> Change {
        wait_due(
            &message.tenant_id,
            message.conversation_id,
            message.seq,
            self.clock.now(),
        )
    }

    fn moved(
        message: &OutboundMessage,
        status: DeliveryStatus,
        error: Option<&DeliveryError>,
        provider_id: Option<&str>,
    ) -> Result<Option<Change>, RowError> {
        let change = moved(Moved {
            tenant: &message.tenant_id,
            connection: message.connection_id,
            key: key_of(message),
            status,
            error,
            provider_id,
        })?;
        Ok(change.map(|change| of_this(message, change)))
    }

    /// Keeps the provider's id of a message whose statuses were quicker than the answer to its
    /// sending.
    async fn keep_provider_id(
        &self,
        message: &OutboundMessage,
        provider_id: &str,
    ) -> Result<(), PortError> {
        let entry = Entry::by_provider_id(&message.tenant_id, message.connection_id, provider_id);
        let change = of_this(
            message,
            Change {
                key: key_of(message),
                update: "SET #provider_id = :provider_id, #by_provider_id_pk = :pk".into(),
                condition: "attribute_not_exists(#provider_id)".into(),
                values: values([(":provider_id", text(provider_id)), (":pk", text(entry.pk))]),
            },
        );
        self.write(message, &change, &Head::Alone, RECORDING)
            .await?;
        Ok(())
    }
}

#[async_trait]
impl Outgoing for DynamoOutgoing {
    async fn claim(&self, message: &OutboundMessage) -> Result<Claim, PortError> {
        let change = unsent(
            message,
            format!("SET #{SEND_BEGUN_AT} = :now"),
            (":now", text(self.clock.now().to_string())),
        );
        let head = match message.author {
            Author::Bot => Head::Fenced,
            Author::Customer | Author::Agent { .. } | Author::System => Head::Alone,
        };
        match self.write(message, &change, &head, CLAIMING).await? {
            None => Ok(Claim::Granted),
            Some(Refused {
                message: Some(Unmet(row)),
                ..
            }) => held_back(message, row),
            Some(_) => self.supersede(message).await,
        }
    }

    async fn claim_sent(&self, message: &OutboundMessage) -> Result<Claim, PortError> {
        let change = settled(message, DeliveryStatus::Sent, None).map_err(unreadable(CLAIMING))?;
        let mut over = wait_over(&message.tenant_id, message.conversation_id, message.seq);
        let (first, otherwise) = match message.author {
            Author::Bot => {
                over.condition.push_str(" AND #epoch = :epoch");
                over.values.insert(":epoch".into(), number(message.epoch.0));
                (Head::Changed(over), Head::Fenced)
            }
            Author::Agent { .. } => (Head::Changed(over), Head::Alone),
            Author::Customer | Author::System => (Head::Alone, Head::Alone),
        };
        let mut refused = self.write(message, &change, &first, CLAIMING).await?;
        // It may be no answer that the customer waits for, and may be sent all the same.
        if let Some(Refused {
            head: Some(Unmet(head)),
            message: None,
        }) = &refused
        {
            if matches!(otherwise, Head::Fenced) && !same_epoch(message, head.as_ref()) {
                return self.supersede(message).await;
            }
            refused = self.write(message, &change, &otherwise, CLAIMING).await?;
        }
        match refused {
            None => Ok(Claim::Granted),
            Some(Refused {
                message: Some(Unmet(row)),
                ..
            }) => held_back(message, row),
            Some(_) => self.supersede(message).await,
        }
    }

    async fn unclaim(&self, message: &OutboundMessage) -> Result<(), PortError> {
        let change = of_this(
            message,
            Change {
                key: key_of(message),
                update: format!("REMOVE #{SEND_BEGUN_AT}"),
                condition: "#status = :accepted".into(),
                values: values([(":accepted", accepted())]),
            },
        );
        // A message that has come further in the meantime needs no claim any more.
        self.write(message, &change, &Head::Alone, "giving a claim back")
            .await?;
        Ok(())
    }

    async fn record(
        &self,
        message: &OutboundMessage,
        news: &Delivery,
    ) -> Result<Recorded, PortError> {
        let provider_id = news.provider_id.as_deref();
        let change = Self::moved(message, news.next, news.error.as_ref(), provider_id)
            .map_err(unreadable(RECORDING))?;
        let Some(change) = change else {
            return Ok(Recorded::Done);
        };
        let head = match news.next {
            // Only bots' and agents' messages are answers, and once sent they have ended the wait.
            _ if !may_be_answer(message, news.current) => Head::Alone,
            DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Read => {
                let over = wait_over(&message.tenant_id, message.conversation_id, message.seq);
                Head::Changed(over)
            }
            DeliveryStatus::Failed => Head::Changed(self.due_now(message)),
            DeliveryStatus::Received | DeliveryStatus::Accepted | DeliveryStatus::Uncertain => {
                Head::Alone
            }
        };
        let mut refused = self.write(message, &change, &head, RECORDING).await?;
        if let Some(Refused {
            head,
            message: None,
        }) = &refused
        {
            if news.next == DeliveryStatus::Failed && is_of_this(message, head.as_ref()) {
                return Ok(Recorded::Undecided);
            }
            refused = self
                .write(message, &change, &Head::Alone, RECORDING)
                .await?;
        }
        if let (
            Some(Refused {
                message: Some(Unmet(Some(row))),
                ..
            }),
            Some(provider_id),
        ) = (refused, provider_id)
            && is_this(message, &row)
            && !row.contains_key("provider_id")
        {
            self.keep_provider_id(message, provider_id).await?;
        }
        Ok(Recorded::Done)
    }
}

fn may_be_answer(message: &OutboundMessage, current: DeliveryStatus) -> bool {
    matches!(message.author, Author::Bot | Author::Agent { .. })
        && matches!(
            current,
            DeliveryStatus::Received | DeliveryStatus::Accepted | DeliveryStatus::Uncertain
        )
}

fn is_this(message: &OutboundMessage, row: &Row) -> bool {
    text_of(row, "id").is_ok_and(|id| id == message.message_id.to_string())
}

/// Whether the head that was found is that of the message's conversation.
fn is_of_this(message: &OutboundMessage, head: Option<&Unmet>) -> bool {
    let Some(Unmet(Some(head))) = head else {
        return false;
    };
    text_of(head, "id").is_ok_and(|id| id == message.conversation_id.to_string())
}

fn same_epoch(message: &OutboundMessage, head: Option<&Row>) -> bool {
    head.is_some_and(|head| number_of(head, "epoch").is_ok_and(|epoch| epoch == message.epoch.0))
}

/// Why a message may not be sent, as its row tells.
fn held_back(message: &OutboundMessage, row: Option<Row>) -> Result<Claim, PortError> {
    let Some(row) = row.filter(|row| is_this(message, row)) else {
        return Ok(Claim::Missing);
    };
    let stored: Message = from_row(row).map_err(unreadable(CLAIMING))?;
    Ok(match stored.status {
        DeliveryStatus::Accepted => Claim::Begun,
        status => Claim::Settled(status),
    })
}
