//! How a conversation is found by its contact.

use baton_domain::Contact;

/// The contact's name and address as they are searched, beside the contact itself. Rows that were
/// written before there was a search have none until their next commit.
pub(crate) const SEARCH: &str = "search";

/// A contact as it is searched: name, address, and the digits of an address that has more than
/// those, in lines of their own, so that nothing is found across two of them.
pub(crate) fn search_text(contact: &Contact) -> String {
    let address = contact.address.to_lowercase();
    let digits = Some(digits_of(&address)).filter(|digits| !digits.is_empty());
    let digits = digits.filter(|digits| *digits != address);
    let name = contact.name.as_deref().unwrap_or_default().to_lowercase();
    let lines = [Some(name), Some(address), digits];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What is looked for in it: either of both.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) words: String,
    /// The digits, where it was written like a phone number and with more than those.
    pub(crate) digits: Option<String>,
}

impl From<&str> for Wanted {
    fn from(search: &str) -> Self {
        let words = search.to_lowercase();
        let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c);
        let digits = words
            .chars()
            .all(is_number)
            .then(|| digits_of(&words))
            .filter(|digits| !digits.is_empty() && *digits != words);
        Self { words, digits }
    }
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use baton_domain::{ContactId, ThreadKey};
    use jiff::Timestamp;

    use super::*;

    fn found(name: Option<&str>, address: &str, search: &str) -> bool {
        let thread = ThreadKey::from_bytes([1; 10]);
        let text = search_text(&Contact {
            id: ContactId::in_thread(thread, Timestamp::UNIX_EPOCH),
            address: address.to_owned(),
            name: name.map(ToOwned::to_owned),
            locale: None,
            attributes: BTreeMap::new(),
            verified: [].into(),
        });
        let Wanted { words, digits } = Wanted::from(search);
        text.contains(&words) || digits.is_some_and(|digits| text.contains(&digits))
    }

    #[test]
    fn a_contact_is_found_by_part_of_the_name_whatever_the_case() {
        for search in ["Rosa", "rosa d", "ÍAZ", "sa dí"] {
            assert!(found(Some("Rosa Díaz"), "15550001", search), "{search}");
        }
        assert!(!found(Some("Rosa Díaz"), "15550001", "rosadíaz"));
        assert!(!found(None, "15550001", "rosa"));
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for search in [
            "15550001",
            "+1 555 0001",
            "555-0001",
            "(555) 00",
            "5500",
            "+1555",
        ] {
            assert!(found(None, "15550001", search), "{search}");
            assert!(found(None, "+1 555-0001", search), "{search}");
        }
        for search in ["+2", "555 0002", "++", "1555a"] {
            assert!(!found(Some("Rosa"), "15550001", search), "{search}");
        }
    }

    #[test]
    fn digits_in_a_name_are_found_as_they_stand() {
        assert!(found(Some("Room 12 30"), "visitor-1", "12 30"));
        assert!(!found(Some("Room 12"), "30", "1230"));
        assert!(found(None, "visitor-1", "VISITOR"));
    }
}
