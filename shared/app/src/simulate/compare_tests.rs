use baton_domain::{EscalationId, OwnerEpoch, ThreadKey};
use jiff::Timestamp;

use super::*;

fn conversation() -> ConversationId {
    ConversationId::in_thread(ThreadKey::from_bytes([1; 10]), Timestamp::UNIX_EPOCH)
}

fn answered(epoch: u64, messages: u64) -> Episode {
    Episode {
        epoch: OwnerEpoch(epoch),
        last: Seq(messages),
        messages,
        conclusion: Conclusion::Answer,
    }
}

fn escalated(epoch: u64, seq: u64, reason: Reason, trigger: &str) -> Episode {
    Episode {
        epoch: OwnerEpoch(epoch),
        last: Seq(seq),
        messages: 1,
        conclusion: Conclusion::Escalate {
            seq: Seq(seq),
            reason,
            trigger: trigger.into(),
            why: "because".into(),
        },
    }
}

fn opened(second: i64, reason: Reason) -> Decision {
    let at = Timestamp::from_second(second).unwrap();
    Decision {
        id: EscalationId::in_thread(ThreadKey::from_bytes([1; 10]), at),
        conversation_id: conversation(),
        reason,
        evaluator: "embedded/1".into(),
        rule: "wants_person".into(),
        created_at: at,
        seq: None,
    }
}

fn counted(
    figures: &mut Figures,
    before: &[Episode],
    after: &[Episode],
    actual: &[Decision],
) -> Option<Difference> {
    let compared = Compared {
        conversation: conversation(),
        before,
        after,
        actual,
        range: Range {
            from: Timestamp::from_second(10).unwrap(),
            to: Timestamp::from_second(20).unwrap(),
        },
    };
    compared.count_into(figures)
}

#[test]
fn a_conversation_counts_once_and_its_escalations_each() {
    let mut figures = Figures::default();
    let before = [
        answered(0, 2),
        escalated(3, 9, Reason::Keyword, "a"),
        escalated(6, 12, Reason::Sentiment, "b"),
    ];
    let after = [
        escalated(0, 2, Reason::Keyword, "a"),
        escalated(3, 9, Reason::Keyword, "a"),
        answered(6, 3),
    ];
    let actual = [opened(5, Reason::Manual), opened(15, Reason::Manual)];
    let difference = counted(&mut figures, &before, &after, &actual).unwrap();
    assert_eq!(difference.seq, Seq(2));
    assert_eq!(difference.before, Conclusion::Answer);
    assert_eq!(difference.after, after[0].conclusion);
    assert_eq!((figures.conversations, figures.changed), (1, 1));
    assert_eq!((figures.before, figures.after, figures.actual), (1, 1, 1));
    let count = |reason, before, after, actual| ReasonCount {
        reason,
        before,
        after,
        actual,
    };
    assert_eq!(
        figures.by_reason,
        [
            count(Reason::Keyword, 1, 2, 0),
            count(Reason::Sentiment, 1, 0, 0),
            count(Reason::Manual, 0, 0, 1),
        ]
    );
}

#[test]
fn the_same_call_by_another_trigger_is_no_change_and_for_another_reason_is_one() {
    let mut figures = Figures::default();
    let call = |reason, trigger| [escalated(0, 3, reason, trigger)];
    let (one, other) = (call(Reason::Keyword, "a"), call(Reason::Keyword, "b"));
    assert_eq!(counted(&mut figures, &one, &other, &[]), None);
    let because = call(Reason::Policy, "c");
    assert!(counted(&mut figures, &one, &because, &[]).is_some());
    let later = [escalated(0, 5, Reason::Keyword, "a")];
    let difference = counted(&mut figures, &later, &one, &[]).unwrap();
    assert_eq!(difference.seq, Seq(3));
    assert_eq!(figures.conversations, 3);
    assert_eq!(figures.changed, 2);
}

#[test]
fn a_conversation_without_a_message_in_the_range_is_not_counted() {
    let mut figures = Figures::default();
    assert_eq!(
        counted(&mut figures, &[], &[], &[opened(15, Reason::Manual)]),
        None
    );
    assert_eq!(figures, Figures::default());
    // One policy called somebody before the range, the other within it.
    let after = [escalated(0, 3, Reason::Keyword, "a")];
    let difference = counted(&mut figures, &[], &after, &[]).unwrap();
    assert_eq!(difference.before, Conclusion::Answer);
    assert_eq!(figures.conversations, 1);
}
