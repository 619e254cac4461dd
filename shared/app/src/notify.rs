//! Telling agents of escalations that need somebody, and administrators of a quota that runs out.
//!
//! A notification's id follows from the escalation, its version and the agent, so that a change
//! that is told twice is kept once. A letter goes out for what was kept just now: told twice, it is
//! written once. Should the function end between the two, the letter is not written, and the
//! notification in the dashboard is what remains.

mod quota;
mod unlinked;

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_domain::{AgentId, Channel, EscalationId, NotificationId, Topic, Urgency, routing};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use ulid::Ulid;

use crate::outbound::{Change, ChangeKind};
use crate::ports::{Agent, Agents, Clock, Email, Mailer, Notification, Notifications, PortError};

/// What notifying needs.
pub struct Notify {
    /// Who could be told.
    pub agents: Arc<dyn Agents>,
    /// What they were told.
    pub notifications: Arc<dyn Notifications>,
    /// Letters.
    pub mailer: Arc<dyn Mailer>,
    /// The time, where a change does not tell when it happened.
    pub clock: Arc<dyn Clock>,
    /// Where agents find their dashboard, without a slash at the end.
    pub dashboard_url: String,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Notified {
    /// Notifications that are new.
    pub kept: usize,
    /// Letters that were sent.
    pub sent: usize,
    /// Letters that could not be sent.
    pub unsent: usize,
}

/// Tells those whom a change concerns.
///
/// # Errors
///
/// A [`PortError`] where agents could not be read, the notifications not kept, or the change is
/// not of the expected shape. It shall be told again.
pub async fn notify(deps: &Notify, change: &Change) -> Result<Notified, PortError> {
    let told = if change.kind == ChangeKind::QuotaReached {
        quota::told(deps, change).await?
    } else if let Some(news) = News::of(change) {
        of_escalation(deps, change, news).await?
    } else {
        vec![]
    };
    tell(deps, change, told).await
}

/// What one agent is told.
struct Told {
    notification: Notification,
    /// The letter, where they want one.
    letter: Option<Email>,
}

async fn of_escalation(deps: &Notify, change: &Change, news: News) -> Result<Vec<Told>, PortError> {
    let facts: Facts = serde_json::from_value(change.data.clone())
        .map_err(|error| PortError::new("reading an escalation that changed", error))?;
    let agents = deps.agents.agents(&change.tenant_id).await?;
    let at = change.at.unwrap_or_else(|| deps.clock.now());
    Ok(concerned(news, &facts, agents)
        .into_iter()
        .map(|agent| Told {
            notification: Notification {
                id: notification_id(&format!("{}#{}", facts.id, facts.version), agent.id, at),
                agent_id: agent.id,
                escalation_id: Some(facts.id),
                change: change.change.clone(),
                title: title(news, &facts),
                created_at: at,
                read_at: None,
            },
            letter: agent
                .email_notifications
                .then(|| letter(news, &facts, &agent, &deps.dashboard_url)),
        })
        .collect())
}

/// Keeps what is new of this, and writes the letters that go with it.
async fn tell(deps: &Notify, change: &Change, told: Vec<Told>) -> Result<Notified, PortError> {
    if told.is_empty() {
        return Ok(Notified::default());
    }
    let notifications: Vec<Notification> =
        told.iter().map(|told| told.notification.clone()).collect();
    let new: BTreeSet<NotificationId> = deps
        .notifications
        .keep(&change.tenant_id, &notifications)
        .await?
        .into_iter()
        .collect();
    let mut notified = Notified {
        kept: new.len(),
        ..Notified::default()
    };
    for Told {
        notification,
        letter,
    } in told
    {
        let Some(email) = letter.filter(|email| !email.to.is_empty()) else {
            continue;
        };
        if !new.contains(&notification.id) {
            continue;
        }
        match deps.mailer.send(&email).await {
            Ok(()) => notified.sent += 1,
            // The others' letters do not wait for this one, and the notification stands.
            Err(error) => {
                tracing::error!(
                    tenant = %change.tenant_id,
                    agent_id = %notification.agent_id,
                    about = %change.id,
                    error = &error as &dyn std::error::Error,
                    "a letter was not sent"
                );
                notified.unsent += 1;
            }
        }
    }
    Ok(notified)
}

/// The changes that somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Opened,
    Requeued,
    Assigned,
    Overdue,
}

impl News {
    fn of(change: &Change) -> Option<Self> {
        if change.kind != ChangeKind::EscalationUpserted {
            return None;
        }
        match change.change.as_str() {
            "opened" => Some(Self::Opened),
            "requeued" => Some(Self::Requeued),
            "assigned" => Some(Self::Assigned),
            "overdue" => Some(Self::Overdue),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Opened => "Waiting for a person",
            Self::Requeued => "Waiting for a person again",
            Self::Assigned => "Assigned to you",
            Self::Overdue => "Still waiting for a person",
        }
    }
}

/// What is read of an escalation in the shape of the API.
#[derive(Debug, Deserialize)]
struct Facts {
    id: EscalationId,
    version: u64,
    ticket: u64,
    urgency: Urgency,
    #[serde(rename = "type")]
    topic: Topic,
    channel: Channel,
    reason_text: String,
    #[serde(default)]
    assignee: Option<Assignee>,
}

#[derive(Debug, Deserialize)]
struct Assignee {
    id: AgentId,
}

fn concerned(news: News, facts: &Facts, agents: Vec<Agent>) -> Vec<Agent> {
    if news == News::Assigned {
        let assignee = facts.assignee.as_ref().map(|assignee| assignee.id);
        return agents
            .into_iter()
            .filter(|agent| Some(agent.id) == assignee)
            .collect();
    }
    let presences: Vec<_> = agents.iter().map(|agent| agent.presence).collect();
    agents
        .into_iter()
        .zip(routing::audience(&presences))
        .filter_map(|(agent, hears)| hears.then_some(agent))
        .collect()
}

/// The same id for the same agent and the same thing, in the order of time.
fn notification_id(about: &str, agent: AgentId, at: Timestamp) -> NotificationId {
    let digest = Sha256::digest(format!("{about}#{agent}"));
    let random = digest
        .iter()
        .take(10)
        .fold(0, |bits: u128, byte| (bits << 8) | u128::from(*byte));
    let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
    NotificationId::from_ulid(Ulid::from_parts(milliseconds, random))
}

/// Neither what the customer said nor how they are called: it stands in subjects and on lock
/// screens.
fn title(news: News, facts: &Facts) -> String {
    format!(
        "#{} {}: {} urgency, {}, {}",
        facts.ticket,
        news.words(),
        urgency(facts.urgency),
        topic(facts.topic),
        channel(facts.channel),
    )
}

fn letter(news: News, facts: &Facts, agent: &Agent, dashboard_url: &str) -> Email {
    let dashboard_url = dashboard_url.trim_end_matches('/');
    Email {
        to: agent.email.clone(),
        subject: title(news, facts),
        text: format!(
            "Hello {},\n\n{}.\nReason: {}\n\n{dashboard_url}/escalations/{}\n",
            agent.name,
            title(news, facts),
            unlinked::unlinked(&facts.reason_text),
            facts.id,
        ),
    }
}

fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Low => "low",
        Urgency::Medium => "medium",
        Urgency::High => "high",
    }
}

fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::General => "general",
        Topic::Technical => "technical",
        Topic::Billing => "billing",
        Topic::Refund => "refund",
    }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Whatsapp => "WhatsApp",
        Channel::Widget => "website",
        Channel::Instagram => "Instagram",
        Channel::Messenger => "Messenger",
    }
}

#[cfg(test)]
#[path = "notify_tests.rs"]
mod tests;
