//! `PUT /v1/articles/{id}`: a lead changes an article.

use baton_api::article::{Article, ArticleWords, MAX_ARTICLE_BYTES};
use baton_api::{Problem, Request, Response};
use baton_app::articles::Shelf;
use baton_domain::Version;
use serde::Deserialize;
use utoipa::ToSchema;

/// What the article is to say.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ArticleEdit {
    /// The `version` that you saw.
    pub version: u64,
    /// Its words.
    #[serde(flatten)]
    pub words: ArticleWords,
}

/// Replaces an article's words. Where it is published the bot answers from the new ones within a minute.
///
/// # Errors
///
/// 403 for an agent, 404 where there is no such article, 409 where somebody else changed it, 422
/// with the field that is wrong.
#[utoipa::path(
    put,
    path = "/v1/articles/{id}",
    operation_id = "updateArticle",
    tag = "knowledge",
    params(("id" = String, Path, description = "The article, `art_…`")),
    request_body = ArticleEdit,
    responses(
        (status = 200, description = "The article now", body = Article),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` with the `version` that it has; `knowledge-full`"),
    )
)]
pub async fn handle(shelf: &Shelf, request: Request) -> Result<Response, Problem> {
    let writer = request.writer()?;
    let id = request.path_id("id")?;
    let edit: ArticleEdit = request.json_within(MAX_ARTICLE_BYTES)?;
    let text = edit.words.checked()?;
    let article = shelf
        .update(&writer, id, Version(edit.version), text)
        .await?;
    Ok(Response::json(200, &Article::from(&article)))
}

#[cfg(test)]
mod tests;
