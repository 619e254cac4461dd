//! Starts article-list.

use article_list::Deps;
use baton_lambda::{Error, Startup};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let deps = Deps {
        articles: Startup::begin()?.articles()?,
    };
    baton_lambda::http::serve(async move |request| article_list::handle(&deps, request).await).await
}
