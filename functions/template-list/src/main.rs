//! Starts template-list.

use std::sync::Arc;

use baton_channels::whatsapp::templates::WhatsappTemplates;
use baton_http::HttpClient;
use baton_lambda::{Error, Startup};
use template_list::{Believed, Deps, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deps = Deps {
        directory: start.directory()?,
        templates: Arc::new(WhatsappTemplates::new(
            start.config().graph_base_url(),
            HttpClient::default(),
        )),
        believed: Believed::default(),
        clock: start.clock(),
    };
    baton_lambda::http::serve(async move |request| handle(&deps, request).await).await
}
