//! Requests as agents make them, and the replies that they get.

use std::collections::BTreeMap;
use std::fmt::Display;

use baton_domain::{AgentRef, Role, TenantId};
use serde_json::{Map, Value, json};

use crate::{Problem, Request, Response};

/// An agent with their token's claims.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// Their tenant.
    pub tenant: TenantId,
    /// Who they are.
    pub agent: AgentRef,
    /// What they may do.
    pub role: Role,
    claims: Map<String, Value>,
}

impl Colleague {
    pub(super) fn new(tenant: &TenantId, name: &str, role: Role, number: u8) -> Self {
        let subject = format!("00000000-0000-4000-8000-0000000000{number:02x}");
        let group = match role {
            Role::Agent => "agent",
            Role::Lead => "lead",
            Role::Admin => "admin",
        };
        let claims = json!({
            "sub": subject,
            "custom:tenant": tenant.as_str(),
            "cognito:groups": format!("[{group}]"),
            "name": name,
            "email": format!("{}@example.com", name.to_lowercase()),
        });
        Self {
            tenant: tenant.clone(),
            agent: AgentRef {
                id: crate::identity::agent_id(&subject).unwrap(),
                name: name.to_owned(),
            },
            role,
            claims: claims.as_object().cloned().unwrap(),
        }
    }

    /// A request on a route, such as `POST`, `/v1/escalations/{id}/take`.
    #[must_use]
    pub fn asks(&self, method: &str, route: &str) -> Ask {
        Ask(Request {
            method: method.to_owned(),
            path: route.to_owned(),
            claims: Some(self.claims.clone()),
            ..Request::default()
        })
    }
}

/// A request in the making.
#[derive(Debug, Clone)]
pub struct Ask(Request);

impl Ask {
    /// About this.
    #[must_use]
    pub fn about(self, id: impl Display) -> Self {
        self.naming("id", id)
    }

    /// About what this parameter of the route names.
    #[must_use]
    pub fn naming(mut self, parameter: &str, value: impl Display) -> Self {
        let value = value.to_string();
        self.0.path = self.0.path.replace(&format!("{{{parameter}}}"), &value);
        self.0.path_parameters.insert(parameter.to_owned(), value);
        self
    }

    /// With this body.
    #[must_use]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "stories write `json!` in place"
    )]
    pub fn saying(mut self, body: Value) -> Self {
        self.0
            .headers
            .insert("content-type".into(), "application/json".into());
        self.0.body = body.to_string().into_bytes();
        self
    }

    /// Under this idempotency key.
    #[must_use]
    pub fn once(mut self, key: &str) -> Self {
        self.0
            .headers
            .insert("idempotency-key".into(), key.to_owned());
        self
    }

    /// With this parameter in the query.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Self {
        self.0.query.insert(name.to_owned(), value.to_string());
        self
    }

    /// The request.
    #[must_use]
    pub fn request(self) -> Request {
        self.0
    }
}

impl From<Ask> for Request {
    fn from(ask: Ask) -> Self {
        ask.0
    }
}

/// What an endpoint answered, as a client sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: BTreeMap<String, String>,
    /// The JSON; null where there is none.
    pub body: Value,
}

impl From<Result<Response, Problem>> for Reply {
    fn from(result: Result<Response, Problem>) -> Self {
        let response = result.unwrap_or_else(Response::from);
        Self {
            status: response.status,
            headers: response.headers.into_iter().collect(),
            body: if response.body.is_empty() {
                Value::Null
            } else {
                serde_json::from_slice(&response.body).unwrap()
            },
        }
    }
}

impl Reply {
    /// The body of a success.
    pub fn ok(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// The body of a problem of this kind.
    pub fn problem(self, status: u16, slug: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.body["type"], format!("/problems/{slug}"));
        self.body
    }

    /// A validation problem of this field.
    pub fn names(self, field: &str) {
        let body = self.problem(422, "validation");
        assert_eq!(body["errors"][0]["field"], field, "{body}");
    }

    /// A validation problem of these fields, each for this reason.
    pub fn refuses(self, faults: &[(&str, &str)]) -> Value {
        let body = self.problem(422, "validation");
        let errors = body["errors"].as_array().into_iter().flatten();
        let named = |it| (text(it, "field"), text(it, "code"));
        assert_eq!(errors.map(named).collect::<Vec<_>>(), faults, "{body}");
        body
    }
}

fn text<'a>(json: &'a Value, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_default()
}

/// Nobody gets anything who has no business here: without a token 401, without a role or a tenant
/// 403; and what belongs to another tenant is answered exactly as what does not exist.
pub async fn refuses_strangers(
    ask: Ask,
    outsider: &Colleague,
    call: impl AsyncFn(Request) -> Result<Response, Problem>,
) {
    let reply = async |request: Request| Reply::from(call(request).await);
    let request = ask.request();

    let mut anonymous = request.clone();
    anonymous.claims = None;
    reply(anonymous).await.problem(401, "unauthorized");
    for missing in ["cognito:groups", "custom:tenant"] {
        let mut incomplete = request.clone();
        if let Some(claims) = &mut incomplete.claims {
            claims.remove(missing);
        }
        reply(incomplete).await.problem(403, "forbidden");
    }

    let Some(id) = request.path_parameters.get("id").cloned() else {
        return;
    };
    let mut foreign = request.clone();
    foreign.claims = Some(outsider.claims.clone());
    let foreign = reply(foreign).await.problem(404, "not-found");
    let wrong = [other_time(&id), "1".into(), id.to_lowercase()];
    // An id without letters has no other case.
    for wrong in wrong.into_iter().filter(|wrong| *wrong != id) {
        let mut missing = request.clone();
        missing.path_parameters.insert("id".into(), wrong);
        assert_eq!(reply(missing).await.problem(404, "not-found"), foreign);
    }
}

/// An id that leads into the same thread and names nothing there.
fn other_time(id: &str) -> String {
    let (prefix, ulid) = id.split_once('_').unwrap();
    let (time, rest) = ulid.split_at(10);
    let other = if time == "0000000000" {
        "0000000001"
    } else {
        "0000000000"
    };
    format!("{prefix}_{other}{rest}")
}
