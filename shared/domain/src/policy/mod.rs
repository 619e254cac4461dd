//! When a person is called: a tenant's triggers, in order.
//!
//! A trigger's condition and scope are looked at in every message that the bot owes an answer to.
//! The first trigger that holds decides; all that hold are recorded, so that a decision can be
//! explained afterwards.

mod hours;
mod judge;
mod trigger;

use serde::{Deserialize, Serialize};

pub use hours::{Hours, Weekday};
pub use judge::{Call, Facts, Judgement, TriggerMatch};
pub use trigger::{Condition, Scope, Timing, Trigger};

use crate::{Flaw, Reason, TriggerId};

/// A tenant's triggers, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// The triggers; the first that holds decides.
    pub triggers: Vec<Trigger>,
}

/// What is wrong with a policy, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct PolicyError {
    /// The field, as in `triggers[2].when.threshold`.
    pub field: String,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// The same, for people.
    pub problem: &'static str,
}

impl Policy {
    /// How many triggers a policy may have.
    pub const MOST_TRIGGERS: usize = 100;

    /// How many keywords a trigger may have.
    pub const MOST_KEYWORDS: usize = 200;

    /// How many characters a keyword may have.
    pub const LONGEST_KEYWORD: usize = 100;

    /// The most that a trigger may count: failures, negative messages, the bot's replies. As much
    /// as that is remembered of a conversation.
    pub const MOST_COUNTED: u32 = 8;

    /// How often a bot may fail before the built-in trigger calls a person.
    pub const FAILED_ATTEMPTS: u32 = 2;

    /// The triggers that every tenant begins with: one for each thing that an evaluator reads.
    #[must_use]
    pub fn built_in() -> Self {
        let signal = |place, name: &str, reason| {
            Trigger::new(
                TriggerId::built_in(place),
                name,
                Condition::Signal {
                    reason,
                    threshold: None,
                },
            )
        };
        Self {
            triggers: vec![
                signal(1, "Asks for a person", Reason::CustomerRequest),
                signal(2, "Danger, law, money or access", Reason::Policy),
                signal(3, "Upset", Reason::Sentiment),
                signal(4, "Let down by the bot", Reason::BotFailure),
                Trigger::new(
                    TriggerId::built_in(5),
                    "Failed with the same question",
                    Condition::FailedAttempts {
                        count: Self::FAILED_ATTEMPTS,
                    },
                ),
                Trigger::new(
                    TriggerId::built_in(6),
                    "Not sure enough",
                    Condition::LowConfidence { below: None },
                ),
            ],
        }
    }

    /// These triggers before the built-in ones.
    #[must_use]
    pub fn with(triggers: impl IntoIterator<Item = Trigger>) -> Self {
        let mut policy = Self::built_in();
        policy.triggers.splice(0..0, triggers);
        policy
    }

    /// Whether these triggers may go live.
    ///
    /// # Errors
    ///
    /// The first [`PolicyError`] that was found.
    pub fn check(&self) -> Result<(), PolicyError> {
        if self.triggers.len() > Self::MOST_TRIGGERS {
            return Err(PolicyError {
                field: "triggers".into(),
                flaw: Flaw::TooMany {
                    at_most: Self::MOST_TRIGGERS,
                },
                problem: "a policy has at most 100 triggers",
            });
        }
        for (place, trigger) in self.triggers.iter().enumerate() {
            trigger.check(&format!("triggers[{place}]"))?;
            if self.triggers.iter().take(place).any(|t| t.id == trigger.id) {
                return Err(PolicyError {
                    field: format!("triggers[{place}].id"),
                    flaw: Flaw::AlreadyUsed,
                    problem: "two triggers have this id",
                });
            }
        }
        Ok(())
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::built_in()
    }
}

#[cfg(test)]
mod tests;
