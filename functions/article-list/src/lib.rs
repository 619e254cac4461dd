//! `GET /v1/articles`: the articles of a company, changed last first.

use std::sync::Arc;

use baton_api::article::ArticleSummary;
use baton_api::list::List;
use baton_api::words::ArticleStatus;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::ports::{ArticleHeader, ArticleStore};
use baton_domain::ArticleId;
use jiff::Timestamp;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// The record of articles.
    pub articles: Arc<dyn ArticleStore>,
}

/// The articles of the agent's tenant, without their texts. A company has few thousands of them, so
/// that all are looked at and put in order here.
///
/// # Errors
///
/// 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/articles",
    operation_id = "listArticles",
    tag = "knowledge",
    params(
        ("status" = Option<ArticleStatus>, Query, description = "Whether the bot answers from them"),
        ("q" = Option<String>, Query, description = "Words that stand in the title, a question or the source"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before, with the same filters"),
    ),
    responses((status = 200, description = "Changed last first", body = List<ArticleSummary>))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let query = request.query();
    let status = query.word::<ArticleStatus>("status")?;
    let words = query.text("q").unwrap_or_default().to_lowercase();
    let (limit, after) = (query.limit()?, place(query.cursor()?.as_deref())?);
    let mut headers = deps.articles.headers(&asked.tenant).await?;
    headers.retain(|header| {
        status.is_none_or(|status| status == header.status.into())
            && words.split_whitespace().all(|word| holds(header, word))
    });
    headers.sort_by_key(|header| std::cmp::Reverse(key(header)));
    let rest: Vec<&ArticleHeader> = headers
        .iter()
        .filter(|header| after.is_none_or(|after| key(header) < after))
        .collect();
    let items: Vec<ArticleSummary> = rest
        .iter()
        .take(limit)
        .map(|header| ArticleSummary::from(*header))
        .collect();
    let next_cursor = rest
        .get(limit - 1)
        .filter(|_| rest.len() > limit)
        .map(|last| format!("{}_{}", last.updated.at.as_millisecond(), last.id));
    Ok(Response::json(200, &List { items, next_cursor }))
}

fn holds(header: &ArticleHeader, word: &str) -> bool {
    std::iter::once(&header.title)
        .chain(&header.questions)
        .chain(&header.source)
        .any(|text| text.to_lowercase().contains(word))
}

fn key(header: &ArticleHeader) -> (i64, ArticleId) {
    (header.updated.at.as_millisecond(), header.id)
}

/// Where a part ended.
fn place(cursor: Option<&str>) -> Result<Option<(i64, ArticleId)>, Problem> {
    let read = |text: &str| {
        let (at, id) = text.split_once('_')?;
        let at: i64 = at.parse().ok()?;
        Timestamp::from_millisecond(at).ok()?;
        Some((at, id.parse().ok()?))
    };
    cursor
        .map(|text| {
            read(text).ok_or_else(|| {
                Problem::validation(
                    "cursor",
                    Fault::NotACursor,
                    "Send the `next_cursor` of the part before, unchanged.",
                )
            })
        })
        .transpose()
}

#[cfg(test)]
mod tests;
