//! Who did what with an escalation, on the wire.

use baton_domain as domain;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::words::{DeedKind, DoerKind, Reason, Topic, Urgency};

/// One thing that was done with an escalation. What goes with it depends on `what`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// By whom or what.
    pub by: Doer,
    /// What.
    pub what: DeedKind,
    /// With `opened`: why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// With `released`, `assigned`, `transferred` and `put_back`: who had it, where somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Assignee>,
    /// With `assigned`: who got it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Assignee>,
    /// With `transferred`: the team, `grp_…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// With `reclassified`: how soon a person is needed, where that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<UrgencyChange>,
    /// With `reclassified`: what it is about, where that changed.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicChange>,
}

/// Who did something with an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Doer {
    /// Of what kind.
    pub kind: DoerKind,
    /// With `agent`: the agent, `agt_…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// With `agent`: the name that they had then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<&domain::Doer> for Doer {
    fn from(doer: &domain::Doer) -> Self {
        let (kind, agent) = match doer {
            domain::Doer::Agent(agent) => (DoerKind::Agent, Some(agent)),
            domain::Doer::Bot => (DoerKind::Bot, None),
            domain::Doer::Timer => (DoerKind::Timer, None),
        };
        Self {
            kind,
            id: agent.map(|agent| agent.id.to_string()),
            name: agent.map(|agent| agent.name.clone()),
        }
    }
}

/// A correction of how soon a person is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct UrgencyChange {
    /// What it was.
    pub from: Urgency,
    /// What it became.
    pub to: Urgency,
}

/// A correction of what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = TypeChange)]
pub struct TopicChange {
    /// What it was.
    pub from: Topic,
    /// What it became.
    pub to: Topic,
}

impl From<&domain::Deed> for Deed {
    fn from(deed: &domain::Deed) -> Self {
        let bare = |what| Self {
            at: deed.at,
            by: (&deed.by).into(),
            what,
            reason: None,
            from: None,
            to: None,
            group: None,
            urgency: None,
            topic: None,
        };
        let had = |from: &Option<domain::AgentRef>| from.as_ref().map(Assignee::from);
        match &deed.what {
            domain::DeedKind::Opened { reason } => Self {
                reason: Some((*reason).into()),
                ..bare(DeedKind::Opened)
            },
            domain::DeedKind::Taken => bare(DeedKind::Taken),
            domain::DeedKind::Released { from } => Self {
                from: had(from),
                ..bare(DeedKind::Released)
            },
            domain::DeedKind::Assigned { from, to } => Self {
                from: had(from),
                to: Some(to.into()),
                ..bare(DeedKind::Assigned)
            },
            domain::DeedKind::Transferred { from, group } => Self {
                from: had(from),
                group: Some(group.to_string()),
                ..bare(DeedKind::Transferred)
            },
            domain::DeedKind::PutBack { from } => Self {
                from: had(from),
                ..bare(DeedKind::PutBack)
            },
            domain::DeedKind::Reclassified { urgency, topic } => Self {
                urgency: urgency.map(|change| UrgencyChange {
                    from: change.from.into(),
                    to: change.to.into(),
                }),
                topic: topic.map(|change| TopicChange {
                    from: change.from.into(),
                    to: change.to.into(),
                }),
                ..bare(DeedKind::Reclassified)
            },
            domain::DeedKind::ReturnedToBot => bare(DeedKind::ReturnedToBot),
            domain::DeedKind::Closed => bare(DeedKind::Closed),
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_domain::{AgentRef, Change};
    use insta::assert_json_snapshot;

    use super::*;
    use crate::samples;

    fn deed(by: domain::Doer, what: domain::DeedKind) -> Deed {
        let at = samples::at(60);
        (&domain::Deed { at, by, what }).into()
    }

    #[test]
    fn each_deed_says_what_goes_with_it() {
        let ana: AgentRef = samples::agent().as_ref();
        let from = Some(ana.clone());
        let by = domain::Doer::Agent(ana.clone());
        let group = "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap();
        let urgency = Some(Change {
            from: domain::Urgency::Low,
            to: domain::Urgency::High,
        });
        let topic = Some(Change {
            from: domain::Topic::General,
            to: domain::Topic::Billing,
        });
        let reason = domain::Reason::Manual;
        assert_json_snapshot!(
            "deeds",
            [
                deed(by.clone(), domain::DeedKind::Opened { reason }),
                deed(by.clone(), domain::DeedKind::Taken),
                deed(
                    by.clone(),
                    domain::DeedKind::Released { from: from.clone() }
                ),
                deed(
                    by.clone(),
                    domain::DeedKind::Assigned {
                        from: None,
                        to: ana
                    }
                ),
                deed(
                    by.clone(),
                    domain::DeedKind::Transferred {
                        from: from.clone(),
                        group
                    }
                ),
                deed(domain::Doer::Timer, domain::DeedKind::PutBack { from }),
                deed(
                    by.clone(),
                    domain::DeedKind::Reclassified { urgency, topic }
                ),
                deed(by.clone(), domain::DeedKind::ReturnedToBot),
                deed(by, domain::DeedKind::Closed),
            ]
        );
    }
}
