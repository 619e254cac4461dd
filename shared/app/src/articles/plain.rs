//! Markdown as a customer reads it in a chat: without markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a Markdown text says: headings, paragraphs, list items and table rows as lines, paragraphs
/// parted by blank lines. A link keeps its words and its address, a picture its words; HTML is left
/// out.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        writer.read(event);
    }
    writer.text.trim().to_owned()
}

/// The first heading of a Markdown text, and what comes without it.
pub(super) fn first_heading(markdown: &str) -> Option<(String, String)> {
    let mut parser = Parser::new(markdown).into_offset_iter();
    let (_, heading) =
        parser.find(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })))?;
    let title = plain(&markdown[heading.clone()]).replace('\n', " ");
    let rest = format!("{}{}", &markdown[..heading.start], &markdown[heading.end..]);
    (!title.is_empty()).then(|| (title, rest.trim().to_owned()))
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The number of each list that is open; none for one without numbers.
    lists: Vec<Option<u64>>,
    /// Where the words of each open link begin, and its address.
    links: Vec<(usize, String)>,
}

impl Writer {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.begin(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.break_paragraph(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.break_paragraph(),
            Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => self.break_paragraph(),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.break_paragraph();
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.break_line();
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.text.push_str(&number.to_string());
                        self.text.push_str(". ");
                        *number += 1;
                    }
                    _ => self.text.push_str("- "),
                }
            }
            Tag::TableHead | Tag::TableRow => self.break_line(),
            Tag::Link { dest_url, .. } => {
                self.links.push((self.text.len(), dest_url.to_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.text.push_str("  "),
            TagEnd::Link => {
                if let Some((begin, address)) = self.links.pop() {
                    let is_shown = self.text[begin..].contains(&address);
                    let leads_out = ["http://", "https://", "mailto:", "tel:"]
                        .iter()
                        .any(|scheme| address.starts_with(scheme));
                    if leads_out && !is_shown {
                        self.text.extend([" (", &address, ")"]);
                    }
                }
            }
            _ => {}
        }
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
    }

    fn break_paragraph(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_has_no_markup() {
        let markdown = "# Returns\n\nYou have **60 days**; see [the form](https://shop.example/r) \
            or [below](#below).\nCall us.\n\n![A label](label.png)\n\n1. Print it\n2. Stick it\n\n\
            <div onclick=\"x()\">hidden</div>\n\n- one\n  - two\n";
        assert_eq!(
            plain(markdown),
            "Returns\n\nYou have 60 days; see the form (https://shop.example/r) or below. Call us.\
             \n\nA label\n\n1. Print it\n2. Stick it\n\n- one\n- two"
        );
    }

    #[test]
    fn the_first_heading_is_taken_out() {
        let (title, rest) = first_heading("intro\n\n## *Lost* parcels\n\nWe look.").unwrap();
        assert_eq!(title, "Lost parcels");
        assert_eq!(plain(&rest), "intro\n\nWe look.");
        assert_eq!(first_heading("no heading"), None);
    }

    #[test]
    fn tables_become_lines() {
        assert_eq!(plain("|a|b|\n|-|-|\n|1|2|"), "a  b\n1  2");
    }
}
