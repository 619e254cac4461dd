//! Taking, letting go, and what a take promises.

use baton_app::commit::{Commit, CommitError, Outcome};
use baton_app::committed::Notice;
use baton_app::ports::TakeOutcome;
use baton_domain::{
    Author, Command, Content, Deed, DeedKind, DeliveryStatus, Escalation, EscalationId,
    EscalationStatus, Event, Message, Mode, Owner, ReceiptKey, Rejection, Seq,
};
use futures::future::join_all;

use super::fixture::{Harness, Need, at};
use crate::items::NOTICE;
use crate::keys::Key;

/// One winner; the others hear who it is. Nobody else's load moves.
pub async fn of_fifty_agents_one_takes_an_escalation(store: &Harness) {
    join_all((1..=50).map(|number| store.seed_agent(number, 0, 3))).await;
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let outcomes = join_all((1..=50).map(|number| store.take(escalation.id, number, at(1)))).await;

    let live = store.state(Harness::thread(1)).await.live.unwrap();
    let winner = live.assignee.unwrap();
    let mut taken = 0;
    for (number, outcome) in (1..=50).zip(outcomes) {
        match outcome {
            TakeOutcome::Taken => {
                taken += 1;
                assert_eq!(winner.id, Harness::agent_id(number));
            }
            TakeOutcome::Rejected(Rejection::TakenBy { assignee, version }) => {
                assert_eq!(assignee, winner);
                assert_eq!(version, live.version);
            }
            other => panic!("{other:?}"),
        }
        let in_hand = store.load_of(number).await;
        assert_eq!(in_hand, u32::from(winner.id == Harness::agent_id(number)));
    }
    assert_eq!(taken, 1);
    assert_eq!(live.version, escalation.version.next());
}

/// One request, whether it is won or lost, and never past the agent's capacity.
pub async fn a_take_is_one_request_and_counts_against_capacity(store: &Harness) {
    store.seed_agent(1, 0, 1).await;
    store.seed_agent(2, 0, 1).await;
    let one = store.queue(1, Need::default(), at(0)).await;
    let two = store.queue(2, Need::default(), at(0)).await;

    let (taken, requests) = store.counted(store.take(one.id, 1, at(1))).await;
    assert!(matches!(taken, TakeOutcome::Taken), "{taken:?}");
    assert_eq!(requests, ["1 TransactWriteItems"]);
    let (lost, requests) = store.counted(store.take(one.id, 2, at(1))).await;
    assert!(
        matches!(lost, TakeOutcome::Rejected(Rejection::TakenBy { .. })),
        "{lost:?}"
    );
    assert_eq!(requests, ["1 TransactWriteItems"]);

    let (full, requests) = store.counted(store.take(two.id, 1, at(1))).await;
    assert!(
        matches!(&full, TakeOutcome::Rejected(Rejection::AtCapacity { agent })
            if *agent == Harness::agent_ref(1)),
        "{full:?}"
    );
    assert_eq!(requests, ["1 TransactWriteItems"]);
    let state = store.state(Harness::thread(2)).await;
    assert_eq!(state.live.unwrap().status, EscalationStatus::Queued);
    assert_eq!(state.conversation.owner, Owner::Queue);
    assert_eq!(store.load_of(1).await, 1);
}

/// Held, ended, unknown, foreign: each is its own answer.
pub async fn a_take_tells_every_refusal_apart(store: &Harness) {
    store.seed_agent(1, 0, 5).await;
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let thread = Harness::thread(1);

    let stranger = store.take(escalation.id, 9, at(1)).await;
    assert!(
        matches!(stranger, TakeOutcome::UnknownAgent),
        "{stranger:?}"
    );
    let other = EscalationId::in_thread(thread, at(500));
    let missing = store.take(other, 1, at(1)).await;
    assert!(matches!(missing, TakeOutcome::NotFound), "{missing:?}");
    let mut foreign = store.take_request(escalation.id, 1, at(1));
    foreign.tenant = store.foreign();
    let unseen = store.conversations.take(&foreign).await.unwrap();
    assert!(matches!(unseen, TakeOutcome::NotFound), "{unseen:?}");

    store.take(escalation.id, 1, at(1)).await;
    match store.take(escalation.id, 1, at(2)).await {
        TakeOutcome::AlreadyHeld(held) => {
            assert_eq!(Some(*held), store.state(thread).await.live);
        }
        other => panic!("{other:?}"),
    }
    let close = Command::Close {
        by: Harness::actor(1),
        seen: None,
        closing: None,
    };
    store.carry_out(thread, close, at(3)).await;
    let over = store.take(escalation.id, 1, at(4)).await;
    assert!(
        matches!(
            over,
            TakeOutcome::Rejected(Rejection::NotLive {
                status: Some(EscalationStatus::Closed)
            })
        ),
        "{over:?}"
    );
    assert_eq!(store.load_of(1).await, 0);
}

/// What is said of a contact is written beside a take, before it or after it, and neither undoes
/// anything of the other.
pub async fn what_is_said_of_a_contact_and_a_take_both_hold(store: &Harness) {
    store.seed_agent(1, 0, 5).await;
    let thread = Harness::thread(1);
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let says = |tier: &str| Command::Describe {
        by: Harness::actor(2),
        saying: [("tier".to_owned(), Some(tier.to_owned()))].into(),
    };
    store.carry_out(thread, says("silver"), at(1)).await;
    let before = store.state(thread).await;
    let meanwhile = Harness::commit_of(&before, says("vip"), at(2));
    let taken = store.take(escalation.id, 1, at(2)).await;
    assert!(matches!(taken, TakeOutcome::Taken), "{taken:?}");
    let lost = store.conversations.commit(&meanwhile).await.unwrap_err();
    assert!(matches!(lost, CommitError::Conflict), "{lost:?}");

    let mut expected = store.state(thread).await;
    assert_eq!(expected.conversation.contact.verified["tier"], "silver");
    let said = store.carry_out(thread, says("vip"), at(3)).await;
    let kept = store.state(thread).await;
    assert_eq!(kept, said);
    assert_eq!(kept.conversation.contact.verified["tier"], "vip");
    let known = &kept.conversation;
    expected.conversation.contact = known.contact.clone();
    expected.conversation.told.clone_from(&known.told);
    expected.conversation.told_at = known.told_at;
    expected.conversation.version = known.version;
    assert_eq!(kept, expected, "the take stands as it was");
}

/// The same idempotency key, the same answer, whatever happened since.
pub async fn a_repeated_take_is_answered_the_same(store: &Harness) {
    store.seed_agent(1, 0, 5).await;
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let outcome = Outcome {
        fingerprint: "take".into(),
        status: 200,
        body: "{}".into(),
    };
    let mut request = store.take_request(escalation.id, 1, at(1));
    request.receipt = Some((ReceiptKey("key-1".into()), outcome.clone()));
    let first = store.conversations.take(&request).await.unwrap();
    assert!(matches!(first, TakeOutcome::Taken), "{first:?}");
    for _ in 0..2 {
        let (again, requests) = store.counted(store.conversations.take(&request)).await;
        assert!(
            matches!(again.as_ref().unwrap(), TakeOutcome::Replayed(kept) if *kept == outcome),
            "{again:?}"
        );
        assert_eq!(requests, ["1 TransactWriteItems"]);
        // Replayed even after it was let go.
        let release = Command::Release {
            by: Harness::actor(1),
        };
        let state = store.state(Harness::thread(1)).await;
        if state.conversation.owner.agent().is_some() {
            store.carry_out(Harness::thread(1), release, at(2)).await;
        }
    }
    assert_eq!(store.load_of(1).await, 0);
}

/// Letting go puts it back at the end of its urgency, free for others.
pub async fn a_released_escalation_waits_anew_and_is_taken_by_another(store: &Harness) {
    store.seed_agent(1, 0, 5).await;
    store.seed_agent(2, 0, 5).await;
    let thread = Harness::thread(1);
    let escalation = store.queue(1, Need::default(), at(0)).await;
    store.take(escalation.id, 1, at(10)).await;
    let release = Command::Release {
        by: Harness::actor(1),
    };
    let released = store.carry_out(thread, release, at(20)).await;
    let live = released.live.unwrap();
    assert_eq!(
        (live.status, live.queued_at),
        (EscalationStatus::Queued, at(20))
    );
    assert_eq!(store.load_of(1).await, 0);

    let taken = store.take(escalation.id, 2, at(30)).await;
    assert!(matches!(taken, TakeOutcome::Taken), "{taken:?}");
    let state = store.state(thread).await;
    assert_eq!(state.live.unwrap().assignee, Some(Harness::agent_ref(2)));
    assert_eq!(store.load_of(2).await, 1);
    assert_eq!(
        state.conversation.epoch.0,
        released.conversation.epoch.0 + 1
    );
}

/// The history grows by the take, which is written without being read first; and begins with it
/// where the row is older than the record of deeds.
pub async fn a_take_is_remembered_behind_what_was_done_before(store: &Harness) {
    store.seed_agent(1, 0, 5).await;
    let escalation = store.queue(1, Need::default(), at(0)).await;
    store.take(escalation.id, 1, at(10)).await;
    let live = store.state(Harness::thread(1)).await.live.unwrap();
    let taken = |seconds| Deed::of(&Harness::agent_ref(1), DeedKind::Taken, at(seconds));
    assert_eq!(live.history, [escalation.history, vec![taken(10)]].concat());

    store.queue(2, Need::default(), at(0)).await;
    let state = store.state(Harness::thread(2)).await;
    let live = state.live.clone().unwrap();
    let old = Escalation {
        version: live.version.next(),
        history: vec![],
        ..live
    };
    let id = old.id;
    let commit = Commit::new(&state, vec![Event::EscalationChanged(Box::new(old))]);
    store.conversations.commit(&commit).await.unwrap();
    store.take(id, 1, at(20)).await;
    let live = store.state(Harness::thread(2)).await.live.unwrap();
    assert_eq!(live.history, [taken(20)]);
}

/// The place of the promised message is kept free, and it is filed there once.
pub async fn what_a_take_promised_is_filed_once(store: &Harness) {
    store.seed_agent(1, 0, 5).await;
    let thread = Harness::thread(1);
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let before = store.state(thread).await.conversation;
    store.take(escalation.id, 1, at(1)).await;

    let head = store.row(&Key::head(&store.tenant, thread)).await.unwrap();
    let notice: Notice = serde_dynamo::from_attribute_value(head[NOTICE].clone()).unwrap();
    assert_eq!(notice.agent_name, "Agent 1");
    assert_eq!(notice.at, at(1));
    let conversation = store.state(thread).await.conversation;
    assert_eq!(conversation.last_seq, before.last_seq.next());
    assert_eq!(conversation.mode(), Mode::Human);

    // The customer writes before the promise is kept; the place stays free.
    store.carry_out(thread, store.customer(at(2)), at(2)).await;
    let promised = Message {
        id: notice.message_id,
        seq: conversation.last_seq,
        author: Author::System,
        content: Content::text("Now speaking with Agent 1."),
        status: DeliveryStatus::Accepted,
        epoch: conversation.epoch,
        provider_id: None,
        error: None,
        revision: None,
        assessment: None,
        created_at: notice.at,
    };
    for text in ["Now speaking with Agent 1.", "said again"] {
        let message = Message {
            content: Content::text(text),
            ..promised.clone()
        };
        store
            .conversations
            .file_notice(&store.tenant, conversation.id, &message)
            .await
            .unwrap();
    }
    assert_eq!(store.message(thread, conversation.last_seq).await, promised);
    let customer = store
        .message(thread, Seq(conversation.last_seq.0 + 1))
        .await;
    assert_eq!(customer.author, Author::Customer);

    // The next write takes the promise off the head, so that nobody keeps it twice.
    let head = store.row(&Key::head(&store.tenant, thread)).await.unwrap();
    assert!(!head.contains_key(NOTICE));
}
