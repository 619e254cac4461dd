//! The language that stories are told in, on a stack that runs.
//!
//! Every word waits for what it says, up to [`PATIENCE`], and fails the test with what it saw
//! instead. Customers, visitors and hired agents are fresh in every test, so that tests can run
//! beside each other.

#![expect(
    clippy::missing_panics_doc,
    reason = "every word of a story fails its test where it does not come true"
)]

mod agent;
mod answer;
mod aws;
mod company;
mod crew;
mod customer;
mod dashboard;
mod meter;
mod outputs;
mod sandbox;
mod visitor;
mod wait;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::OnceCell;

pub use agent::{Agent, Escalation};
pub use answer::Answer;
pub use aws::{Aws, Object};
pub use company::Company;
pub use customer::{Customer, Received, SentFile};
pub use dashboard::Dashboard;
pub use meter::{Hold, Meter, Request};
pub use outputs::{AgentLogin, ConnectionOutput, GroupOutput, Outputs, QueueOutput, TenantOutput};
pub use sandbox::Sandbox;
pub use visitor::Visitor;
pub use wait::{PATIENCE, eventually, eventually_within, holds_for};

/// How long a file is waited for: one that did not come at once comes again.
const FILE_PATIENCE: Duration = Duration::from_secs(150);

/// A running stack. Clones share everything.
#[derive(Clone)]
pub struct Stack(Arc<Shared>);

struct Shared {
    outputs: Outputs,
    http: reqwest::Client,
    observer: OnceCell<Agent>,
}

impl Stack {
    /// The stack whose addresses `scripts/dev` wrote.
    ///
    /// # Panics
    ///
    /// There is none: `BATON_OUTPUTS` or `.local/outputs.json` cannot be read.
    #[must_use]
    pub fn attach() -> Self {
        Self(Arc::new(Shared {
            outputs: Outputs::load(),
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap_or_default(),
            observer: OnceCell::new(),
        }))
    }

    /// What `scripts/dev` wrote.
    #[must_use]
    pub fn outputs(&self) -> &Outputs {
        &self.0.outputs
    }

    /// Sends HTTP requests.
    #[must_use]
    pub fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// The full address of a path of the API.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.outputs().api_url.trim_end_matches('/'))
    }

    /// Somebody with a number of their own who writes on the tenant's WhatsApp.
    #[must_use]
    pub fn customer(&self) -> Customer {
        Customer::new(self.clone(), self.outputs().whatsapp().clone())
    }

    /// Somebody who writes on the other tenant's WhatsApp.
    #[must_use]
    pub fn foreign_customer(&self) -> Customer {
        let connection = self.outputs().other_tenant.whatsapp().clone();
        Customer::new(self.clone(), connection)
    }

    /// Somebody who writes on the WhatsApp of the tenant with this kind of evaluator.
    ///
    /// # Panics
    ///
    /// There is no such tenant.
    #[must_use]
    pub fn customer_of_model(&self, kind: &str) -> Customer {
        let tenant = &self.outputs().model_tenants[kind];
        Customer::new(self.clone(), tenant.whatsapp().clone())
    }

    /// The administrator of the tenant with this kind of evaluator, signed in.
    pub async fn model_admin(&self, kind: &str) -> Agent {
        let tenant = &self.outputs().model_tenants[kind];
        let login = tenant.agent_with_role("admin").clone();
        Agent::sign_in(self.clone(), &tenant.tenant_id, login).await
    }

    /// Somebody who opened the tenant's website.
    pub async fn visitor(&self) -> Visitor {
        Visitor::arrive(self.clone(), &self.outputs().widget().id).await
    }

    /// Somebody who opened the other tenant's website.
    pub async fn foreign_visitor(&self) -> Visitor {
        let widget = &self.outputs().other_tenant.widget().id;
        Visitor::arrive(self.clone(), widget).await
    }

    /// A seeded agent, by how their email address begins, signed in.
    pub async fn agent(&self, who: &str) -> Agent {
        let login = self.outputs().agent(who).clone();
        Agent::sign_in(self.clone(), &self.outputs().tenant_id, login).await
    }

    /// A seeded agent of the other tenant with this role, signed in.
    pub async fn foreign_agent(&self, role: &str) -> Agent {
        let other = &self.outputs().other_tenant;
        let login = other.agent_with_role(role).clone();
        Agent::sign_in(self.clone(), &other.tenant_id, login).await
    }

    /// A seeded agent with this role, signed in.
    pub async fn agent_with_role(&self, role: &str) -> Agent {
        let login = self.outputs().agent_with_role(role).clone();
        Agent::sign_in(self.clone(), &self.outputs().tenant_id, login).await
    }

    /// An administrator who only looks on.
    pub async fn observer(&self) -> &Agent {
        self.0
            .observer
            .get_or_init(|| self.agent_with_role("admin"))
            .await
    }

    /// The Graph sandbox.
    #[must_use]
    pub fn sandbox(&self) -> Sandbox {
        Sandbox::new(self.http().clone(), &self.outputs().graph_sandbox_url)
    }

    /// The meter between the functions and AWS.
    #[must_use]
    pub fn meter(&self) -> Meter {
        Meter::new(self.http().clone(), &self.outputs().meter_url)
    }

    /// AWS itself, past the meter.
    #[must_use]
    pub fn aws(&self) -> Aws {
        Aws::new(self.http().clone(), self.outputs())
    }

    /// What stands in the queue for this customer, once something does.
    pub async fn queue_entry_for(&self, customer: &Customer) -> Escalation {
        self.entry_of(customer.address()).await
    }

    /// The live escalation of the contact with this address, once there is one.
    pub async fn entry_of(&self, address: &str) -> Escalation {
        let observer = self.observer().await;
        eventually(&format!("an escalation of {address}"), async || {
            let list = observer.lists("/v1/escalations?limit=100").await;
            list.into_iter()
                .find(|entry| entry["contact"]["address"] == address)
                .map(Escalation)
        })
        .await
    }

    /// The conversation of the contact with this address, once there is one.
    pub async fn conversation_of(&self, address: &str) -> Value {
        let observer = self.observer().await;
        eventually(&format!("a conversation of {address}"), async || {
            observer.finds_conversation_of(address).await
        })
        .await
    }

    /// All messages of a conversation, oldest first.
    pub async fn messages(&self, conversation_id: &str) -> Vec<Value> {
        self.observer().await.reads_history(conversation_id).await
    }

    /// What is kept of the file that came with this message of the tenant's, if anything is yet.
    pub async fn looks_for_file(&self, message: &Value) -> Option<Object> {
        let part = |name: &str| message[name].as_str().unwrap_or_default();
        let file = part("id").replacen("msg_", "fil_", 1);
        let tenant = &self.outputs().tenant_id;
        let key = format!("{tenant}/{}/{file}", part("conversation_id"));
        self.aws().object(&self.outputs().files_bucket, &key).await
    }

    /// What is kept of the file that came with this message, once something is.
    pub async fn keeps_file(&self, message: &Value) -> Object {
        let what = format!("the file of {} to be kept", message["id"]);
        eventually_within(FILE_PATIENCE, &what, async || {
            self.looks_for_file(message).await
        })
        .await
    }

    /// The letters that were sent to this address.
    pub async fn letters_to(&self, email: &str) -> Vec<Value> {
        self.aws()
            .letters()
            .await
            .into_iter()
            .filter(|letter| {
                letter["To"]
                    .as_array()
                    .is_some_and(|to| to.contains(&json!(email)))
            })
            .collect()
    }
}
