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

/// The languages that `whichlang` tells apart.
const WHICHLANG: &[&str] = &[
    "ar", "de", "en", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "sv", "tr", "vi", "zh",
];

/// From which confidence on `whatlang` is believed of what the other does not know.
const SURE: f64 = 0.5;

/// From how many letters on a text is refused for its language.
const FEWEST_TO_REFUSE: usize = 24;

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

/// Whether a text can be in this language (BCP 47): one of the libraries takes it for it, or neither
/// can tell. What stands in quotation marks may be in another.
pub(crate) fn can_be(text: &str, language: &str) -> bool {
    let wanted = language.split(['-', '_']).next().unwrap_or_default();
    let mut own = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '“' | '«' | '„' if !inside => inside = true,
            '”' | '»' if inside => inside = false,
            c if !inside => own.push(c),
            _ => {}
        }
    }
    let letters = own.chars().filter(|c| c.is_alphabetic()).count();
    if letters < FEWEST_TO_REFUSE || !is_told_apart(wanted) {
        return true;
    }
    let is_wanted = |code: &str| code.eq_ignore_ascii_case(wanted);
    let other = whatlang::detect(&own);
    let sure = other
        .filter(|info| info.confidence() >= SURE)
        .and_then(|info| two_letters(info.lang().code()))
        // The first library takes what it does not know for the nearest that it does.
        .filter(|code| !WHICHLANG.contains(code));
    if let Some(code) = sure {
        return is_wanted(code);
    }
    let opinions = [whichlang_code(&own), whatlang_code(&own)];
    let mut known = opinions.into_iter().flatten().peekable();
    known.peek().is_none() || known.any(is_wanted)
}

/// Whether a library would recognise this language.
fn is_told_apart(wanted: &str) -> bool {
    whatlang::Lang::all()
        .iter()
        .any(|lang| two_letters(lang.code()).is_some_and(|code| code.eq_ignore_ascii_case(wanted)))
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

#[cfg(test)]
mod tests {
    use super::can_be;

    #[test]
    fn a_text_for_agents_is_in_their_language_or_it_is_not() {
        let texts = [
            (
                "en",
                "The customer asks where the parcel is (#1) and wants a refund (#3).",
            ),
            (
                "es",
                "La clienta pregunta dónde está el paquete (#1) y quiere un reembolso (#3).",
            ),
            (
                "pt-BR",
                "A cliente pergunta onde está a encomenda (#1) e quer o dinheiro de volta (#3).",
            ),
            (
                "fr",
                "La cliente demande où est le colis (#1) et veut un remboursement (#3).",
            ),
            (
                "de",
                "Die Kundin fragt, wo das Paket ist (#1), und möchte ihr Geld zurück (#3).",
            ),
            (
                "it",
                "La cliente chiede dove si trova il pacco (#1) e vuole un rimborso (#3).",
            ),
            (
                "nl",
                "De klant vraagt waar het pakket is (#1) en wil het geld terug (#3).",
            ),
            (
                "ja",
                "お客様は荷物がどこにあるかを尋ね(#1)、返金を求めています(#3)。",
            ),
            (
                "pl",
                "Klientka pyta, gdzie jest paczka (#1), i chce zwrotu pieniędzy (#3).",
            ),
        ];
        for (language, text) in texts {
            for (other, _) in texts {
                assert_eq!(can_be(text, other), language == other, "{other}: {text}");
            }
            assert!(can_be(text, "xx"), "{text}");
        }
        let quote = "The customer says “quiero que me devuelvan todo el dinero ahora mismo” (#3).";
        assert!(can_be(quote, "en"));
        assert!(can_be("Refund (#3).", "de"));
    }
}
