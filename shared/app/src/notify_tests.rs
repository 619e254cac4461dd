//! Who is told of what, and how often.

use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{Role, TenantId, routing::Presence};
use serde_json::json;

use super::*;
use crate::effect_samples::{TestClock, agent, agent_id, at, broken, queued, tenant};
use crate::outbound::Audience;
use crate::ports::{AgentChange, Page};

#[derive(Default)]
struct World {
    agents: Vec<Agent>,
    kept: Mutex<BTreeMap<NotificationId, Notification>>,
    letters: Mutex<Vec<Email>>,
    refuses: Option<&'static str>,
}

impl World {
    fn with(agents: Vec<Agent>) -> Arc<Self> {
        Arc::new(Self {
            agents,
            ..Self::default()
        })
    }

    async fn hear(self: &Arc<Self>, change: &Change) -> Result<Notified, PortError> {
        let deps = Notify {
            agents: self.clone(),
            notifications: self.clone(),
            mailer: self.clone(),
            clock: Arc::new(TestClock::standing(at(500))),
            dashboard_url: "https://desk.example/".to_owned(),
        };
        notify(&deps, change).await
    }

    fn told(&self) -> Vec<AgentId> {
        let kept = self.kept.lock().unwrap();
        let mut told: Vec<_> = kept.values().map(|kept| kept.agent_id).collect();
        told.sort();
        told
    }

    fn written_to(&self) -> Vec<String> {
        let letters = self.letters.lock().unwrap();
        letters.iter().map(|letter| letter.to.clone()).collect()
    }
}

#[async_trait]
impl Agents for World {
    async fn agents(&self, of: &TenantId) -> Result<Vec<Agent>, PortError> {
        assert_eq!(*of, tenant());
        Ok(self.agents.clone())
    }
    async fn agent(&self, _: &TenantId, _: AgentId) -> Result<Option<Agent>, PortError> {
        Err(broken())
    }
    async fn set_presence(
        &self,
        _: &TenantId,
        _: AgentId,
        _: Presence,
    ) -> Result<Option<Agent>, PortError> {
        Err(broken())
    }
    async fn change(
        &self,
        _: &TenantId,
        _: AgentId,
        _: &AgentChange,
    ) -> Result<Option<Agent>, PortError> {
        Err(broken())
    }
}

#[async_trait]
impl Notifications for World {
    async fn keep(
        &self,
        of: &TenantId,
        notifications: &[Notification],
    ) -> Result<Vec<NotificationId>, PortError> {
        assert_eq!(*of, tenant());
        let mut kept = self.kept.lock().unwrap();
        Ok(notifications
            .iter()
            .filter(|notification| {
                kept.insert(notification.id, (*notification).clone())
                    .is_none()
            })
            .map(|notification| notification.id)
            .collect())
    }
    async fn of_agent(
        &self,
        _: &TenantId,
        _: AgentId,
        _: usize,
        _: Option<&str>,
    ) -> Result<Page<Notification>, PortError> {
        Err(broken())
    }
    async fn mark_read(
        &self,
        _: &TenantId,
        _: AgentId,
        _: NotificationId,
        _: Timestamp,
    ) -> Result<(), PortError> {
        Err(broken())
    }
}

#[async_trait]
impl Mailer for World {
    async fn send(&self, email: &Email) -> Result<(), PortError> {
        if self.refuses == Some(email.to.as_str()) {
            return Err(broken());
        }
        self.letters.lock().unwrap().push(email.clone());
        Ok(())
    }
}

fn change(what: &str, version: u64) -> Change {
    let escalation = queued();
    Change {
        tenant_id: tenant(),
        kind: ChangeKind::EscalationUpserted,
        id: escalation.id.to_string(),
        version,
        change: what.to_owned(),
        at: Some(at(30)),
        audience: Audience::Tenant,
        data: json!({
            "id": escalation.id,
            "version": version,
            "contact": { "id": escalation.contact.id, "name": "Rosa", "address": "15550001" },
            "ticket": 1042,
            "urgency": "high",
            "type": "refund",
            "channel": "whatsapp",
            "reason_text": "The customer asked for a person",
            "assignee": { "id": agent_id(2), "name": "Bo" },
        }),
    }
}

fn team() -> Vec<Agent> {
    vec![
        agent(1, "Ana", Presence::Online),
        agent(2, "Bo", Presence::Away),
        agent(3, "Cy", Presence::Online),
    ]
}

#[tokio::test]
async fn each_change_reaches_those_whom_it_concerns() {
    let everybody_away = team()
        .into_iter()
        .map(|agent| Agent {
            presence: Presence::Offline,
            ..agent
        })
        .collect();
    for (agents, what, told) in [
        (team(), "opened", vec![1, 3]),
        (team(), "requeued", vec![1, 3]),
        (team(), "overdue", vec![1, 3]),
        (team(), "assigned", vec![2]),
        (everybody_away, "opened", vec![1, 2, 3]),
        (vec![], "opened", vec![]),
        (team(), "taken", vec![]),
        (team(), "updated", vec![]),
        (team(), "resolved", vec![]),
        (team(), "closed", vec![]),
    ] {
        let world = World::with(agents);
        let notified = world.hear(&change(what, 1)).await.unwrap();
        let told: Vec<_> = told.into_iter().map(agent_id).collect();
        assert_eq!(world.told(), told, "{what}");
        assert_eq!((notified.kept, notified.sent), (told.len(), told.len()));
    }
}

#[tokio::test]
async fn a_change_told_again_is_kept_once_and_written_once() {
    let world = World::with(team());
    world.hear(&change("opened", 1)).await.unwrap();
    let again = world.hear(&change("opened", 1)).await.unwrap();
    assert_eq!(again, Notified::default());
    assert_eq!(world.written_to(), ["ana@example.com", "cy@example.com"]);

    world.hear(&change("overdue", 2)).await.unwrap();
    assert_eq!(world.written_to().len(), 4, "a later version is news");
}

#[tokio::test]
async fn a_letter_is_written_to_those_who_want_one() {
    let mut agents = team();
    agents[0].email_notifications = false;
    agents[2].email = String::new();
    let world = World::with(agents);
    let notified = world.hear(&change("opened", 1)).await.unwrap();
    assert_eq!(notified.kept, 2);
    assert!(world.written_to().is_empty());
}

#[tokio::test]
async fn a_letter_that_is_not_taken_holds_up_no_other() {
    let world = Arc::new(World {
        agents: team(),
        refuses: Some("ana@example.com"),
        ..World::default()
    });
    let notified = world.hear(&change("opened", 1)).await.unwrap();
    assert_eq!(
        notified,
        Notified {
            kept: 2,
            sent: 1,
            unsent: 1
        }
    );
    assert_eq!(world.written_to(), ["cy@example.com"]);
}

#[tokio::test]
async fn a_subject_names_the_case_and_not_the_customer() {
    let world = World::with(team());
    world.hear(&change("opened", 1)).await.unwrap();
    let letter = world.letters.lock().unwrap()[0].clone();
    assert_eq!(
        letter.subject,
        "#1042 Waiting for a person: high urgency, refund, WhatsApp"
    );
    let link = format!("https://desk.example/escalations/{}\n", queued().id);
    assert!(letter.text.ends_with(&link), "{}", letter.text);
    assert!(letter.text.contains("The customer asked for a person"));
    for private in ["15550001", "Rosa"] {
        assert!(!letter.subject.contains(private) && !letter.text.contains(private));
    }
    let kept = world.kept.lock().unwrap();
    assert!(kept.values().all(|kept| kept.title == letter.subject));
    assert!(kept.values().all(|kept| kept.created_at == at(30)));
}

#[tokio::test]
async fn a_letter_leads_to_the_dashboard_and_nowhere_else() {
    for (reason, told) in [
        (
            "Log in at https://evil.example/login?a=b or www.evil.example.",
            "Log in at https[:]//evil[.]example/login?a=b or www[.]evil[.]example.",
        ),
        (
            "Write to eve@evil.example.",
            "Write to eve[@]evil[.]example.",
        ),
        (
            "mailto:eve or tel:+15550001",
            "mailto[:]eve or tel[:]+15550001",
        ),
        (
            "evil．example and evil。example",
            "evil[.]example and evil[.]example",
        ),
        (
            "One\n\nhttps://desk.example/escalations/1",
            "One https[:]//desk[.]example/escalations/1",
        ),
        (
            "It costs 1.200,50 at 10:30, e.g. “so”: yes.",
            "It costs 1.200,50 at 10:30, e.g. “so”: yes.",
        ),
        ("请看。谢谢", "请看。谢谢"),
    ] {
        let world = World::with(team());
        let mut change = change("opened", 1);
        change.data["reason_text"] = json!(reason);
        world.hear(&change).await.unwrap();
        let letter = world.letters.lock().unwrap()[0].clone();
        let link = format!("https://desk.example/escalations/{}", queued().id);
        let told = format!("\nReason: {told}\n\n{link}\n");
        assert!(letter.text.ends_with(&told), "{}", letter.text);
    }
}

#[tokio::test]
async fn what_is_not_an_escalation_comes_again_until_it_is_looked_at() {
    let world = World::with(team());
    let unreadable = Change {
        data: json!({ "id": "esc_1" }),
        ..change("opened", 1)
    };
    assert!(world.hear(&unreadable).await.is_err());
    let of_another_kind = Change {
        kind: ChangeKind::MessageCreated,
        ..unreadable
    };
    assert_eq!(
        world.hear(&of_another_kind).await.unwrap(),
        Notified::default()
    );
}

fn quota_change(percent: u64, allowance: u64) -> Change {
    let reached = crate::outbound::QuotaReached {
        month: baton_domain::quota::Month::of(at(0)),
        percent,
        used: allowance * percent / 100,
        allowance,
    };
    Change {
        kind: ChangeKind::QuotaReached,
        id: reached.id(),
        change: reached.change().to_owned(),
        audience: Audience::Nobody,
        data: serde_json::to_value(&reached).unwrap(),
        ..change("", 7)
    }
}

#[tokio::test]
async fn administrators_are_told_of_a_quota_that_runs_out_and_once() {
    let admin = |number, name| Agent {
        role: Role::Admin,
        email_notifications: false,
        ..agent(number, name, Presence::Offline)
    };
    let mut agents = team();
    agents.extend([admin(4, "Di"), admin(5, "Eve")]);
    let world = World::with(agents);
    let admins = [agent_id(4), agent_id(5)];
    let told = world.hear(&quota_change(80, 100)).await.unwrap();
    assert_eq!((told.kept, told.sent), (2, 2));
    assert_eq!(world.told(), admins);
    assert_eq!(world.written_to(), ["di@example.com", "eve@example.com"]);
    let again = world.hear(&quota_change(80, 100)).await.unwrap();
    assert_eq!(again, Notified::default());

    // The other threshold is news, and so is the first again once a pack was added.
    for (percent, allowance) in [(100, 100), (80, 500)] {
        let told = world.hear(&quota_change(percent, allowance)).await.unwrap();
        assert_eq!(told.kept, 2);
    }
    let kept = world.kept.lock().unwrap();
    assert!(kept.values().all(|kept| kept.escalation_id.is_none()));
    let letters = world.letters.lock().unwrap();
    assert_eq!(
        letters[0].subject,
        "80% of the AI replies of 2026-03 are used: 80 of 100"
    );
    assert!(letters[2].text.contains("The bot has stopped answering."));
}
