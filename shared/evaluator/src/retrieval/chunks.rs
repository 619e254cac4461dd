//! Articles, cut into what can be quoted and compared: chunks.

/// A paragraph below this many letters without a full stop is a heading and goes with the next.
const HEADING: usize = 60;

/// A chunk above this many letters is cut between sentences.
const LONGEST: usize = 600;

/// A sentence above this many letters is not said twice where a paragraph is cut.
const LONGEST_OVERLAP: usize = 160;

/// Grows whenever the same body would be cut otherwise: vectors that were kept for other chunks
/// say nothing of these.
pub(crate) const CUT: u8 = 1;

/// The chunks of an article's body, in order; there is at least one unless the body is blank. Each
/// is a paragraph, with the heading above it, or a part of a long one that begins with the last
/// sentence of the part before.
pub(crate) fn chunks(body: &str) -> Vec<String> {
    let mut chunks = vec![];
    let mut heading = String::new();
    for paragraph in paragraphs(body) {
        let is_heading = paragraph.chars().count() < HEADING
            && !paragraph.ends_with(['.', '!', '?', '…', '。', '！', '？']);
        let text = join(std::mem::take(&mut heading), &paragraph, "\n");
        if is_heading {
            heading = text;
        } else {
            chunks.extend(cut(&text));
        }
    }
    if !heading.is_empty() {
        chunks.push(heading);
    }
    chunks
}

fn paragraphs(body: &str) -> Vec<String> {
    let mut paragraphs = vec![];
    let mut current = String::new();
    for line in body.lines().map(str::trim) {
        if line.is_empty() {
            if !current.is_empty() {
                paragraphs.push(std::mem::take(&mut current));
            }
        } else {
            current = join(current, line, "\n");
        }
    }
    if !current.is_empty() {
        paragraphs.push(current);
    }
    paragraphs
}

fn cut(text: &str) -> Vec<String> {
    if text.chars().count() <= LONGEST {
        return vec![text.to_owned()];
    }
    let mut pieces = vec![];
    let mut current = String::new();
    let mut length = 0;
    let mut last = "";
    for sentence in sentences(text) {
        let letters = sentence.chars().count();
        if length > 0 && length + letters > LONGEST {
            pieces.push(current.trim().to_owned());
            current.clear();
            length = last.chars().count();
            if length > LONGEST_OVERLAP || length + letters > LONGEST {
                length = 0;
            } else {
                current.push_str(last);
            }
        }
        current.push_str(sentence);
        length += letters;
        last = sentence;
    }
    pieces.push(current.trim().to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The sentences of a text. One that is longer than a chunk is cut between words, and one without
/// spaces between letters.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', '。', '！', '？'])
        .flat_map(|sentence| {
            let mut parts = vec![];
            let mut rest = sentence;
            while let Some((end, _)) = rest.char_indices().nth(LONGEST) {
                let end = rest[..end].rfind(' ').map_or(end, |space| space + 1);
                let (part, after) = rest.split_at(end);
                parts.push(part);
                rest = after;
            }
            parts.push(rest);
            parts
        })
}

fn join(mut head: String, tail: &str, between: &str) -> String {
    if !head.is_empty() {
        head.push_str(between);
    }
    head.push_str(tail);
    head
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_are_parted_by_blank_lines_and_headings_stay_with_theirs() {
        let body = "Delivery\n\nWe deliver in 3 days.\nTo all of Spain.\n\n \n\nReturns are free.";
        assert_eq!(
            chunks(body),
            [
                "Delivery\nWe deliver in 3 days.\nTo all of Spain.",
                "Returns are free."
            ]
        );
        assert!(chunks(" \n\n ").is_empty());
        assert_eq!(chunks("Only a heading"), ["Only a heading"]);
    }

    #[test]
    fn what_is_too_long_is_cut_between_sentences_and_the_last_is_said_again() {
        let sentences: Vec<_> = (0..60)
            .map(|n| format!("Sentence {n} is one of many. "))
            .collect();
        let body = sentences.concat();
        let cut = chunks(&body);
        assert!(cut.len() > 1);
        assert!(
            cut.iter()
                .all(|p| p.len() <= LONGEST && p.ends_with("many."))
        );
        for pair in cut.windows(2) {
            let last = pair[0].rsplit_once("Sentence ").map(|(_, last)| last);
            let first = format!("Sentence {}", last.unwrap_or_default());
            assert!(pair[1].starts_with(&first), "{pair:?}");
        }
    }

    proptest! {
        #[test]
        fn no_chunk_is_longer_than_it_may_be_and_no_word_is_lost(
            body in "([a-z]{1,9} |[a-z]{1,9}\\. |茶{1,40}|\n\n|x{700}){0,120}",
        ) {
            let cut = chunks(&body);
            for chunk in &cut {
                prop_assert!(chunk.chars().count() <= LONGEST + HEADING + 1);
            }
            let all = cut.concat().replace(char::is_whitespace, "");
            for word in body.split_whitespace().filter(|word| word.len() < 60) {
                prop_assert!(all.contains(word));
            }
        }
    }
}
