//! The requests that passed.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::classify::Class;
use super::rules::Pattern;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its place among all that passed.
    pub n: u64,
    /// When it came in.
    pub at: Timestamp,
    /// The function that asked; empty where that is unknown.
    pub function: String,
    /// The service that was asked.
    pub service: String,
    /// What was asked.
    pub operation: String,
    /// The table or queue that it names, where it names one.
    pub resource: Option<String>,
    /// What it asked, for filters only; never shown.
    #[serde(skip)]
    body: String,
}

/// The last requests.
#[derive(Debug, Default)]
pub(super) struct Records {
    kept: VecDeque<Record>,
    seen: u64,
}

const KEPT: usize = 5_000;
const KEPT_BODY: usize = 32 * 1_024;

impl Records {
    pub(super) fn add(&mut self, class: &Class, body: &str) {
        self.seen += 1;
        if self.kept.len() >= KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(Record {
            n: self.seen,
            at: crate::world::now(),
            function: class.function.clone(),
            service: class.service.clone(),
            operation: class.operation.clone(),
            resource: resource(body),
            body: body.chars().take(KEPT_BODY).collect(),
        });
    }

    /// The place of the last request.
    pub(super) fn last(&self) -> u64 {
        self.seen
    }

    /// The requests behind this place that match.
    pub(super) fn since(&self, n: u64, pattern: &Pattern) -> Vec<Record> {
        self.kept
            .iter()
            .filter(|record| record.n > n)
            .filter(|record| {
                let class = Class {
                    function: record.function.clone(),
                    service: record.service.clone(),
                    operation: record.operation.clone(),
                };
                pattern.matches(&class, &record.body)
            })
            .cloned()
            .collect()
    }
}

/// The first table or queue named in a JSON body.
fn resource(body: &str) -> Option<String> {
    ["\"TableName\":\"", "\"QueueUrl\":\""]
        .iter()
        .find_map(|name| {
            let (_, rest) = body.split_once(name)?;
            let (value, _) = rest.split_once('"')?;
            Some(value.to_owned())
        })
        .or_else(|| {
            let (_, rest) = body.split_once("\"RequestItems\":{\"")?;
            rest.split_once('"').map(|(table, _)| table.to_owned())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_off_the_body_and_the_memory_is_bounded() {
        let class = Class {
            function: "f".into(),
            service: "dynamodb".into(),
            operation: "Query".into(),
        };
        let mut records = Records::default();
        for _ in 0..KEPT + 3 {
            records.add(&class, r#"{"TableName":"sockets","Limit":1}"#);
        }
        let all = records.since(0, &Pattern::default());
        assert_eq!(all.len(), KEPT);
        assert_eq!(all[0].resource.as_deref(), Some("sockets"));
        assert_eq!(records.since(records.last(), &Pattern::default()), []);
        assert_eq!(
            resource(r#"{"RequestItems":{"directory":{"Keys":[]}}}"#).as_deref(),
            Some("directory")
        );
    }
}
