//! Whether a message says what a sentence refers to it for.
//!
//! A reference stands for the words around it in its sentence, up to the next one. Numbers, dates,
//! names, quotes and addresses in them must stand in that message or in one right beside it, or be
//! known beside what was said. Of the other words that the conversation has at all, one must stand
//! there. Where a summary is in another language than the conversation, its words are nowhere, and
//! only numbers and names tell.

use std::collections::BTreeSet;

use super::tokens::{self, Kind, Token};
use super::{Invented, Sources, names};

/// The fewest letters of a word that tells what a sentence is about.
const FEWEST_LETTERS: usize = 5;

/// As many letters of it must be the same.
const STEM: usize = 5;

/// How many messages before and behind the one that is referred to may say it.
const NEAR: usize = 1;

/// Whether each reference leads to a message that says so.
pub(super) fn hold(sources: &Sources, text: &str) -> Result<(), Invented> {
    for sentence in sentences(text) {
        let parts = parts(sources, &sentence);
        for (place, part) in parts.iter().enumerate() {
            // What stands behind the last reference of a sentence belongs to it, and what stands
            // between two belongs to either.
            let before = place.checked_sub(1).and_then(|place| parts.get(place));
            let places: BTreeSet<usize> = before
                .into_iter()
                .chain([part])
                .flat_map(|part| part.places.iter().copied())
                .collect();
            if let Some(first) = places.first() {
                let said_there = near(sources, &places);
                said_there
                    .find(&part.words)
                    .ok()
                    .filter(|()| is_about(sources, &said_there, &part.words))
                    .ok_or_else(|| {
                        let seq = sources.said.get(*first).map(|(seq, _)| seq.to_string());
                        Invented::Reference(seq.unwrap_or_default())
                    })?;
            }
        }
    }
    Ok(())
}

/// Words of a sentence, and the messages that are referred to behind them.
#[derive(Debug, Default)]
struct Part {
    words: String,
    places: Vec<usize>,
}

fn parts(sources: &Sources, sentence: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = vec![];
    let mut words = String::new();
    let mut rest = sentence;
    while let Some((before, digits, behind)) = next_reference(rest) {
        words.push_str(before);
        rest = behind;
        let Some(place) = sources.place_of(digits) else {
            words.push('#');
            words.push_str(digits);
            continue;
        };
        match parts.last_mut() {
            // `#1, #2 and #4` stand for the same words.
            Some(last) if !says_something(&words) => last.places.push(place),
            _ => parts.push(Part {
                words: words.clone(),
                places: vec![place],
            }),
        }
        words.clear();
    }
    words.push_str(rest);
    parts.push(Part {
        words,
        places: vec![],
    });
    parts
}

fn next_reference(text: &str) -> Option<(&str, &str, &str)> {
    for (at, _) in text.match_indices('#') {
        let (before, behind) = text.split_at(at);
        let behind = behind.strip_prefix('#')?;
        let end = behind
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(behind.len());
        let (digits, behind) = behind.split_at(end);
        let goes_on = behind.chars().next().is_some_and(char::is_alphanumeric);
        if !digits.is_empty() && !goes_on {
            return Some((before, digits, behind));
        }
    }
    None
}

fn says_something(words: &str) -> bool {
    tokens::of(words)
        .iter()
        .any(|token| token.kind != Kind::Word || token.text.chars().count() > 3)
}

/// What was said at these places and right beside them.
fn near(sources: &Sources, places: &BTreeSet<usize>) -> Sources {
    let said: Vec<(u64, &str)> = sources
        .said
        .iter()
        .enumerate()
        .filter(|(at, _)| places.iter().any(|place| place.abs_diff(*at) <= NEAR))
        .map(|(_, (seq, text))| (*seq, text.as_str()))
        .collect();
    let beside: Vec<&str> = sources.beside.iter().map(String::as_str).collect();
    Sources::new(&said, &beside)
}

/// Whether one of the words that the conversation has stands there, if it has any of them.
fn is_about(sources: &Sources, there: &Sources, words: &str) -> bool {
    let known: Vec<String> = tokens::of(words)
        .iter()
        .filter_map(stem)
        .filter(|stem| has(sources, stem))
        .collect();
    known.is_empty() || known.iter().any(|stem| has(there, stem))
}

fn stem(token: &Token) -> Option<String> {
    let lower = token.lower();
    let tells = token.kind == Kind::Word
        && lower.chars().count() >= FEWEST_LETTERS
        && !names::is_of_any_sentence(&lower);
    tells.then(|| lower.chars().take(STEM).collect())
}

fn has(sources: &Sources, stem: &str) -> bool {
    let from = sources.words.range(stem.to_owned()..).next();
    from.is_some_and(|word| word.starts_with(stem))
}

/// The sentences of a text. References that stand alone belong to what stands before them.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = vec![];
    let mut sentence = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        sentence.push(c);
        let ends = match c {
            '.' | '!' | '?' | '؟' => letters.peek().is_none_or(|next| next.is_whitespace()),
            '\n' | '。' | '！' | '？' | '।' => true,
            _ => false,
        };
        if ends || letters.peek().is_none() {
            let alone = !tokens::of(&sentence)
                .iter()
                .any(|token| token.kind != Kind::Reference);
            match sentences.last_mut() {
                Some(last) if alone => last.push_str(&sentence),
                _ => sentences.push(sentence.clone()),
            }
            sentence.clear();
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &[(u64, &str)] = &[
        (1, "Where is my parcel? Order 55102"),
        (2, "Follow it with the link in the confirmation email."),
        (4, "It went to Lisbon and I want a refund of 80 euros"),
        (5, "Send it back within 30 days."),
        (7, "Your website crashed yesterday. I want to talk to Marta"),
    ];

    fn holds(text: &str) -> Result<(), Invented> {
        Sources::new(SAID, &["Rosa Klein", "Returns"]).hold(text)
    }

    #[test]
    fn a_reference_leads_to_what_it_is_given_for() {
        for text in [
            "Rosa asks where the parcel of order 55102 is (#1) and wants a refund (#4).",
            "Rosa wants 80 euros back (#4). The bot named 30 days (#5). She wants Marta (#7).",
            "The bot named 30 days (#4).",
            "In #4 the parcel went to Lisbon, in #7 the website crashed.",
            "Order 55102 went to Lisbon (#1, #4).",
            "Order 55102 went to Lisbon (#1 and #4).",
            "The website crashed yesterday. (#7)",
            "La cliente quiere su dinero, 80 euros (#4).",
            "She is angry (#7).",
            "She wants a refund.",
            "Order 55102 went to Lisbon.",
        ] {
            assert_eq!(holds(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn one_that_leads_elsewhere_is_found_out() {
        for (text, seq) in [
            ("Rosa wants 80 euros back (#1).", 1),
            ("Order 55102 is late (#4).", 4),
            ("Order 55102 is late (#5).", 5),
            ("It went to Lisbon (#7).", 7),
            ("She wants to talk to Marta (#1).", 1),
            ("It crashed yesterday (#4).", 4),
            ("She says “I want a refund” (#7).", 7),
            ("Rosa complains about the website (#1).", 1),
            ("Rosa wants a refund (#1).", 1),
            (
                "Rosa asks for order 55102 (#1). She complains about the website. (#2)",
                2,
            ),
            ("Rosa asks for order 55102 (#1), for a refund (#7).", 1),
            ("She asks for something (#3).", 3),
            ("She asks for something (#8).", 8),
        ] {
            let found = Invented::Reference(seq.to_string());
            assert_eq!(holds(text), Err(found), "{text}");
        }
    }
}
