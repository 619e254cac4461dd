//! `POST /v1/articles/import`: a lead brings many articles.

use baton_api::acting::words;
use baton_api::article::{ImportResult, english};
use baton_api::{Fault, Problem, Request, Response};
use baton_app::articles::{Bringing, Incoming, Shelf, csv_rows, is_locale, markdown_file};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest request, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// How many files or rows a request may hold.
pub const MOST_ITEMS: usize = 200;

const LONGEST_PATH: usize = 300;

/// How many lines a table may have, of which this is a piece.
const MOST_LINES: u64 = 100_000_000;

/// Articles to take in: either `files` or `csv`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleImport {
    /// Markdown files; at most 200.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub files: Option<Vec<MarkdownFile>>,
    /// A table (RFC 4180) whose first line names the columns `title`, `body`, and, where there are,
    /// `questions` (parted by line ends or `|`) and `locale`; at most 200 rows.
    #[serde(default)]
    pub csv: Option<String>,
    /// The line of the whole table at which the first row of `csv` begins, where it is a piece of a
    /// longer one; 2 where none is named. Lines are told as those of the whole table.
    #[serde(default)]
    #[schema(minimum = 2)]
    pub first_line: Option<u64>,
    /// The language of what names none (BCP 47); `en` where none is named.
    #[serde(default = "english")]
    #[schema(default = "en")]
    pub locale: String,
    /// Whether what is taken in is published.
    #[serde(default)]
    pub publish: bool,
}

/// A Markdown file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkdownFile {
    /// Its path within the folder: the same path again is the same article.
    #[schema(min_length = 1, max_length = 300)]
    pub path: String,
    /// Its text, which may begin with front matter that names `title`, `locale` and `questions`.
    pub text: String,
}

/// What became of what was brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// One for each file or row, in order.
    pub items: Vec<ImportResult>,
}

fn items(import: ArticleImport) -> Result<Vec<Incoming>, Problem> {
    if !is_locale(&import.locale) {
        return Err(Problem::validation(
            "locale",
            Fault::NotALanguage,
            "Send a language such as `en` or `pt-BR`.",
        ));
    }
    let locale = &import.locale;
    let (field, items) = match (import.files, import.csv) {
        (Some(files), None) => ("files", markdown(&files, locale)?),
        (None, Some(table)) => {
            let rows = csv_rows(&table, locale);
            let rows =
                rows.map_err(|wrong| Problem::validation("csv", wrong.flaw.into(), wrong.told))?;
            ("csv", counted_from(import.first_line, rows)?)
        }
        _ => {
            return Err(Problem::validation(
                "files",
                Fault::exactly_one(&["files", "csv"]),
                "Send either `files` or `csv`.",
            ));
        }
    };
    if field == "files" && import.first_line.is_some() {
        return Err(Problem::validation(
            "first_line",
            Fault::DoesNotFit,
            "Send it with `csv` only.",
        ));
    }
    if items.len() > MOST_ITEMS {
        return Err(Problem::validation(
            field,
            Fault::TooMany {
                at_most: MOST_ITEMS,
            },
            format!("Send at most {MOST_ITEMS} at once."),
        ));
    }
    Ok(items)
}

/// The rows with the lines of the whole table that they are a piece of.
fn counted_from(
    first_line: Option<u64>,
    mut rows: Vec<Incoming>,
) -> Result<Vec<Incoming>, Problem> {
    let Some(first_line) = first_line else {
        return Ok(rows);
    };
    if !(2..=MOST_LINES).contains(&first_line) {
        return Err(Problem::validation(
            "first_line",
            Fault::range(2, MOST_LINES),
            format!("Send a whole number from 2 to {MOST_LINES}."),
        ));
    }
    if let Some(first) = rows.first().and_then(|row| row.line) {
        for row in &mut rows {
            row.line = row.line.map(|line| line.saturating_sub(first) + first_line);
        }
    }
    Ok(rows)
}

fn markdown(files: &[MarkdownFile], locale: &str) -> Result<Vec<Incoming>, Problem> {
    files
        .iter()
        .enumerate()
        .map(|(place, file)| {
            let path = words(&format!("files[{place}].path"), &file.path, LONGEST_PATH)?;
            Ok(markdown_file(&path, &file.text, locale))
        })
        .collect()
}

/// Takes in Markdown files, or a table. What was imported under the same name before is changed, and
/// left alone where it is the same; what cannot be read does not stop the others. Of several of one
/// name the first alone counts. What the time does not suffice for is `not_reached`: send it again.
///
/// # Errors
///
/// 403 for an agent, 413 above 4 MB, 422 where it is neither files nor a table, or more than 200.
#[utoipa::path(
    post,
    path = "/v1/articles/import",
    operation_id = "importArticles",
    tag = "knowledge",
    request_body = ArticleImport,
    responses(
        (status = 200, description = "What became of each", body = ImportReport),
    )
)]
pub async fn handle(
    shelf: &Shelf,
    request: Request,
    until: Option<Timestamp>,
) -> Result<Response, Problem> {
    let writer = request.writer()?;
    let import: ArticleImport = request.json_within(MAX_BYTES)?;
    let how = Bringing {
        publish: import.publish,
        until,
    };
    let imported = shelf.import(&writer, items(import)?, how).await?;
    let report = ImportReport {
        items: imported.iter().map(ImportResult::from).collect(),
    };
    Ok(Response::json(200, &report))
}

#[cfg(test)]
mod tests;
