//! A text taken apart.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits, perhaps with separators.
    Number,
    /// Latin letters and digits together.
    Mixed,
    /// `#` and digits.
    Reference,
    /// An email or web address.
    Address,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As it stands there, with the digits of any script as 0 to 9.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether a sentence, a quote or a line begins with it.
    pub(super) begins: bool,
    /// Whether only a space stands between it and the token before.
    pub(super) follows: bool,
}

impl Token {
    /// In lower case.
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// The parts of a word with hyphens or apostrophes, without an English possessive.
    pub(super) fn parts(&self) -> impl Iterator<Item = String> {
        let whole = self.text.replace('’', "'");
        let whole = whole
            .strip_suffix("'s")
            .map_or(whole.clone(), str::to_owned);
        let parts: Vec<String> = whole
            .split(['-', '\'', '_', '/', ':'])
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        parts.into_iter()
    }

    /// The forms under which a word is known: itself where it is none of several parts, else each
    /// part.
    pub(super) fn forms(&self) -> impl Iterator<Item = String> + use<> {
        let mut forms: Vec<String> = match self.kind {
            Kind::Word => self.parts().map(|part| part.to_lowercase()).collect(),
            Kind::Number | Kind::Mixed | Kind::Reference | Kind::Address => vec![],
        };
        if self.kind == Kind::Mixed || forms.is_empty() {
            forms.push(self.lower());
        }
        forms.into_iter()
    }
}

/// The zeros of the scripts whose digits follow each other.
const ZEROS: &[u32] = &[
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
];

/// A digit of any script as 0 to 9.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let code = u32::from(c);
    let value = ZEROS
        .iter()
        .find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

/// The parts of a text, in order.
pub(super) fn of(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let mut reader = Reader {
        letters: &letters,
        at: 0,
    };
    let mut tokens = vec![];
    let mut begins = true;
    let mut between = String::new();
    while let Some(c) = reader.peek(0) {
        if let Some((text, kind)) = reader.token() {
            tokens.push(Token {
                text,
                kind,
                begins,
                follows: between == " " || between == "\u{a0}" || between == "\u{202f}",
            });
            between.clear();
            begins = false;
        } else {
            if !c.is_whitespace() || c == '\n' {
                begins = starts_anew(c) || begins && !c.is_alphanumeric();
            }
            between.push(c);
            reader.at += 1;
        }
    }
    tokens
}

/// Whether what stands behind this begins anew.
fn starts_anew(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | ':'
            | ';'
            | '\n'
            | '…'
            | '¿'
            | '¡'
            | '“'
            | '”'
            | '"'
            | '„'
            | '«'
            | '»'
            | '‘'
            | '('
            | '['
            | '–'
            | '—'
            | '-'
            | '•'
            | '*'
            | '。'
            | '！'
            | '？'
            | '、'
            | '「'
            | '『'
            | '।'
            | '؟'
    )
}

struct Reader<'a> {
    letters: &'a [char],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    /// The token that begins here, if one does.
    fn token(&mut self) -> Option<(String, Kind)> {
        let first = self.peek(0)?;
        if first == '#' && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            let digits: String = self.letters[self.at + 1..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .collect();
            let behind = self.peek(1 + digits.len());
            if behind.is_none_or(|c| !c.is_alphanumeric()) {
                self.at += 1 + digits.len();
                return Some((digits, Kind::Reference));
            }
        }
        if !first.is_alphanumeric() {
            return None;
        }
        if let Some(address) = self.address() {
            return Some((address, Kind::Address));
        }
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            let last = text.chars().next_back();
            if c.is_alphanumeric() {
                // Scripts without spaces write digits right beside letters.
                if last.is_some_and(|last| parts_here(last, c)) {
                    break;
                }
            } else if !self.connects(last, c) {
                break;
            }
            text.push(c);
            self.at += 1;
        }
        let (letters, digits) = (
            text.chars().any(char::is_alphabetic),
            text.chars().any(|c| c.is_ascii_digit()),
        );
        let kind = match (letters, digits) {
            (true, true) => Kind::Mixed,
            (false, true) => Kind::Number,
            (_, false) => Kind::Word,
        };
        Some((text, kind))
    }

    /// An address that begins here: everything up to the next space.
    fn address(&mut self) -> Option<String> {
        let word: String = self.letters[self.at..]
            .iter()
            .take_while(|c| {
                !c.is_whitespace() && !matches!(c, '"' | '“' | '”' | '<' | '>' | '(' | ')')
            })
            .collect();
        let is_address =
            word.contains('@') || word.contains("://") || word.to_lowercase().starts_with("www.");
        if !is_address {
            return None;
        }
        self.at += word.chars().count();
        Some(
            word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/')
                .to_owned(),
        )
    }

    /// Whether this sign holds together what stands around it.
    fn connects(&self, before: Option<char>, c: char) -> bool {
        let (Some(before), Some(behind)) = (before, self.peek(1)) else {
            return false;
        };
        let both = |is: fn(char) -> bool| is(before) && is(behind);
        match c {
            '.' | ',' | '٫' | '٬' => both(|c| c.is_ascii_digit()),
            '\'' | '’' | '-' | '_' | '/' | ':' | '‑' => both(char::is_alphanumeric),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => both(|c| c.is_ascii_digit()),
            // Marks that belong to a letter.
            _ => !c.is_whitespace() && !c.is_ascii() && is_mark(c),
        }
    }
}

/// Marks that stand above, below or between letters of their script.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x064B..=0x0652 | 0x093C | 0x094D | 0x09BC | 0x09CD
        | 0x0A3C | 0x0A4D | 0x0B4D | 0x0BCD | 0x0C4D | 0x0CCD | 0x0D4D | 0x0E47..=0x0E4E
        | 0x200C..=0x200D)
}

/// Whether a word ends between a letter and a digit, because the letter is of a script that leaves
/// no space there.
fn parts_here(one: char, other: char) -> bool {
    let is_other_letter = |c: char| c.is_alphabetic() && !is_latin(c);
    (one.is_ascii_digit() && is_other_letter(other))
        || (is_other_letter(one) && other.is_ascii_digit())
}

fn is_latin(c: char) -> bool {
    u32::from(c) < 0x0250 || (0x1E00..0x1F00).contains(&u32::from(c))
}

/// What stands in quotation marks.
pub(super) fn quotes(text: &str) -> Vec<&str> {
    const MARKS: &[(char, &[char])] = &[
        ('“', &['”', '“']),
        ('„', &['“', '”']),
        ('«', &['»']),
        ('»', &['«']),
        ('"', &['"']),
        ('‘', &['’']),
        ('「', &['」']),
        ('『', &['』']),
    ];
    let mut found = vec![];
    let mut rest = text;
    while let Some((at, open, closes)) = rest.char_indices().find_map(|(at, c)| {
        let (_, closes) = MARKS.iter().find(|(open, _)| *open == c)?;
        Some((at, c, *closes))
    }) {
        let inside = &rest[at + open.len_utf8()..];
        let Some(end) = inside.find(closes) else {
            rest = inside;
            continue;
        };
        let (quote, behind) = inside.split_at(end);
        found.push(quote);
        rest = behind
            .char_indices()
            .nth(1)
            .map_or("", |(next, _)| &behind[next..]);
    }
    found
}
