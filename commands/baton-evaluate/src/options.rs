//! What the command is called with.

use std::ffi::OsString;
use std::path::PathBuf;

use baton_domain::{Policy, Trigger};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::lines::StoppedError;

pub(crate) const HELP: &str = "\
Tells for each message whether a person is needed, and why.

  baton-evaluate [--encoder FILE] [--policy FILE] [--against FILE] [--at TIME] < messages.jsonl > answers.jsonl

Reads JSON lines {\"id\"?, \"text\", \"context\"?: [{\"role\": \"customer\" | \"bot\", \"text\"}], \"lang\"?} from
standard input, the context oldest first and without the message, with what triggers may ask for
where it is known, {\"channel\"?, \"attributes\"?, \"at\"?, \"confidence\"?, \"failed_attempts\"?}, and writes for each a JSON line
{id, escalate, score, threshold, reason, rule, signals, matches, type, urgency, sentiment, language,
evaluator}. A line that cannot be read gets {id?, line, error}, and the next is read.

  --encoder FILE  the sentence encoder; else BATON_ENCODER, or .build/encoder/use-m3.bin here or in a
                  folder around here or around the program; without any, word lists alone decide
  --policy FILE   a tenant's triggers as JSON, {\"triggers\": […]} as the API takes and gives them, or
                  the list, with ids or without; else the built-in ones.
                  No articles are asked: triggers about confidence and failed attempts hold only for
                  lines that tell them
  --against FILE  another policy: each answer also tells what that one decides (against), and at the end
                  standard error gets {messages, before, after, by_reason, changed: [ids]} as JSON, where
                  before is that policy and after the one of --policy
  --at TIME       when the messages were written (RFC 3339) that do not tell; else now

Ends with 0 when every line was answered, bad ones included; with 1 when it could not begin or its
output failed; with 2 when it was called wrongly.
";

/// What the command is asked for.
#[derive(Debug)]
pub(crate) enum Wanted {
    /// How it is called.
    Help,
    /// Answers to standard input.
    Answers(Options),
}

/// What was named.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) encoder: Option<PathBuf>,
    policy: Option<PathBuf>,
    against: Option<PathBuf>,
    pub(crate) at: Timestamp,
}

/// Why it was called wrongly.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UsageError {
    /// An option that does not exist.
    #[error("there is no option {0}")]
    Unknown(String),
    /// An option that stands last, without its value.
    #[error("{0} wants a value behind it")]
    Missing(&'static str),
    /// A time that is none.
    #[error("--at wants a time as in 2026-03-02T09:30:00Z")]
    Time(#[source] jiff::Error),
}

impl Options {
    pub(crate) fn read(words: impl Iterator<Item = OsString>) -> Result<Wanted, UsageError> {
        let (mut encoder, mut policy, mut against, mut at) = (None, None, None, None);
        let mut words = words;
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("-h" | "--help") => return Ok(Wanted::Help),
                Some("--encoder") => {
                    encoder = Some(words.next().ok_or(UsageError::Missing("--encoder"))?.into());
                }
                Some("--policy") => {
                    policy = Some(words.next().ok_or(UsageError::Missing("--policy"))?.into());
                }
                Some("--against") => {
                    against = Some(words.next().ok_or(UsageError::Missing("--against"))?.into());
                }
                Some("--at") => {
                    let time = words.next().ok_or(UsageError::Missing("--at"))?;
                    at = Some(time.to_string_lossy().parse().map_err(UsageError::Time)?);
                }
                _ => return Err(UsageError::Unknown(word.to_string_lossy().into_owned())),
            }
        }
        Ok(Wanted::Answers(Self {
            encoder,
            policy,
            against,
            at: at.unwrap_or_else(now),
        }))
    }

    /// The tenant's triggers, where they were named.
    pub(crate) fn policy(&self) -> Result<Option<Policy>, StoppedError> {
        self.policy.as_ref().map(policy_of).transpose()
    }

    /// The triggers that they are held against.
    pub(crate) fn against(&self) -> Result<Option<Policy>, StoppedError> {
        self.against.as_ref().map(policy_of).transpose()
    }
}

/// The triggers in a file.
fn policy_of(path: &PathBuf) -> Result<Policy, StoppedError> {
    let text = std::fs::read(path).map_err(|source| StoppedError::PolicyUnread {
        path: path.clone(),
        source,
    })?;
    let policy = read(&text).map_err(|source| StoppedError::PolicyMalformed {
        path: path.clone(),
        source,
    })?;
    policy.check().map_err(|source| StoppedError::PolicyWrong {
        path: path.clone(),
        source,
    })?;
    Ok(policy)
}

/// Triggers as the API takes and gives them, or their list alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    List(Vec<Value>),
    Body { triggers: Vec<Value> },
}

fn read(text: &[u8]) -> Result<Policy, serde_json::Error> {
    let (Named::List(triggers) | Named::Body { triggers }) = serde_json::from_slice(text)?;
    let triggers = triggers.into_iter().enumerate().map(identified);
    Ok(Policy {
        triggers: triggers.collect::<Result<_, _>>()?,
    })
}

/// A trigger that is sent to the API may have no id yet: here its place stands for one.
fn identified((place, mut trigger): (usize, Value)) -> Result<Trigger, serde_json::Error> {
    const BEHIND_THE_BUILT_IN: usize = 1_000;
    if let Value::Object(members) = &mut trigger {
        let id = || format!("trg_{:026}", BEHIND_THE_BUILT_IN + place).into();
        let told = members.entry("id").or_insert(Value::Null);
        if told.is_null() {
            *told = id();
        }
    }
    serde_json::from_value(trigger)
}

#[expect(
    clippy::disallowed_methods,
    reason = "here the time comes in; everything behind takes it as an input"
)]
fn now() -> Timestamp {
    Timestamp::now()
}
