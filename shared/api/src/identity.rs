//! Who asks, out of the verified claims of an ID token.

use baton_domain::{Actor, AgentId, AgentRef, Role, TenantId};
use serde_json::{Map, Value};
use ulid::Ulid;

use crate::Problem;

/// An agent as their token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Their tenant; the only source of it.
    pub tenant: TenantId,
    /// Who they are and what they may do.
    pub actor: Actor,
    /// Their email address.
    pub email: Option<String>,
}

/// What customers read of an agent whose token has no name.
const NAMELESS: &str = "Support";

impl Identity {
    /// The identity behind the claims `sub`, `custom:tenant`, `cognito:groups`, `name`, `email`.
    ///
    /// # Errors
    ///
    /// 401 where the subject is no UUID; 403 where there is no tenant, or no group that is a role.
    pub fn from_claims(claims: &Map<String, Value>) -> Result<Self, Problem> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let id = text("sub")
            .and_then(agent_id)
            .ok_or_else(Problem::unauthorized)?;
        let tenant = text("custom:tenant")
            .and_then(|tenant| tenant.parse().ok())
            .ok_or_else(|| {
                Problem::forbidden("Ask an administrator to add your account to a company.")
            })?;
        let role = role(claims.get("cognito:groups")).ok_or_else(|| {
            Problem::forbidden("Ask an administrator for the role of an agent, lead or admin.")
        })?;
        let name = text("name")
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .unwrap_or(NAMELESS);
        Ok(Self {
            tenant,
            actor: Actor {
                agent: AgentRef {
                    id,
                    name: name.to_owned(),
                },
                role,
            },
            email: text("email").map(str::to_owned),
        })
    }

    /// Requires a role, or one above it.
    ///
    /// # Errors
    ///
    /// 403, saying which role.
    pub fn require(&self, role: Role) -> Result<(), Problem> {
        if self.actor.role >= role {
            return Ok(());
        }
        Err(Problem::forbidden(match role {
            Role::Agent => "This needs the role of an agent.",
            Role::Lead => "This needs a lead or an administrator.",
            Role::Admin => "This needs an administrator.",
        }))
    }
}

/// The id of the agent whose user pool subject (a UUID) this is.
#[must_use]
pub fn agent_id(subject: &str) -> Option<AgentId> {
    let digits = subject.replace('-', "");
    if subject.len() != 36 || digits.len() != 32 || digits.starts_with('+') {
        return None;
    }
    let bits = u128::from_str_radix(&digits, 16).ok()?;
    Some(AgentId::from_ulid(Ulid(bits)))
}

/// The highest role among the groups, which API Gateway renders as `[a b]` and tokens hold as a
/// list.
fn role(groups: Option<&Value>) -> Option<Role> {
    let names: Vec<&str> = match groups? {
        Value::String(text) => text
            .trim_matches(['[', ']'])
            .split([' ', ','])
            .map(|name| name.trim_matches('"'))
            .collect(),
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    names
        .into_iter()
        .filter_map(|name| match name {
            "agent" => Some(Role::Agent),
            "lead" => Some(Role::Lead),
            "admin" => Some(Role::Admin),
            _ => None,
        })
        .max()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn identity(claims: &Value) -> Result<Identity, Problem> {
        Identity::from_claims(claims.as_object().unwrap())
    }

    fn claims(groups: &Value) -> Value {
        json!({
            "sub": "11111111-2222-4333-8444-555555555555", "custom:tenant": "acme",
            "cognito:groups": groups, "name": "Ana Sol", "email": "ana@example.com",
        })
    }

    #[test]
    fn the_highest_group_counts_however_the_gateway_renders_them() {
        for (groups, expected) in [
            (json!("[agent]"), Role::Agent),
            (json!("[agent lead]"), Role::Lead),
            (json!("admin"), Role::Admin),
            (json!(["lead", "agent", "chess-club"]), Role::Lead),
        ] {
            assert_eq!(identity(&claims(&groups)).unwrap().actor.role, expected);
        }
    }

    #[test]
    fn a_token_without_role_tenant_or_subject_opens_nothing() {
        assert_eq!(identity(&claims(&json!("[]"))).unwrap_err().status(), 403);
        for (name, value, status) in [
            ("cognito:groups", Value::Null, 403),
            ("custom:tenant", json!("a#b"), 403),
            ("custom:tenant", Value::Null, 403),
            ("sub", json!("ana"), 401),
            ("sub", Value::Null, 401),
        ] {
            let mut claims = claims(&json!("[admin]"));
            claims[name] = value;
            assert_eq!(identity(&claims).unwrap_err().status(), status, "{name}");
        }
    }

    #[test]
    fn a_role_opens_what_is_below_it() {
        let lead = identity(&claims(&json!("[lead]"))).unwrap();
        assert!(lead.require(Role::Agent).is_ok() && lead.require(Role::Lead).is_ok());
        assert_eq!(lead.require(Role::Admin).unwrap_err().status(), 403);
        assert_eq!(lead.actor.agent.name, "Ana Sol");
    }
}
