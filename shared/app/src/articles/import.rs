//! Many articles at once, out of Markdown files or a table.

use baton_domain::is_locale;

use super::plain::first_heading;
use super::{
    LONGEST_BODY, LONGEST_QUESTION, LONGEST_TITLE, MOST_ARTICLE_CHUNKS, MOST_QUESTIONS, Shelf,
    ShelfError, Writer, named_id,
};
use crate::ports::{ArticleRecord, ArticleStatus, ArticleText};

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
#[error("{0}")]
pub struct Unreadable(pub String);

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedItem {
    /// The path of its file, or the name of its row.
    pub source: String,
    /// The line that it begins at, in a table.
    pub line: Option<u64>,
    /// What became of it.
    pub outcome: Imported,
}

/// What became of something that was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// It is a new draft.
    Created(ArticleRecord),
    /// It took the place of what was imported before under the same name.
    Updated(ArticleRecord),
    /// It is what was imported before.
    Unchanged(ArticleRecord),
    /// It was not taken.
    Refused(String),
}

impl Shelf {
    /// Writes what is brought, one after the other; what cannot be read does not stop the others.
    /// With `publish`, what was taken is published.
    ///
    /// # Errors
    ///
    /// Only where the store fails.
    pub async fn import(
        &self,
        writer: &Writer,
        items: Vec<Incoming>,
        publish: bool,
    ) -> Result<Vec<ImportedItem>, ShelfError> {
        let mut imported = Vec::with_capacity(items.len());
        for item in items {
            let outcome = match item.text {
                Ok(text) => match self.take_in(writer, &item.source, text, publish).await {
                    Ok(outcome) => outcome,
                    Err(ShelfError::Port(error)) => return Err(error.into()),
                    Err(error) => Imported::Refused(refusal(&error)),
                },
                Err(unreadable) => Imported::Refused(unreadable.0),
            };
            imported.push(ImportedItem {
                source: item.source,
                line: item.line,
                outcome,
            });
        }
        Ok(imported)
    }

    async fn take_in(
        &self,
        writer: &Writer,
        source: &str,
        text: ArticleText,
        publish: bool,
    ) -> Result<Imported, ShelfError> {
        let id = named_id(&writer.tenant, "import", source);
        let before = self.store.article(&writer.tenant, id).await?;
        let (record, outcome): (_, fn(ArticleRecord) -> Imported) = match before {
            None => {
                let source = Some(source.to_owned());
                let record = self.begin(writer, id, text, source).await?;
                (record, Imported::Created)
            }
            Some(before) if before.text == text => (before, Imported::Unchanged),
            Some(before) => {
                let record = self.rewrite(writer, before, text).await?;
                (record, Imported::Updated)
            }
        };
        if publish && record.status == ArticleStatus::Draft {
            let published = self.publish(writer, id).await?;
            return Ok(match outcome(record) {
                Imported::Created(_) => Imported::Created(published),
                _ => Imported::Updated(published),
            });
        }
        Ok(outcome(record))
    }
}

fn refusal(error: &ShelfError) -> String {
    match error {
        ShelfError::TooManyChunks(chunks) => format!(
            "The text has {chunks} parts, and an article at most {MOST_ARTICLE_CHUNKS}; part it."
        ),
        ShelfError::Full => "The knowledge base is full.".into(),
        ShelfError::Changed(_) => "Somebody changed the article at the same time.".into(),
        _ => "It could not be written.".into(),
    }
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
    let length = |text: &str| text.chars().count();
    let wrong = |what: String| Err(Unreadable(what));
    if text.title.is_empty() {
        return wrong("There is no title: neither in the front matter nor a heading.".into());
    }
    if length(&text.title) > LONGEST_TITLE {
        return wrong(format!(
            "The title has more than {LONGEST_TITLE} characters."
        ));
    }
    if text.body.is_empty() {
        return wrong("There is no text.".into());
    }
    if length(&text.body) > LONGEST_BODY {
        return wrong(format!("The text has more than {LONGEST_BODY} characters."));
    }
    if text.questions.len() > MOST_QUESTIONS {
        return wrong(format!("There are more than {MOST_QUESTIONS} questions."));
    }
    if text
        .questions
        .iter()
        .any(|it| length(it) > LONGEST_QUESTION)
    {
        return wrong(format!(
            "A question has more than {LONGEST_QUESTION} characters."
        ));
    }
    if !is_locale(&text.locale) {
        return wrong("The locale is not one, such as en or pt-BR.".into());
    }
    Ok(text)
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
        .map_err(|_| Unreadable("The first line cannot be read.".into()))?
        .clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header.trim().eq_ignore_ascii_case(name))
    };
    let (Some(title), Some(body)) = (column("title"), column("body")) else {
        return Err(Unreadable(
            "The first line has to name the columns `title` and `body`.".into(),
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
                text: Err(Unreadable(
                    "The row is not UTF-8 or not quoted properly.".into(),
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
            Err(Unreadable(format!(
                "The row has {} fields, and the first line {}.",
                record.len(),
                headers.len()
            )))
        };
        rows.push(Incoming {
            source: format!("{locale}/{title}"),
            line,
            text,
        });
    }
    Ok(rows)
}
