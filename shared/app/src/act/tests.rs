//! What happens when others get in between, which the endpoints' own tests cannot arrange.

use std::sync::Arc;

use async_trait::async_trait;
use baton_domain::routing::Presence;
use baton_domain::{
    AgentId, AgentRef, ConnectionId, ConversationId, EscalationStatus, MessageId, Owner,
    ReceiptKey, Rejection, Role, State, TenantId, ThreadKey, TicketNumber, Topic, Urgency, Version,
};
use jiff::Timestamp;
use ulid::Ulid;

use super::fated::{Fate, Store};
use super::{ActError, Answer, Asked, Desk, Done, ManualEscalation, Once, Took};
use crate::commit::Outcome;
use crate::effect_samples::{
    TestClock, agent_ref, at, broken, conversation, conversation_id, open_with, queued, tenant,
};
use crate::ports::{
    Agent, AgentChange, Agents, Connection, Directory, GroupList, GroupOutcome, GroupWrite, Groups,
    Ids, Knowledge, PortError, TakeOutcome,
};

/// Ben, who has room.
struct Colleagues;

#[async_trait]
impl Agents for Colleagues {
    async fn agent(&self, _: &TenantId, id: AgentId) -> Result<Option<Agent>, PortError> {
        let ben = crate::effect_samples::agent(2, "Ben", Presence::Online);
        Ok(Some(ben).filter(|agent| agent.id == id))
    }

    async fn agents(&self, _: &TenantId) -> Result<Vec<Agent>, PortError> {
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

struct NoTeams;

#[async_trait]
impl Groups for NoTeams {
    async fn groups(&self, _: &TenantId) -> Result<GroupList, PortError> {
        Ok(GroupList::default())
    }

    async fn write(&self, _: &GroupWrite) -> Result<GroupOutcome, PortError> {
        Err(broken())
    }

    async fn answered(&self, _: &TenantId, _: &ReceiptKey) -> Result<Option<Outcome>, PortError> {
        Err(broken())
    }
}

struct Defaults;

#[async_trait]
impl Directory for Defaults {
    async fn connection(&self, _: ConnectionId) -> Result<Option<Arc<Connection>>, PortError> {
        Err(broken())
    }

    async fn settings(&self, _: &TenantId) -> Result<Arc<baton_domain::Settings>, PortError> {
        Ok(Arc::default())
    }

    async fn has_model(&self, _: &TenantId) -> Result<bool, PortError> {
        Ok(false)
    }

    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(PortError::new("reading articles", "nobody here needs them"))
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Err(broken())
    }
}

struct OneId;

impl Ids for OneId {
    fn random(&self) -> u128 {
        7
    }

    fn message(&self, _: Timestamp) -> MessageId {
        MessageId::from_ulid(Ulid(7))
    }

    fn ulid_text(&self, _: Timestamp) -> String {
        Ulid(7).to_string()
    }

    fn thread(&self, _: &[u8], _: &str) -> ThreadKey {
        crate::effect_samples::thread()
    }
}

fn desk(store: &Arc<Store>) -> Desk {
    Desk {
        conversations: Arc::clone(store) as _,
        agents: Arc::new(Colleagues),
        groups: Arc::new(NoTeams),
        directory: Arc::new(Defaults),
        clock: Arc::new(TestClock::standing(at(120))),
        ids: Arc::new(OneId),
    }
}

fn ana() -> AgentRef {
    agent_ref(1, "Ana")
}

fn asked(role: Role, once: Option<&str>) -> Asked {
    Asked {
        tenant: tenant(),
        by: baton_domain::Actor { agent: ana(), role },
        once: once.map(|fingerprint| Once {
            key: ReceiptKey("key".into()),
            fingerprint: fingerprint.into(),
        }),
    }
}

/// What Ana has.
fn hers() -> State {
    State {
        live: Some(open_with(ana())),
        ..State::new(conversation(Owner::Agent(ana())))
    }
}

fn the_bots() -> State {
    State::new(conversation(Owner::Bot))
}

#[allow(clippy::unnecessary_wraps, reason = "it is a `Wording`")]
fn status(done: Done<'_>) -> Option<Answer> {
    let status = done.escalation().map(|escalation| escalation.status);
    Some(Answer {
        status: 200,
        body: format!("{status:?}"),
    })
}

fn manual() -> ManualEscalation {
    ManualEscalation {
        conversation: conversation_id(),
        reason_text: "Charged twice.".into(),
        topic: Topic::Billing,
        urgency: Urgency::High,
        group: None,
    }
}

fn kept(fingerprint: &str) -> Outcome {
    Outcome {
        fingerprint: fingerprint.into(),
        status: 201,
        body: "as before".into(),
    }
}

#[tokio::test]
async fn what_was_decided_on_an_old_state_is_decided_anew() {
    let store = Arc::new(Store::fated(hers(), [Fate::Conflict, Fate::Conflict]));
    let answer = desk(&store)
        .release(&asked(Role::Agent, None), queued().id, &status)
        .await
        .unwrap();
    assert_eq!(answer.body, "Some(Queued)");
    assert_eq!(store.attempts(), 3);
}

#[tokio::test]
async fn what_became_wrong_meanwhile_is_refused() {
    let store = Arc::new(Store::fated(hers(), [Fate::ReleasedMeanwhile]));
    let refused = desk(&store)
        .close(&asked(Role::Agent, None), queued().id, None, &status)
        .await;
    assert!(
        matches!(
            refused,
            Err(ActError::Rejected(Rejection::NotOwner { owner: None, .. }))
        ),
        "{refused:?}"
    );
    assert_eq!(store.attempts(), 1);
}

#[tokio::test]
async fn what_the_customer_wrote_meanwhile_stands_in_the_way_of_an_end() {
    let seen = hers().conversation.last_seq;
    for seen in [Some(seen), None] {
        let store = Arc::new(Store::fated(hers(), [Fate::WrittenToMeanwhile]));
        let ended = desk(&store)
            .return_to_bot(&asked(Role::Agent, None), queued().id, seen, &status)
            .await;
        match seen {
            Some(seen) => assert!(
                matches!(
                    ended,
                    Err(ActError::Rejected(Rejection::CustomerWrote { last_seq }))
                        if last_seq == seen.next()
                ),
                "{ended:?}"
            ),
            None => assert_eq!(ended.unwrap().body, "Some(Resolved)"),
        }
    }
}

#[tokio::test]
async fn an_end_comes_to_the_attempts() {
    let store = Arc::new(Store::fated(hers(), (0..100).map(|_| Fate::Conflict)));
    let refused = desk(&store)
        .release(&asked(Role::Agent, None), queued().id, &status)
        .await;
    assert!(matches!(refused, Err(ActError::Busy)), "{refused:?}");
    assert_eq!(store.attempts(), super::ATTEMPTS);
}

#[tokio::test]
async fn an_outage_is_not_tried_again_here() {
    let store = Arc::new(Store::fated(hers(), [Fate::Down]));
    let refused = desk(&store)
        .release(&asked(Role::Agent, None), queued().id, &status)
        .await;
    assert!(matches!(refused, Err(ActError::Port(_))), "{refused:?}");
    assert_eq!(store.attempts(), 1);
}

#[tokio::test]
async fn a_ticket_that_another_got_is_followed_by_the_next() {
    let taken = Fate::TicketTaken(TicketNumber(1043));
    let store = Arc::new(Store::fated(the_bots(), [taken]));
    desk(&store)
        .escalate(&asked(Role::Agent, None), &manual(), &status)
        .await
        .unwrap();
    let commits = store.commits.lock().unwrap();
    let tickets: Vec<u64> = commits
        .iter()
        .map(|commit| commit.after.live.as_ref().unwrap().ticket.0)
        .collect();
    assert_eq!(tickets, [1043, 1044]);
    assert_eq!(commits[1].last_ticket, TicketNumber(1043));
}

#[tokio::test]
async fn a_request_that_was_answered_is_answered_the_same_without_a_write() {
    let store = Arc::new(Store {
        outcome: Some(kept("this")),
        ..Store::holding(the_bots())
    });
    let desk = desk(&store);
    let again = desk
        .release(&asked(Role::Agent, Some("this")), queued().id, &status)
        .await
        .unwrap();
    assert_eq!((again.status, again.body.as_str()), (201, "as before"));
    let other = desk
        .release(&asked(Role::Agent, Some("other")), queued().id, &status)
        .await;
    assert!(matches!(other, Err(ActError::KeyReused)), "{other:?}");
    assert_eq!(store.attempts(), 0);
}

#[tokio::test]
async fn of_two_that_race_under_one_key_the_later_gets_the_earlier_ones_answer() {
    for (fate, replayed) in [
        (Fate::Duplicate(Some(kept("this"))), true),
        (Fate::Duplicate(Some(kept("other"))), false),
        (Fate::Duplicate(None), false),
    ] {
        let store = Arc::new(Store::fated(hers(), [fate]));
        let answer = desk(&store)
            .release(&asked(Role::Agent, Some("this")), queued().id, &status)
            .await;
        match answer {
            Ok(answer) => assert!(replayed && answer.body == "as before"),
            Err(error) => assert!(!replayed && matches!(error, ActError::KeyReused)),
        }
    }
}

#[tokio::test]
async fn the_answer_is_kept_with_what_was_written() {
    let store = Arc::new(Store::holding(hers()));
    let answer = desk(&store)
        .release(&asked(Role::Agent, Some("this")), queued().id, &status)
        .await
        .unwrap();
    let commits = store.commits.lock().unwrap();
    assert_eq!(
        commits[0].outcome,
        Some(Outcome {
            fingerprint: "this".into(),
            status: 200,
            body: answer.body,
        })
    );
    assert!(
        commits[0]
            .after
            .receipts
            .contains(&ReceiptKey("key".into()))
    );
}

#[tokio::test]
async fn an_agent_who_was_filled_up_meanwhile_is_named() {
    let ben = agent_ref(2, "Ben");
    let store = Arc::new(Store::fated(hers(), [Fate::AtCapacity(ben.id)]));
    let refused = desk(&store)
        .assign(&asked(Role::Lead, None), queued().id, ben.id, &status)
        .await;
    match refused {
        Err(ActError::Rejected(Rejection::AtCapacity { agent })) => assert_eq!(agent, ben),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_id_in_the_same_thread_is_not_the_same_conversation() {
    let store = Arc::new(Store::holding(hers()));
    let thread = conversation_id().thread();
    let other = ConversationId::in_thread(thread, at(1));
    let refused = desk(&store)
        .note(&asked(Role::Agent, None), other, "a note", &status)
        .await;
    assert!(matches!(refused, Err(ActError::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn a_take_replays_only_its_own_request() {
    for (fingerprint, replayed) in [("this", true), ("other", false)] {
        let store = Arc::new(Store {
            take: TakeOutcome::Replayed(kept("this")),
            ..Store::holding(hers())
        });
        let took = desk(&store)
            .take(
                &asked(Role::Agent, Some(fingerprint)),
                queued().id,
                &|taken_at| {
                    Some(Answer {
                        status: 200,
                        body: taken_at.to_string(),
                    })
                },
            )
            .await;
        match took {
            Ok(Took::Now(answer)) => assert!(replayed && answer.body == "as before"),
            Err(ActError::KeyReused) => assert!(!replayed),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_take_says_how_it_was_refused() {
    let rejected = |outcome: TakeOutcome| async {
        let store = Arc::new(Store {
            take: outcome,
            ..Store::holding(hers())
        });
        desk(&store)
            .take(&asked(Role::Agent, None), queued().id, &|_| {
                Some(Answer {
                    status: 200,
                    body: String::new(),
                })
            })
            .await
    };
    let winner = Rejection::TakenBy {
        assignee: agent_ref(2, "Ben"),
        version: Version(2),
    };
    let lost = rejected(TakeOutcome::Rejected(winner.clone())).await;
    assert!(matches!(lost, Err(ActError::Rejected(rejection)) if rejection == winner));
    let unknown = rejected(TakeOutcome::UnknownAgent).await;
    assert!(matches!(unknown, Err(ActError::UnknownAgent)));
    let held = rejected(TakeOutcome::AlreadyHeld(Box::new(open_with(ana())))).await;
    assert!(matches!(held, Ok(Took::Held(it)) if it.status == EscalationStatus::Open));
}
