//! What the bot does is charged to the tenant's replies, and what it may not do.

use baton_domain::quota::{self, Balance, Charge};
use baton_domain::{Assessment, Reason, TriggerId, TriggerMatch, Urgency};
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
        Verdict::Escalate { .. } if rule == Verdict::FAILED_RULE => false,
        // Whichever trigger stands first: who asks for a person pays nothing for it.
        Verdict::Escalate { .. } if asks_for_a_person(&evaluation.assessment) => false,
        Verdict::Escalate { reason, .. } => {
            quota::is_charged(*reason, rule.parse::<TriggerId>().is_ok())
        }
    }
}

/// Whether the customer asks for a person, by the evaluator's own threshold or by a trigger's.
fn asks_for_a_person(assessment: &Assessment) -> bool {
    let read = assessment
        .signals
        .iter()
        .any(|signal| signal.reason == Reason::CustomerRequest && signal.score >= signal.threshold);
    let held = |held: &TriggerMatch| held.reason == Reason::CustomerRequest;
    read || assessment.matches.iter().any(held)
}

/// The evaluation with a person, who reads this language, in the place of an answer that the bot may
/// not give.
pub(super) fn silenced(mut evaluation: Evaluation, language: &str) -> Evaluation {
    if matches!(evaluation.verdict, Verdict::Answer { .. }) {
        evaluation.verdict =
            Verdict::quota_exhausted(baton_domain::Topic::General, Urgency::Medium, language);
        Verdict::QUOTA_RULE.clone_into(&mut evaluation.assessment.rule);
    }
    evaluation
}

#[cfg(test)]
mod tests {
    use baton_domain::{BotAttempt, BotWork, Signal, Topic};

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
            tools: vec![],
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
            super::super::packet::evaluator_failed("en"),
        ] {
            assert!(!counts(&free), "{free:?}");
        }
    }

    #[test]
    fn a_request_for_a_person_is_free_whatever_stands_before_it() {
        let request = |score| Signal {
            reason: Reason::CustomerRequest,
            rule: "wants_person".into(),
            score,
            threshold: 0.6,
        };
        for reason in [Reason::LowConfidence, Reason::Sentiment, Reason::BotFailure] {
            let mut called = calls(reason, "by_another_trigger");
            called.assessment.signals = vec![request(0.5)];
            assert!(counts(&called), "{reason:?}: nobody asked");
            called.assessment.signals = vec![request(0.6)];
            assert!(!counts(&called), "{reason:?}");
            // A trigger may hear a request from less than the evaluator does.
            called.assessment.signals = vec![request(0.5)];
            called.assessment.matches = vec![TriggerMatch {
                id: TriggerId::built_in(1),
                name: "Asks for a person".into(),
                reason: Reason::CustomerRequest,
                score: 0.5,
                threshold: 0.4,
                what: None,
                held_back: false,
            }];
            assert!(!counts(&called), "{reason:?}");
        }
    }

    #[test]
    fn an_answer_that_may_not_be_given_calls_a_person_and_is_free() {
        let silent = silenced(answers(), "en");
        assert!(matches!(
            silent.verdict,
            Verdict::Escalate {
                reason: Reason::Policy,
                ..
            }
        ));
        assert!(!counts(&silent));
        let request = calls(Reason::CustomerRequest, "wants_person");
        assert_eq!(silenced(request.clone(), "en"), request);
    }
}
