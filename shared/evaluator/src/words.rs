//! Words as the evaluator compares them: without case, accents and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many words of a text are looked at: about as many as the 4,096 letters of the longest
/// message hold, so that no message can cost more than it.
const MOST_WORDS: usize = 800;

/// English endings that stay with their word: "don't" is one word, "l'agent" is two.
const ATTACHED_ENDINGS: [&str; 7] = ["t", "s", "m", "d", "re", "ve", "ll"];

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// The folded word.
    pub(crate) text: String,
    /// Counts the clauses of the message: punctuation ends one.
    pub(crate) clause: usize,
}

/// A message's words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words(Vec<Word>);

impl Words {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        for c in text.chars() {
            if reader.words.len() >= MOST_WORDS {
                break;
            }
            reader.read(c);
        }
        reader.end_word();
        reader.words.truncate(MOST_WORDS);
        Self(reader.words)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The words in order.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(|word| word.text.as_str())
    }

    /// The word at this place.
    pub(crate) fn at(&self, index: usize) -> Option<&str> {
        self.0.get(index).map(|word| word.text.as_str())
    }

    /// The clause of the word at this place.
    pub(crate) fn clause(&self, index: usize) -> Option<usize> {
        self.0.get(index).map(|word| word.clause)
    }

    /// The words parted by single spaces.
    pub(crate) fn joined(&self) -> String {
        self.iter().collect::<Vec<_>>().join(" ")
    }

    /// How many words this phrase has when it stands at `index`; none where it does not. A star
    /// at the end of a phrase's word lets any ending through.
    pub(crate) fn phrase_at(&self, index: usize, phrase: &str) -> Option<usize> {
        let mut length = 0;
        for part in phrase.split(' ') {
            let word = self.at(index + length)?;
            let fits = part
                .strip_suffix('*')
                .map_or(word == part, |stem| word.starts_with(stem));
            if !fits {
                return None;
            }
            length += 1;
        }
        Some(length)
    }

    /// The longest of these phrases that stands at `index`, by its number of words.
    pub(crate) fn any_at(&self, index: usize, phrases: &[&str]) -> Option<usize> {
        phrases
            .iter()
            .filter_map(|phrase| self.phrase_at(index, phrase))
            .max()
    }

    /// Whether any of these phrases stands anywhere.
    pub(crate) fn contain_any(&self, phrases: &[&str]) -> bool {
        (0..self.len()).any(|index| self.any_at(index, phrases).is_some())
    }

    /// How many of these phrases stand somewhere.
    pub(crate) fn count_of(&self, phrases: &[&str]) -> usize {
        phrases
            .iter()
            .filter(|phrase| (0..self.len()).any(|i| self.phrase_at(i, phrase).is_some()))
            .count()
    }
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    current: String,
    clause: usize,
    apostrophe_at: Option<usize>,
    ideographs: Vec<char>,
}

impl Reader {
    fn read(&mut self, c: char) {
        if is_apostrophe(c) {
            if !self.current.is_empty() && self.apostrophe_at.is_none() {
                self.apostrophe_at = Some(self.current.len());
            } else {
                self.end_word();
            }
            return;
        }
        for c in std::iter::once(c).nfkd() {
            if is_combining_mark(c) {
                continue;
            }
            for c in c.to_lowercase() {
                self.read_folded(c);
            }
        }
    }

    fn read_folded(&mut self, c: char) {
        if is_ideograph(c) {
            self.end_alphabetic();
            self.ideographs.push(c);
        } else if c.is_alphanumeric() {
            self.end_ideographs();
            match c {
                'ß' => self.current.push_str("ss"),
                'æ' => self.current.push_str("ae"),
                'œ' => self.current.push_str("oe"),
                'ø' => self.current.push('o'),
                'ł' => self.current.push('l'),
                'ı' => self.current.push('i'),
                _ => self.current.push(c),
            }
        } else {
            self.end_word();
            if ends_clause(c) {
                self.clause += 1;
            }
        }
    }

    fn end_word(&mut self) {
        self.end_alphabetic();
        self.end_ideographs();
    }

    fn end_alphabetic(&mut self) {
        let word = std::mem::take(&mut self.current);
        match self.apostrophe_at.take().map(|at| word.split_at(at)) {
            Some((head, tail)) if !tail.is_empty() && !ATTACHED_ENDINGS.contains(&tail) => {
                self.push(head.to_owned());
                self.push(tail.to_owned());
            }
            _ => self.push(word),
        }
    }

    /// Scripts without spaces are read as overlapping pairs.
    fn end_ideographs(&mut self) {
        let run = std::mem::take(&mut self.ideographs);
        if let [single] = run.as_slice() {
            self.push(single.to_string());
        }
        for pair in run.windows(2) {
            self.push(pair.iter().collect());
        }
    }

    fn push(&mut self, text: String) {
        if !text.is_empty() {
            self.words.push(Word {
                text,
                clause: self.clause,
            });
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

fn ends_clause(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | ';' | ',' | ':' | '\n' | '(' | ')' | '。' | '、' | '！' | '？' | '，'
    )
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn joined(text: &str) -> String {
        Words::of(text).joined()
    }

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        assert_eq!(joined("  ¿Dónde ESTÁ mi pedido?"), "donde esta mi pedido");
        assert_eq!(joined("Größe, Straße & Œuvre"), "grosse strasse oeuvre");
        assert_eq!(joined("ＦＵＬＬ width"), "full width");
        assert_eq!(joined("\u{1f44d}!!"), "");
    }

    #[test]
    fn apostrophes_join_endings_and_part_articles() {
        assert_eq!(joined("I don't, can’t"), "i dont cant");
        assert_eq!(joined("l'agent d’accord qu'est"), "l agent d accord qu est");
        assert_eq!(joined("'quoted' rock'n'roll"), "quoted rock n roll");
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(joined("人工客服"), "人工 工客 客服");
        assert_eq!(joined("茶 tea"), "茶 tea");
    }

    #[test]
    fn a_text_without_end_is_not_read_to_its_end() {
        assert_eq!(Words::of(&"agent ".repeat(10_000)).len(), 800);
    }

    #[test]
    fn phrases_match_whole_words_and_open_ends() {
        let words = Words::of("my refunds, please");
        assert_eq!(words.phrase_at(0, "my refund*"), Some(2));
        assert_eq!(words.phrase_at(0, "my refund"), None);
        assert!(words.contain_any(&["please"]));
        assert_ne!(words.clause(1), words.clause(2));
    }
}
