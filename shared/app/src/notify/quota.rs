//! The month's replies run out: every administrator is told.

use baton_domain::Role;

use super::{Notify, Told, notification_id};
use crate::outbound::{Change, QuotaReached};
use crate::ports::{Agent, Email, Notification, PortError};

/// What each administrator is told. They are written to whether or not they want letters of new
/// escalations: this one is about what they run.
pub(super) async fn told(deps: &Notify, change: &Change) -> Result<Vec<Told>, PortError> {
    let reached: QuotaReached = serde_json::from_value(change.data.clone())
        .map_err(|error| PortError::new("reading a quota that was reached", error))?;
    let agents = deps.agents.agents(&change.tenant_id).await?;
    let at = change.at.unwrap_or_else(|| deps.clock.now());
    Ok(agents
        .into_iter()
        .filter(|agent| agent.role == Role::Admin)
        .map(|agent| Told {
            notification: Notification {
                id: notification_id(&reached.id(), agent.id, at),
                agent_id: agent.id,
                escalation_id: None,
                change: change.change.clone(),
                title: title(&reached),
                created_at: at,
                read_at: None,
            },
            letter: Some(letter(&reached, &agent)),
        })
        .collect())
}

fn title(reached: &QuotaReached) -> String {
    let QuotaReached {
        month,
        percent,
        used,
        allowance,
    } = reached;
    format!("{percent}% of the AI replies of {month} are used: {used} of {allowance}")
}

fn letter(reached: &QuotaReached, agent: &Agent) -> Email {
    let what_follows = if reached.is_exhausted() {
        "The bot has stopped answering. It says so to customers and hands each of them over to a \
         person, until a pack is added or the next month begins."
    } else {
        "At 100% the bot stops answering and hands every customer over to a person. A pack, or the \
         next month, gives more."
    };
    Email {
        to: agent.email.clone(),
        subject: title(reached),
        text: format!(
            "Hello {},\n\n{}.\n{what_follows}\nRequests for a person and what agents do are \
             free and always work.\n",
            agent.name,
            title(reached),
        ),
    }
}
