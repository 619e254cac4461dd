//! `POST /v1/articles/{id}/unpublish`: a lead withdraws an article from the bot.

use baton_api::article::Article;
use baton_api::{Problem, Request, Response};
use baton_app::articles::Shelf;

/// Makes a draft of an article again. Nothing changes where it is one.
///
/// # Errors
///
/// 403 for an agent, 404 where there is no such article.
#[utoipa::path(
    post,
    path = "/v1/articles/{id}/unpublish",
    operation_id = "unpublishArticle",
    tag = "knowledge",
    params(("id" = String, Path, description = "The article, `art_…`")),
    responses(
        (status = 200, description = "The article now", body = Article),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` where somebody changed it at the same time"),
    )
)]
pub async fn handle(shelf: &Shelf, request: Request) -> Result<Response, Problem> {
    let writer = request.writer()?;
    let id = request.path_id("id")?;
    let article = shelf.unpublish(&writer, id).await?;
    Ok(Response::json(200, &Article::from(&article)))
}

#[cfg(test)]
mod tests;
