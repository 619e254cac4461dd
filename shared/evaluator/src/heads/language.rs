//! Which language a message is written in.
//!
//! Three opinions are joined: two libraries that look at letters, and how much of the text the
//! phrases of each lexicon cover. Short messages are what the libraries are least sure of and what
//! the lexicons know best.

use super::exchange::View;
use super::lexicon::{LANGUAGES, languages};

/// How much a library's opinion weighs beside a lexicon that covers the whole text (1).
const LETTERS: f32 = 0.35;

/// How much more the caller's own knowledge weighs.
const TOLD: f32 = 0.6;

/// A language that is covered this well beside the best one is spoken too: people mix them.
const MIXED: f32 = 0.75;

/// From how many letters on a library has an opinion worth having.
const FEWEST_LETTERS: usize = 8;

/// The language of a message.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Language {
    /// Its two-letter code; none where nothing tells.
    pub(super) code: Option<&'static str>,
    /// The lexicons that apply, by their places in [`languages`].
    pub(super) spoken: [bool; LANGUAGES],
}

impl Default for Language {
    fn default() -> Self {
        Self {
            code: None,
            spoken: [false; LANGUAGES],
        }
    }
}

pub(super) fn of(view: &View<'_>, told: Option<&str>) -> Language {
    let mut scores = covered(view);
    let text = view
        .weighed()
        .map(|(looked, _)| looked.text)
        .collect::<Vec<_>>()
        .join(" ");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let (one, other) = if letters >= FEWEST_LETTERS {
        (whichlang_code(&text), whatlang_code(&text))
    } else {
        (None, None)
    };
    let told = told.map(|code| code.split(['-', '_']).next().unwrap_or(code));
    for (score, code) in scores.iter_mut().zip(languages()) {
        for opinion in [one, other].into_iter().flatten() {
            if opinion == code {
                *score += LETTERS;
            }
        }
        if told == Some(code) {
            *score += TOLD;
        }
    }
    let best = scores.iter().copied().fold(0.0, f32::max);
    if best <= 0.0 {
        return Language {
            code: other.or(one),
            ..Language::default()
        };
    }
    let code = languages()
        .zip(scores)
        .find(|(_, score)| *score >= best)
        .map(|(code, _)| code);
    Language {
        // A library may know a language that has no lexicon; where no phrase was found, it is right.
        code: match (other, best <= LETTERS) {
            (Some(other), true) => Some(other),
            _ => code,
        },
        spoken: scores.map(|score| score >= best * MIXED),
    }
}

/// How much of the text each lexicon covers, from 0 to about 1.
fn covered(view: &View<'_>) -> [f32; LANGUAGES] {
    let mut covered = [0.0_f32; LANGUAGES];
    let mut whole = 0.0;
    for (looked, weight) in view.weighed() {
        whole += weight * length(looked.folded.trim().len());
        let mut ends = [0; LANGUAGES];
        for hit in &looked.hits {
            // What is covered twice counts once.
            let end = hit.start + hit.length;
            let from = hit.start.max(ends[hit.language]);
            covered[hit.language] += weight * length(end.saturating_sub(from));
            ends[hit.language] = ends[hit.language].max(end);
        }
    }
    covered.map(|covered| if whole > 0.0 { covered / whole } else { 0.0 })
}

#[allow(
    clippy::cast_precision_loss,
    reason = "texts are shorter than 2^23 bytes"
)]
fn length(bytes: usize) -> f32 {
    bytes as f32
}

fn whichlang_code(text: &str) -> Option<&'static str> {
    two_letters(whichlang::detect_language(text).three_letter_code())
}

fn whatlang_code(text: &str) -> Option<&'static str> {
    let info = whatlang::detect(text)?;
    two_letters(info.lang().code())
}

fn two_letters(three: &str) -> Option<&'static str> {
    Some(match three {
        "afr" => "af",
        "ara" => "ar",
        "aze" => "az",
        "bel" => "be",
        "ben" => "bn",
        "bul" => "bg",
        "cat" => "ca",
        "ces" => "cs",
        "cmn" => "zh",
        "dan" => "da",
        "deu" => "de",
        "ell" => "el",
        "eng" => "en",
        "est" => "et",
        "fin" => "fi",
        "fra" => "fr",
        "guj" => "gu",
        "heb" => "he",
        "hin" => "hi",
        "hrv" => "hr",
        "hun" => "hu",
        "ind" => "id",
        "ita" => "it",
        "jpn" => "ja",
        "kan" => "kn",
        "kat" => "ka",
        "khm" => "km",
        "kor" => "ko",
        "lav" => "lv",
        "lit" => "lt",
        "mal" => "ml",
        "mar" => "mr",
        "mkd" => "mk",
        "mya" => "my",
        "nep" => "ne",
        "nld" => "nl",
        "nob" => "no",
        "pan" => "pa",
        "pes" => "fa",
        "pol" => "pl",
        "por" => "pt",
        "ron" => "ro",
        "rus" => "ru",
        "slk" => "sk",
        "slv" => "sl",
        "spa" => "es",
        "srp" => "sr",
        "swe" => "sv",
        "tam" => "ta",
        "tel" => "te",
        "tgl" => "tl",
        "tha" => "th",
        "tur" => "tr",
        "ukr" => "uk",
        "urd" => "ur",
        "uzb" => "uz",
        "vie" => "vi",
        _ => return None,
    })
}
