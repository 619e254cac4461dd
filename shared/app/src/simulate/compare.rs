//! What changes from one policy to the other.

use baton_domain::{ConversationId, Reason, Seq};

use super::replay::{Episode, Range};
use crate::ports::{Conclusion, Decision, Difference, Figures, ReasonCount};

/// How many conversations that changed are kept.
pub const MOST_DIFFERENCES: usize = 200;

/// One conversation under both policies, and as it was.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The conversation.
    pub conversation: ConversationId,
    /// Its episodes under the live policy.
    pub before: &'a [Episode],
    /// Its episodes under the one that is tried.
    pub after: &'a [Episode],
    /// Its escalations as they were.
    pub actual: &'a [Decision],
    /// Which of those count.
    pub range: Range,
}

impl Compared<'_> {
    /// Adds this conversation to the figures; answers the difference where there is one.
    #[must_use]
    pub fn count_into(&self, figures: &mut Figures) -> Option<Difference> {
        if self.before.is_empty() && self.after.is_empty() {
            return None;
        }
        figures.conversations += 1;
        let longer =
            |episodes: &[Episode]| -> u64 { episodes.iter().map(|episode| episode.messages).sum() };
        figures.messages += longer(self.before).max(longer(self.after));
        figures.before += u64::from(reasons(self.before).next().is_some());
        figures.after += u64::from(reasons(self.after).next().is_some());
        let actual = self
            .actual
            .iter()
            .filter(|decision| self.range.holds(decision.created_at));
        figures.actual += u64::from(actual.clone().next().is_some());
        for reason in reasons(self.before) {
            figures.of(reason).before += 1;
        }
        for reason in reasons(self.after) {
            figures.of(reason).after += 1;
        }
        for decision in actual {
            figures.of(decision.reason).actual += 1;
        }
        let difference = self.difference();
        figures.changed += u64::from(difference.is_some());
        difference
    }

    /// The first episode that is decided in another way.
    fn difference(&self) -> Option<Difference> {
        let found = |episodes: &[Episode], like: &Episode| {
            episodes
                .iter()
                .find(|episode| episode.epoch == like.epoch)
                .map_or(Conclusion::Answer, |episode| episode.conclusion.clone())
        };
        let mut epochs: Vec<&Episode> = self.before.iter().chain(self.after).collect();
        epochs.sort_by_key(|episode| episode.epoch);
        epochs.into_iter().find_map(|episode| {
            let before = found(self.before, episode);
            let after = found(self.after, episode);
            let seq = first_change(&before, &after)?;
            Some(Difference {
                conversation_id: self.conversation,
                seq,
                before,
                after,
            })
        })
    }
}

/// The first message that is decided in another way; none where both do the same for the same
/// reason. Which trigger did it does not matter to the customer.
fn first_change(before: &Conclusion, after: &Conclusion) -> Option<Seq> {
    match (before, after) {
        (Conclusion::Answer, Conclusion::Answer) => None,
        (Conclusion::Escalate { seq, .. }, Conclusion::Answer)
        | (Conclusion::Answer, Conclusion::Escalate { seq, .. }) => Some(*seq),
        (
            Conclusion::Escalate {
                seq: one,
                reason: why,
                ..
            },
            Conclusion::Escalate {
                seq: other,
                reason: because,
                ..
            },
        ) => ((one, why) != (other, because)).then_some(*one.min(other)),
    }
}

fn reasons(episodes: &[Episode]) -> impl Iterator<Item = Reason> + '_ {
    episodes
        .iter()
        .filter_map(|episode| match &episode.conclusion {
            Conclusion::Answer => None,
            Conclusion::Escalate { reason, .. } => Some(*reason),
        })
}

impl Figures {
    /// The counts of a reason.
    fn of(&mut self, reason: Reason) -> &mut ReasonCount {
        let at = match self
            .by_reason
            .binary_search_by_key(&reason, |count| count.reason)
        {
            Ok(at) => at,
            Err(at) => {
                self.by_reason.insert(
                    at,
                    ReasonCount {
                        reason,
                        before: 0,
                        after: 0,
                        actual: 0,
                    },
                );
                at
            }
        };
        &mut self.by_reason[at]
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
