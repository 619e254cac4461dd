//! From committed rows to their effects.
//!
//! The stream of the table is the outbox: a message row that is `accepted` is the order to send
//! it, and every row in a new version is the order to tell of it. Relaying the same rows again
//! gives the same messages and changes, which their receivers know by id and version.

use std::sync::Arc;

use baton_domain::quota::Balance;
use baton_domain::{
    Author, Content, Conversation, DeliveryStatus, Escalation, EscalationStatus, Message, TenantId,
};
use jiff::Timestamp;
use serde_json::Value;

use crate::committed::{CommittedRow, Notice, Place};
use crate::fetch::FileOrder;
use crate::inbound::Inbound;
use crate::outbound::{Audience, Change, ChangeKind, OutboundMessage, QuotaReached};
use crate::ports::{
    Agent, Clock, Conversations, Directory, FileQueue, InboundQueue, Notification, OutboundQueue,
    PortError, Topic,
};

/// How things are shown to those who listen; the API's shapes.
pub trait Shapes: Send + Sync {
    /// An escalation as lists show it.
    fn escalation(&self, escalation: &Escalation, now: Timestamp) -> Value;
    /// A message, with its conversation.
    fn message(&self, message: &Message, place: &Place) -> Value;
    /// A conversation as lists show it.
    fn conversation(&self, conversation: &Conversation) -> Value;
    /// An agent as teammates see them.
    fn agent(&self, agent: &Agent) -> Value;
    /// A notification.
    fn notification(&self, notification: &Notification) -> Value;
}

/// What relaying needs.
pub struct Relay {
    /// Where a promised message is written.
    pub conversations: Arc<dyn Conversations>,
    /// The tenant's texts.
    pub directory: Arc<dyn Directory>,
    /// Towards `deliver`.
    pub outbound: Arc<dyn OutboundQueue>,
    /// Towards `fetch`.
    pub files: Arc<dyn FileQueue>,
    /// Towards `evaluate`.
    pub inbound: Arc<dyn InboundQueue>,
    /// Towards those who listen.
    pub topic: Arc<dyn Topic>,
    /// How things are shown.
    pub shapes: Arc<dyn Shapes>,
    /// The time, for waits.
    pub clock: Arc<dyn Clock>,
}

/// What was handed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Relayed {
    /// Messages to send.
    pub messages: usize,
    /// Changes to tell of.
    pub changes: usize,
    /// Files to fetch.
    pub files: usize,
    /// Escalations that a model shall tell of.
    pub summaries: usize,
    /// Messages written that a take had promised.
    pub notices: usize,
}

/// Hands on what follows from these rows, in their order.
///
/// # Errors
///
/// A [`PortError`] where not everything was handed on. All of it shall be relayed again.
pub async fn relay(deps: &Relay, rows: Vec<CommittedRow>) -> Result<Relayed, PortError> {
    let now = deps.clock.now();
    let mut messages = vec![];
    let mut changes = vec![];
    let mut files = vec![];
    let mut summaries = vec![];
    let mut notices = 0;
    for row in &rows {
        if let CommittedRow::Conversation {
            conversation,
            notice: Some(notice),
        } = row
        {
            // Queued here and not only by its own row, whose turn comes after anything that the
            // agent wrote meanwhile: the customer reads first who speaks.
            messages.push(file(deps, conversation, notice).await?);
            notices += 1;
        }
        if let CommittedRow::Message {
            message,
            place,
            previous: None,
        } = row
        {
            if message.awaits_sending() {
                messages.push(outbound(message, place));
            }
            files.extend(FileOrder::of(message, place));
        }
        summaries.extend(summary(row));
        changes.extend(change(deps.shapes.as_ref(), row, now));
    }
    if !messages.is_empty() {
        deps.outbound.enqueue(&messages).await?;
    }
    if !changes.is_empty() {
        deps.topic.publish(&changes).await?;
    }
    // Last, so that no message waits for anybody's file, nor anything for a model.
    if !files.is_empty() {
        deps.files.order(&files).await?;
    }
    if !summaries.is_empty() {
        deps.inbound.enqueue(&summaries).await?;
    }
    Ok(Relayed {
        messages: messages.len(),
        changes: changes.len(),
        files: files.len(),
        summaries: summaries.len(),
        notices,
    })
}

async fn file(
    deps: &Relay,
    conversation: &Conversation,
    notice: &Notice,
) -> Result<OutboundMessage, PortError> {
    let settings = deps.directory.settings(&conversation.tenant_id).await?;
    let text = settings.texts.now_speaking_with(&notice.agent_name);
    let message = Message {
        id: notice.message_id,
        seq: conversation.last_seq,
        author: Author::System,
        content: Content::text(text),
        status: DeliveryStatus::Accepted,
        epoch: conversation.epoch,
        provider_id: None,
        error: None,
        revision: None,
        assessment: None,
        created_at: notice.at,
    };
    deps.conversations
        .file_notice(&conversation.tenant_id, conversation.id, &message)
        .await?;
    let place = Place {
        tenant_id: conversation.tenant_id.clone(),
        conversation_id: conversation.id,
        connection_id: conversation.connection_id,
        channel: conversation.channel,
        address: conversation.contact.address.clone(),
        owner: conversation.owner.agent().map(|agent| agent.id),
    };
    Ok(outbound(&message, &place))
}

fn outbound(message: &Message, place: &Place) -> OutboundMessage {
    OutboundMessage {
        tenant_id: place.tenant_id.clone(),
        conversation_id: place.conversation_id,
        connection_id: place.connection_id,
        channel: place.channel,
        address: place.address.clone(),
        message_id: message.id,
        seq: message.seq,
        author: message.author.clone(),
        epoch: message.epoch,
        content: message.content.clone(),
    }
}

/// The order to have a model tell of an escalation, where it was opened just now without one. What
/// the model tells is a new version of the same escalation, which orders nothing.
fn summary(row: &CommittedRow) -> Option<Inbound> {
    let CommittedRow::Escalation {
        tenant_id,
        escalation,
        previous,
    } = row
    else {
        return None;
    };
    let (change, _) = episode(escalation, previous.as_deref());
    (change == OPENED && escalation.handoff.asks_model)
        .then(|| Inbound::to_summarise(tenant_id, escalation))
}

/// What listeners hear of a row; nothing where only the record's own bookkeeping moved.
fn change(shapes: &dyn Shapes, row: &CommittedRow, now: Timestamp) -> Option<Change> {
    Some(match row {
        CommittedRow::Conversation { conversation, .. } => Change {
            tenant_id: conversation.tenant_id.clone(),
            kind: ChangeKind::ConversationUpdated,
            id: conversation.id.to_string(),
            version: conversation.version.0,
            change: "updated".to_owned(),
            at: None,
            audience: Audience::Tenant,
            data: shapes.conversation(conversation),
        },
        CommittedRow::Escalation {
            tenant_id,
            escalation,
            previous,
        } => {
            let (change, at) = episode(escalation, previous.as_deref());
            Change {
                tenant_id: tenant_id.clone(),
                kind: ChangeKind::EscalationUpserted,
                id: escalation.id.to_string(),
                version: escalation.version.0,
                change: change.to_owned(),
                at,
                audience: Audience::Tenant,
                data: shapes.escalation(escalation, now),
            }
        }
        CommittedRow::Message {
            message,
            place,
            previous,
        } => message_change(shapes, message, place, *previous)?,
        CommittedRow::Agent { tenant_id, agent } => Change {
            tenant_id: tenant_id.clone(),
            kind: ChangeKind::AgentPresence,
            id: agent.id.to_string(),
            version: agent.version.0,
            change: "updated".to_owned(),
            at: None,
            audience: Audience::Tenant,
            data: shapes.agent(agent),
        },
        CommittedRow::Quota {
            tenant_id,
            balance,
            previous,
        } => quota_change(tenant_id, balance, previous.as_ref())?,
        CommittedRow::Notification {
            tenant_id,
            notification,
        } => notification_change(shapes, tenant_id, notification),
    })
}

/// What an episode's first version is called.
const OPENED: &str = "opened";

/// What happened to an escalation, and when.
fn episode(now: &Escalation, previous: Option<&Escalation>) -> (&'static str, Option<Timestamp>) {
    match now.status {
        EscalationStatus::Resolved => return ("resolved", now.ended_at),
        EscalationStatus::Closed => return ("closed", now.ended_at),
        EscalationStatus::Queued | EscalationStatus::Open => {}
    }
    // A place that held another episode until now counts as empty.
    let Some(previous) = previous.filter(|previous| previous.id == now.id) else {
        return (OPENED, Some(now.created_at));
    };
    let assignee = |escalation: &Escalation| escalation.assignee.as_ref().map(|agent| agent.id);
    match (previous.status, now.status) {
        (EscalationStatus::Open, EscalationStatus::Queued) => ("requeued", Some(now.queued_at)),
        (_, EscalationStatus::Open) if assignee(previous) != assignee(now) => {
            let change = if now.assigned_by.is_some() {
                "assigned"
            } else {
                "taken"
            };
            (change, now.taken_at)
        }
        // A reminder is a new version in which nothing else is new.
        (EscalationStatus::Queued, EscalationStatus::Queued) if is_reminder(now, previous) => {
            ("overdue", now.sla_due_at)
        }
        _ => ("updated", None),
    }
}

fn is_reminder(now: &Escalation, previous: &Escalation) -> bool {
    let as_before = Escalation {
        version: now.version,
        ..previous.clone()
    };
    now.version > previous.version && *now == as_before
}

fn message_change(
    shapes: &dyn Shapes,
    message: &Message,
    place: &Place,
    previous: Option<DeliveryStatus>,
) -> Option<Change> {
    let is_same = previous == Some(message.status) && message.revision.is_none();
    if is_same {
        return None;
    }
    let for_visitor = is_visible(message, message.status);
    let was_visible = previous.is_some_and(|previous| is_visible(message, previous));
    let (kind, change) = match previous {
        None => (ChangeKind::MessageCreated, "created"),
        Some(_) if for_visitor && !was_visible => (ChangeKind::MessageStatus, Change::APPEARED),
        Some(_) => (ChangeKind::MessageStatus, "updated"),
    };
    Some(Change {
        tenant_id: place.tenant_id.clone(),
        kind,
        id: message.id.to_string(),
        version: message.version().0,
        change: change.to_owned(),
        at: Some(message.created_at),
        audience: Audience::Conversation {
            conversation_id: place.conversation_id,
            owner: place.owner,
            for_visitor,
        },
        data: shapes.message(message, place),
    })
}

/// Whether the customer sees a message of this status: their own at once, others' once sent.
fn is_visible(message: &Message, status: DeliveryStatus) -> bool {
    message.is_for_customer()
        && match status {
            DeliveryStatus::Received => message.author == Author::Customer,
            DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Read => true,
            DeliveryStatus::Accepted | DeliveryStatus::Uncertain | DeliveryStatus::Failed => false,
        }
}

/// The administrators hear of 80 and of 100 per cent. The change is named after what the month
/// grants, so that a pack, which makes it more, lets them hear again.
fn quota_change(
    tenant_id: &TenantId,
    balance: &Balance,
    previous: Option<&Balance>,
) -> Option<Change> {
    let threshold = balance.reached_since(previous)?;
    let reached = QuotaReached::new(balance, threshold);
    Some(Change {
        tenant_id: tenant_id.clone(),
        kind: ChangeKind::QuotaReached,
        id: reached.id(),
        version: balance.version.0,
        change: reached.change().to_owned(),
        at: Some(balance.changed_at),
        audience: Audience::Nobody,
        data: serde_json::to_value(&reached).unwrap_or_default(),
    })
}

fn notification_change(
    shapes: &dyn Shapes,
    tenant_id: &TenantId,
    notification: &Notification,
) -> Change {
    Change {
        tenant_id: tenant_id.clone(),
        kind: ChangeKind::NotificationCreated,
        id: notification.id.to_string(),
        version: 1 + u64::from(notification.read_at.is_some()),
        change: "created".to_owned(),
        at: Some(notification.created_at),
        audience: Audience::Agent {
            agent_id: notification.agent_id,
        },
        data: shapes.notification(notification),
    }
}

#[cfg(test)]
#[path = "relay_tests.rs"]
mod tests;
