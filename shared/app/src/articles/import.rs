//! Many articles at once.

use std::collections::HashMap;

use baton_domain::Flaw;
use jiff::{SignedDuration, Timestamp};

use super::incoming::{ArticlePart, Incoming, Unreadable};
use super::{MOST_ARTICLE_CHUNKS, Shelf, ShelfError, Writer, named_id};
use crate::ports::{ArticleRecord, ArticleStatus, ArticleText};

/// How long the longest article may take to be taken in, its vectors and all.
const LONGEST_TURN: SignedDuration = SignedDuration::from_secs(8);

/// How articles are brought.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bringing {
    /// Whether what is taken in is published.
    pub publish: bool,
    /// When all must be told; none where nothing ends it.
    pub until: Option<Timestamp>,
}

/// What became of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedItem {
    /// The path of its file, or the name of its row.
    pub source: String,
    /// The line that it begins at, in a table.
    pub line: Option<u64>,
    /// What became of it.
    pub outcome: Imported,
    /// Why what was taken is not published, although it was to be.
    pub unpublished: Option<Unreadable>,
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
    Refused(Unreadable),
    /// It is yet to be taken: the time was up, or the store failed, before it was.
    NotReached,
}

impl Shelf {
    /// Writes what is brought, one after the other; what cannot be read does not stop the others,
    /// and of several of one name the first alone counts. What there is no time for is told, and so
    /// is what a failure of the store left over; the first one has its time in any case.
    ///
    /// # Errors
    ///
    /// Only where the store fails before anything was taken.
    pub async fn import(
        &self,
        writer: &Writer,
        mut items: Vec<Incoming>,
        how: Bringing,
    ) -> Result<Vec<ImportedItem>, ShelfError> {
        refuse_repeated(&mut items);
        let mut imported = Vec::with_capacity(items.len());
        let mut any_taken = false;
        let mut has_failed = false;
        for item in items {
            let mut unpublished = None;
            let outcome = match item.text {
                Err(unreadable) => Imported::Refused(unreadable),
                Ok(_) if has_failed || (any_taken && self.is_late(how)) => Imported::NotReached,
                Ok(text) => match self.take_in(writer, &item.source, text, how.publish).await {
                    Ok((outcome, why)) => {
                        any_taken = true;
                        unpublished = why.map(|error| not_published(&error));
                        outcome
                    }
                    Err(ShelfError::Port(error)) if any_taken => {
                        let cause = &error.source;
                        tracing::error!(tenant = %writer.tenant, %error, %cause, "an import was not finished");
                        has_failed = true;
                        Imported::NotReached
                    }
                    Err(ShelfError::Port(error)) => return Err(error.into()),
                    Err(error) => Imported::Refused(refusal(&error)),
                },
            };
            imported.push(ImportedItem {
                source: item.source,
                line: item.line,
                outcome,
                unpublished,
            });
        }
        Ok(imported)
    }

    /// Whether another one may not be done in time.
    fn is_late(&self, how: Bringing) -> bool {
        how.until
            .is_some_and(|until| until.duration_since(self.clock.now()) < LONGEST_TURN)
    }

    /// Takes one in; with why it is not published where it is taken all the same.
    async fn take_in(
        &self,
        writer: &Writer,
        source: &str,
        text: ArticleText,
        publish: bool,
    ) -> Result<(Imported, Option<ShelfError>), ShelfError> {
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
        if !publish || record.status == ArticleStatus::Published {
            return Ok((outcome(record), None));
        }
        match self.publish(writer, id).await {
            Ok(published) => Ok(match outcome(record) {
                Imported::Created(_) => (Imported::Created(published), None),
                _ => (Imported::Updated(published), None),
            }),
            // Sent again it is found as it stands, and published.
            Err(ShelfError::Port(error)) => Err(error.into()),
            Err(error) => Ok((outcome(record), Some(error))),
        }
    }
}

/// Refuses what has the name of one before it, which it would write over.
fn refuse_repeated(items: &mut [Incoming]) {
    let mut first: HashMap<String, Option<u64>> = HashMap::new();
    for item in items {
        if item.text.is_err() {
            continue;
        }
        match first.get(&item.source) {
            None => {
                first.insert(item.source.clone(), item.line);
            }
            Some(before) => {
                item.text = Err(match before.zip(item.line) {
                    Some((first, line)) => Unreadable::whole(
                        Flaw::SameRow { first },
                        format!(
                            "The rows on lines {first} and {line} have the same title and \
                             language; only the first one counts."
                        ),
                    ),
                    None => Unreadable::whole(
                        Flaw::SamePath,
                        "A file before it has the same path; only that one counts.",
                    ),
                });
            }
        }
    }
}

fn not_published(error: &ShelfError) -> Unreadable {
    let why = refusal(error);
    Unreadable {
        told: format!("It is kept, but not published: {}", why.told),
        ..why
    }
}

fn refusal(error: &ShelfError) -> Unreadable {
    match error {
        ShelfError::TooManyChunks(chunks) => {
            let at_most = MOST_ARTICLE_CHUNKS;
            Unreadable {
                part: Some(ArticlePart::Body),
                flaw: Flaw::TooManyParts { at_most },
                told: format!(
                    "The text has {chunks} parts, and an article at most {at_most}; part it."
                ),
            }
        }
        ShelfError::Full => Unreadable::whole(Flaw::Full, "The knowledge base is full."),
        ShelfError::Changed(_) => {
            let told = "Somebody changed the article at the same time.";
            Unreadable::whole(Flaw::Changed, told)
        }
        _ => Unreadable::whole(Flaw::NotWritten, "It could not be written."),
    }
}
