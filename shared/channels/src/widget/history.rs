//! What a visitor may see of their conversation.

use baton_domain::{Author, DeliveryStatus, Message, Seq};
use jiff::{SignedDuration, Timestamp};

/// How long a place that is still empty, or a message that is still to be sent, holds back what
/// stands behind it.
pub const PATIENCE: SignedDuration = SignedDuration::from_secs(60);

/// Part of a conversation, as its visitor sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Visible<'a> {
    /// The messages, oldest first.
    pub messages: Vec<&'a Message>,
    /// The place after which the next part begins.
    pub next_after: Seq,
}

/// What the visitor may see of these messages, which stand behind `after`, oldest first.
///
/// A poller that goes on from `next_after` misses nothing: the part ends where something may still
/// come, which is at an empty place or at a message that waits to be sent. It may be fenced off
/// and never be sent; after [`PATIENCE`] it is passed over.
#[must_use]
pub fn visible(messages: &[Message], after: Seq, now: Timestamp) -> Visible<'_> {
    let mut part = Visible {
        messages: vec![],
        next_after: after,
    };
    for message in messages {
        let is_fresh = message
            .created_at
            .checked_add(PATIENCE)
            .is_ok_and(|until| until > now);
        let leaves_a_gap = message.seq != part.next_after.next();
        if is_fresh && (leaves_a_gap || message.awaits_sending()) {
            break;
        }
        if is_for_visitor(message) {
            part.messages.push(message);
        }
        part.next_after = message.seq;
    }
    part
}

/// Whether the visitor wrote it, or it was sent to them.
#[must_use]
pub fn is_for_visitor(message: &Message) -> bool {
    let was_sent = matches!(
        message.status,
        DeliveryStatus::Sent | DeliveryStatus::Delivered | DeliveryStatus::Read
    );
    message.is_for_customer() && (message.author == Author::Customer || was_sent)
}

#[cfg(test)]
mod tests {
    use baton_domain::{AgentRef, Content, MessageId, OwnerEpoch};
    use ulid::Ulid;

    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_760_000_000).unwrap()
    }

    fn message(seq: u64, author: Author, status: DeliveryStatus, age_seconds: i64) -> Message {
        Message {
            id: MessageId::from_ulid(Ulid(u128::from(seq))),
            seq: Seq(seq),
            author,
            content: Content::text("words"),
            status,
            epoch: OwnerEpoch(0),
            provider_id: None,
            error: None,
            revision: None,
            assessment: None,
            created_at: now()
                .checked_sub(SignedDuration::from_secs(age_seconds))
                .unwrap(),
        }
    }

    fn asked(seq: u64) -> Message {
        message(seq, Author::Customer, DeliveryStatus::Received, 5)
    }

    fn answered(seq: u64, status: DeliveryStatus) -> Message {
        message(seq, Author::Bot, status, 5)
    }

    fn seen(messages: &[Message], after: u64) -> (Vec<u64>, u64) {
        let part = visible(messages, Seq(after), now());
        (
            part.messages.iter().map(|it| it.seq.0).collect(),
            part.next_after.0,
        )
    }

    #[test]
    fn the_visitors_own_words_and_what_was_sent_to_them() {
        let agent = Author::Agent {
            agent: Some(AgentRef {
                id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
                name: "Ana".into(),
            }),
        };
        let messages = [
            asked(1),
            answered(2, DeliveryStatus::Sent),
            message(3, Author::System, DeliveryStatus::Delivered, 5),
            message(4, agent, DeliveryStatus::Read, 5),
        ];
        assert_eq!(seen(&messages, 0), (vec![1, 2, 3, 4], 4));
    }

    #[test]
    fn notes_and_failed_or_fenced_messages_are_passed_over() {
        let note = Message {
            content: Content::note("between us"),
            ..answered(2, DeliveryStatus::Received)
        };
        let messages = [
            asked(1),
            note,
            answered(3, DeliveryStatus::Failed),
            answered(4, DeliveryStatus::Uncertain),
        ];
        assert_eq!(seen(&messages, 0), (vec![1], 4));
    }

    #[test]
    fn a_message_that_may_still_be_sent_holds_back_what_follows() {
        let waiting = [asked(1), answered(2, DeliveryStatus::Accepted), asked(3)];
        assert_eq!(seen(&waiting, 0), (vec![1], 1));
        let sent = [answered(2, DeliveryStatus::Sent), asked(3)];
        assert_eq!(seen(&sent, 1), (vec![2, 3], 3));
    }

    #[test]
    fn an_empty_place_holds_back_what_follows() {
        let gap = [asked(1), asked(3)];
        assert_eq!(seen(&gap, 0), (vec![1], 1));
        assert_eq!(seen(&gap[1..], 1), (vec![], 1));
        let filled = [
            message(2, Author::System, DeliveryStatus::Sent, 5),
            asked(3),
        ];
        assert_eq!(seen(&filled, 1), (vec![2, 3], 3));
    }

    #[test]
    fn nothing_is_held_back_for_longer_than_a_minute() {
        let old_and_unsent = [
            message(1, Author::Bot, DeliveryStatus::Accepted, 60),
            asked(2),
        ];
        assert_eq!(seen(&old_and_unsent, 0), (vec![2], 2));
        let old_gap = [message(3, Author::Customer, DeliveryStatus::Received, 61)];
        assert_eq!(seen(&old_gap, 1), (vec![3], 3));
    }

    #[test]
    fn nothing_new_leaves_the_place_as_it_was() {
        assert_eq!(seen(&[], 7), (vec![], 7));
    }
}
