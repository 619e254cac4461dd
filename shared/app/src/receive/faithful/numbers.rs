//! Numbers, in digits with whatever separators, and in words.

use std::collections::BTreeSet;

use super::counted;
use super::tokens::{Kind, Token};

/// The most numbers in a row that are looked at as one.
const LONGEST_RUN: usize = 8;

/// The fewest digits of a number that is the same with other separators.
const FEWEST_DIGITS: usize = 4;

/// The numbers of what may be told.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    values: BTreeSet<String>,
    /// The parts of dates and times, without zeros in front.
    parts: BTreeSet<String>,
    digits: BTreeSet<String>,
}

impl Numbers {
    /// Adds the numbers of a text.
    pub(super) fn add(&mut self, tokens: &[Token]) {
        for (place, token) in tokens.iter().enumerate() {
            let text = token.lower();
            match token.kind {
                Kind::Number => {
                    self.add_one(&text);
                    let mut whole = String::new();
                    let row = run(tokens, place).into_iter().take(LONGEST_RUN);
                    for each in row.take_while(|each| !has_fraction(&each.lower())) {
                        whole.push_str(&only_digits(&each.lower()));
                        self.digits.insert(whole.clone());
                    }
                }
                Kind::Reference => self.add_one(&text),
                Kind::Mixed => {
                    // “25EUR”, “AB-2024-77”: its numbers were said as well.
                    for part in text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',') {
                        let part = part.trim_matches(['.', ',']);
                        if !part.is_empty() {
                            self.add_one(part);
                        }
                    }
                }
                Kind::Address => {
                    for part in text.split(|c: char| !c.is_ascii_digit()) {
                        if !part.is_empty() {
                            self.add_one(part);
                        }
                    }
                }
                Kind::Word => {}
            }
        }
    }

    fn add_one(&mut self, text: &str) {
        self.values.insert(value(text));
        // The parts of a date or a time, never those of an amount.
        if text.contains(is_joint) {
            for part in text.split(is_joint).filter(|part| !part.is_empty()) {
                self.parts.insert(part.trim_start_matches('0').to_owned());
            }
        }
        if !has_fraction(text) {
            self.digits.insert(only_digits(text));
        }
    }

    /// Whether this number is among them.
    pub(super) fn has(&self, text: &str) -> bool {
        self.values.contains(&value(text)) || !has_fraction(text) && self.has_digits(text)
    }

    /// Whether this number is a part of a date or a time among them.
    pub(super) fn has_part(&self, text: &str) -> bool {
        self.parts.contains(text.trim_start_matches('0'))
    }

    /// Whether these digits are among them, with other separators.
    pub(super) fn has_digits(&self, text: &str) -> bool {
        let digits = only_digits(text);
        digits.len() >= FEWEST_DIGITS && self.digits.contains(&digits)
    }
}

/// The numbers from here on that have only a space between them.
pub(super) fn run(tokens: &[Token], from: usize) -> Vec<&Token> {
    let behind = tokens.get(from..).unwrap_or_default();
    behind
        .iter()
        .enumerate()
        .take_while(|(place, token)| token.kind == Kind::Number && (*place == 0 || token.follows))
        .map(|(_, token)| token)
        .collect()
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '/' | ':' | '_' | '‑')
}

fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The digits behind the last point or comma, where they are a fraction: one or two of them.
fn fraction(text: &str) -> Option<(&str, &str)> {
    if text.contains(is_joint) {
        return None;
    }
    let at = text.rfind(['.', ',', '٫'])?;
    let (whole, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(['.', ',', '٫']);
    let is_fraction = (1..=2).contains(&rest.len()) && rest.chars().all(|c| c.is_ascii_digit());
    is_fraction.then_some((whole, rest))
}

fn has_fraction(text: &str) -> bool {
    fraction(text).is_some_and(|(_, rest)| rest.chars().any(|c| c != '0'))
}

/// A number however it is separated: `1.200,50` and `1,200.5` are the same.
fn value(text: &str) -> String {
    if text.contains(is_joint) {
        return text.replace(is_joint, "-");
    }
    let (whole, _) = fraction(text).unwrap_or((text, ""));
    let mut groups = whole.split(|c: char| !c.is_ascii_digit()).skip(1);
    // What is not parted by thousands is no amount: a version, a mistake, another custom.
    if groups.any(|group| group.len() != 3) {
        return text.to_owned();
    }
    match fraction(text) {
        Some((whole, rest)) => {
            let (whole, rest) = (only_digits(whole), rest.trim_end_matches('0'));
            if rest.is_empty() {
                whole
            } else {
                format!("{whole}.{rest}")
            }
        }
        None => only_digits(text),
    }
}

/// The digits at the beginning of `25eur`, and what stands behind them.
pub(super) fn with_unit(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    text.split_at(end)
}

/// Numbers in words of seven languages, but for one, which is mostly an article, and for those that
/// another language has as an ordinary word.
const IN_WORDS: &[(u64, &[&str])] = &[
    (2, &["two", "dos", "dois", "duas", "deux", "zwei", "twee"]),
    (
        3,
        &["three", "tres", "três", "trois", "drei", "tre", "drie"],
    ),
    (
        4,
        &["four", "cuatro", "quatro", "quatre", "vier", "quattro"],
    ),
    (5, &["five", "cinco", "cinq", "fünf", "cinque", "vijf"]),
    (6, &["six", "seis", "sechs", "zes"]),
    (
        7,
        &["seven", "siete", "sete", "sept", "sieben", "sette", "zeven"],
    ),
    (8, &["eight", "ocho", "oito", "huit", "acht", "otto"]),
    (9, &["nine", "nueve", "nove", "neuf", "neun", "negen"]),
    (10, &["ten", "diez", "dez", "dix", "zehn", "dieci", "tien"]),
    (11, &["eleven", "onze", "elf", "undici"]),
    (
        12,
        &[
            "twelve", "doce", "doze", "douze", "zwölf", "dodici", "twaalf",
        ],
    ),
    (
        13,
        &[
            "thirteen", "trece", "treze", "treize", "dreizehn", "tredici", "dertien",
        ],
    ),
    (
        14,
        &[
            "fourteen",
            "catorce",
            "catorze",
            "quatorze",
            "vierzehn",
            "quattordici",
            "veertien",
        ],
    ),
    (
        15,
        &[
            "fifteen",
            "quince",
            "quinze",
            "fünfzehn",
            "quindici",
            "vijftien",
        ],
    ),
    (
        16,
        &[
            "sixteen",
            "dieciséis",
            "dezesseis",
            "dezasseis",
            "seize",
            "sechzehn",
            "sedici",
            "zestien",
        ],
    ),
    (
        17,
        &[
            "seventeen",
            "diecisiete",
            "dezessete",
            "siebzehn",
            "diciassette",
            "zeventien",
        ],
    ),
    (
        18,
        &[
            "eighteen",
            "dieciocho",
            "dezoito",
            "achtzehn",
            "diciotto",
            "achttien",
        ],
    ),
    (
        19,
        &[
            "nineteen",
            "diecinueve",
            "dezenove",
            "neunzehn",
            "diciannove",
            "negentien",
        ],
    ),
    (
        20,
        &[
            "twenty", "veinte", "vinte", "vingt", "zwanzig", "venti", "twintig",
        ],
    ),
    (
        30,
        &[
            "thirty", "treinta", "trinta", "trente", "dreißig", "trenta", "dertig",
        ],
    ),
    (
        40,
        &[
            "forty", "cuarenta", "quarenta", "quarante", "vierzig", "quaranta", "veertig",
        ],
    ),
    (
        50,
        &[
            "fifty",
            "cincuenta",
            "cinquenta",
            "cinquante",
            "fünfzig",
            "cinquanta",
            "vijftig",
        ],
    ),
    (
        60,
        &[
            "sixty", "sesenta", "sessenta", "soixante", "sechzig", "sessanta", "zestig",
        ],
    ),
    (
        70,
        &["seventy", "setenta", "siebzig", "settanta", "zeventig"],
    ),
    (
        80,
        &[
            "eighty", "ochenta", "oitenta", "achtzig", "ottanta", "tachtig",
        ],
    ),
    (90, &["ninety", "noventa", "neunzig", "novanta", "negentig"]),
    (
        100,
        &[
            "hundred", "cien", "ciento", "cem", "cento", "hundert", "honderd",
        ],
    ),
    (1_000, &["thousand", "mil", "mille", "tausend", "duizend"]),
    (
        1_000_000,
        &[
            "million", "millón", "milhão", "millione", "milione", "miljoen",
        ],
    ),
];

/// The number that this word is, in whichever language.
pub(super) fn in_words(word: &str) -> Option<u64> {
    in_all_words()
        .find(|(_, words)| words.contains(&word))
        .map(|(value, _)| *value)
}

fn in_all_words() -> impl Iterator<Item = &'static (u64, &'static [&'static str])> {
    IN_WORDS.iter().chain(counted::COUNTED)
}

/// All words for a number.
pub(super) fn words_for(value: u64) -> impl Iterator<Item = &'static str> {
    in_all_words()
        .filter(move |(each, _)| *each == value)
        .flat_map(|(_, words)| words.iter().copied())
}
