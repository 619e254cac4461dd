//! Calls of tools that were answered, so that a message which is decided about again, because
//! somebody else wrote in between, does not call them again.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use baton_app::ports::Question;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// How many answers are known at a time.
const KEPT: usize = 256;

/// What names a call for good: the same message with the same tool and arguments has the same one,
/// in every process that decides about it.
pub(crate) fn call_id(question: &Question<'_>, tool: &str, arguments: &Value) -> String {
    let conversation = question.conversation;
    // In one order, however the model has put them.
    let arguments: Option<BTreeMap<_, _>> = arguments.as_object().map(|all| all.iter().collect());
    let named = json!([
        conversation.tenant_id,
        conversation.id.thread().to_string(),
        question.message,
        tool,
        arguments,
    ]);
    let hash = Sha256::digest(named.to_string());
    let half = hash.get(..16).unwrap_or_default();
    format!("call_{}", hex::encode(half))
}

#[derive(Debug, Default)]
struct Known {
    answers: HashMap<String, String>,
    /// The oldest first.
    order: VecDeque<String>,
}

/// Answers of tools by the call's name, the latest ones, for as long as the process lives.
#[derive(Debug, Default)]
pub(crate) struct Finished(Mutex<Known>);

impl Finished {
    /// What this call was answered.
    pub(crate) fn answer(&self, call_id: &str) -> Option<String> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.answers.get(call_id).cloned()
    }

    /// Keeps what this call was answered.
    pub(crate) fn keep(&self, call_id: &str, answer: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.answers.insert(call_id.to_owned(), answer.to_owned());
        if before.is_none() {
            known.order.push_back(call_id.to_owned());
        }
        if known.order.len() > KEPT
            && let Some(oldest) = known.order.pop_front()
        {
            known.answers.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_answers_are_known() {
        let finished = Finished::default();
        for n in 0..=KEPT {
            finished.keep(&format!("c{n}"), "old");
            finished.keep(&format!("c{n}"), &n.to_string());
        }
        assert_eq!(finished.answer("c0"), None);
        assert_eq!(finished.answer("c1").as_deref(), Some("1"));
        assert_eq!(finished.0.lock().unwrap().answers.len(), KEPT);
    }
}
