//! What customers and the business wrote to each other.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The customer.
    Customer,
    /// The business.
    Business,
}

/// A file that a link led to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchedFile {
    /// Its MIME type, as whoever served it said.
    pub mime_type: String,
    /// How many bytes it has.
    pub size: usize,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place among all that the sandbox has seen.
    pub n: u64,
    /// Who wrote it.
    pub side: Side,
    /// Its `wamid`.
    pub id: String,
    /// The business's number.
    pub phone_number_id: String,
    /// The customer's number in digits.
    pub customer: String,
    /// Meta's type of it.
    pub kind: String,
    /// Its words, where it has any.
    pub text: Option<String>,
    /// What the business asked Meta to repeat with its statuses.
    pub callback: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The whole of it, as it was sent.
    pub body: Value,
    /// The file that its link led to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FetchedFile>,
}

/// The last words of the customers who wrote last.
#[derive(Debug, Default)]
pub(super) struct Threads {
    by_customer: BTreeMap<String, VecDeque<Entry>>,
    /// Customers, the one who was silent longest first.
    order: VecDeque<String>,
    seen: u64,
}

const KEPT_CUSTOMERS: usize = 2_000;
const KEPT_ENTRIES: usize = 300;

impl Threads {
    /// Keeps this entry at the next place, and answers the place.
    pub(super) fn add(&mut self, mut entry: Entry) -> u64 {
        self.seen += 1;
        entry.n = self.seen;
        self.order.retain(|customer| *customer != entry.customer);
        self.order.push_back(entry.customer.clone());
        if self.order.len() > KEPT_CUSTOMERS
            && let Some(oldest) = self.order.pop_front()
        {
            self.by_customer.remove(&oldest);
        }
        let thread = self.by_customer.entry(entry.customer.clone()).or_default();
        if thread.len() >= KEPT_ENTRIES {
            thread.pop_front();
        }
        thread.push_back(entry);
        self.seen
    }

    /// One customer's thread, oldest first.
    pub(super) fn of(&self, customer: &str) -> Vec<Entry> {
        self.by_customer
            .get(customer)
            .map(|thread| thread.iter().cloned().collect())
            .unwrap_or_default()
    }

    /// The customers, the last to write first.
    pub(super) fn customers(&self) -> Vec<String> {
        self.order.iter().rev().cloned().collect()
    }

    /// The message of the business's with this id, or its last one to this customer.
    pub(super) fn sent(&self, id: Option<&str>, customer: Option<&str>) -> Option<Entry> {
        let from_business = |entry: &&Entry| entry.side == Side::Business;
        match (id, customer) {
            (Some(id), _) => self
                .by_customer
                .values()
                .flatten()
                .filter(from_business)
                .find(|entry| entry.id == id)
                .cloned(),
            (None, Some(customer)) => self
                .by_customer
                .get(customer)?
                .iter()
                .rev()
                .find(from_business)
                .cloned(),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(customer: &str, id: &str, side: Side) -> Entry {
        Entry {
            n: 0,
            side,
            id: id.into(),
            phone_number_id: "1".into(),
            customer: customer.into(),
            kind: "text".into(),
            text: None,
            callback: None,
            at: Timestamp::UNIX_EPOCH,
            body: Value::Null,
            file: None,
        }
    }

    #[test]
    fn memory_is_bounded_in_both_directions() {
        let mut threads = Threads::default();
        for customer in 0..KEPT_CUSTOMERS + 5 {
            threads.add(entry(&customer.to_string(), "x", Side::Customer));
        }
        assert_eq!(threads.by_customer.len(), KEPT_CUSTOMERS);
        assert!(threads.of("0").is_empty());
        for _ in 0..KEPT_ENTRIES + 5 {
            threads.add(entry("9", "x", Side::Customer));
        }
        assert_eq!(threads.of("9").len(), KEPT_ENTRIES);
        assert_eq!(threads.customers()[0], "9");
    }

    #[test]
    fn the_last_word_of_the_business_is_found() {
        let mut threads = Threads::default();
        for (id, side) in [
            ("a", Side::Business),
            ("b", Side::Business),
            ("c", Side::Customer),
        ] {
            threads.add(entry("1", id, side));
        }
        assert_eq!(threads.sent(None, Some("1")).unwrap().id, "b");
        assert_eq!(threads.sent(Some("a"), None).unwrap().id, "a");
        assert_eq!(threads.sent(Some("c"), None), None);
    }
}
