//! What of a text is compared: terms.

use std::collections::BTreeMap;

use super::stop_words::STOP_WORDS;
use crate::words::Words;

/// A text's terms with how often each occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Terms {
    counts: BTreeMap<String, u32>,
    length: u32,
}

impl Terms {
    /// The terms of a text.
    pub(super) fn of(text: &str) -> Self {
        Self::of_words(&Words::of(text))
    }

    /// The terms of these words.
    pub(super) fn of_words(words: &Words) -> Self {
        let mut terms = Self::default();
        for word in words.iter() {
            terms.add(&term(word), 1);
        }
        terms
    }

    /// Adds all of another text's terms, each `times` over.
    pub(super) fn add_all(&mut self, other: &Self, times: u32) {
        for (term, count) in &other.counts {
            self.add(term, count * times);
        }
    }

    fn add(&mut self, term: &str, times: u32) {
        *self.counts.entry(term.to_owned()).or_default() += times;
        self.length += times;
    }

    /// How often a term occurs.
    pub(super) fn count(&self, term: &str) -> u32 {
        self.counts.get(term).copied().unwrap_or(0)
    }

    /// Whether a term occurs.
    pub(super) fn contains(&self, term: &str) -> bool {
        self.counts.contains_key(term)
    }

    /// The different terms in a fixed order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.counts.keys().map(String::as_str)
    }

    /// How many terms there are, repetitions counted.
    pub(super) fn length(&self) -> u32 {
        self.length
    }
}

/// Whether a term is too common to carry meaning.
pub(super) fn is_stop_term(term: &str) -> bool {
    STOP_WORDS.binary_search(&term).is_ok()
}

/// A word without the endings of plurals, genders and the commonest English forms. Stop words stay
/// as they are.
fn term(word: &str) -> String {
    /// Shorter words have no ending to spare.
    const SHORTEST_STEM: usize = 4;
    if is_stop_term(word) || !word.is_ascii() {
        return word.to_owned();
    }
    let mut stem = word;
    for ending in ["ing", "ed", "s", "en"] {
        if let Some(shorter) = stem.strip_suffix(ending)
            && shorter.len() >= SHORTEST_STEM
            && !shorter.ends_with(['s', 'u'])
        {
            stem = shorter;
            break;
        }
    }
    if stem.len() > SHORTEST_STEM
        && let Some(shorter) = stem.strip_suffix(['a', 'e', 'i', 'o'])
    {
        stem = shorter;
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::term;

    #[test]
    fn numbers_and_genders_meet() {
        for (one, other) in [
            ("article", "articles"),
            ("devolucion", "devoluciones"),
            ("pedido", "pedidos"),
            ("ordine", "ordini"),
            ("paket", "pakete"),
            ("paket", "paketen"),
            ("return", "returning"),
            ("parcel", "parcels"),
            ("deliver", "delivered"),
        ] {
            assert_eq!(term(one), term(other));
        }
        assert_ne!(term("status"), term("stat"));
        assert_eq!(term("bus"), "bus");
    }
}
