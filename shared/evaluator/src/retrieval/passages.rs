//! Articles, cut into what can be quoted.

/// A paragraph below this many letters without a full stop is a heading and goes with the next.
const HEADING: usize = 60;

/// A passage above this many letters is cut between sentences.
const LONGEST: usize = 1_200;

/// The passages of an article's body, in order; there is at least one unless the body is blank.
pub(super) fn passages(body: &str) -> Vec<String> {
    let mut passages = vec![];
    let mut heading = String::new();
    for paragraph in paragraphs(body) {
        let is_heading = paragraph.chars().count() < HEADING
            && !paragraph.ends_with(['.', '!', '?', '…', '。', '！', '？']);
        let text = join(std::mem::take(&mut heading), &paragraph, "\n");
        if is_heading {
            heading = text;
        } else {
            passages.extend(cut(&text));
        }
    }
    if !heading.is_empty() {
        passages.push(heading);
    }
    passages
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
    for sentence in text.split_inclusive(['.', '!', '?', '\n', '。', '！', '？']) {
        if !current.is_empty() && current.chars().count() + sentence.chars().count() > LONGEST {
            pieces.push(current.trim().to_owned());
            current.clear();
        }
        current.push_str(sentence);
    }
    pieces.push(current.trim().to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
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
    use super::passages;

    #[test]
    fn paragraphs_are_parted_by_blank_lines_and_headings_stay_with_theirs() {
        let body = "Delivery\n\nWe deliver in 3 days.\nTo all of Spain.\n\n \n\nReturns are free.";
        assert_eq!(
            passages(body),
            [
                "Delivery\nWe deliver in 3 days.\nTo all of Spain.",
                "Returns are free."
            ]
        );
        assert!(passages(" \n\n ").is_empty());
        assert_eq!(passages("Only a heading"), ["Only a heading"]);
    }

    #[test]
    fn what_is_too_long_is_cut_between_sentences() {
        let body = "This sentence is repeated until it is long. ".repeat(60);
        let cut = passages(&body);
        assert!(cut.len() > 1);
        assert!(cut.iter().all(|p| p.len() <= 1_200 && p.ends_with("long.")));
    }
}
