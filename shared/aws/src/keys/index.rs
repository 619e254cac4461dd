//! The indexes of the conversations' table, and the entries that rows have in them.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use baton_domain::{
    AgentId, ConnectionId, Conversation, ConversationId, Escalation, EscalationId,
    EscalationStatus, TenantId, ThreadKey, Urgency,
};
use jiff::Timestamp;

use super::stamp;

/// An index. Its keys stand in attributes of their own, so that a row is in it only when it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Index {
    /// Escalations in a status: live ones by urgency, then wait; ended ones by when they ended.
    /// Answers the queue as agents see it, and the counts.
    ByQueue,
    /// Escalations in a status by wait, and marks by when they were made. Answers the queue by wait
    /// or newest first, the longest wait, and what agents marked.
    ByWait,
    /// The open escalations of an agent by urgency, then wait. Answers "mine".
    ByAssignee,
    /// Conversations by last activity. Answers the list of conversations.
    ByActivity,
    /// Conversations with a timer, by when it rings. Answers the sweep.
    ByDue,
    /// Messages by the provider's id on their connection. Answers statuses, edits and deletions.
    ByProviderId,
}

impl Index {
    /// The index's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByQueue => "by_queue",
            Self::ByWait => "by_wait",
            Self::ByAssignee => "by_assignee",
            Self::ByActivity => "by_activity",
            Self::ByDue => "by_due",
            Self::ByProviderId => "by_provider_id",
        }
    }

    /// The attribute of its partition key.
    #[must_use]
    pub const fn pk(self) -> &'static str {
        match self {
            Self::ByQueue => "by_queue_pk",
            Self::ByWait => "by_wait_pk",
            Self::ByAssignee => "by_assignee_pk",
            Self::ByActivity => "by_activity_pk",
            Self::ByDue => "by_due_pk",
            Self::ByProviderId => "by_provider_id_pk",
        }
    }

    /// The attribute of its sort key, where it has one.
    #[must_use]
    pub const fn sk(self) -> Option<&'static str> {
        match self {
            Self::ByQueue => Some("by_queue_sk"),
            Self::ByWait => Some("by_wait_sk"),
            Self::ByAssignee => Some("by_assignee_sk"),
            Self::ByActivity => Some("by_activity_sk"),
            Self::ByDue => Some("by_due_sk"),
            Self::ByProviderId => None,
        }
    }
}

/// A status as it stands in keys and attributes; the same word as on the wire.
#[must_use]
pub const fn status_name(status: EscalationStatus) -> &'static str {
    match status {
        EscalationStatus::Queued => "queued",
        EscalationStatus::Open => "open",
        EscalationStatus::Resolved => "resolved",
        EscalationStatus::Closed => "closed",
    }
}

/// Urgencies in the order in which agents see them.
#[must_use]
pub const fn rank(urgency: Urgency) -> char {
    match urgency {
        Urgency::High => '0',
        Urgency::Medium => '1',
        Urgency::Low => '2',
    }
}

/// A row's entry in an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The index.
    pub index: Index,
    /// Its partition.
    pub pk: String,
    /// The place within it; none where the index has no order.
    pub sk: Option<String>,
}

impl Entry {
    fn new(index: Index, pk: String, sk: String) -> Self {
        Self {
            index,
            pk,
            sk: Some(sk),
        }
    }

    /// Writes the entry into a row.
    pub fn write_to(self, row: &mut HashMap<String, AttributeValue>) {
        row.insert(self.index.pk().to_owned(), AttributeValue::S(self.pk));
        if let (Some(name), Some(sk)) = (self.index.sk(), self.sk) {
            row.insert(name.to_owned(), AttributeValue::S(sk));
        }
    }

    /// The partition of escalations in a status, in [`Index::ByQueue`] and [`Index::ByWait`].
    #[must_use]
    pub fn status_partition(tenant: &TenantId, status: EscalationStatus) -> String {
        format!("{tenant}#esc#{}", status_name(status))
    }

    /// The partition of what agents say of escalations, in [`Index::ByWait`].
    #[must_use]
    pub fn marks_partition(tenant: &TenantId) -> String {
        format!("{tenant}#marks")
    }

    /// A mark's entry, by when it was made.
    #[must_use]
    pub fn of_mark(tenant: &TenantId, id: EscalationId, at: Timestamp) -> Self {
        Self::new(
            Index::ByWait,
            Self::marks_partition(tenant),
            format!("{}#{id}", stamp(at)),
        )
    }

    /// The partition of an agent's open escalations.
    #[must_use]
    pub fn assignee_partition(tenant: &TenantId, agent: AgentId) -> String {
        format!("{tenant}#agent#{agent}")
    }

    /// The partition of a tenant's conversations.
    #[must_use]
    pub fn activity_partition(tenant: &TenantId) -> String {
        format!("{tenant}#cnv")
    }

    /// The partition of a tenant's timers.
    #[must_use]
    pub fn due_partition(tenant: &TenantId) -> String {
        format!("{tenant}#due")
    }

    /// What places of live escalations of an urgency begin with.
    #[must_use]
    pub fn urgency_prefix(urgency: Urgency) -> String {
        format!("{}#", rank(urgency))
    }

    /// The entries of an escalation.
    #[must_use]
    pub fn of_escalation(tenant: &TenantId, escalation: &Escalation) -> Vec<Self> {
        let partition = Self::status_partition(tenant, escalation.status);
        let queued_at = stamp(escalation.queued_at);
        let urgency = format!("{}{queued_at}", Self::urgency_prefix(escalation.urgency));
        let place = if escalation.status.is_live() {
            urgency.clone()
        } else {
            stamp(escalation.ended_at.unwrap_or(escalation.queued_at))
        };
        let mut entries = vec![
            Self::new(Index::ByQueue, partition.clone(), place),
            Self::new(
                Index::ByWait,
                partition,
                format!("{queued_at}#{}", escalation.id),
            ),
        ];
        if let (EscalationStatus::Open, Some(assignee)) = (escalation.status, &escalation.assignee)
        {
            let partition = Self::assignee_partition(tenant, assignee.id);
            entries.push(Self::new(Index::ByAssignee, partition, urgency));
        }
        entries
    }

    /// A conversation's entry by activity. The thread, and not the conversation's id, tells two of
    /// one time apart: a take moves the entry and knows only the thread.
    #[must_use]
    pub fn by_activity(tenant: &TenantId, thread: ThreadKey, at: Timestamp) -> Self {
        Self::new(
            Index::ByActivity,
            Self::activity_partition(tenant),
            format!("{}#{thread}", stamp(at)),
        )
    }

    /// A conversation's timer.
    #[must_use]
    pub fn by_due(tenant: &TenantId, id: ConversationId, at: Timestamp) -> Self {
        Self::new(
            Index::ByDue,
            Self::due_partition(tenant),
            format!("{}#{id}", stamp(at)),
        )
    }

    /// The entries of a conversation.
    #[must_use]
    pub fn of_conversation(conversation: &Conversation) -> Vec<Self> {
        let tenant = &conversation.tenant_id;
        let mut entries = vec![Self::by_activity(
            tenant,
            conversation.id.thread(),
            conversation.last_activity_at,
        )];
        if let Some(at) = conversation.due_at {
            entries.push(Self::by_due(tenant, conversation.id, at));
        }
        entries
    }

    /// A message's entry by the provider's id.
    #[must_use]
    pub fn by_provider_id(tenant: &TenantId, connection: ConnectionId, provider_id: &str) -> Self {
        Self {
            index: Index::ByProviderId,
            pk: format!("{tenant}#{connection}#{provider_id}"),
            sk: None,
        }
    }
}
