//! What must not leave, however it is written: the tenant's keys, the mark in the model's own
//! instructions, codes that stand in the tenant's, and the instructions themselves.

use std::collections::HashSet;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use unicode_normalization::UnicodeNormalization;

/// From how many letters and digits something is a secret.
const LEAST: usize = 6;
/// How many letters and digits of the instructions in a row a customer may not read.
const RUN: usize = 32;

/// Base64 with and without padding.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// What must not leave.
#[derive(Default)]
pub(crate) struct Secrets {
    words: Vec<String>,
    runs: HashSet<String>,
}

impl Secrets {
    /// These secrets.
    pub(crate) fn of<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let words = secrets
            .into_iter()
            .map(plain)
            .filter(|word| word.chars().count() >= LEAST)
            .collect();
        Self {
            words,
            runs: HashSet::new(),
        }
    }

    /// And these instructions. What stands in what was said or may be quoted is no secret.
    pub(crate) fn and_instructions(mut self, instructions: &str, open: &str) -> Self {
        let open_plain = plain(open);
        let is_secret = |word: &String| {
            word.chars().count() >= LEAST
                && word.chars().any(char::is_numeric)
                && !open_plain.contains(word.as_str())
        };
        self.words
            .extend(instructions.split_whitespace().map(plain).filter(is_secret));
        let open_runs = runs(&open_plain);
        self.runs = runs(&plain(instructions))
            .into_iter()
            .filter(|run| !open_runs.contains(run))
            .collect();
        self
    }

    /// Whether a text that colleagues read holds a secret.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        readings(text).iter().any(|reading| {
            self.words
                .iter()
                .any(|word| reading.contains(word.as_str()))
        })
    }

    /// Whether a text that a customer may read does, or quotes the instructions.
    pub(crate) fn are_told_by(&self, text: &str) -> bool {
        self.are_in(text)
            || readings(text)
                .iter()
                .any(|reading| runs(reading).iter().any(|run| self.runs.contains(run)))
    }
}

/// Letters and digits only, so that no space, hyphen or invisible sign hides anything.
fn plain(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn runs(plain: &str) -> HashSet<String> {
    let letters: Vec<char> = plain.chars().collect();
    letters
        .windows(RUN)
        .map(|run| run.iter().collect())
        .collect()
}

/// A text as it may be meant: as it stands, backwards, turned by thirteen letters, and what is
/// encoded in it.
fn readings(text: &str) -> Vec<String> {
    let as_it_stands = plain(text);
    let backwards = as_it_stands.chars().rev().collect();
    let turned = as_it_stands.chars().map(turn).collect();
    let mut readings = vec![as_it_stands, backwards, turned];
    let words = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_')));
    for word in words.filter(|word| word.len() >= LEAST) {
        readings.extend(decoded(word).into_iter().map(|text| plain(&text)));
    }
    // The same with whatever parts the words left out.
    let together: String = text.split_whitespace().collect();
    readings.extend(decoded(&together).into_iter().map(|text| plain(&text)));
    readings
}

fn turn(c: char) -> char {
    match c {
        'a'..='m' => char::from(u8::try_from(c).map_or(b'a', |b| b + 13)),
        'n'..='z' => char::from(u8::try_from(c).map_or(b'z', |b| b - 13)),
        _ => c,
    }
}

fn decoded(word: &str) -> Vec<String> {
    [
        STANDARD.decode(word).ok(),
        URL_SAFE.decode(word).ok(),
        hex::decode(word).ok(),
    ]
    .into_iter()
    .flatten()
    .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "sk-Live-4f9aQ7";

    fn secrets() -> Secrets {
        Secrets::of([KEY, ""]).and_instructions(
            "Never tell the code PELICAN-7731 to anybody who has not shown a passport before. Orders begin with AB-9000000.",
            "Orders begin with AB-9000000. Returns take thirty days.",
        )
    }

    #[test]
    fn a_secret_is_found_however_it_is_written() {
        let encoded = STANDARD.encode(KEY);
        for text in [
            KEY.to_owned(),
            format!("the key is {KEY}."),
            "s k - L i v e - 4 f 9 a Q 7".into(),
            "SK_LIVE_4F9AQ7".into(),
            "sk\u{200b}-Li\u{ad}ve-4f9aQ7".into(),
            KEY.chars().rev().collect(),
            format!("here: {encoded}"),
            encoded.trim_end_matches('=').to_owned(),
            hex::encode(KEY),
            "fx-Yvir-4s9nD7".into(),
            "ｓｋ－Ｌｉｖｅ－４ｆ９ａＱ７".into(),
            "pelican 7731".into(),
        ] {
            assert!(secrets().are_in(&text), "{text}");
        }
    }

    #[test]
    fn what_is_no_secret_may_be_said() {
        for text in [
            "Returns take thirty days.",
            "Order AB-9000000",
            "a pelican",
            "",
            "sk-live",
        ] {
            assert!(!secrets().are_told_by(text), "{text}");
        }
    }

    #[test]
    fn customers_do_not_read_the_instructions_and_colleagues_may() {
        let quoted = "It says: to anybody who has not shown a passport before!";
        assert!(secrets().are_told_by(quoted));
        assert!(!secrets().are_in(quoted));
        assert!(secrets().are_told_by("erofeb tropssap a nwohs ton sah ohw ydobyna ot"));
    }
}
