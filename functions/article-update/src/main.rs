//! Starts article-update.

use std::sync::Arc;

use baton_evaluator::{ArticleIndexer, encoder_at};
use baton_lambda::{Error, Startup, Variable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let encoder = encoder_at(start.config().get(Variable::EncoderPath));
    let shelf = start.shelf(Arc::new(ArticleIndexer::new(encoder)))?;
    baton_lambda::http::serve(async move |request| article_update::handle(&shelf, request).await)
        .await
}
