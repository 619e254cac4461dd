//! `.local/outputs.json`, which tells where everything is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

/// What `scripts/dev` writes.
#[derive(Debug, Clone, Deserialize)]
pub struct Outputs {
    /// The HTTP API.
    pub api_url: String,
    /// The WebSocket API.
    pub ws_url: String,
    /// AWS.
    pub aws_endpoint_url: String,
    /// The region.
    pub region: String,
    /// The user pool.
    pub user_pool_id: String,
    /// Its client.
    pub client_id: String,
    /// The demo tenant.
    pub tenant_id: String,
    /// Its agents.
    pub agents: Vec<AgentLogin>,
    /// Its groups.
    #[serde(default)]
    pub groups: Vec<GroupOutput>,
    /// Its connections.
    pub connections: Vec<ConnectionOutput>,
    /// The Graph sandbox.
    pub graph_sandbox_url: String,
    /// The meter.
    pub meter_url: String,
    /// Table names by what they hold: `conversations`, `directory`, `receipts`, `sockets`.
    pub tables: BTreeMap<String, String>,
    /// The bucket of conversations' files.
    pub files_bucket: String,
    /// Queues by what they are for: `inbound`, `inbound_dead`, …
    pub queues: BTreeMap<String, QueueOutput>,
    /// What the names of all functions begin with.
    pub function_prefix: String,
    /// A tenant that the first one must never meet.
    pub other_tenant: TenantOutput,
    /// The stand-in for a language model.
    pub model_sandbox_url: String,
    /// Tenants with an evaluator of their own, by its kind.
    pub model_tenants: BTreeMap<String, TenantOutput>,
}

/// A queue.
#[derive(Debug, Clone, Deserialize)]
pub struct QueueOutput {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// Another tenant.
#[derive(Debug, Clone, Deserialize)]
pub struct TenantOutput {
    /// Its name.
    pub tenant_id: String,
    /// Its agents.
    pub agents: Vec<AgentLogin>,
    /// Its connections.
    pub connections: Vec<ConnectionOutput>,
}

/// A team of the demo tenant's.
#[derive(Debug, Clone, Deserialize)]
pub struct GroupOutput {
    /// The team.
    pub id: String,
    /// What people call it.
    pub name: String,
}

/// How an agent signs in.
#[derive(Debug, Clone, Deserialize)]
pub struct AgentLogin {
    /// The agent.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their user name.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Their role: `agent`, `lead` or `admin`.
    pub role: String,
}

/// A channel account.
#[derive(Debug, Clone, Deserialize)]
pub struct ConnectionOutput {
    /// The connection.
    pub id: String,
    /// Its channel: `whatsapp` or `widget`.
    pub channel: String,
    /// WhatsApp's id of its number.
    #[serde(default)]
    pub phone_number_id: Option<String>,
    /// The key of its webhooks' signatures.
    #[serde(default)]
    pub app_secret: Option<String>,
    /// What Meta presents at the handshake.
    #[serde(default)]
    pub verify_token: Option<String>,
    /// Where its webhooks go.
    #[serde(default)]
    pub webhook_url: Option<String>,
}

#[expect(
    clippy::panic,
    reason = "a story without a stack, or on one that lacks something, fails its test"
)]
impl Outputs {
    pub(super) fn load() -> Self {
        let path = std::env::var_os("BATON_OUTPUTS").map_or_else(
            || {
                PathBuf::from(concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/../.local/outputs.json"
                ))
            },
            PathBuf::from,
        );
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!(
                "no stack runs here ({}: {error}); start one with scripts/dev",
                path.display()
            )
        });
        serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{} is not as agreed: {error}", path.display()))
    }

    /// The tenant's WhatsApp connection.
    ///
    /// # Panics
    ///
    /// It has none.
    #[must_use]
    pub fn whatsapp(&self) -> &ConnectionOutput {
        on_channel(&self.connections, "whatsapp")
    }

    /// The tenant's website widget.
    ///
    /// # Panics
    ///
    /// It has none.
    #[must_use]
    pub fn widget(&self) -> &ConnectionOutput {
        on_channel(&self.connections, "widget")
    }

    /// The agent whose email address begins like this.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn agent(&self, who: &str) -> &AgentLogin {
        self.agents
            .iter()
            .find(|agent| agent.email.starts_with(who))
            .unwrap_or_else(|| panic!("no agent's email begins with {who}"))
    }

    /// An agent with this role.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn agent_with_role(&self, role: &str) -> &AgentLogin {
        with_role(&self.agents, role, 0)
    }

    /// A group.
    ///
    /// # Panics
    ///
    /// There is none.
    #[must_use]
    pub fn group(&self) -> &GroupOutput {
        self.groups
            .first()
            .unwrap_or_else(|| panic!("the tenant has no groups"))
    }

    /// Two agents with the role `agent`.
    ///
    /// # Panics
    ///
    /// There are not that many.
    #[must_use]
    pub fn two_agents(&self) -> [&AgentLogin; 2] {
        [0, 1].map(|place| with_role(&self.agents, "agent", place))
    }

    /// The name of a table.
    ///
    /// # Panics
    ///
    /// There is no such table.
    #[must_use]
    pub fn table(&self, what: &str) -> &str {
        self.tables
            .get(what)
            .unwrap_or_else(|| panic!("the outputs name no table for {what}"))
    }

    /// The address of a queue.
    ///
    /// # Panics
    ///
    /// There is no such queue.
    #[must_use]
    pub fn queue(&self, what: &str) -> &str {
        self.queues.get(what).map_or_else(
            || panic!("the outputs name no queue for {what}"),
            |queue| &queue.url,
        )
    }
}

impl TenantOutput {
    /// Its WhatsApp connection.
    ///
    /// # Panics
    ///
    /// It has none.
    #[must_use]
    pub fn whatsapp(&self) -> &ConnectionOutput {
        on_channel(&self.connections, "whatsapp")
    }

    /// Its website's widget.
    ///
    /// # Panics
    ///
    /// It has none.
    #[must_use]
    pub fn widget(&self) -> &ConnectionOutput {
        on_channel(&self.connections, "widget")
    }

    /// One of its agents with this role, or any.
    ///
    /// # Panics
    ///
    /// It has none at all.
    #[must_use]
    pub fn agent_with_role(&self, role: &str) -> &AgentLogin {
        let fitting = self.agents.iter().find(|agent| agent.role == role);
        fitting.unwrap_or(&self.agents[0])
    }
}

#[expect(
    clippy::panic,
    reason = "a story on a stack that lacks something fails its test"
)]
fn on_channel<'a>(connections: &'a [ConnectionOutput], channel: &str) -> &'a ConnectionOutput {
    connections
        .iter()
        .find(|connection| connection.channel == channel)
        .unwrap_or_else(|| panic!("the tenant has no {channel} connection"))
}

#[expect(
    clippy::panic,
    reason = "a story on a stack that lacks something fails its test"
)]
fn with_role<'a>(agents: &'a [AgentLogin], role: &str, place: usize) -> &'a AgentLogin {
    agents
        .iter()
        .filter(|agent| agent.role == role)
        .nth(place)
        .unwrap_or_else(|| panic!("there are not {} agents with the role {role}", place + 1))
}
