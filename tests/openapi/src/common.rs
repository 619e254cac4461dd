//! What all endpoints have in common, and their annotations therefore leave out.

use baton_api::ProblemKind;
use serde_json::{Map, Value, json};

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

/// Writes whose repetition is known by something else than an `Idempotency-Key`.
const KEYLESS: [&str; 14] = [
    "createFile",
    "setPresence",
    "updateAgent",
    "updateGroup",
    "updateMe",
    "createMessage",
    "createWsTicket",
    "publishPolicy",
    "cancelSimulation",
    "publishArticle",
    "testEvaluator",
    "unpublishArticle",
    "importArticles",
    "askArticles",
];

/// Writes that may come without a body, which says nothing but defaults then.
const BODILESS: [&str; 4] = [
    "createPolicy",
    "publishPolicy",
    "closeEscalation",
    "returnEscalationToBot",
];

/// Adds problems, security and idempotency keys.
pub(crate) fn complete(document: &mut Value) {
    document["security"] = json!([{ "agent": [] }]);
    document["components"]["securitySchemes"] = json!({
        "agent": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "The ID token of the deployment's user pool, with `custom:tenant` and the groups `agent`, `lead`, `admin`.",
        },
        "widget_session": {
            "type": "http", "scheme": "bearer",
            "description": "The `session_token` of a website visitor.",
        },
    });
    document["components"]["schemas"]["Problem"] = problem_schema();
    let Some(paths) = document["paths"].as_object_mut() else {
        return;
    };
    for (path, item) in paths.iter_mut() {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
                complete_operation(path, method, operation);
            }
        }
    }
}

fn complete_operation(path: &str, method: &str, operation: &mut Map<String, Value>) {
    if let Some(text) = operation.get("description").and_then(Value::as_str) {
        let text = text.split("# Errors").next().unwrap_or_default().trim();
        if text.is_empty() {
            operation.remove("description");
        } else {
            let text = Value::String(text.to_owned());
            operation.insert("description".into(), text);
        }
    }
    if path.starts_with("/v1/") {
        complete_agents(method, operation);
    }
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (status, response) in responses.iter_mut() {
        if status.as_str() >= "400" && response.get("content").is_none() {
            response["content"] = json!({
                "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
            });
        }
    }
}

/// Agents' endpoints.
fn complete_agents(method: &str, operation: &mut Map<String, Value>) {
    let has_body = operation.contains_key("requestBody");
    let id = operation.get("operationId").and_then(Value::as_str);
    if id.is_some_and(|id| BODILESS.contains(&id)) {
        operation["requestBody"]["required"] = Value::Bool(false);
    }
    let mut parameters = match operation.remove("parameters") {
        Some(Value::Array(parameters)) => parameters,
        _ => vec![],
    };
    let has_query = parameters.iter().any(|it| it["in"] == "query");
    let is_keyed = matches!(method, "post" | "patch")
        && !operation
            .get("operationId")
            .and_then(Value::as_str)
            .is_some_and(|id| KEYLESS.contains(&id));
    if is_keyed {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
            "description": "The client's own name of this request: sent again under it, it is answered the same and carried out once.",
        }));
    }
    if !parameters.is_empty() {
        operation.insert("parameters".into(), Value::Array(parameters));
    }

    let mut problems = vec![
        ("401", "`unauthorized`"),
        (
            "403",
            "`forbidden`: the token names no tenant or role, or the role is not enough",
        ),
        ("503", "`unavailable`: repeat the request"),
    ];
    if has_body {
        problems.extend([
            ("400", "`malformed-json`"),
            ("413", "`payload-too-large`"),
            ("415", "`unsupported-media-type`"),
        ]);
    }
    if is_keyed {
        problems.push((
            "422",
            "`validation`, with `errors`; `idempotency-key-reused`",
        ));
    } else if has_body || has_query {
        problems.push(("422", "`validation`, with `errors`"));
    }
    let responses = operation
        .entry("responses")
        .or_insert_with(|| Value::Object(Map::new()));
    for (status, description) in problems {
        if responses.get(status).is_none() {
            responses[status] = json!({ "description": description });
        }
    }
}

fn problem_schema() -> Value {
    let types: Vec<String> = ProblemKind::ALL
        .iter()
        .map(|kind| format!("/problems/{}", kind.slug()))
        .collect();
    json!({
        "type": "object",
        "description": "An error, as RFC 9457 has it. Some types have members of their own.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string", "format": "uri-reference", "enum": types,
                "description": "What kind; stable." },
            "title": { "type": "string", "description": "The same for every problem of this type." },
            "status": { "type": "integer", "format": "int32", "description": "The HTTP status." },
            "detail": { "type": "string", "description": "What the caller can do." },
            "errors": {
                "type": "array", "description": "Of `validation`: which fields are wrong.",
                "items": { "$ref": "#/components/schemas/FieldFault" },
            },
            "assignee": {
                "description": "Of `escalation-taken` and `not-owner`: who has it.",
                "oneOf": [{ "$ref": "#/components/schemas/Assignee" }, { "type": "null" }],
            },
            "version": { "type": "integer", "format": "int64",
                "description": "Of `escalation-taken`: the escalation's version; of `stale-version`: the one that it has now." },
            "policy_status": { "$ref": "#/components/schemas/PolicyStatus",
                "description": "Of `policy-not-draft`: where it stands." },
            "live": {
                "type": "object", "description": "Of `policy-outdated`: the policy that is live.",
                "required": ["id", "number", "published_by", "published_at"],
                "properties": {
                    "id": { "type": "string" },
                    "number": { "type": ["integer", "null"], "format": "int64" },
                    "published_by": {
                        "oneOf": [{ "$ref": "#/components/schemas/Assignee" }, { "type": "null" }],
                    },
                    "published_at": { "type": ["string", "null"], "format": "date-time" },
                },
            },
            "agent": { "$ref": "#/components/schemas/Assignee",
                "description": "Of `at-capacity`: who has no room." },
            "mode": { "$ref": "#/components/schemas/Mode",
                "description": "Of `not-owner`: who may speak." },
            "escalation_id": { "type": "string",
                "description": "Of `already-escalated`: the live escalation." },
            "escalation_status": { "$ref": "#/components/schemas/EscalationStatus",
                "description": "Of `escalation-ended`: how it ended, where that is known." },
            "expired_at": { "type": "string", "format": "date-time",
                "description": "Of `window-closed`: when." },
            "last_seq": { "type": "integer", "format": "int64",
                "description": "Of `customer-wrote`: the conversation's last message." },
            "simulation_id": { "type": "string",
                "description": "Of `simulation-running`: the one that is not over." },
            "limit_bytes": { "type": "integer", "format": "int64",
                "description": "Of `payload-too-large`: the limit." },
            "limit_updates": { "type": "integer", "format": "int64",
                "description": "Of `payload-too-large`: how many updates a webhook may carry." },
            "code": { "type": "string",
                "description": "Of `provider-refused`: the provider's reason, by a stable name." },
            "lost": { "$ref": "#/components/schemas/Lost",
                "description": "Of `file-lost`: why." },
            "retry_after": { "type": "integer", "format": "int32",
                "description": "Of `rate-limited`: seconds to wait." },
        },
    })
}
