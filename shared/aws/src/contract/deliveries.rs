//! The fence, and how far messages come.

use baton_app::ports::{Claim, Recorded};
use baton_domain::{
    Author, Channel, Command, Delivery, DeliveryError, DeliveryStatus, MessageId, Seq, ThreadKey,
};
use ulid::Ulid;

use super::fixture::{CONNECTION, Harness, Need, at, now};

/// A thread in which the bot's answer, the second message, is committed and not sent.
async fn answered(store: &Harness, channel: Channel) -> ThreadKey {
    let thread = Harness::thread(1);
    let begun = store.begin_on(1, channel, at(0)).await;
    let reply = store.bot_reply(begun.conversation.epoch, at(1));
    store.carry_out(thread, reply, at(1)).await;
    thread
}

fn news(current: DeliveryStatus, next: DeliveryStatus) -> Delivery {
    Delivery {
        seq: Seq(2),
        author: Author::Bot,
        current,
        next,
        error: (next == DeliveryStatus::Failed).then(|| DeliveryError {
            code: "refused".into(),
            provider_code: Some(131_047),
            title: "refused".into(),
        }),
        provider_id: Some("wamid.out".into()),
    }
}

async fn status(store: &Harness, thread: ThreadKey) -> DeliveryStatus {
    store.message(thread, Seq(2)).await.status
}

/// Granted once, in one request; then begun; then settled. What is not there is missing.
pub async fn a_send_is_claimed_once_in_one_request(store: &Harness) {
    let thread = answered(store, Channel::Whatsapp).await;
    let message = store.outbound(thread, Seq(2)).await;
    let (claim, requests) = store.counted(store.outgoing.claim(&message)).await;
    assert_eq!(claim.unwrap(), Claim::Granted);
    assert_eq!(requests, ["1 TransactWriteItems"]);
    assert_eq!(store.outgoing.claim(&message).await.unwrap(), Claim::Begun);
    let sent = news(DeliveryStatus::Accepted, DeliveryStatus::Sent);
    let (recorded, requests) = store.counted(store.outgoing.record(&message, &sent)).await;
    recorded.unwrap();
    assert_eq!(requests, ["1 TransactWriteItems"]);
    assert_eq!(
        store.outgoing.claim(&message).await.unwrap(),
        Claim::Settled(DeliveryStatus::Sent)
    );

    let mut missing = message.clone();
    missing.seq = Seq(99);
    assert_eq!(
        store.outgoing.claim(&missing).await.unwrap(),
        Claim::Missing
    );
    let mut other = message.clone();
    other.message_id = MessageId::from_ulid(Ulid::from_parts(9, 9));
    assert_eq!(store.outgoing.claim(&other).await.unwrap(), Claim::Missing);
    let mut foreign = message;
    foreign.tenant_id = store.foreign();
    assert_eq!(
        store.outgoing.claim(&foreign).await.unwrap(),
        Claim::Missing
    );
}

/// A take between the decision and the send holds the bot's message back, and marks it.
pub async fn a_bots_message_is_not_sent_once_somebody_took_over(store: &Harness) {
    store.seed_agent(1, 0, 9).await;
    let thread = answered(store, Channel::Whatsapp).await;
    let message = store.outbound(thread, Seq(2)).await;
    let escalation = store.escalate(thread, Need::default(), at(2)).await;
    store.take(escalation.id, 1, at(3)).await;
    assert_eq!(
        store.outgoing.claim(&message).await.unwrap(),
        Claim::Superseded
    );
    let marked = store.message(thread, Seq(2)).await;
    assert_eq!(marked.status, DeliveryStatus::Failed);
    assert_eq!(marked.error.unwrap().code, "superseded");
    assert_eq!(
        store.outgoing.claim(&message).await.unwrap(),
        Claim::Settled(DeliveryStatus::Failed)
    );
}

/// Only the bot is fenced: what an agent or Baton itself says was theirs to say.
pub async fn a_person_may_send_whatever_the_epoch(store: &Harness) {
    store.seed_agent(1, 0, 9).await;
    let thread = Harness::thread(1);
    let escalation = store.queue(1, Need::default(), at(0)).await;
    store.take(escalation.id, 1, at(1)).await;
    let reply = Command::AgentMessage {
        by: Harness::actor(1),
        message: store.new_message("hello", at(2)),
    };
    let replied = store.carry_out(thread, reply, at(2)).await;
    let release = Command::Release {
        by: Harness::actor(1),
    };
    store.carry_out(thread, release, at(3)).await;
    let reply = store.outbound(thread, replied.conversation.last_seq).await;
    assert_eq!(store.outgoing.claim(&reply).await.unwrap(), Claim::Granted);
    let connecting = store.outbound(thread, Seq(2)).await;
    let (claim, requests) = store.counted(store.outgoing.claim(&connecting)).await;
    assert_eq!(claim.unwrap(), Claim::Granted);
    assert_eq!(requests, ["1 TransactWriteItems"]);
}

/// What the provider did not take may be tried again; what came further may not.
pub async fn a_claim_that_is_given_back_can_be_claimed_again(store: &Harness) {
    let thread = answered(store, Channel::Whatsapp).await;
    let message = store.outbound(thread, Seq(2)).await;
    for _ in 0..2 {
        assert_eq!(
            store.outgoing.claim(&message).await.unwrap(),
            Claim::Granted
        );
        store.outgoing.unclaim(&message).await.unwrap();
    }
    store.outgoing.claim(&message).await.unwrap();
    let lost = news(DeliveryStatus::Accepted, DeliveryStatus::Uncertain);
    store.outgoing.record(&message, &lost).await.unwrap();
    store.outgoing.unclaim(&message).await.unwrap();
    assert_eq!(
        store.outgoing.claim(&message).await.unwrap(),
        Claim::Settled(DeliveryStatus::Uncertain)
    );
}

/// The widget's messages are sent by being recorded; the answer ends the wait in the same write.
pub async fn the_widget_claims_and_settles_in_one_request(store: &Harness) {
    let thread = answered(store, Channel::Widget).await;
    let message = store.outbound(thread, Seq(2)).await;
    let (claim, requests) = store.counted(store.outgoing.claim_sent(&message)).await;
    assert_eq!(claim.unwrap(), Claim::Granted);
    assert_eq!(requests, ["1 TransactWriteItems"]);
    assert_eq!(status(store, thread).await, DeliveryStatus::Sent);
    let conversation = store.state(thread).await.conversation;
    assert_eq!(conversation.unanswered_since, None);
    assert_eq!(conversation.due_at, None);
    assert_eq!(
        store.outgoing.claim_sent(&message).await.unwrap(),
        Claim::Settled(DeliveryStatus::Sent)
    );

    // An answer that the customer wrote past is still said, and the wait goes on.
    let reply = store.bot_reply(conversation.epoch, at(5));
    store.carry_out(thread, store.customer(at(4)), at(4)).await;
    let late = store.carry_out(thread, reply, at(5)).await.conversation;
    store.carry_out(thread, store.customer(at(6)), at(6)).await;
    let message = store.outbound(thread, late.last_seq).await;
    assert_eq!(
        store.outgoing.claim_sent(&message).await.unwrap(),
        Claim::Granted
    );
    let conversation = store.state(thread).await.conversation;
    assert!(conversation.unanswered_since.is_some() && conversation.due_at.is_some());

    // And the fence holds here too.
    let reply = store.bot_reply(conversation.epoch, at(7));
    let fenced = store.carry_out(thread, reply, at(7)).await.conversation;
    let message = store.outbound(thread, fenced.last_seq).await;
    store.escalate(thread, Need::default(), at(8)).await;
    assert_eq!(
        store.outgoing.claim_sent(&message).await.unwrap(),
        Claim::Superseded
    );
    assert_eq!(
        store.message(thread, fenced.last_seq).await.status,
        DeliveryStatus::Failed
    );
}

/// Read before delivered before sent, or any other way round: the furthest stands.
pub async fn statuses_in_any_order_end_in_the_same_place(store: &Harness) {
    use DeliveryStatus::{Accepted, Delivered, Failed, Read, Sent, Uncertain};
    let thread = answered(store, Channel::Whatsapp).await;
    let message = store.outbound(thread, Seq(2)).await;
    for (next, expected) in [
        (Uncertain, Uncertain),
        (Accepted, Uncertain),
        (Failed, Failed),
        (Sent, Failed),
        (Delivered, Delivered),
        (Failed, Delivered),
        (Read, Read),
        (Delivered, Read),
        (Sent, Read),
    ] {
        store
            .outgoing
            .record(&message, &news(Accepted, next))
            .await
            .unwrap();
        assert_eq!(status(store, thread).await, expected, "after {next:?}");
    }
    assert_eq!(store.message(thread, Seq(2)).await.error, None);
}

/// Sent, the answer ends the wait; failed, it has the sweep look at once. Neither is a new version.
pub async fn a_sent_answer_ends_the_wait_and_a_failed_one_rings_the_timer(store: &Harness) {
    let thread = answered(store, Channel::Whatsapp).await;
    let waiting = store.state(thread).await.conversation;
    let message = store.outbound(thread, Seq(2)).await;
    let due = async || {
        store
            .conversations
            .due(&store.tenant, now(), 10)
            .await
            .unwrap()
    };
    let lost = news(DeliveryStatus::Accepted, DeliveryStatus::Uncertain);
    store.outgoing.record(&message, &lost).await.unwrap();
    assert_eq!(store.state(thread).await.conversation, waiting);

    let failed = news(DeliveryStatus::Uncertain, DeliveryStatus::Failed);
    store.outgoing.record(&message, &failed).await.unwrap();
    let conversation = store.state(thread).await.conversation;
    assert_eq!(conversation.due_at, Some(now()));
    assert_eq!(conversation.answer_seq, None);
    assert_eq!(conversation.unanswered_since, waiting.unanswered_since);
    assert_eq!(conversation.version, waiting.version);
    assert_eq!(due().await, [conversation.id]);

    let reply = store.bot_reply(conversation.epoch, at(5));
    let answered = store.carry_out(thread, reply, at(5)).await.conversation;
    let mut message = store.outbound(thread, answered.last_seq).await;
    let sent = Delivery {
        seq: answered.last_seq,
        ..news(DeliveryStatus::Accepted, DeliveryStatus::Sent)
    };
    store.outgoing.record(&message, &sent).await.unwrap();
    let conversation = store.state(thread).await.conversation;
    assert_eq!(conversation.unanswered_since, None);
    assert_eq!(conversation.due_at, None);
    assert_eq!(conversation.version, answered.version);
    assert!(due().await.is_empty());

    // News of another message than the answer leave the wait alone.
    store.carry_out(thread, store.customer(at(6)), at(6)).await;
    message.seq = Seq(2);
    message.message_id = store.message(thread, Seq(2)).await.id;
    let delivered = news(DeliveryStatus::Accepted, DeliveryStatus::Delivered);
    store.outgoing.record(&message, &delivered).await.unwrap();
    assert_eq!(status(store, thread).await, DeliveryStatus::Delivered);
    assert!(store.state(thread).await.conversation.due_at.is_some());
}

/// A failure of what nobody is known to wait for is left to be decided, in one request, unless
/// nobody could wait for it. Once the decision is written it is no news.
pub async fn a_failure_that_is_not_the_answers_is_left_to_be_decided(store: &Harness) {
    let thread = answered(store, Channel::Whatsapp).await;
    let state = store.state(thread).await;
    let reply = store.bot_reply(state.conversation.epoch, at(2));
    store.carry_out(thread, reply, at(2)).await;
    let waiting = store.state(thread).await;
    let message = store.outbound(thread, Seq(2)).await;
    let failed = news(DeliveryStatus::Accepted, DeliveryStatus::Failed);
    for _ in 0..2 {
        let (recorded, requests) = store
            .counted(store.outgoing.record(&message, &failed))
            .await;
        assert_eq!(recorded.unwrap(), Recorded::Undecided);
        assert_eq!(requests, ["1 TransactWriteItems"]);
        assert_eq!(status(store, thread).await, DeliveryStatus::Accepted);
        assert_eq!(store.state(thread).await, waiting);
    }

    store
        .carry_out(thread, Command::Delivery(failed.clone()), at(3))
        .await;
    let decided = store.state(thread).await;
    let recorded = store.outgoing.record(&message, &failed).await.unwrap();
    assert_eq!(recorded, Recorded::Done);
    assert_eq!(status(store, thread).await, DeliveryStatus::Failed);
    assert_eq!(store.state(thread).await, decided);

    // What Baton itself says at a seam is no answer.
    store.escalate(thread, Need::default(), at(4)).await;
    let decided = store.state(thread).await;
    let connecting = decided.conversation.last_seq;
    let message = store.outbound(thread, connecting).await;
    assert_eq!(message.author, Author::System);
    let recorded = store.outgoing.record(&message, &failed).await.unwrap();
    assert_eq!(recorded, Recorded::Done);
    let marked = store.message(thread, connecting).await;
    assert_eq!(marked.status, DeliveryStatus::Failed);
    assert_eq!(store.state(thread).await, decided);
}

/// A status that overtakes the answer to the send does not cost the message its provider's id.
pub async fn a_provider_id_is_kept_even_when_its_status_came_first(store: &Harness) {
    let thread = answered(store, Channel::Whatsapp).await;
    let message = store.outbound(thread, Seq(2)).await;
    let nameless = Delivery {
        provider_id: None,
        ..news(DeliveryStatus::Accepted, DeliveryStatus::Delivered)
    };
    store.outgoing.record(&message, &nameless).await.unwrap();
    let sent = news(DeliveryStatus::Accepted, DeliveryStatus::Sent);
    store.outgoing.record(&message, &sent).await.unwrap();
    let found = store
        .conversations
        .find_by_provider_id(&store.tenant, CONNECTION, "wamid.out")
        .await
        .unwrap();
    let (_, found) = found.unwrap();
    assert_eq!(found.seq, Seq(2));
    assert_eq!(found.status, DeliveryStatus::Delivered);
}
