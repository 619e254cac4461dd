//! `DELETE /v1/articles/{id}`: a lead forgets an article.

use baton_api::{Problem, Request, Response};
use baton_app::articles::Shelf;

/// Forgets an article, published or not: within a minute the bot answers from it no more, and it counts no more.
///
/// # Errors
///
/// 403 for an agent, 404 where there is no such article, 409 where somebody else changed it, 422
/// where no version is named.
#[utoipa::path(
    delete,
    path = "/v1/articles/{id}",
    operation_id = "deleteArticle",
    tag = "knowledge",
    params(
        ("id" = String, Path, description = "The article, `art_…`"),
        ("version" = u64, Query, description = "The `version` that you saw"),
    ),
    responses(
        (status = 204, description = "There is none any more"),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`stale-version` with the `version` that it has"),
    )
)]
pub async fn handle(shelf: &Shelf, request: Request) -> Result<Response, Problem> {
    let writer = request.writer()?;
    let id = request.path_id("id")?;
    let version = request.query().version()?;
    shelf.delete(&writer, id, version).await?;
    tracing::info!(tenant = %writer.tenant, article = %id, by = %writer.by.id, "an article was deleted");
    Ok(Response::no_content())
}

#[cfg(test)]
mod tests;
