//! What the bot does is charged to the tenant's replies, and what it may not do.

use baton_domain::quota::{self, Balance, Charge};
use baton_domain::{TriggerId, Urgency};
use jiff::Timestamp;

use crate::ports::{Evaluation, Verdict};

/// What is left of the tenant's replies, as far as this turn knows.
#[derive(Debug, Clone)]
pub(super) struct Account {
    balance: Balance,
    free: u64,
    at: Timestamp,
}

impl Account {
    pub(super) fn new(balance: Option<Balance>, free: u64, at: Timestamp) -> Self {
        Self {
            balance: balance.unwrap_or_else(|| Balance::new(at, free)),
            free,
            at,
        }
    }

    /// The account with what is left now.
    pub(super) fn with(&self, balance: Option<Balance>) -> Self {
        Self::new(balance, self.free, self.at)
    }

    /// How one more reply is charged; none where nothing is left.
    pub(super) fn charge(&self) -> Option<Charge> {
        self.balance.charge(self.at, self.free)
    }
}

/// Whether this counts against the month: an answer, and a call for a person that the evaluator
/// read out of the message.
pub(super) fn counts(evaluation: &Evaluation) -> bool {
    let rule = evaluation.assessment.rule.as_str();
    match &evaluation.verdict {
        Verdict::Answer { .. } => true,
        Verdict::Escalate { .. } if rule == Verdict::QUOTA_RULE => false,
        // An evaluator that failed did nothing for the tenant.
        Verdict::Escalate { .. } if rule == super::packet::FAILED_RULE => false,
        Verdict::Escalate { reason, .. } => {
            quota::is_charged(*reason, rule.parse::<TriggerId>().is_ok())
        }
    }
}

/// The evaluation with a person in the place of an answer that the bot may not give.
pub(super) fn silenced(mut evaluation: Evaluation) -> Evaluation {
    if matches!(evaluation.verdict, Verdict::Answer { .. }) {
        evaluation.verdict =
            Verdict::quota_exhausted(baton_domain::Topic::General, Urgency::Medium);
        Verdict::QUOTA_RULE.clone_into(&mut evaluation.assessment.rule);
    }
    evaluation
}

#[cfg(test)]
mod tests {
    use baton_domain::{Assessment, BotAttempt, BotWork, Reason, Topic};

    use super::*;

    fn evaluation(verdict: Verdict, rule: &str) -> Evaluation {
        Evaluation {
            verdict,
            assessment: Assessment {
                rule: rule.into(),
                ..Assessment::default()
            },
            work: BotWork::default(),
            brief: None,
        }
    }

    fn calls(reason: Reason, rule: &str) -> Evaluation {
        let verdict = Verdict::Escalate {
            reason,
            reason_text: "because".into(),
            topic: Topic::General,
            urgency: Urgency::Medium,
            group: None,
            considered: None,
        };
        evaluation(verdict, rule)
    }

    fn answers() -> Evaluation {
        let attempt = BotAttempt {
            question: "where?".into(),
            article_id: None,
            article_title: None,
            score: 1.0,
        };
        let verdict = Verdict::Answer {
            text: "there".into(),
            attempt,
        };
        evaluation(verdict, "answer")
    }

    #[test]
    fn an_answer_and_what_the_evaluator_read_count() {
        assert!(counts(&answers()));
        assert!(counts(&calls(Reason::LowConfidence, "retrieval")));
        assert!(counts(&calls(Reason::Sentiment, "upset")));
    }

    #[test]
    fn what_needs_no_reading_and_what_failed_is_free() {
        let trigger = "trg_01ARZ3NDEKTSV4RRFFQ69G5FAV";
        for free in [
            calls(Reason::CustomerRequest, "wants_person"),
            calls(Reason::Keyword, trigger),
            calls(Reason::Policy, trigger),
            calls(Reason::Policy, Verdict::QUOTA_RULE),
            super::super::packet::evaluator_failed(),
        ] {
            assert!(!counts(&free), "{free:?}");
        }
    }

    #[test]
    fn an_answer_that_may_not_be_given_calls_a_person_and_is_free() {
        let silent = silenced(answers());
        assert!(matches!(
            silent.verdict,
            Verdict::Escalate {
                reason: Reason::Policy,
                ..
            }
        ));
        assert!(!counts(&silent));
        let request = calls(Reason::CustomerRequest, "wants_person");
        assert_eq!(silenced(request.clone()), request);
    }
}
