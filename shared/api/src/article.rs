//! Articles on the wire.

use baton_app::articles::{
    Imported, ImportedItem, LONGEST_BODY, LONGEST_QUESTION, LONGEST_TITLE, MOST_ARTICLE_CHUNKS,
    MOST_QUESTIONS, ShelfError, Unreadable, Writer, is_locale,
};
use baton_app::ports::{ArticleHeader, ArticleRecord, ArticleText};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::agent::Assignee;
use crate::words::{ArticlePart, ArticleStatus};
use crate::{Fault, Problem, ProblemKind, Request};
use baton_domain::Role;

/// The longest body of a request with one article, in bytes: 50,000 characters of any script, with
/// what JSON puts around them.
pub const MAX_ARTICLE_BYTES: usize = 400 * 1024;

/// An article as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArticleSummary {
    /// The article, `art_…`.
    pub id: String,
    /// Grows with every change.
    pub version: u64,
    /// Whether the bot answers from it.
    pub status: ArticleStatus,
    /// Its title.
    pub title: String,
    /// Its language (BCP 47).
    pub locale: String,
    /// Where it was imported from: the path of a file, or the name of a row.
    #[schema(required)]
    pub source: Option<String>,
    /// How many parts of it the bot reads; 0 for a draft.
    pub chunks: u32,
    /// When it was changed last (RFC 3339).
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: jiff::Timestamp,
    /// Who changed it.
    pub updated_by: Assignee,
}

impl From<&ArticleHeader> for ArticleSummary {
    fn from(header: &ArticleHeader) -> Self {
        Self {
            id: header.id.to_string(),
            version: header.version.0,
            status: header.status.into(),
            title: header.title.clone(),
            locale: header.locale.clone(),
            source: header.source.clone(),
            chunks: header.chunks,
            updated_at: header.updated.at,
            updated_by: Assignee::from(&header.updated.by),
        }
    }
}

/// An article.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Article {
    /// As lists show it.
    #[serde(flatten)]
    pub summary: ArticleSummary,
    /// Its text in Markdown.
    pub body: String,
    /// Questions that it answers, in customers' words.
    pub questions: Vec<String>,
    /// When it was written first (RFC 3339).
    #[schema(value_type = String, format = DateTime)]
    pub created_at: jiff::Timestamp,
    /// Who wrote it first.
    pub created_by: Assignee,
    /// When it was published; null for a draft.
    #[schema(required, value_type = Option<String>, format = DateTime)]
    pub published_at: Option<jiff::Timestamp>,
    /// Who published it; null for a draft.
    #[schema(required)]
    pub published_by: Option<Assignee>,
}

impl From<&ArticleRecord> for Article {
    fn from(record: &ArticleRecord) -> Self {
        Self {
            summary: ArticleSummary {
                id: record.id.to_string(),
                version: record.version.0,
                status: record.status.into(),
                title: record.text.title.clone(),
                locale: record.text.locale.clone(),
                source: record.source.clone(),
                chunks: record.chunks,
                updated_at: record.updated.at,
                updated_by: Assignee::from(&record.updated.by),
            },
            body: record.text.body.clone(),
            questions: record.text.questions.clone(),
            created_at: record.created.at,
            created_by: Assignee::from(&record.created.by),
            published_at: record.published.as_ref().map(|signed| signed.at),
            published_by: record.published.as_ref().map(|it| Assignee::from(&it.by)),
        }
    }
}

/// What an article says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct ArticleWords {
    /// Its title; 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub title: String,
    /// Its text in Markdown; 1 to 50,000 characters. Customers read it without markup, a paragraph
    /// at a time.
    #[schema(min_length = 1, max_length = 50000)]
    pub body: String,
    /// Questions that it answers, in customers' words; at most 50, of at most 300 characters each.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub questions: Vec<String>,
    /// Its language (BCP 47); `en` where none is named.
    #[serde(default = "english")]
    #[schema(default = "en")]
    pub locale: String,
}

/// The locale of what names none.
#[must_use]
pub fn english() -> String {
    "en".into()
}

impl ArticleWords {
    /// The words, checked.
    ///
    /// # Errors
    ///
    /// 422 with the field that is wrong.
    pub fn checked(self) -> Result<ArticleText, Problem> {
        let title = crate::acting::words("title", &self.title, LONGEST_TITLE)?;
        let body = crate::acting::words("body", &self.body, LONGEST_BODY)?;
        if self.questions.len() > MOST_QUESTIONS {
            return Err(Problem::validation(
                "questions",
                Fault::TooMany {
                    at_most: MOST_QUESTIONS,
                },
                format!("Send at most {MOST_QUESTIONS}."),
            ));
        }
        let questions = self.questions.iter().enumerate().map(|(place, question)| {
            let field = format!("questions[{place}]");
            crate::acting::words(&field, question, LONGEST_QUESTION)
        });
        let questions = questions.collect::<Result<_, _>>()?;
        if !is_locale(&self.locale) {
            return Err(Problem::validation(
                "locale",
                Fault::NotALanguage,
                "Send a language such as `en` or `pt-BR`.",
            ));
        }
        Ok(ArticleText {
            title,
            body,
            questions,
            locale: self.locale,
        })
    }
}

/// What became of one of the articles that were brought.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ImportResult {
    /// The path of its file, or the name of its row: its locale and title.
    pub source: String,
    /// The line that it begins at, in a table.
    #[schema(required)]
    pub line: Option<u64>,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// The article as it is now; null where it was refused or not reached.
    #[schema(required)]
    pub article: Option<ArticleSummary>,
    /// Why it was refused; beside an article, why that is not published although it was to be;
    /// else null.
    #[schema(required)]
    pub error: Option<String>,
    /// The same by a stable code; null where `error` is.
    #[schema(required)]
    pub fault: Option<ImportFault>,
}

/// What is wrong with something that was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportFault {
    /// Which part of the article is wrong; null where that is no part of its own.
    #[schema(required)]
    pub part: Option<ArticlePart>,
    /// What is wrong with it.
    #[serde(flatten)]
    pub fault: Fault,
}

impl From<&Unreadable> for ImportFault {
    fn from(why: &Unreadable) -> Self {
        Self {
            part: why.part.map(Into::into),
            fault: why.flaw.clone().into(),
        }
    }
}

/// What became of something that was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportOutcome {
    /// It is a new article.
    Created,
    /// It took the place of what was imported before under the same name.
    Updated,
    /// It is what was imported before.
    Unchanged,
    /// It was not taken.
    Refused,
    /// The time was up before it was taken: send it again.
    NotReached,
}

impl From<&ImportedItem> for ImportResult {
    fn from(item: &ImportedItem) -> Self {
        let (outcome, record, why) = match &item.outcome {
            Imported::Created(record) => (ImportOutcome::Created, Some(record), None),
            Imported::Updated(record) => (ImportOutcome::Updated, Some(record), None),
            Imported::Unchanged(record) => (ImportOutcome::Unchanged, Some(record), None),
            Imported::Refused(why) => (ImportOutcome::Refused, None, Some(why)),
            Imported::NotReached => (ImportOutcome::NotReached, None, None),
        };
        let why = why.or(item.unpublished.as_ref());
        Self {
            source: item.source.clone(),
            line: item.line,
            outcome,
            article: record.map(|record| Article::from(record).summary),
            error: why.map(|why| why.told.clone()),
            fault: why.map(Into::into),
        }
    }
}

impl Request {
    /// The lead or administrator who writes articles.
    ///
    /// # Errors
    ///
    /// 403 for an agent; see [`Request::asked`].
    pub fn writer(&self) -> Result<Writer, Problem> {
        let asked = self.asked_as(Role::Lead)?;
        Ok(Writer {
            tenant: asked.tenant,
            by: asked.by.agent,
        })
    }
}

impl From<ShelfError> for Problem {
    fn from(error: ShelfError) -> Self {
        match error {
            ShelfError::NotFound => Self::not_found(),
            ShelfError::Changed(version) => Self::new(
                ProblemKind::StaleVersion,
                "Read it again, and send your change with the version that it has now.",
            )
            .with("version", version.0),
            ShelfError::TooManyChunks(chunks) => Self::validation(
                "body",
                Fault::TooManyParts {
                    at_most: MOST_ARTICLE_CHUNKS,
                },
                format!(
                    "The text has {chunks} parts, and an article at most {MOST_ARTICLE_CHUNKS}; \
                     part it."
                ),
            ),
            ShelfError::Full => Self::new(
                ProblemKind::KnowledgeFull,
                "Delete or merge articles, or withdraw some: a company has at most 5,000, and the \
                 bot reads at most 10,000 parts of them.",
            ),
            ShelfError::Unnamed => Self::internal(),
            ShelfError::Port(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(words: ArticleWords) -> String {
        let problem = words.checked().unwrap_err();
        let json = serde_json::to_value(&problem).unwrap();
        json["errors"][0]["field"].as_str().unwrap().to_owned()
    }

    #[test]
    fn what_is_wrong_is_named() {
        let good = ArticleWords {
            title: " Parcels ".into(),
            body: "Three days.".into(),
            questions: vec!["where is it?".into()],
            locale: "pt-BR".into(),
        };
        assert_eq!(good.clone().checked().unwrap().title, "Parcels");
        let with = |change: fn(&mut ArticleWords)| {
            let mut words = good.clone();
            change(&mut words);
            field(words)
        };
        assert_eq!(with(|it| it.title = " ".into()), "title");
        assert_eq!(with(|it| it.body = "x".repeat(LONGEST_BODY + 1)), "body");
        assert_eq!(with(|it| it.questions.push(String::new())), "questions[1]");
        assert_eq!(with(|it| it.questions = vec!["q".into(); 51]), "questions");
        assert_eq!(with(|it| it.locale = "English".into()), "locale");
    }
}
