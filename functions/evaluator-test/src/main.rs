//! Starts evaluator-test.

use std::sync::Arc;

use baton_evaluator::llm::{ChatModel, Heard, Models, WebhookTools};
use baton_http::{HttpClient, Reach};
use baton_lambda::{Error, InvocationDeadline, Startup};
use evaluator_test::{Deps, Nobody, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let plain_loopback = start.config().allows_loopback()?;
    let reach = if plain_loopback {
        Reach::PublicOrLoopback
    } else {
        Reach::Public
    };
    let heard = Arc::new(Heard::default());
    let client = || HttpClient::default().overheard_by(Arc::<Heard>::clone(&heard));
    let models = Models {
        bedrock: start.bedrock_through(client()),
        bedrock_models: start.bedrock_models()?,
        chat: Arc::new(ChatModel::new(client(), reach)),
        tools: Arc::new(WebhookTools::new(HttpClient::default(), reach)),
        keyring: start.evaluator_keyring()?,
        clock: start.clock(),
        ids: start.ids(),
        deadline: Arc::new(InvocationDeadline::default()),
        watch: Arc::new(Nobody),
    };
    let deps = Deps {
        store: start.evaluator_store()?,
        throttle: start.throttle()?,
        models,
        heard,
        plain_loopback,
    };
    baton_lambda::http::serve(async move |request| handle(&deps, request).await).await
}
