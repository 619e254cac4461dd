//! Configured escalation rules.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{Topic, TriggerId, Urgency};

/// A tenant's rule: any of these words opens an escalation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// The trigger.
    pub id: TriggerId,
    /// What people call it.
    pub name: String,
    /// Words or phrases; case, accents and punctuation do not matter.
    pub keywords: Vec<String>,
    /// The urgency of what it opens.
    pub urgency: Urgency,
    /// The type of what it opens.
    #[serde(rename = "type")]
    pub topic: Topic,
}

impl Trigger {
    /// The keyword that `text` contains as whole words, if any.
    #[must_use]
    pub fn matches(&self, text: &str) -> Option<&str> {
        let text = format!(" {} ", folded(text));
        self.keywords.iter().map(String::as_str).find(|keyword| {
            let keyword = folded(keyword);
            !keyword.is_empty() && text.contains(&format!(" {keyword} "))
        })
    }
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

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    fn trigger(keywords: &[&str]) -> Trigger {
        Trigger {
            id: TriggerId::from_ulid(Ulid::nil()),
            name: "money back".into(),
            keywords: keywords.iter().map(|k| (*k).to_owned()).collect(),
            urgency: Urgency::High,
            topic: Topic::Refund,
        }
    }

    #[test]
    fn whole_words_in_any_spelling() {
        let trigger = trigger(&["refund", "devolución", "money back"]);
        assert_eq!(trigger.matches("I want a REFUND!"), Some("refund"));
        assert_eq!(trigger.matches("quiero la devolucion"), Some("devolución"));
        assert_eq!(trigger.matches("my money,\nback"), Some("money back"));
        assert_eq!(trigger.matches("is it refundable?"), None);
        assert_eq!(trigger.matches(""), None);
    }

    #[test]
    fn an_empty_keyword_matches_nothing() {
        assert_eq!(trigger(&["", " - "]).matches("anything at all"), None);
    }
}
