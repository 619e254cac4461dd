//! Texts as the lexicon compares them: lower case, without the marks that people leave out, words
//! parted by single spaces.

use unicode_normalization::UnicodeNormalization;

/// How many characters of a text are looked at: as many as the longest message has.
const MOST_CHARACTERS: usize = 4_096;

/// English endings that stay with their word: "don't" is one word, "l'agent" is two.
const ATTACHED_ENDINGS: [&str; 7] = ["t", "s", "m", "d", "re", "ve", "ll"];

/// A text with a space before and after each word. Unlike [`crate::words::Words`] it keeps the
/// vowels of Indic scripts and of Thai, and does not part scripts without spaces.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    let mut apostrophe = None;
    for c in text.chars().take(MOST_CHARACTERS) {
        if matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            if apostrophe.is_none() && !folded.ends_with(' ') {
                apostrophe = Some(folded.len());
            }
            continue;
        }
        for c in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
            push(&mut folded, c, &mut apostrophe);
        }
    }
    end_word(&mut folded, &mut apostrophe);
    folded
}

fn push(folded: &mut String, c: char, apostrophe: &mut Option<usize>) {
    if is_left_out(c) {
        return;
    }
    if !is_part_of_word(c) {
        end_word(folded, apostrophe);
        return;
    }
    match c {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' => folded.push('d'),
        'ı' => folded.push('i'),
        'ة' => folded.push('ه'),
        'ى' => folded.push('ي'),
        'ς' => folded.push('σ'),
        _ => folded.push(c),
    }
}

fn end_word(folded: &mut String, apostrophe: &mut Option<usize>) {
    if let Some(at) = apostrophe.take() {
        let tail = folded.get(at..).unwrap_or_default();
        if !tail.is_empty() && !ATTACHED_ENDINGS.contains(&tail) {
            folded.insert(at, ' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Marks that people type or leave out as they like: accents, Arabic and Hebrew vowels, the hamza on
/// its carrier, the nukta, and the stretch of Arabic words.
fn is_left_out(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{93c}' | '\u{200b}'..='\u{200f}' | '\u{fe0f}')
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_that_people_mix_up_become_one() {
        assert_eq!(fold("Größe, STRASSE!"), " grosse strasse ");
        assert_eq!(fold("don't l’agent"), " dont l agent ");
        assert_eq!(fold("Đăng nhập"), " dang nhap ");
        assert_eq!(fold("أريد مُوظفة"), fold("اريد موظفه"));
        assert_eq!(fold(""), " ");
    }

    #[test]
    fn vowels_that_are_marks_stay() {
        assert_ne!(fold("किताब"), fold("कताब"));
        assert_ne!(fold("ที่"), fold("ทา"));
        assert_ne!(fold("が"), fold("か"));
    }
}
