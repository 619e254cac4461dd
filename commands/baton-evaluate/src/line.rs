//! One line in, one line out.
//!
//! In: `{"id"?, "text", "context"?: [{"role": "customer" | "bot", "text"}], "lang"?}`, and what triggers
//! may ask for: `{"channel"?, "attributes"?: {…}, "at"?, "confidence"?, "failed_attempts"?}`; more fields
//! are read over. Out: [`Answer`], whose names and values are in `snake_case`.

use std::collections::BTreeMap;

use baton_domain::{
    Channel, Policy, Reason, Sentiment, Settings, Signal, Topic, TriggerMatch, Urgency,
};
use baton_evaluator::heads::{Exchange, Said};
use baton_evaluator::{EmbeddedEvaluator, Setting};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How long a line may be, in bytes.
pub const LONGEST: usize = 256 * 1024;

/// How long a message may be, in characters: as long as the longest that a channel brings.
pub const LONGEST_TEXT: usize = 4_096;

/// How many turns a context may have.
pub const MOST_TURNS: usize = 200;

/// What is asked.
#[derive(Debug, Deserialize)]
struct Asked {
    text: String,
    #[serde(default)]
    context: Vec<Turn>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(flatten)]
    setting: AskedIn,
}

/// Where and when it was written, and what the bot made of it.
#[derive(Debug, Deserialize)]
struct AskedIn {
    #[serde(default)]
    channel: Option<Channel>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    #[serde(default)]
    at: Option<Timestamp>,
    #[serde(default)]
    confidence: Option<f64>,
    #[serde(default)]
    failed_attempts: u32,
}

#[derive(Debug, Deserialize)]
struct Turn {
    role: Role,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Customer,
    Bot,
}

/// What is answered to a line.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    /// What was decided.
    Decided(Box<Decided>),
    /// Why nothing could be decided.
    Unreadable(Unreadable),
}

/// What was decided about a message.
#[derive(Debug, Serialize)]
pub struct Decided {
    /// The line's own id; `null` where it has none.
    pub id: Value,
    /// Whether a person is called.
    pub escalate: bool,
    /// How strongly the rule holds that decides, from 0 to 1; where nobody is called, the one that
    /// is least short of its threshold.
    pub score: f64,
    /// The score from which that rule calls somebody.
    pub threshold: f64,
    /// Why somebody is called; `null` where nobody is.
    pub reason: Option<Reason>,
    /// The rule that decided: a trigger's id or a signal's rule; `null` where nobody is called.
    pub rule: Option<String>,
    /// Everything that was read in the message.
    pub signals: Vec<Signal>,
    /// All triggers that held, in their order.
    pub matches: Vec<TriggerMatch>,
    /// What it is about.
    #[serde(rename = "type")]
    pub topic: Topic,
    /// How soon a person is needed; `low` where none is.
    pub urgency: Urgency,
    /// The mood.
    pub sentiment: Sentiment,
    /// The language by its two-letter code; `null` where nothing tells.
    pub language: Option<&'static str>,
    /// Who decided: `embedded/2`, or `embedded/1` where there was no encoder.
    pub evaluator: &'static str,
    /// What another policy makes of it; absent where none was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// What another policy makes of a message.
#[derive(Debug, Serialize)]
pub struct Against {
    /// Whether it calls a person.
    pub escalate: bool,
    /// Why; `null` where it calls nobody.
    pub reason: Option<Reason>,
    /// The rule that decided; `null` where it calls nobody.
    pub rule: Option<String>,
}

impl Decided {
    /// Whether the two policies differ for the customer: in whether a person is called, or why.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.against
            .as_ref()
            .is_some_and(|against| against.reason != self.reason)
    }
}

/// Why a line could not be answered.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// The line's own id, where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Value>,
    /// The line's number, from 1.
    pub line: u64,
    /// What is wrong, for people. Nothing of the line's own words stands in it.
    pub error: String,
}

/// Answers lines.
#[derive(Debug)]
pub struct Reader<'a> {
    evaluator: &'a EmbeddedEvaluator,
    policy: &'a Policy,
    against: Option<&'a Policy>,
    at: Timestamp,
}

impl<'a> Reader<'a> {
    /// Answers by this evaluator under this policy, as at this time.
    #[must_use]
    pub fn new(evaluator: &'a EmbeddedEvaluator, policy: &'a Policy, at: Timestamp) -> Self {
        Self {
            evaluator,
            policy,
            against: None,
            at,
        }
    }

    /// The same, with what another policy makes of each message.
    #[must_use]
    pub fn against(self, policy: Option<&'a Policy>) -> Self {
        Self {
            against: policy,
            ..self
        }
    }

    /// The answer to the line with this number.
    #[must_use]
    pub fn answer(&self, number: u64, line: &[u8]) -> Answer {
        let unreadable = |id, error: String| {
            Answer::Unreadable(Unreadable {
                id,
                line: number,
                error,
            })
        };
        if line.len() > LONGEST {
            return unreadable(None, format!("the line is longer than {LONGEST} bytes"));
        }
        let Ok(line) = std::str::from_utf8(line) else {
            return unreadable(None, "the line is not UTF-8".into());
        };
        // A byte-order mark is how some editors begin a file.
        let line = line.trim_start_matches('\u{feff}');
        let value: Value = match serde_json::from_str(line) {
            Ok(value) => value,
            Err(error) => {
                let column = error.column();
                return unreadable(None, format!("the line is not JSON, at column {column}"));
            }
        };
        let id = value.get("id").filter(|id| !id.is_null()).cloned();
        match asked(&value) {
            Ok(asked) => self.decide(id, &asked),
            Err(error) => unreadable(id, error),
        }
    }

    fn decide(&self, id: Option<Value>, asked: &Asked) -> Answer {
        let before: Vec<_> = asked
            .context
            .iter()
            .map(|turn| Said {
                by_customer: turn.role == Role::Customer,
                text: &turn.text,
            })
            .collect();
        let exchange = Exchange {
            message: &asked.text,
            before: &before,
            language: asked.lang.as_deref(),
        };
        let told = &asked.setting;
        let setting = Setting {
            channel: told.channel.unwrap_or(Channel::Widget),
            attributes: &told.attributes,
            at: told.at.unwrap_or(self.at),
            confidence: told.confidence,
            confidence_threshold: Settings::default().confidence_threshold,
            failed_attempts: told.failed_attempts,
        };
        let assessed = self.evaluator.assess(&exchange, self.policy, &setting);
        let against = self.against.map(|policy| {
            let other = self.evaluator.assess(&exchange, policy, &setting);
            Against {
                escalate: other.escalate,
                reason: other.reason,
                rule: other.rule,
            }
        });
        Answer::Decided(Box::new(Decided {
            id: id.unwrap_or(Value::Null),
            escalate: assessed.escalate,
            score: assessed.score,
            threshold: assessed.threshold,
            reason: assessed.reason,
            rule: assessed.rule,
            signals: assessed.signals,
            matches: assessed.matches,
            topic: assessed.topic,
            urgency: assessed.urgency,
            sentiment: assessed.sentiment,
            language: assessed.language,
            evaluator: self.evaluator.name(),
            against,
        }))
    }
}

/// What a line asks, or what is wrong with it. The messages name fields, never their words.
fn asked(value: &Value) -> Result<Asked, String> {
    if !value.is_object() {
        return Err("the line is not a JSON object".into());
    }
    if !value.get("text").is_some_and(Value::is_string) {
        return Err("`text` must be there, and a string".into());
    }
    let asked = Asked::deserialize(value).map_err(|_| {
        "`context` must be a list of {\"role\": \"customer\" or \"bot\", \"text\": a string}, `lang` a string, \
         `channel` one, `attributes` an object of strings, `at` a time, `confidence` a number, and \
         `failed_attempts` a whole number"
            .to_owned()
    })?;
    let texts = asked.context.iter().map(|turn| &turn.text);
    if std::iter::once(&asked.text)
        .chain(texts)
        .any(|text| text.chars().count() > LONGEST_TEXT)
    {
        return Err(format!("a text is longer than {LONGEST_TEXT} characters"));
    }
    let confidence = asked.setting.confidence;
    if confidence.is_some_and(|confidence| !(0.0..=1.0).contains(&confidence)) {
        return Err("`confidence` must be from 0 to 1".into());
    }
    if asked.context.len() > MOST_TURNS {
        return Err(format!("`context` has more than {MOST_TURNS} turns"));
    }
    Ok(asked)
}
