//! What becomes of a message after it was written.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Content;

/// What became of a message's words after it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Revision {
    /// Its writer replaced the words.
    Edited {
        /// What it says now.
        content: Content,
        /// When.
        at: Timestamp,
    },
    /// Its writer took it back.
    Deleted {
        /// When.
        at: Timestamp,
    },
}

impl Revision {
    /// Whether this says something new of a message of which that much is known. An edit is told
    /// apart from others by its time alone, and what was taken back stays so.
    #[must_use]
    pub fn is_news_after(&self, known: Option<&Self>) -> bool {
        match (known, self) {
            (Some(Self::Deleted { .. }), _) => false,
            (None, _) | (Some(Self::Edited { .. }), Self::Deleted { .. }) => true,
            (Some(Self::Edited { at: known, .. }), Self::Edited { at, .. }) => at > known,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ulid::Ulid;

    use super::Revision;
    use crate::{Author, Content, DeliveryStatus, Message, MessageId, OwnerEpoch, Seq};

    fn edited(seconds: i64) -> Revision {
        Revision::Edited {
            content: Content::text(format!("as it was at {seconds}")),
            at: Timestamp::from_second(seconds).unwrap(),
        }
    }

    fn deleted(seconds: i64) -> Revision {
        Revision::Deleted {
            at: Timestamp::from_second(seconds).unwrap(),
        }
    }

    /// What a message has become after this news, whose version never falls.
    fn told(news: &[Revision]) -> Option<Revision> {
        let mut message = Message {
            id: MessageId::from_ulid(Ulid::nil()),
            seq: Seq(1),
            author: Author::Customer,
            content: Content::text("as it was written"),
            status: DeliveryStatus::Received,
            epoch: OwnerEpoch(0),
            provider_id: None,
            error: None,
            revision: None,
            assessment: None,
            created_at: Timestamp::UNIX_EPOCH,
        };
        for revision in news {
            if revision.is_news_after(message.revision.as_ref()) {
                let before = message.version();
                message.revision = Some(revision.clone());
                assert!(message.version() > before, "{news:?}");
            }
        }
        message.revision
    }

    #[test]
    fn revisions_in_any_order_end_in_the_same_place() {
        for (news, end) in [
            ([edited(1), edited(2), edited(3)], edited(3)),
            ([edited(1), edited(2), deleted(3)], deleted(3)),
            // Clocks may disagree: what was taken back is not shown again for that.
            ([edited(1), edited(9), deleted(3)], deleted(3)),
        ] {
            for (a, b, c) in [
                (0, 1, 2),
                (0, 2, 1),
                (1, 0, 2),
                (1, 2, 0),
                (2, 0, 1),
                (2, 1, 0),
            ] {
                let [a, b, c] = [a, b, c].map(|it: usize| news[it].clone());
                let again = a.clone();
                assert_eq!(told(&[a, b, c, again]).as_ref(), Some(&end));
            }
        }
    }
}
