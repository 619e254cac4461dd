//! One trigger.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{Hours, Policy, PolicyError};
use crate::{Channel, Contact, Flaw, GroupId, Reason, Topic, TriggerId, Urgency};

/// What a trigger looks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// One of these words or phrases; case, accents and punctuation do not matter.
    Keywords {
        /// The words or phrases.
        words: Vec<String>,
    },
    /// The evaluator reads a reason in the message: `customer_request`, `sentiment`, `policy` or
    /// `bot_failure`.
    Signal {
        /// Which.
        reason: Reason,
        /// The score from which it holds, from 0 to 1; the evaluator's own where none is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        threshold: Option<f64>,
    },
    /// The bot is not sure of its answer.
    LowConfidence {
        /// The confidence below which it holds, from 0 to 1; the tenant's setting where none is
        /// given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        below: Option<f64>,
    },
    /// The bot has failed with the same question this often.
    FailedAttempts {
        /// How often, from 1.
        count: u32,
    },
    /// This many of the customer's last messages, without a break, were negative.
    SentimentRun {
        /// How many, from 1.
        count: u32,
    },
    /// Every message: for customers, channels and hours that the scope names.
    Always,
}

/// Where a trigger is looked at; what is left empty lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// On these channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// For contacts that have all of these attributes, each with one of the values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// In these hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
}

/// When a trigger that holds calls a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Timing {
    /// At once.
    #[default]
    Immediately,
    /// Only when the bot has answered this often since it last began; until then the
    /// match is recorded and held back.
    AfterBotReplies {
        /// How often, from 1.
        count: u32,
    },
}

/// A tenant's rule: what it looks for, where, and whom it calls how soon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// The trigger.
    pub id: TriggerId,
    /// What people call it.
    pub name: String,
    /// Whether it is looked at. One for requests of the customer's cannot be switched off.
    #[serde(default = "enabled")]
    pub enabled: bool,
    /// What it looks for.
    pub when: Condition,
    /// Where it is looked at.
    #[serde(default)]
    pub only: Scope,
    /// The urgency of what it opens; none where the message decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// The type of what it opens; none where the message decides.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// The team that it calls; none for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// When it calls.
    #[serde(default)]
    pub timing: Timing,
}

/// What a number is that is no share of anything.
const SHARE: Flaw = Flaw::OutOfRange {
    at_least: 0,
    at_most: 1,
};

/// What a number is that nothing can be counted to.
const COUNT: Flaw = Flaw::OutOfRange {
    at_least: 1,
    at_most: Policy::MOST_COUNTED as u64,
};

const fn enabled() -> bool {
    true
}

impl Trigger {
    /// A trigger that looks for this everywhere and calls at once.
    #[must_use]
    pub fn new(id: TriggerId, name: impl Into<String>, when: Condition) -> Self {
        Self {
            id,
            name: name.into(),
            enabled: true,
            when,
            only: Scope::default(),
            urgency: None,
            topic: None,
            group: None,
            timing: Timing::default(),
        }
    }

    /// A trigger for words, with its urgency and type.
    #[must_use]
    pub fn keywords(
        id: TriggerId,
        name: impl Into<String>,
        words: impl IntoIterator<Item = impl Into<String>>,
        urgency: Urgency,
        topic: Topic,
    ) -> Self {
        let words = words.into_iter().map(Into::into).collect();
        Self {
            urgency: Some(urgency),
            topic: Some(topic),
            ..Self::new(id, name, Condition::Keywords { words })
        }
    }

    /// The reason of what it opens.
    #[must_use]
    pub fn reason(&self) -> Reason {
        match &self.when {
            Condition::Keywords { .. } => Reason::Keyword,
            Condition::Signal { reason, .. } => *reason,
            Condition::LowConfidence { .. } => Reason::LowConfidence,
            Condition::FailedAttempts { .. } => Reason::BotFailure,
            Condition::SentimentRun { .. } => Reason::Sentiment,
            Condition::Always => Reason::Policy,
        }
    }

    pub(super) fn check(&self, field: &str) -> Result<(), PolicyError> {
        let wrong = |name: &str, flaw, problem| {
            Err(PolicyError {
                field: format!("{field}.{name}"),
                flaw,
                problem,
            })
        };
        if let Some(flaw) = Flaw::of_text(&self.name, 80) {
            return wrong("name", flaw, "a name has 1 to 80 characters");
        }
        let asks_for_a_person = matches!(
            self.when,
            Condition::Signal {
                reason: Reason::CustomerRequest,
                ..
            }
        );
        if asks_for_a_person && !self.enabled {
            return wrong(
                "enabled",
                Flaw::AlwaysOn,
                "the way to a person cannot be switched off",
            );
        }
        match &self.when {
            Condition::Keywords { words } => {
                if let Some(flaw) = Flaw::of_count(words.len(), Policy::MOST_KEYWORDS) {
                    return wrong("when.words", flaw, "1 to 200 words or phrases are needed");
                }
                let is_long = |word: &String| word.chars().count() > Policy::LONGEST_KEYWORD;
                if words.iter().any(is_long) {
                    let at_most = Policy::LONGEST_KEYWORD;
                    return wrong(
                        "when.words",
                        Flaw::TooLong { at_most },
                        "a word or phrase has at most 100 characters",
                    );
                }
                if words.iter().any(|word| folded(word).is_empty()) {
                    return wrong(
                        "when.words",
                        Flaw::NeedsALetter,
                        "a word needs a letter or a digit",
                    );
                }
            }
            Condition::Signal { reason, threshold } => {
                if !Signalled::contains(*reason) {
                    return wrong(
                        "when.reason",
                        Flaw::NotASignal,
                        "no evaluator reads this in a message",
                    );
                }
                if threshold.is_some_and(|threshold| !share(threshold)) {
                    return wrong("when.threshold", SHARE, "a threshold is from 0 to 1");
                }
            }
            Condition::LowConfidence { below } => {
                if below.is_some_and(|below| !share(below)) {
                    return wrong("when.below", SHARE, "a confidence is from 0 to 1");
                }
            }
            Condition::FailedAttempts { count } | Condition::SentimentRun { count } => {
                if !(1..=Policy::MOST_COUNTED).contains(count) {
                    return wrong("when.count", COUNT, "a count is from 1 to 8");
                }
            }
            Condition::Always => {
                if self.only == Scope::default() {
                    return wrong(
                        "only",
                        Flaw::NeedsAScope,
                        "a trigger for every message needs a scope",
                    );
                }
            }
        }
        if let Timing::AfterBotReplies { count } = self.timing {
            if !(1..=Policy::MOST_COUNTED).contains(&count) {
                return wrong("timing.count", COUNT, "a count is from 1 to 8");
            }
            if asks_for_a_person {
                return wrong(
                    "timing",
                    Flaw::NeverDelayed,
                    "a request for a person is answered at once",
                );
            }
        }
        self.only.check(&format!("{field}.only"))
    }
}

impl Scope {
    /// A scope that nobody can ever be in is a mistake.
    fn check(&self, field: &str) -> Result<(), PolicyError> {
        let wrong = |field: String, flaw, problem| {
            Err(PolicyError {
                field,
                flaw,
                problem,
            })
        };
        let attributes = format!("{field}.attributes");
        if self.attributes.len() > Self::MOST_ATTRIBUTES {
            let at_most = Self::MOST_ATTRIBUTES;
            let flaw = Flaw::TooMany { at_most };
            return wrong(attributes, flaw, "a scope has at most 10 attributes");
        }
        for (name, values) in &self.attributes {
            if !Contact::names_an_attribute(name) {
                return wrong(
                    attributes,
                    Flaw::NotAnAttributeName,
                    "an attribute's name has 1 to 64 letters, digits, `_`, `-` and `.`",
                );
            }
            let named = format!("{attributes}.{name}");
            if let Some(flaw) = Flaw::of_count(values.len(), Self::MOST_VALUES) {
                return wrong(named, flaw, "1 to 20 values are needed");
            }
            let flaw = |value: &String| Flaw::of_text(value, Contact::LONGEST_ATTRIBUTE);
            if let Some(flaw) = values.iter().find_map(flaw) {
                return wrong(named, flaw, "a value has 1 to 256 characters");
            }
        }
        self.hours
            .as_ref()
            .map_or(Ok(()), |hours| hours.check(&format!("{field}.hours")))
    }

    /// How many attributes a scope may name.
    const MOST_ATTRIBUTES: usize = 10;
    /// How many values of each.
    const MOST_VALUES: usize = 20;
}

/// The reasons that an evaluator reads in a message.
struct Signalled;

impl Signalled {
    fn contains(reason: Reason) -> bool {
        matches!(
            reason,
            Reason::CustomerRequest | Reason::Sentiment | Reason::Policy | Reason::BotFailure
        )
    }
}

fn share(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

/// The first of these words or phrases that `text` contains as whole words.
pub(super) fn first_word<'a>(words: &'a [String], text: &str) -> Option<&'a str> {
    let text = format!(" {} ", folded(text));
    words.iter().map(String::as_str).find(|word| {
        let word = folded(word);
        !word.is_empty() && (text.contains(&format!(" {word} ")) || unspaced(&word, &text))
    })
}

/// Scripts that part no words: the word is looked for anywhere.
fn unspaced(word: &str, text: &str) -> bool {
    let parts_no_words = |c: char| {
        matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
    };
    word.chars().all(parts_no_words) && text.contains(word)
}

/// Lower-case words parted by single spaces, without accents and punctuation.
fn folded(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
