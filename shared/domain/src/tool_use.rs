//! What the bot asked of a tenant's tools, and what came of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Seq;

/// Why a call of a tool brought nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToolError {
    /// It did not answer in time.
    TimedOut,
    /// It could not be reached, or answered with an error.
    Unreachable,
    /// It was not called, because the arguments were not those that it takes.
    UnfitArguments,
    /// Its answer was too long to be read.
    TooLong,
}

/// What came of a call of a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToolOutcome {
    /// It answered.
    Answered {
        /// With this, as JSON text.
        result: String,
    },
    /// It brought nothing.
    Failed {
        /// Why.
        error: ToolError,
    },
}

/// One call of a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolUse {
    /// The customer's message for which it was called.
    pub seq: Seq,
    /// The tool's name.
    pub tool: String,
    /// What it was called with, as JSON text; only the beginning where that is long.
    pub arguments: String,
    /// What came of it.
    pub outcome: ToolOutcome,
}

impl ToolUse {
    /// How many bytes of a call's arguments are kept.
    pub const KEPT_ARGUMENTS: usize = 1_024;

    /// What the tool answered, as JSON text; none where it did not.
    #[must_use]
    pub fn result(&self) -> Option<&str> {
        match &self.outcome {
            ToolOutcome::Answered { result } => Some(result),
            ToolOutcome::Failed { .. } => None,
        }
    }

    fn bytes(&self) -> usize {
        self.tool.len() + self.arguments.len() + self.result().map_or(0, str::len)
    }
}

/// The last calls of tools, oldest first, and how many older ones are forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "KeptUses")]
pub struct ToolUses {
    /// The last ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<ToolUse>,
    /// How many there were before them.
    #[serde(default)]
    pub forgotten: u64,
}

/// Calls as they are kept. Rows of earlier days have what each tool answered, by its name, and nothing
/// of how it was asked.
#[derive(Deserialize)]
struct KeptUses {
    #[serde(default)]
    kept: Vec<ToolUse>,
    #[serde(default)]
    forgotten: u64,
    #[serde(flatten)]
    answered: BTreeMap<String, String>,
}

impl From<KeptUses> for ToolUses {
    fn from(uses: KeptUses) -> Self {
        let earlier = uses.answered.into_iter().map(|(tool, result)| ToolUse {
            seq: Seq(0),
            tool,
            arguments: "{}".into(),
            outcome: ToolOutcome::Answered { result },
        });
        Self {
            kept: earlier.chain(uses.kept).collect(),
            forgotten: uses.forgotten,
        }
    }
}

impl ToolUses {
    /// How many calls are kept.
    pub const KEPT: usize = 20;

    /// How many bytes they have at most, all together.
    pub const KEPT_BYTES: usize = 32_768;

    /// Whether no tool was called.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.forgotten == 0
    }

    /// Adds calls behind those that are there. The oldest are forgotten where there are too many.
    pub fn extend(&mut self, uses: impl IntoIterator<Item = ToolUse>) {
        self.kept.extend(uses);
        let mut bytes: usize = self.kept.iter().map(ToolUse::bytes).sum();
        let mut surplus = 0;
        for each in &self.kept {
            if self.kept.len() - surplus <= Self::KEPT && bytes <= Self::KEPT_BYTES {
                break;
            }
            bytes -= each.bytes();
            surplus += 1;
        }
        self.kept.drain(..surplus);
        self.forgotten += u64::try_from(surplus).unwrap_or(u64::MAX);
    }
}

impl<const N: usize> From<[ToolUse; N]> for ToolUses {
    fn from(uses: [ToolUse; N]) -> Self {
        let mut all = Self::default();
        all.extend(uses);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(seq: u64, result: &str) -> ToolUse {
        ToolUse {
            seq: Seq(seq),
            tool: "order_lookup".into(),
            arguments: "{}".into(),
            outcome: ToolOutcome::Answered {
                result: result.into(),
            },
        }
    }

    #[test]
    fn a_later_call_does_not_take_the_place_of_an_earlier_one() {
        let mut uses = ToolUses::from([asked(1, "1")]);
        uses.extend([asked(3, "2")]);
        assert_eq!((uses.kept.len(), uses.forgotten), (2, 0));
        assert_eq!(uses.kept[0].result(), Some("1"));
    }

    #[test]
    fn rows_of_earlier_days_tell_what_tools_answered() {
        let uses: ToolUses =
            serde_json::from_str(r#"{"order_lookup":"{\"state\":\"sent\"}"}"#).unwrap();
        assert_eq!(uses.kept.len(), 1);
        assert_eq!(uses.kept[0].tool, "order_lookup");
        assert_eq!(uses.kept[0].result(), Some(r#"{"state":"sent"}"#));
        let now = ToolUses::from([asked(3, "2")]);
        let kept = serde_json::to_string(&now).unwrap();
        assert_eq!(serde_json::from_str::<ToolUses>(&kept).unwrap(), now);
    }

    #[test]
    fn the_oldest_are_forgotten_and_counted() {
        let mut uses = ToolUses::default();
        for seq in 1..=25 {
            uses.extend([asked(seq, "1")]);
        }
        assert_eq!((uses.kept.len(), uses.forgotten), (20, 5));
        assert_eq!(uses.kept[0].seq, Seq(6));
        uses.extend([
            asked(26, &"x".repeat(30_000)),
            asked(27, &"x".repeat(4_096)),
        ]);
        assert_eq!((uses.kept.len(), uses.forgotten), (1, 26));
        assert_eq!(uses.kept[0].seq, Seq(27));
    }
}
