//! Words that no mail program makes a link of.

/// A text on one line in which nothing can be followed: what holds an address together stands in
/// brackets. A letter's reason may quote what a customer wrote, and the letter comes from a sender
/// whom its reader trusts.
pub(super) fn unlinked(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len());
    for (place, c) in letters.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|place| letters.get(place));
        let behind = letters.get(place + 1..).unwrap_or_default();
        match c {
            '.' | '．' | '。' | '｡' if holds_a_host(*c, before, behind) => out.push_str("[.]"),
            '@' | '＠' => out.push_str("[@]"),
            ':' | '：' if holds_a_scheme(before, behind) => out.push_str("[:]"),
            c => out.push(*c),
        }
    }
    out
}

/// Whether a dot stands between two labels: no number's, no "e.g.", and of the wide ones none that
/// ends a sentence.
fn holds_a_host(dot: char, before: Option<&char>, behind: &[char]) -> bool {
    let is_label = |c: &char| {
        if dot == '.' {
            c.is_alphanumeric()
        } else {
            c.is_ascii_alphanumeric()
        }
    };
    let label: Vec<&char> = behind.iter().take_while(|c| is_label(c)).collect();
    let is_number = before.is_some_and(|c| c.is_numeric()) && label.iter().all(|c| c.is_numeric());
    before.is_some_and(is_label) && label.len() >= 2 && !is_number
}

/// Whether a colon ends a scheme: `https://`, `mailto:`, and no time's.
fn holds_a_scheme(before: Option<&char>, behind: &[char]) -> bool {
    before.is_some_and(char::is_ascii_alphabetic)
        && behind.first().is_some_and(|c| !c.is_whitespace())
}
