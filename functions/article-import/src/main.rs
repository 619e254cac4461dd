//! Starts article-import.

use std::sync::Arc;

use baton_app::ports::Deadline;
use baton_evaluator::{ArticleIndexer, encoder_at};
use baton_lambda::{Error, InvocationDeadline, Startup, Variable};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let encoder = encoder_at(start.config().get(Variable::EncoderPath));
    let shelf = start.shelf(Arc::new(ArticleIndexer::new(encoder)))?;
    let deadline: Arc<InvocationDeadline> = Arc::default();
    let ends = Arc::clone(&deadline);
    baton_lambda::http::serve_until(deadline, async move |request| {
        article_import::handle(&shelf, request, ends.ends_at()).await
    })
    .await
}
