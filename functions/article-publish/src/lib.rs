//! `POST /v1/articles/{id}/publish`: a lead lets the bot answer from an article.

use baton_api::article::Article;
use baton_api::{Problem, Request, Response};
use baton_app::articles::Shelf;

/// Publishes an article as it stands. Nothing changes where it is published.
///
/// # Errors
///
/// 403 for an agent, 404 where there is no such article, 409 where there is no room for it.
#[utoipa::path(
    post,
    path = "/v1/articles/{id}/publish",
    operation_id = "publishArticle",
    tag = "knowledge",
    params(("id" = String, Path, description = "The article, `art_…`")),
    responses(
        (status = 200, description = "The article now", body = Article),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` where somebody changed it at the same time; `knowledge-full`"),
    )
)]
pub async fn handle(shelf: &Shelf, request: Request) -> Result<Response, Problem> {
    let writer = request.writer()?;
    let id = request.path_id("id")?;
    let article = shelf.publish(&writer, id).await?;
    Ok(Response::json(200, &Article::from(&article)))
}

#[cfg(test)]
mod tests;
