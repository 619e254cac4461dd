//! What words stand for, in many languages: a request, an offer, danger, a refusal.
//!
//! Each file beside this one holds a language's phrases by [`Concept`]. Phrases are compared folded
//! ([`super::fold`]). A phrase stands for itself where its words are whole; a star lets any ending
//! through. In scripts that do not part words, or that write small words onto the next, it may stand
//! inside.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::fold::fold;

macro_rules! concepts {
    ($($name:ident = $key:literal: $what:literal,)*) => {
        /// What a phrase stands for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Concept {
            $(#[doc = $what] $name,)*
        }

        /// All concepts, in the order of their features.
        pub(crate) const CONCEPTS: &[Concept] = &[$(Concept::$name),*];

        fn concept(key: &str) -> Option<Concept> {
            match key {
                $($key => Some(Concept::$name),)*
                _ => None,
            }
        }
    };
}

concepts! {
    Contact = "contact": "Wanting to talk to somebody, or to be brought to them.",
    Staff = "staff": "People by their work.",
    Human = "human": "A human being, somebody.",
    Bot = "bot": "What is no human being.",
    Callback = "callback": "Being called back.",
    Yes = "yes": "Accepting.",
    No = "no": "Declining.",
    Not = "not": "Negation.",
    Myself = "self": "Doing it oneself.",
    Offer = "offer": "A bot's offering words.",
    Other = "other": "What a bot offers beside people.",
    Danger = "danger": "Fire, gas, shock and the like.",
    Hurt = "hurt": "Injury, illness, self-harm, threats.",
    Legal = "legal": "Law, regulators, data protection, the press.",
    Dispute = "dispute": "Money that is wrongly gone.",
    Theft = "theft": "Somebody else in the account.",
    Locked = "locked": "Being kept out.",
    Anger = "anger": "Anger and insults.",
    Complaint = "complaint": "Complaining by that name.",
    Leave = "leave": "Going elsewhere.",
    Sarcasm = "sarcasm": "Praise as it is used when it is none.",
    Again = "again": "Not for the first time.",
    Waiting = "waiting": "Time that has passed.",
    Fail = "fail": "An answer that was none.",
    Solved = "solved": "It works, it arrived.",
    Thanks = "thanks": "Thanks.",
    Praise = "praise": "Liking.",
    If = "if": "What would happen if.",
    Ask = "ask": "Asking for information.",
    Info = "info": "What information is asked for.",
    Third = "third": "People who are not the company.",
    Fiction = "fiction": "Studies, stories, games and jobs.",
    Refund = "refund": "Getting money back, sending goods back.",
    Billing = "billing": "Charges and payments.",
    Technical = "technical": "What does not work, passwords, devices.",
    Urgent = "urgent": "Haste.",
    Exception = "exception": "An exception to a rule.",
    Mine = "mine": "The customer's own mistake.",
    Promise = "promise": "What was promised.",
    Bad = "bad": "A bot's bad news.",
    Good = "good": "A bot's good news.",
    Times = "times": "How often it happened.",
    Accepted = "accepted": "Having a person call or come on.",
    Declined = "declined": "Not wanting a person, said outright.",
}

/// The languages that have a lexicon: the names of the files.
const CODES: [&str; 26] = [
    "en", "es", "pt", "fr", "de", "it", "nl", "pl", "ru", "uk", "tr", "ar", "he", "hi", "id", "ja",
    "ko", "zh", "vi", "th", "sv", "da", "fi", "cs", "el", "ro",
];

/// The files, one after the other, each behind a line `@code`; packed by `build.rs`.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.deflate"));

/// What they come to at most when unpacked.
const LONGEST: usize = 8 << 20;

/// The languages that have a lexicon, by their two-letter codes.
pub(crate) fn languages() -> impl Iterator<Item = &'static str> {
    CODES.into_iter()
}

/// How many languages have a lexicon.
pub(crate) const LANGUAGES: usize = CODES.len();

/// One phrase that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// The language, by its place in [`languages`].
    pub(super) language: usize,
    /// What it stands for.
    pub(super) concept: Concept,
    /// Where it begins in the folded text.
    pub(super) start: usize,
    /// How long it is, in bytes.
    pub(super) length: usize,
}

/// The phrases that stand in a folded text.
pub(super) fn hits(folded: &str) -> Vec<Hit> {
    let lexicon = &*LEXICON;
    let Some(automaton) = &lexicon.automaton else {
        return Vec::new();
    };
    automaton
        .find_overlapping_iter(folded)
        .filter_map(|found| {
            let (language, concept) = *lexicon.phrases.get(found.pattern().as_usize())?;
            let length = folded.get(found.range())?.trim().len();
            Some(Hit {
                language,
                concept,
                start: found.start(),
                length,
            })
        })
        .collect()
}

struct Lexicon {
    /// None only where the files beside this one do not make one, which a test rules out.
    automaton: Option<AhoCorasick>,
    phrases: Vec<(usize, Concept)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut phrases = Vec::new();
    for (language, line) in lines(&unpacked()) {
        for (key, phrase) in entries(line) {
            if let (Some(concept), Some(pattern)) = (concept(key), pattern(phrase)) {
                patterns.push(pattern);
                phrases.push((language, concept));
            }
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(patterns)
        .ok();
    Lexicon { automaton, phrases }
});

/// All files as one text; empty only where the program is damaged, which a test rules out.
fn unpacked() -> String {
    miniz_oxide::inflate::decompress_to_vec_with_limit(PACKED, LONGEST)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// The lines of all files, each with its language by its place in [`languages`].
fn lines(all: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut language = None;
    all.lines().filter_map(move |line| {
        if let Some(code) = line.strip_prefix('@') {
            language = CODES.iter().position(|is| *is == code);
            return None;
        }
        Some((language?, line))
    })
}

/// The phrases of a line `key: phrase | phrase`.
fn entries(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split_once(':')
        .into_iter()
        .flat_map(|(key, phrases)| phrases.split('|').map(move |phrase| (key, phrase.trim())))
        .filter(|(_, phrase)| !phrase.is_empty())
}

/// A phrase with the spaces that must stand around it.
fn pattern(phrase: &str) -> Option<String> {
    let (phrase, open) = phrase
        .strip_suffix('*')
        .map_or((phrase, false), |stem| (stem, true));
    let folded = fold(phrase);
    let bare = folded.trim();
    let first = bare.chars().next()?;
    let (from_start, to_end) = Writing::of(first).bounds(phrase.chars().count(), open);
    Some(format!(
        "{}{bare}{}",
        if from_start { " " } else { "" },
        if to_end { " " } else { "" }
    ))
}

/// How a script parts words.
#[derive(Clone, Copy)]
enum Writing {
    /// By spaces.
    Spaced,
    /// By spaces, with endings that change.
    Indic,
    /// By spaces, with small words written onto the next.
    Semitic,
    /// By spaces between groups of words.
    Hangul,
    /// Not at all.
    Unspaced,
}

impl Writing {
    fn of(first: char) -> Self {
        match first {
            '\u{590}'..='\u{7ff}' => Self::Semitic,
            '\u{900}'..='\u{d7f}' => Self::Indic,
            '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' => Self::Hangul,
            '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => {
                Self::Unspaced
            }
            _ => Self::Spaced,
        }
    }

    /// Whether a phrase must begin where a word begins, and end where one ends.
    fn bounds(self, characters: usize, open: bool) -> (bool, bool) {
        match self {
            Self::Spaced => (true, !open),
            Self::Indic => (true, !open && characters < 3),
            Self::Semitic if characters <= 3 => (true, true),
            Self::Hangul if characters == 1 => (true, false),
            Self::Semitic | Self::Hangul | Self::Unspaced => (false, false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concepts_of(code: &str, text: &str) -> Vec<Concept> {
        let language = languages().position(|is| is == code).unwrap();
        let mut found: Vec<_> = hits(&fold(text))
            .into_iter()
            .filter(|hit| hit.language == language)
            .map(|hit| hit.concept)
            .collect();
        found.dedup();
        found
    }

    #[test]
    fn every_line_of_every_file_is_read() {
        assert!(LEXICON.automaton.is_some());
        let all = unpacked();
        for (language, line) in lines(&all) {
            let code = CODES[language];
            let (key, _) = line.split_once(':').unwrap();
            assert!(concept(key).is_some(), "{code}: {key}");
            for (key, phrase) in entries(line) {
                assert!(pattern(phrase).is_some(), "{code}, {key}: {phrase}");
            }
        }
        for (language, code) in CODES.iter().enumerate() {
            let has =
                |key: &str| lines(&all).any(|(of, line)| of == language && line.starts_with(key));
            assert!(has("contact:") && has("yes:"), "{code}");
        }
        let named = all.lines().filter_map(|line| line.strip_prefix('@'));
        assert!(named.clone().all(|code| CODES.contains(&code)));
        assert_eq!(named.count(), CODES.len());
    }

    #[test]
    fn words_are_whole_where_a_script_parts_them() {
        assert!(concepts_of("en", "your agent, please").contains(&Concept::Staff));
        assert!(!concepts_of("en", "agency reagent").contains(&Concept::Staff));
        assert!(concepts_of("de", "Mitarbeiterinnen").contains(&Concept::Staff));
        assert!(concepts_of("zh", "我要转人工客服").contains(&Concept::Staff));
        assert!(concepts_of("ar", "والمدير وين").contains(&Concept::Staff));
        assert!(concepts_of("th", "ขอคุยกับเจ้าหน้าที่ค่ะ").contains(&Concept::Staff));
    }
}
