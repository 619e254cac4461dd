use baton_domain::{
    AgentId, AgentRef, Content, ConversationId, DeliveryStatus, MessageId, OwnerEpoch, Revision,
    ThreadKey, Version,
};
use ulid::Ulid;

use super::*;
use crate::ports::Verdict;

const PLACE: Seq = Seq(2);

fn said(seq: u64, words: &str) -> Message {
    Message {
        id: MessageId::from_ulid(Ulid::nil()),
        seq: Seq(seq),
        author: Author::Customer,
        content: Content::text(words),
        status: DeliveryStatus::Received,
        epoch: OwnerEpoch(0),
        provider_id: None,
        error: None,
        revision: None,
        assessment: None,
        created_at: Timestamp::UNIX_EPOCH,
    }
}

fn edited(message: Message) -> Message {
    Message {
        revision: Some(Revision::Edited {
            content: Content::text("never mind, thanks"),
            at: Timestamp::UNIX_EPOCH,
        }),
        ..message
    }
}

fn mark(reason: Reason, evaluator: &str, rule: &str) -> Mark {
    let thread = ThreadKey::from_bytes([1; 10]);
    Mark {
        escalation_id: EscalationId::in_thread(thread, Timestamp::UNIX_EPOCH),
        conversation_id: ConversationId::in_thread(thread, Timestamp::UNIX_EPOCH),
        mark: Some(MarkKind::ShouldHaveComeEarlier),
        seq: Some(PLACE),
        note: None,
        by: AgentRef {
            id: AgentId::from_ulid(Ulid::nil()),
            name: "Ana".into(),
        },
        at: Timestamp::UNIX_EPOCH,
        version: Version(1),
        reason,
        topic: Topic::General,
        evaluator: evaluator.into(),
        rule: rule.into(),
        lang: None,
        opened_at: Timestamp::UNIX_EPOCH,
        earlier: vec![],
    }
}

fn made(mark: Mark, said: &[Message]) -> Option<Example> {
    let kind = mark.mark.unwrap();
    made_of(mark, kind, PLACE, said)
}

#[test]
fn words_that_their_writer_replaced_are_in_no_example() {
    let read = || mark(Reason::Keyword, "embedded/2", "trg_1");
    let judged = [said(1, "hello"), said(2, "this is a fraud")];
    assert_eq!(made(read(), &judged).unwrap().context.len(), 1);
    // Neither what was judged, which was taken back, nor what nobody judged.
    let [first, second] = judged;
    assert_eq!(made(read(), &[first.clone(), edited(second.clone())]), None);
    let example = made(read(), &[edited(first), second]).unwrap();
    assert_eq!(example.text, "this is a fraud");
    assert!(example.context.is_empty(), "{:?}", example.context);
}

#[test]
fn a_reason_is_one_that_an_evaluator_read() {
    for (reason, evaluator, rule, expected) in [
        (
            Reason::Sentiment,
            "embedded/2",
            "upset",
            Some(Reason::Sentiment),
        ),
        (Reason::Manual, "person", "manual", None),
        (Reason::WaitExpired, "sweep", "wait_expired", None),
        (Reason::BotFailure, "none", Verdict::FAILED_RULE, None),
        (Reason::Policy, "embedded/2", Verdict::QUOTA_RULE, None),
    ] {
        let example = made(mark(reason, evaluator, rule), &[said(2, "help me")]).unwrap();
        assert!(example.escalate);
        assert_eq!(example.reason, expected, "{reason:?}");
    }
}
