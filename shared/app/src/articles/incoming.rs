//! Articles as somebody brings them: Markdown files, or the rows of a table.

use baton_domain::{Flaw, is_locale};

use super::plain::first_heading;
use super::{LONGEST_BODY, LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS};
use crate::ports::ArticleText;

/// An article that somebody brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The path of its file, or the name of its row: the same again is the same article.
    pub source: String,
    /// The line that it begins at, in a table.
    pub line: Option<u64>,
    /// Its words, or why they cannot be read.
    pub text: Result<ArticleText, Unreadable>,
}

/// Why a file or a row is no article; told to the person who brought it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{told}")]
pub struct Unreadable {
    /// Which part of it is wrong; none where that is no part of its own.
    pub part: Option<ArticlePart>,
    /// What is wrong.
    pub flaw: Flaw,
    /// The same, for people.
    pub told: String,
}

impl Unreadable {
    /// What is wrong with the whole of it.
    pub(super) fn whole(flaw: Flaw, told: impl Into<String>) -> Self {
        Self {
            part: None,
            flaw,
            told: told.into(),
        }
    }
}

/// A part of an article that somebody writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArticlePart {
    /// Its title.
    Title,
    /// Its text.
    Body,
    /// The questions that it answers.
    Questions,
    /// Its language.
    Locale,
}

/// Checks what an article may be, wherever it comes from.
///
/// # Errors
///
/// With what is wrong.
pub(super) fn checked(text: &ArticleText) -> Result<ArticleText, Unreadable> {
    let text = ArticleText {
        title: text.title.trim().to_owned(),
        body: text.body.trim().to_owned(),
        questions: text
            .questions
            .iter()
            .map(|question| question.trim().to_owned())
            .filter(|question| !question.is_empty())
            .collect(),
        locale: text.locale.trim().to_owned(),
    };
    match flaw_of(&text) {
        None => Ok(text),
        Some((part, flaw, told)) => Err(Unreadable {
            part: Some(part),
            flaw,
            told,
        }),
    }
}

fn flaw_of(text: &ArticleText) -> Option<(ArticlePart, Flaw, String)> {
    use ArticlePart::{Body, Locale, Questions, Title};
    let length = |text: &str| text.chars().count();
    if text.title.is_empty() {
        let told = "There is no title: neither in the front matter nor a heading.";
        return Some((Title, Flaw::Missing, told.into()));
    }
    if length(&text.title) > LONGEST_TITLE {
        let at_most = LONGEST_TITLE;
        let told = format!("The title has more than {at_most} characters.");
        return Some((Title, Flaw::TooLong { at_most }, told));
    }
    if text.body.is_empty() {
        return Some((Body, Flaw::Missing, "There is no text.".into()));
    }
    if length(&text.body) > LONGEST_BODY {
        let at_most = LONGEST_BODY;
        let told = format!("The text has more than {at_most} characters.");
        return Some((Body, Flaw::TooLong { at_most }, told));
    }
    if text.questions.len() > MOST_QUESTIONS {
        let at_most = MOST_QUESTIONS;
        let told = format!("There are more than {at_most} questions.");
        return Some((Questions, Flaw::TooMany { at_most }, told));
    }
    let mut questions = text.questions.iter();
    if questions.any(|it| length(it) > LONGEST_QUESTION) {
        let at_most = LONGEST_QUESTION;
        let told = format!("A question has more than {at_most} characters.");
        return Some((Questions, Flaw::TooLong { at_most }, told));
    }
    (!is_locale(&text.locale)).then(|| {
        let told = "The locale is not one, such as en or pt-BR.";
        (Locale, Flaw::NotALanguage, told.into())
    })
}

/// Reads a Markdown file: front matter between lines of `---` with `title`, `locale` and
/// `questions`, or else the first heading as title.
#[must_use]
pub fn markdown_file(path: &str, text: &str, locale: &str) -> Incoming {
    let (matter, body) = front_matter(text);
    let matter = Matter::read(matter);
    let (title, body) = match matter.title {
        Some(title) => {
            // A heading that only repeats the title says nothing in the text.
            let body = first_heading(body)
                .filter(|(heading, _)| *heading == title)
                .map_or_else(|| body.to_owned(), |(_, rest)| rest);
            (title, body)
        }
        None => first_heading(body).unwrap_or_else(|| (String::new(), body.to_owned())),
    };
    Incoming {
        source: path.to_owned(),
        line: None,
        text: checked(&ArticleText {
            title,
            body,
            questions: matter.questions,
            locale: matter.locale.unwrap_or_else(|| locale.to_owned()),
        }),
    }
}

/// The front matter and what follows it.
fn front_matter(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let Some(rest) = text
        .strip_prefix("---\n")
        .or_else(|| text.strip_prefix("---\r\n"))
    else {
        return ("", text);
    };
    let mut begin = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (&rest[..begin], &rest[begin + line.len()..]);
        }
        begin += line.len();
    }
    ("", text)
}

/// The part of front matter that says something here. It is the plainest part of YAML: `name: value`,
/// and lists as `- value` lines or in brackets.
#[derive(Default)]
struct Matter {
    title: Option<String>,
    locale: Option<String>,
    questions: Vec<String>,
}

impl Matter {
    fn read(text: &str) -> Self {
        let mut matter = Self::default();
        let mut is_question = false;
        for line in text.lines() {
            if let Some(item) = line.trim_start().strip_prefix("- ") {
                if is_question {
                    matter.questions.push(unquoted(item));
                }
                continue;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            is_question = false;
            match name.trim() {
                "title" => matter.title = Some(unquoted(value)),
                "locale" | "lang" | "language" => matter.locale = Some(unquoted(value)),
                "questions" => {
                    is_question = true;
                    let list = value.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
                    let items = list.into_iter().flat_map(|list| list.split(','));
                    matter.questions.extend(items.map(unquoted));
                }
                _ => {}
            }
        }
        matter
    }
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text)
        .to_owned()
}

/// Reads a table as RFC 4180 has it, with the columns `title`, `body`, `questions` (parted by lines
/// or `|`) and `locale` in any order; others are not read. A row's name is its title and locale.
///
/// # Errors
///
/// Where it has no `title` and no `body`.
pub fn csv_rows(text: &str, locale: &str) -> Result<Vec<Incoming>, Unreadable> {
    // Between CR and LF the reader would count the row to the line before.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|_| Unreadable::whole(Flaw::Unreadable, "The first line cannot be read."))?
        .clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim().eq_ignore_ascii_case(name))
    };
    let (Some(title), Some(body)) = (column("title"), column("body")) else {
        return Err(Unreadable::whole(
            Flaw::MissingColumns {
                options: vec!["title", "body"],
            },
            "The first line has to name the columns `title` and `body`.",
        ));
    };
    let (questions, own_locale) = (column("questions"), column("locale"));
    let mut rows = vec![];
    for record in reader.records() {
        let Ok(record) = record else {
            // Nothing after a broken quote can be believed to be in its place.
            rows.push(Incoming {
                source: format!("row {}", rows.len() + 1),
                line: None,
                text: Err(Unreadable::whole(
                    Flaw::Unreadable,
                    "The row is not UTF-8 or not quoted properly.",
                )),
            });
            break;
        };
        let line = record.position().map(csv::Position::line);
        let field =
            |column: Option<usize>| column.and_then(|at| record.get(at)).unwrap_or_default();
        let title = field(Some(title)).trim();
        let locale = match field(own_locale).trim() {
            "" => locale,
            own => own,
        };
        let text = if record.len() == headers.len() {
            checked(&ArticleText {
                title: title.to_owned(),
                body: field(Some(body)).to_owned(),
                questions: field(questions)
                    .split(['\n', '|'])
                    .map(str::to_owned)
                    .collect(),
                locale: locale.to_owned(),
            })
        } else {
            let (found, expected) = (record.len(), headers.len());
            Err(Unreadable::whole(
                Flaw::WrongColumns { found, expected },
                format!("The row has {found} fields, and the first line {expected}."),
            ))
        };
        rows.push(Incoming {
            source: format!("{locale}/{title}"),
            line,
            text,
        });
    }
    Ok(rows)
}
