//! Starts article-delete.

use std::sync::Arc;

use baton_evaluator::ArticleIndexer;
use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let shelf = Startup::begin()?.shelf(Arc::new(ArticleIndexer::default()))?;
    baton_lambda::http::serve(async move |request| article_delete::handle(&shelf, request).await)
        .await
}
