//! `GET /v1/articles/{id}`: one article.

use baton_api::article::Article;
use baton_api::{Problem, Request, Response};
use baton_app::articles::Shelf;

/// The article with its text.
///
/// # Errors
///
/// 404 where the agent's tenant has no such article.
#[utoipa::path(
    get,
    path = "/v1/articles/{id}",
    operation_id = "getArticle",
    tag = "knowledge",
    params(("id" = String, Path, description = "The article, `art_…`")),
    responses(
        (status = 200, description = "The article", body = Article),
        (status = 404, description = "`not-found`"),
    )
)]
pub async fn handle(shelf: &Shelf, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let id = request.path_id("id")?;
    let article = shelf.article(&asked.tenant, id).await?;
    Ok(Response::json(200, &Article::from(&article)))
}

#[cfg(test)]
mod tests;
