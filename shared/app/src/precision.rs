//! How often the evaluator was right to call a person, as agents see it.

use std::collections::{BTreeMap, BTreeSet};

use baton_domain::{EscalationId, Reason};

use crate::ports::{Decision, Mark, MarkKind, Verdict};

/// Who opens escalations without an evaluator: people, limits that passed, and what stands in for an
/// evaluator that failed.
const NO_EVALUATOR: [&str; 3] = ["person", "sweep", "none"];
/// The rules under which a person is called without the message having been found to need one.
const NOT_READ: [&str; 2] = [Verdict::QUOTA_RULE, Verdict::FAILED_RULE];

/// Whether an evaluator opened it for what it read. An outage and a month that is used up say
/// nothing of how well an evaluator reads, whoever's name stands there.
pub(crate) fn was_read(evaluator: &str, rule: &str) -> bool {
    !NO_EVALUATOR.contains(&evaluator) && !NOT_READ.contains(&rule)
}

/// What agents say of the escalations that an evaluator opened. Those that nobody marked count as
/// right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Precision {
    /// How many there were.
    pub escalations: u64,
    /// How many should not have been.
    pub wrong: u64,
    /// How many should have come earlier.
    pub late: u64,
}

impl Precision {
    /// Those that nobody marked.
    #[must_use]
    pub fn unmarked(self) -> u64 {
        self.escalations.saturating_sub(self.wrong + self.late)
    }

    /// The share that was not wrong; none where there were none.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        let count = |number: u64| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        (self.escalations > 0).then(|| 1.0 - count(self.wrong) / count(self.escalations))
    }

    fn add(&mut self, mark: Option<MarkKind>) {
        self.escalations += 1;
        match mark {
            Some(MarkKind::ShouldNotHave) => self.wrong += 1,
            Some(MarkKind::ShouldHaveComeEarlier) => self.late += 1,
            None => {}
        }
    }
}

/// The figures of these escalations, in all and by reason. Each escalation counts once, however
/// often it was found.
#[must_use]
pub fn precision(decisions: &[Decision], marks: &[Mark]) -> (Precision, Vec<(Reason, Precision)>) {
    // Of an escalation that was marked anew while the marks were read, the later one.
    let mut marked: BTreeMap<EscalationId, &Mark> = BTreeMap::new();
    for mark in marks {
        let known = marked.entry(mark.escalation_id).or_insert(mark);
        if known.version < mark.version {
            *known = mark;
        }
    }
    let mut seen = BTreeSet::new();
    let mut all = Precision::default();
    let mut by_reason: BTreeMap<Reason, Precision> = BTreeMap::new();
    for decision in decisions {
        if !was_read(&decision.evaluator, &decision.rule) || !seen.insert(decision.id) {
            continue;
        }
        let mark = marked.get(&decision.id).and_then(|mark| mark.mark);
        all.add(mark);
        by_reason.entry(decision.reason).or_default().add(mark);
    }
    (all, by_reason.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use baton_domain::{AgentId, AgentRef, ConversationId, ThreadKey, Topic, Version};
    use jiff::Timestamp;
    use ulid::Ulid;

    use super::*;

    fn thread(n: u8) -> ThreadKey {
        ThreadKey::from_bytes([n; 10])
    }

    fn decision(n: u8, reason: Reason, evaluator: &str) -> Decision {
        Decision {
            id: EscalationId::in_thread(thread(n), Timestamp::UNIX_EPOCH),
            conversation_id: ConversationId::in_thread(thread(n), Timestamp::UNIX_EPOCH),
            reason,
            evaluator: evaluator.into(),
            rule: "wants_person".into(),
            created_at: Timestamp::UNIX_EPOCH,
            seq: None,
        }
    }

    fn mark(decision: &Decision, mark: impl Into<Option<MarkKind>>, version: u64) -> Mark {
        Mark {
            escalation_id: decision.id,
            conversation_id: decision.conversation_id,
            mark: mark.into(),
            seq: None,
            note: None,
            by: AgentRef {
                id: AgentId::from_ulid(Ulid::nil()),
                name: "Ana".into(),
            },
            at: Timestamp::UNIX_EPOCH,
            version: Version(version),
            reason: decision.reason,
            topic: Topic::General,
            evaluator: decision.evaluator.clone(),
            rule: decision.rule.clone(),
            lang: None,
            opened_at: decision.created_at,
            earlier: vec![],
        }
    }

    #[test]
    fn what_nobody_marked_counts_as_right_and_what_people_opened_not_at_all() {
        use MarkKind::{ShouldHaveComeEarlier, ShouldNotHave};
        let decisions = [
            decision(1, Reason::Keyword, "embedded/1"),
            decision(2, Reason::Keyword, "embedded/1"),
            decision(3, Reason::Sentiment, "embedded/1"),
            decision(4, Reason::Manual, "person"),
            decision(5, Reason::WaitExpired, "sweep"),
            // Found twice, because it moved from one list to the other meanwhile.
            decision(1, Reason::Keyword, "embedded/1"),
        ];
        let marks = [
            mark(&decisions[0], ShouldNotHave, 1),
            mark(&decisions[2], ShouldNotHave, 1),
            mark(&decisions[2], ShouldHaveComeEarlier, 2),
            mark(&decisions[3], ShouldHaveComeEarlier, 1),
        ];
        let (all, by_reason) = precision(&decisions, &marks);
        let expected = Precision {
            escalations: 3,
            wrong: 1,
            late: 1,
        };
        assert_eq!(all, expected);
        assert_eq!(all.unmarked(), 1);
        let share = all.share().unwrap();
        assert!((share - 2.0 / 3.0).abs() < 1e-9, "{share}");
        let of = |reason| by_reason.iter().find(|(it, _)| *it == reason).unwrap().1;
        assert_eq!(of(Reason::Keyword).wrong, 1);
        assert_eq!(of(Reason::Sentiment).late, 1);
        assert_eq!(by_reason.len(), 2);
    }

    #[test]
    fn an_outage_and_a_month_that_is_used_up_do_not_flatter_the_figure() {
        let outage = Decision {
            rule: Verdict::FAILED_RULE.into(),
            ..decision(2, Reason::BotFailure, "none")
        };
        // The evaluator's own name stands on what it was not asked.
        let used_up = Decision {
            rule: Verdict::QUOTA_RULE.into(),
            ..decision(3, Reason::Policy, "embedded/1")
        };
        let read = decision(1, Reason::Keyword, "embedded/1");
        let marks = [
            mark(&read, MarkKind::ShouldNotHave, 1),
            mark(&used_up, MarkKind::ShouldNotHave, 1),
        ];
        let (all, by_reason) = precision(&[read, outage, used_up], &marks);
        assert_eq!((all.escalations, all.wrong), (1, 1));
        assert_eq!(all.share(), Some(0.0));
        assert_eq!(by_reason.len(), 1);
    }

    #[test]
    fn what_was_taken_back_was_never_said() {
        let decisions = [decision(1, Reason::Keyword, "embedded/1")];
        let marks = [
            mark(&decisions[0], MarkKind::ShouldNotHave, 1),
            mark(&decisions[0], None, 2),
        ];
        let (all, _) = precision(&decisions, &marks);
        assert_eq!((all.wrong, all.unmarked()), (0, 1));
        assert_eq!(all.share(), Some(1.0));
    }

    #[test]
    fn nothing_decided_is_no_figure() {
        let (all, by_reason) = precision(&[], &[]);
        assert_eq!(all.share(), None);
        assert!(by_reason.is_empty());
    }
}
