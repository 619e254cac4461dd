//! The part of a stored conversation that bears on a range, read backward from its end.

use baton_domain::{Conversation, Message, Seq, Settings};

use super::Work;
use super::replay::{Range, ReplayError};
use crate::ports::{MessageRange, Page, PortError};

/// How many messages are read at once.
const AT_ONCE: usize = 200;
/// How many messages of a conversation are looked at.
const MOST: usize = 5_000;

/// What was read of a conversation.
#[derive(Debug)]
pub(super) struct Read {
    /// Its messages, in order.
    pub(super) messages: Vec<Message>,
    /// Whether more of them bear on the range than are looked at.
    pub(super) is_cut: bool,
}

impl Work<'_> {
    /// The messages of a conversation that bear on the range.
    pub(super) async fn messages(&self, conversation: &Conversation) -> Result<Read, ReplayError> {
        let page = async |before| {
            let asked = MessageRange {
                before,
                limit: AT_ONCE,
                ..MessageRange::default()
            };
            self.deps
                .conversations
                .messages(&self.job.tenant_id, conversation.id.thread(), asked)
                .await
        };
        read(page, self.range(), || self.late()).await
    }
}

/// The messages of the range, with those of the episode in which it begins and a few before, which
/// the evaluator looks back at; of too many the last. `page` gives those right before a place.
async fn read(
    page: impl AsyncFn(Option<Seq>) -> Result<Page<Message>, PortError>,
    range: Range,
    late: impl Fn() -> bool,
) -> Result<Read, ReplayError> {
    let mut pages: Vec<Vec<Message>> = vec![];
    let mut kept = 0;
    let mut before = None;
    let mut is_cut = false;
    while !is_cut {
        if late() {
            return Err(ReplayError::Late);
        }
        let page = page(before).await?;
        before = page.items.first().map(|first| first.seq);
        // What was said after the range does not matter.
        if page.items.iter().any(|it| it.created_at < range.to) {
            kept += page.items.len();
            pages.push(page.items);
        }
        if page.next_cursor.is_none() || before.is_none() || suffices(&pages, range) {
            break;
        }
        is_cut = kept >= MOST;
    }
    Ok(Read {
        messages: pages.into_iter().rev().flatten().collect(),
        is_cut,
    })
}

/// Whether these pages, latest first, reach far enough back: behind the beginning of the episode in
/// which the range begins, by as much as is remembered.
fn suffices(pages: &[Vec<Message>], range: Range) -> bool {
    let in_order = || pages.iter().rev().flatten();
    if in_order()
        .next()
        .is_none_or(|oldest| oldest.created_at >= range.from)
    {
        return false;
    }
    let Some(first) = in_order().find(|it| range.holds(it.created_at)) else {
        return true;
    };
    let earlier = in_order().take_while(|it| it.epoch < first.epoch);
    earlier.count() >= Settings::KEPT_TURNS
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use baton_domain::{Author, Content, DeliveryStatus, MessageId, OwnerEpoch};
    use jiff::Timestamp;
    use ulid::Ulid;

    use super::*;

    fn at(seq: u64) -> Timestamp {
        Timestamp::from_second(i64::try_from(seq).unwrap()).unwrap()
    }

    /// One a second; the owner changes with every hundredth.
    fn message(seq: u64) -> Message {
        Message {
            id: MessageId::from_ulid(Ulid::from_parts(seq, 1)),
            seq: Seq(seq),
            author: Author::Customer,
            content: Content::text("and then?"),
            status: DeliveryStatus::Received,
            epoch: OwnerEpoch(seq / 100),
            provider_id: None,
            error: None,
            revision: None,
            assessment: None,
            created_at: at(seq),
        }
    }

    /// What is read of a thread so long, in how many parts.
    async fn of(length: u64, from: u64, to: u64) -> (Read, usize) {
        let parts = Cell::new(0);
        let page = async |before: Option<Seq>| {
            parts.set(parts.get() + 1);
            let end = before.map_or(length, |before| before.0 - 1);
            let begin = end.saturating_sub(AT_ONCE as u64 - 1).max(1);
            Ok(Page {
                items: (begin..=end).map(message).collect(),
                next_cursor: (begin > 1).then(|| "more".to_owned()),
            })
        };
        let range = Range {
            from: at(from),
            to: at(to),
        };
        let read = read(page, range, || false).await.unwrap();
        (read, parts.get())
    }

    fn ends(read: &Read) -> (u64, u64) {
        let first = read.messages.first().unwrap().seq.0;
        (first, read.messages.last().unwrap().seq.0)
    }

    #[tokio::test]
    async fn of_a_long_thread_the_range_is_read_with_what_prepares_it() {
        let (read, parts) = of(12_000, 11_650, 11_750).await;
        assert!(!read.is_cut);
        let (first, last) = ends(&read);
        assert!(
            first <= 11_600 - 16,
            "the episode and what was said before it"
        );
        assert!(last >= 11_749);
        assert_eq!(parts, 3);
    }

    #[tokio::test]
    async fn a_range_long_past_is_found_however_much_was_said_since() {
        let (read, _) = of(12_000, 300, 400).await;
        assert!(!read.is_cut);
        let (first, last) = ends(&read);
        assert!(
            first <= 300 && (399..800).contains(&last),
            "{first} to {last}"
        );
    }

    #[tokio::test]
    async fn of_too_many_the_last_are_looked_at_and_it_is_said() {
        let (read, _) = of(12_000, 1, 12_001).await;
        assert!(read.is_cut);
        assert_eq!(ends(&read), (7_001, 12_000));
        let (read, _) = of(4_000, 1, 4_001).await;
        assert!(!read.is_cut);
        assert_eq!(read.messages.len(), 4_000);
    }

    #[tokio::test]
    async fn reading_ends_with_the_time() {
        let page = async |_| {
            Ok(Page {
                items: vec![message(9)],
                next_cursor: None,
            })
        };
        let range = Range {
            from: at(1),
            to: at(10),
        };
        let late = read(page, range, || true).await.unwrap_err();
        assert!(matches!(late, ReplayError::Late));
    }
}
