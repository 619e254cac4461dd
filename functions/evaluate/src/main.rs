//! Wires `evaluate` to its environment.

use std::sync::Arc;

use baton_app::ports::Deadline;
use baton_app::receive::Reception;
use baton_domain::TenantId;
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::llm::{ChatModel, Evaluators, Failure, Models, Watch, WebhookTools};
use baton_http::{HttpClient, Reach};
use baton_lambda::{Error, InvocationDeadline, Metric, Metrics, Startup, Variable, sqs};
use evaluate::{Deps, handle};

/// As many as a batch has at most: a contact whose model is slow holds up no other one.
const CONTACTS_AT_ONCE: usize = 10;

/// Counts models that failed.
struct Counted(Metrics);

impl Watch for Counted {
    fn fell_back(&self, tenant: &TenantId, _: Failure) {
        self.0.count_for(Metric::ModelFailures, 1, tenant);
    }
}

fn evaluators(start: &Startup, deadline: Arc<dyn Deadline>) -> Result<Evaluators, Error> {
    let reach = if start.config().allows_loopback()? {
        Reach::PublicOrLoopback
    } else {
        Reach::Public
    };
    let embedded = EmbeddedEvaluator::at(start.config().get(Variable::EncoderPath));
    let models = Models {
        bedrock: start.bedrock(),
        bedrock_models: start.bedrock_models()?,
        chat: Arc::new(ChatModel::new(HttpClient::default(), reach)),
        tools: Arc::new(WebhookTools::new(HttpClient::default(), reach)),
        keyring: start.evaluator_keyring()?,
        clock: start.clock(),
        ids: start.ids(),
        deadline,
        watch: Arc::new(Counted(start.metrics())),
    };
    Ok(Evaluators::new(
        embedded.with_passages(start.passages()),
        models,
    ))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let start = Startup::begin()?;
    let deadline: Arc<InvocationDeadline> = Arc::default();
    let deps = Deps {
        reception: Reception {
            conversations: start.conversations()?,
            directory: start.directory_without_secrets()?,
            evaluator: Arc::new(evaluators(
                &start,
                Arc::<InvocationDeadline>::clone(&deadline),
            )?),
            clock: start.clock(),
            ids: start.ids(),
        },
        metrics: start.metrics(),
    };
    Box::pin(sqs::serve_groups(
        deadline,
        CONTACTS_AT_ONCE,
        start.config().inbound_max_receives()?,
        async move |record| Box::pin(handle(&deps, record)).await,
    ))
    .await
}
