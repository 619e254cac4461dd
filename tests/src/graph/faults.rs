//! What goes wrong with sends and files, on request.

use serde::Deserialize;

/// What a fault strikes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Struck {
    /// A send to the customer.
    #[default]
    Send,
    /// The question where a file of the customer's is.
    Lookup,
    /// The reading of a file of the customer's.
    Download,
}

/// What goes wrong, with whom and how often. Parts combine: a delay may precede an error.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Fault {
    /// What it strikes.
    #[serde(default)]
    pub(super) on: Struck,
    /// The customer in digits; anybody where absent.
    #[serde(default)]
    pub(super) to: Option<String>,
    /// How often it strikes.
    #[serde(default = "once")]
    pub(super) times: u32,
    /// One of Graph's error codes.
    #[serde(default)]
    pub(super) code: Option<i64>,
    /// The HTTP status of the answer; with a code 400 unless said otherwise.
    #[serde(default)]
    pub(super) status: Option<u16>,
    /// Waits this long before anything else, in milliseconds.
    #[serde(default)]
    pub(super) delay_ms: u64,
    /// Takes the message and cuts the connection instead of answering.
    #[serde(default)]
    pub(super) lost_answer: bool,
    /// Answers other bytes than the file's.
    #[serde(default)]
    pub(super) spoiled: bool,
}

fn once() -> u32 {
    1
}

/// The faults that are still to strike, oldest first.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

const KEPT: usize = 1_000;

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        if self.0.len() >= KEPT {
            self.0.remove(0);
        }
        self.0.push(fault);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault that strikes this customer's message or file now, if any.
    pub(super) fn strike(&mut self, on: Struck, to: &str) -> Option<Fault> {
        let place = self.0.iter().position(|fault| {
            fault.on == on && fault.to.as_deref().is_none_or(|whom| whom == to)
        })?;
        let struck = self.0[place].clone();
        if struck.times <= 1 {
            self.0.remove(place);
        } else {
            self.0[place].times -= 1;
        }
        Some(struck)
    }
}
