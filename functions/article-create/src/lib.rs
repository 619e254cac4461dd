//! `POST /v1/articles`: a lead begins an article.

use baton_api::article::{Article, ArticleWords, MAX_ARTICLE_BYTES};
use baton_api::{Problem, Request, Response};
use baton_app::articles::Shelf;

/// Keeps a new article, as a draft.
///
/// # Errors
///
/// 403 for an agent, 409 where there is no room for one more, 422 with the field that is wrong.
#[utoipa::path(
    post,
    path = "/v1/articles",
    operation_id = "createArticle",
    tag = "knowledge",
    request_body = ArticleWords,
    responses(
        (status = 201, description = "The draft", body = Article),
        (status = 409, description = "`knowledge-full`"),
    )
)]
pub async fn handle(shelf: &Shelf, request: Request) -> Result<Response, Problem> {
    let writer = request.writer()?;
    let name = request.idempotency_key()?;
    let words: ArticleWords = request.json_within(MAX_ARTICLE_BYTES)?;
    let text = words.checked()?;
    let name = name.as_ref().map(|key| key.0.as_str());
    let article = shelf.create(&writer, text, name).await?;
    Ok(Response::json(201, &Article::from(&article)))
}

#[cfg(test)]
mod tests;
