//! Reading and committing.

use baton_app::commit::{Commit, CommitError, Outcome};
use baton_app::ports::Load;
use baton_domain::{
    Author, Channel, Command, Content, Delivery, DeliveryStatus, Envelope, EscalationStatus, Event,
    ReceiptKey, Rejection, Revision, Seq, Settings, TicketNumber, decide,
};
use futures::future::join_all;

use super::fixture::{Harness, Need, at};

/// A thread that nobody wrote in is absent, and asking for it is one request.
pub async fn nothing_is_there_before_the_first_commit(store: &Harness) {
    let receipt = ReceiptKey("message:1".into());
    let load = Load {
        receipt: Some(&receipt),
        escalation: None,
        ticket: true,
        mark: false,
        quota: true,
    };
    let (loaded, requests) = store
        .counted(
            store
                .conversations
                .load(&store.tenant, Harness::thread(1), load),
        )
        .await;
    let loaded = loaded.unwrap();
    assert!(loaded.state.is_none() && loaded.outcome.is_none());
    assert_eq!(loaded.last_ticket, TicketNumber(0));
    assert_eq!(requests, ["1 BatchGetItem"]);
}

/// What is decided, committed and read is the same, to the last attribute.
pub async fn what_is_committed_is_read_back_in_one_request_each(store: &Harness) {
    let thread = Harness::thread(1);
    let before = store.fresh(thread, Channel::Whatsapp, at(0));
    let receipt = ReceiptKey("message:1".into());
    let envelope = Envelope {
        receipt: Some(receipt.clone()),
        command: store.customer(at(0)),
    };
    let events = decide(&before, &envelope, &Settings::default(), at(0)).unwrap();
    let commit = Commit::new(&before, events);
    let (done, requests) = store.counted(store.conversations.commit(&commit)).await;
    done.unwrap();
    assert_eq!(requests, ["1 TransactWriteItems"]);

    let escalation = store.escalate(thread, Need::default(), at(1)).await;
    let load = Load {
        receipt: Some(&receipt),
        escalation: Some(escalation.id),
        ticket: true,
        mark: false,
        quota: true,
    };
    let (loaded, requests) = store
        .counted(store.conversations.load(&store.tenant, thread, load))
        .await;
    let loaded = loaded.unwrap();
    assert_eq!(requests, ["1 BatchGetItem"]);
    let state = loaded.state.unwrap();
    assert_eq!(state.live.as_ref(), Some(&escalation));
    assert_eq!(loaded.escalation, Some(escalation));
    assert!(state.receipts.contains(&receipt));
    assert_eq!(loaded.last_ticket, TicketNumber(1));
    assert_eq!(state.conversation.version.0, 2);
    assert_eq!(state.conversation.contact, before.conversation.contact);
    assert_eq!(state.conversation.created_at, at(0));
    let Event::MessageAdded(first) = &commit.events[1] else {
        panic!("{:?}", commit.events);
    };
    assert_eq!(store.message(thread, Seq(1)).await, **first);
    assert_eq!(
        store.message(thread, Seq(2)).await.status,
        DeliveryStatus::Accepted
    );
}

/// Of two decisions on one version, the second is decided again.
pub async fn a_commit_on_an_older_version_conflicts(store: &Harness) {
    let thread = Harness::thread(1);
    let fresh = store.fresh(thread, Channel::Whatsapp, at(0));
    let first = Harness::commit_of(&fresh, store.customer(at(0)), at(0));
    let other_first = Harness::commit_of(&fresh, store.customer(at(0)), at(0));
    store.conversations.commit(&first).await.unwrap();
    let lost = store.conversations.commit(&other_first).await.unwrap_err();
    assert!(matches!(lost, CommitError::Conflict), "{lost:?}");

    let before = store.state(thread).await;
    let one = Harness::commit_of(&before, store.customer(at(1)), at(1));
    let two = Harness::commit_of(&before, store.customer(at(2)), at(2));
    store.conversations.commit(&one).await.unwrap();
    let lost = store.conversations.commit(&two).await.unwrap_err();
    assert!(matches!(lost, CommitError::Conflict), "{lost:?}");
    assert_eq!(
        store.state(thread).await.conversation,
        one.after.conversation
    );
}

/// A command is carried out once; whoever repeats it hears how it was answered.
pub async fn a_receipt_is_recorded_once_and_tells_its_outcome(store: &Harness) {
    let before = store.begin(1, at(0)).await;
    let thread = Harness::thread(1);
    let receipt = ReceiptKey("note:1".into());
    let outcome = Outcome {
        fingerprint: "f".into(),
        status: 201,
        body: r#"{"id":"1"}"#.into(),
    };
    let envelope = |text: &str| Envelope {
        receipt: Some(receipt.clone()),
        command: Command::Note {
            by: Harness::actor(1),
            message: store.new_message(text, at(1)),
        },
    };
    let settings = Settings::default();
    let events = decide(&before, &envelope("one"), &settings, at(1)).unwrap();
    let mut commit = Commit::new(&before, events);
    commit.outcome = Some(outcome.clone());
    store.conversations.commit(&commit).await.unwrap();

    // The version is old as well; that it was done before is what counts.
    let events = decide(&before, &envelope("two"), &settings, at(1)).unwrap();
    let again = store
        .conversations
        .commit(&Commit::new(&before, events))
        .await
        .unwrap_err();
    assert!(
        matches!(&again, CommitError::Duplicate(Some(kept)) if *kept == outcome),
        "{again:?}"
    );
    let load = Load {
        receipt: Some(&receipt),
        ..Load::default()
    };
    let loaded = store
        .conversations
        .load(&store.tenant, thread, load)
        .await
        .unwrap();
    assert_eq!(loaded.outcome, Some(outcome));
    let state = loaded.state.unwrap();
    let rejected = decide(&state, &envelope("three"), &settings, at(2)).unwrap_err();
    assert_eq!(rejected, Rejection::Duplicate);
}

/// A delivered answer ends the wait without a new version, and a commit that was decided before
/// that does not bring the wait back.
pub async fn a_wait_that_a_delivery_ended_is_not_brought_back(store: &Harness) {
    let begun = store.begin(1, at(0)).await;
    let thread = Harness::thread(1);
    let reply = store.bot_reply(begun.conversation.epoch, at(1));
    let before = store.carry_out(thread, reply, at(1)).await;
    let answer = before.conversation.answer_seq.unwrap();

    let outbound = store.outbound(thread, answer).await;
    let sent = Delivery {
        seq: answer,
        author: Author::Bot,
        current: DeliveryStatus::Accepted,
        next: DeliveryStatus::Sent,
        error: None,
        provider_id: Some("wamid.out".into()),
    };
    store.outgoing.record(&outbound, &sent).await.unwrap();
    let note = Command::Note {
        by: Harness::actor(1),
        message: store.new_message("hm", at(2)),
    };
    let late = Harness::commit_of(&before, note.clone(), at(2));
    let lost = store.conversations.commit(&late).await.unwrap_err();
    assert!(matches!(lost, CommitError::Conflict), "{lost:?}");
    let after = store.carry_out(thread, note, at(2)).await;
    assert_eq!(after.conversation.unanswered_since, None);
    assert_eq!(after.conversation.due_at, None);
}

/// Twenty escalations at once have twenty numbers without gaps.
pub async fn ticket_numbers_are_unique_and_rise_under_concurrent_escalations(store: &Harness) {
    join_all((1..=20).map(|number| store.begin(number, at(0)))).await;
    let opened = join_all(
        (1..=20).map(|number| store.escalate(Harness::thread(number), Need::default(), at(1))),
    )
    .await;
    let mut numbers: Vec<u64> = opened.iter().map(|opened| opened.ticket.0).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
}

/// Duplicate, then conflict, then ticket, then capacity.
pub async fn of_several_refusals_the_first_in_order_is_told(store: &Harness) {
    store.seed_agent(1, 1, 1).await;
    let thread = Harness::thread(1);
    let old = store.begin(1, at(0)).await;
    store.queue(2, Need::default(), at(0)).await;

    // A wrong ticket and no room, on the version as it is.
    let opening = store.opening(&old, Need::default(), TicketNumber(1), at(1));
    let mut commit = Harness::commit_of(&old, Command::Escalate(Box::new(opening)), at(1));
    commit.events.push(Event::LoadAdded(Harness::agent_id(1)));
    let refused = store.conversations.commit(&commit).await.unwrap_err();
    assert!(
        matches!(refused, CommitError::TicketTaken(TicketNumber(1))),
        "{refused:?}"
    );
    // No room alone.
    commit.last_ticket = TicketNumber(1);
    let refused = store.conversations.commit(&commit).await.unwrap_err();
    assert!(
        matches!(refused, CommitError::AtCapacity(agent) if agent == Harness::agent_id(1)),
        "{refused:?}"
    );
    // All of it on an old version, then with a receipt that was recorded.
    store.carry_out(thread, store.customer(at(2)), at(2)).await;
    commit.last_ticket = TicketNumber(0);
    let refused = store.conversations.commit(&commit).await.unwrap_err();
    assert!(matches!(refused, CommitError::Conflict), "{refused:?}");
    let receipt = Event::ReceiptRecorded(ReceiptKey("r".into()));
    let now = store.state(thread).await;
    let done = Commit::new(&now, vec![receipt.clone()]);
    store.conversations.commit(&done).await.unwrap();
    commit.events.push(receipt);
    let refused = store.conversations.commit(&commit).await.unwrap_err();
    assert!(
        matches!(refused, CommitError::Duplicate(None)),
        "{refused:?}"
    );
    assert_eq!(store.load_of(1).await, 1);
}

/// An agent who has nothing in hand, or is gone, is relieved of nothing, and the commit stands.
pub async fn a_load_never_falls_below_nothing(store: &Harness) {
    store.seed_agent(1, 0, 3).await;
    let before = store.begin(1, at(0)).await;
    let events = vec![
        Event::LoadRemoved(Harness::agent_id(1)),
        Event::LoadRemoved(Harness::agent_id(2)),
    ];
    let commit = Commit::new(&before, events);
    store.conversations.commit(&commit).await.unwrap();
    assert_eq!(store.load_of(1).await, 0);
    let now = store.state(Harness::thread(1)).await;
    assert_eq!(now.conversation.version, commit.after.conversation.version);

    // Taken from one and given to the same in one commit, nothing changes.
    let agent = Harness::agent_id(1);
    let events = vec![Event::LoadRemoved(agent), Event::LoadAdded(agent)];
    store
        .conversations
        .commit(&Commit::new(&now, events))
        .await
        .unwrap();
    assert_eq!(store.load_of(1).await, 0);
}

/// An escalation that ended is no longer live, and is there for whoever has its id.
pub async fn an_ended_escalation_is_read_by_its_id(store: &Harness) {
    store.seed_agent(1, 0, 3).await;
    let escalation = store.queue(1, Need::default(), at(0)).await;
    let thread = Harness::thread(1);
    store.take(escalation.id, 1, at(1)).await;
    let back = Command::ReturnToBot {
        by: Harness::actor(1),
        seen: None,
    };
    let after = store.carry_out(thread, back, at(2)).await;
    assert_eq!(store.load_of(1).await, 0);
    let load = Load {
        escalation: Some(escalation.id),
        ..Load::default()
    };
    let (loaded, requests) = store
        .counted(store.conversations.load(&store.tenant, thread, load))
        .await;
    let loaded = loaded.unwrap();
    assert_eq!(requests, ["1 BatchGetItem"]);
    assert_eq!(loaded.state.unwrap(), after);
    let ended = loaded.escalation.unwrap();
    assert_eq!(ended.status, EscalationStatus::Resolved);
    assert_eq!(ended.ended_at, Some(at(2)));

    // The next episode leaves the first where it is.
    let next = store.escalate(thread, Need::default(), at(3)).await;
    assert_ne!(next.id, escalation.id);
    let loaded = store
        .conversations
        .load(&store.tenant, thread, load)
        .await
        .unwrap();
    assert_eq!(loaded.escalation, Some(ended));
    assert_eq!(loaded.state.unwrap().live, Some(next));
}

/// A commit that brings older news of a message conflicts, what the customer changed is kept, and
/// what they took back is not brought back.
pub async fn a_message_only_moves_forward_and_keeps_its_revision(store: &Harness) {
    let begun = store.begin(1, at(0)).await;
    let thread = Harness::thread(1);
    let reply = store.bot_reply(begun.conversation.epoch, at(1));
    store.carry_out(thread, reply, at(1)).await;
    let news = |next| {
        Command::Delivery(Delivery {
            seq: Seq(2),
            author: Author::Bot,
            current: DeliveryStatus::Accepted,
            next,
            error: None,
            provider_id: Some("wamid.out".into()),
        })
    };
    store
        .carry_out(thread, news(DeliveryStatus::Delivered), at(2))
        .await;
    let before = store.state(thread).await;
    let older = Harness::commit_of(&before, news(DeliveryStatus::Sent), at(3));
    let refused = store.conversations.commit(&older).await.unwrap_err();
    assert!(matches!(refused, CommitError::Conflict), "{refused:?}");
    assert_eq!(
        store.message(thread, Seq(2)).await.status,
        DeliveryStatus::Delivered
    );
    let revision = Revision::Edited {
        content: Content::text("where is it?"),
        at: at(4),
    };
    // As one decides who knows of no other change of the message.
    let message = store.message(thread, Seq(1)).await;
    let revise = |revision: &Revision| Command::Revise {
        message: Box::new(message.clone()),
        revision: revision.clone(),
    };
    store.carry_out(thread, revise(&revision), at(4)).await;
    let revised = store.message(thread, Seq(1)).await;
    assert_eq!(revised.revision.as_ref(), Some(&revision));
    assert_eq!(revised.content.text.as_deref(), Some("where is my parcel?"));

    let gone = Revision::Deleted { at: at(5) };
    store.carry_out(thread, revise(&gone), at(5)).await;
    let before = store.state(thread).await;
    let back = Harness::commit_of(&before, revise(&revision), at(6));
    let refused = store.conversations.commit(&back).await.unwrap_err();
    assert!(matches!(refused, CommitError::Conflict), "{refused:?}");
    let kept = store.message(thread, Seq(1)).await;
    assert_eq!(kept.revision, Some(gone));
}
