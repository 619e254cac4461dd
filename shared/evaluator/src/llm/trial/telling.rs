//! What is told of a trial that failed: an endpoint's own words, in short and without secrets.

use std::sync::{Mutex, PoisonError};

use baton_app::evaluator_settings::EvaluatorSettings;
use baton_http::Overhears;
use serde_json::Value;

use super::super::Failure;
use super::super::answer::is_hidden;
use super::super::secrecy::Secrets;
use super::seen::Seen;

/// How many characters of an endpoint's words are told.
const LONGEST: usize = 300;
/// How much of an answer is kept to be read, in bytes.
const KEPT: usize = 4_096;
/// How many characters of a key give a word away that has them.
const TELLING: usize = 4;

/// The last answer of an endpoint, for whoever tries it.
#[derive(Debug, Default)]
pub struct Heard(Mutex<Option<(u16, String)>>);

impl Heard {
    pub(super) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn last(&self) -> Option<(u16, String)> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Overhears for Heard {
    fn answered(&self, status: u16, body: &[u8]) {
        let kept = body.get(..KEPT).unwrap_or(body);
        let kept = String::from_utf8_lossy(kept).into_owned();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((status, kept));
    }
}

/// What there is to tell of a failure, secrets and all.
pub(super) fn of(
    failure: Failure,
    settings: &EvaluatorSettings,
    seen: &Seen,
    heard: &Heard,
) -> Option<String> {
    match failure {
        Failure::Refused | Failure::Unavailable => {
            let (status, body) = heard.last()?;
            Some(match message(&body) {
                Some(message) => format!("{status}: {message}"),
                None => status.to_string(),
            })
        }
        Failure::Garbled => heard
            .last()
            .map(|(status, body)| format!("{status}: {body}")),
        Failure::BadOutput | Failure::UnknownTool | Failure::TooManyRounds => seen.said(),
        Failure::TimedOut => Some(format!("no answer within {} ms", settings.timeout_ms)),
        Failure::Unreachable => seen.unreachable(),
        _ => None,
    }
}

/// The words for people in an answer that is an error, as the makers of endpoints put them.
fn message(body: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    [
        "/error/message",
        "/error",
        "/message",
        "/Message",
        "/detail",
        "/detail/0/msg",
    ]
    .into_iter()
    .find_map(|place| body.pointer(place)?.as_str().map(str::to_owned))
}

/// What of this may be shown: one line, not long, and none of it where a secret is in it. A word
/// that looks like a part of the key is left out, some endpoints quote its ends; and so is one that
/// names what is the operator's in AWS.
pub(super) fn safe(text: &str, secrets: &Secrets, key: &str) -> Option<String> {
    if secrets.are_told_by(text) {
        return None;
    }
    let key: Vec<char> = key.chars().collect();
    let ends = [key.first_chunk::<TELLING>(), key.last_chunk::<TELLING>()]
        .map(|end| end.map(|end| end.iter().collect::<String>()));
    let gives_away = |word: &str| {
        word.contains("***")
            || word.contains("arn:")
            || ends.iter().flatten().any(|end| word.contains(end.as_str()))
    };
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| if gives_away(word) { "…" } else { word })
        .collect();
    let line: String = words
        .join(" ")
        .chars()
        .filter(|c| !is_hidden(*c))
        .take(LONGEST)
        .collect();
    (!line.is_empty()).then_some(line)
}
