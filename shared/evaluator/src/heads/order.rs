//! In which order a message says what its words stand for. The encoder adds up what it sees; "nobody
//! called, I want a person" and "a person called, I want nobody" hold the same.

use std::cmp::Reverse;

use super::exchange::View;
use super::lexicon::{CONCEPTS, Concept, Hit};

/// From how many bytes on a message has two halves.
const SHORTEST: usize = 25;

/// For each concept whether it stands in the first half of the message and in the second, and whether
/// the message begins with it and ends with it.
pub(super) fn of(view: &View<'_>) -> impl Iterator<Item = bool> {
    let message = &view.message;
    let whole = message.folded.trim().len();
    let begins = message
        .hits
        .iter()
        .min_by_key(|hit| (hit.start, Reverse(hit.length)));
    let ends = message.hits.iter().max_by_key(|hit| (end(hit), hit.length));
    let (begins, ends) = (begins.map(|hit| hit.concept), ends.map(|hit| hit.concept));
    let in_half = move |concept: Concept, second: bool| {
        whole >= SHORTEST
            && message
                .hits
                .iter()
                .any(|hit| hit.concept == concept && (hit.start + end(hit) >= whole) == second)
    };
    CONCEPTS.iter().flat_map(move |concept| {
        [
            in_half(*concept, false),
            in_half(*concept, true),
            begins == Some(*concept),
            ends == Some(*concept),
        ]
    })
}

fn end(hit: &Hit) -> usize {
    hit.start + hit.length
}

#[cfg(test)]
mod tests {
    use super::super::exchange::Exchange;
    use super::*;

    fn order(message: &str) -> Vec<bool> {
        of(&View::of(&Exchange {
            message,
            before: &[],
            language: Some("en"),
        }))
        .collect()
    }

    #[test]
    fn the_same_words_in_another_order_are_not_the_same() {
        let one = order("nobody called me, I want to speak to an agent");
        let other = order("an agent called me, I want to speak to nobody");
        assert_eq!(one.len(), 4 * CONCEPTS.len());
        assert_ne!(one, other);
    }

    #[test]
    fn a_short_message_has_no_halves_but_a_beginning_and_an_end() {
        let order = order("agent");
        let staff = CONCEPTS
            .iter()
            .position(|concept| *concept == Concept::Staff)
            .unwrap();
        assert_eq!(order[4 * staff..4 * staff + 4], [false, false, true, true]);
        assert_eq!(order.iter().filter(|holds| **holds).count(), 2);
    }
}
