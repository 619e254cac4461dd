//! Who may do what: every operation of the published API without a token, with a wrong one, and in
//! every role.

use std::collections::BTreeMap;
use std::path::Path;

use baton_tests::story::{Agent, Answer, Stack};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{escalated, taken};

/// Every operation of agents that `docs/openapi.json` tells of, on things that are not there.
fn operations() -> Vec<(Method, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let text = std::fs::read_to_string(file).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut operations = vec![];
    for (path, methods) in document["paths"].as_object().unwrap() {
        if !path.starts_with("/v1/") {
            continue;
        }
        let kind = match path.split('/').nth(2) {
            Some("escalations") => "esc",
            Some("policies") => "pol",
            Some("simulations") => "sim",
            Some("articles") => "art",
            Some("agents") => "agt",
            Some("groups") => "grp",
            Some("connections") => "con",
            Some("contacts") => "ctc",
            _ => "cnv",
        };
        let path = path
            .replace("{id}", &format!("{kind}_01ARZ3NDEKTSV4RRFFQ69G5FAV"))
            .replace("{shortcut}", "never-was")
            .replace("{seq}", "1");
        assert!(!path.contains('{'), "{path}");
        for method in methods.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            operations.push((method, path.clone()));
        }
    }
    assert!(operations.len() >= 20, "{operations:?}");
    operations
}

/// Whether this is for leads and administrators only.
fn is_for_leads(method: &Method, path: &str) -> bool {
    let writes_articles = path.starts_with("/v1/articles") && path != "/v1/articles/ask";
    let arranges_people = path.starts_with("/v1/agents") || path.starts_with("/v1/groups");
    ((path.starts_with("/v1/policies") || writes_articles || arranges_people)
        && *method != Method::GET)
        || path.ends_with("/cancel")
        || matches!(path, "/v1/examples" | "/v1/unanswered")
}

async fn asks(stack: &Stack, method: &Method, path: &str, token: Option<&str>) -> Answer {
    let mut request = stack.http().request(method.clone(), stack.url(path));
    if *method != Method::GET {
        request = request.json(&json!({}));
    }
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    Answer::to(request).await
}

#[tokio::test]
async fn without_a_valid_token_every_operation_answers_401() {
    let stack = Stack::attach();
    let token = stack.agent_with_role("admin").await.token().to_owned();
    let (head, signature) = token.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
    for (method, path) in operations() {
        for token in [None, Some("nonsense"), Some(forged.as_str()), Some("")] {
            let answer = asks(&stack, &method, &path, token).await;
            assert_eq!(
                answer.status, 401,
                "{method} {path} with {token:?}: {}",
                answer.text
            );
        }
    }
}

/// Whether an operation is not for this role.
fn is_refused(role: &str, method: &Method, path: &str) -> bool {
    match (method.as_str(), path) {
        ("GET", "/v1/quota" | "/v1/evaluator")
        | (_, "/v1/settings")
        | ("PUT" | "DELETE", "/v1/canned-replies/never-was") => role == "agent",
        ("PATCH", path) if path.starts_with("/v1/contacts/") => role == "agent",
        ("POST", "/v1/quota/packs" | "/v1/evaluator/test")
        | ("PUT", "/v1/evaluator")
        | ("GET", "/v1/connections") => role != "admin",
        _ => false,
    }
}

#[tokio::test]
async fn every_role_may_ask_what_is_its_own_and_an_unknown_role_nothing() {
    let stack = Stack::attach();
    for role in ["agent", "lead", "admin"] {
        let agent = stack.agent_with_role(role).await;
        for (method, path) in operations() {
            let answer = asks(&stack, &method, &path, Some(agent.token())).await;
            if is_refused(role, &method, &path) || (role == "agent" && is_for_leads(&method, &path))
            {
                answer.is_problem(403);
                continue;
            }
            assert!(
                matches!(answer.status, 200 | 201 | 204 | 404 | 422),
                "{role}: {method} {path}: {} {}",
                answer.status,
                answer.text
            );
        }
    }
    let nobody = stack.without_role().await;
    for (method, path) in operations() {
        let answer = asks(&stack, &method, &path, Some(nobody.token())).await;
        assert!(
            matches!(answer.status, 401 | 403),
            "{method} {path}: {}",
            answer.text
        );
        answer.is_problem(answer.status);
    }
}

/// What each role is answered that does this to what a colleague has.
async fn on_a_colleagues(stack: &Stack, verb: &str, body: &Value) -> BTreeMap<&'static str, u16> {
    let [owner, other] = stack
        .outputs()
        .two_agents()
        .map(|login| login.email.clone());
    let owner = stack.agent(&owner).await;
    let mut answers = BTreeMap::new();
    for role in ["agent", "lead", "admin"] {
        let by = if role == "agent" {
            stack.agent(&other).await
        } else {
            stack.agent_with_role(role).await
        };
        let (_customer, entry) = taken(stack, &owner).await;
        let answer = by.tries(verb, &entry, body).await;
        answers.insert(role, answer.status);
        if answer.status >= 400 {
            answer.is_problem(answer.status);
            assert_eq!(owner.opens(&entry).await["status"], "open");
        }
        end(stack.observer().await, &entry).await;
    }
    answers
}

/// Ends it, whoever has it, unless it is over.
async fn end(by: &Agent, entry: &baton_tests::story::Escalation) {
    let answer = by.tries("close", entry, &json!({})).await;
    assert!(matches!(answer.status, 200 | 409), "{}", answer.text);
}

#[tokio::test]
async fn only_leads_and_administrators_act_on_what_a_colleague_has() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let group = json!({"group_id": stack.outputs().group().id});
    let agent = json!({"agent_id": lead.id});
    for (verb, body, refused) in [
        ("release", &json!({}), 409),
        ("transfer", &group, 409),
        ("assign", &agent, 403),
        ("return-to-bot", &json!({}), 409),
        ("close", &json!({}), 409),
    ] {
        let answers = on_a_colleagues(&stack, verb, body).await;
        let expected = [("admin", 200), ("agent", refused), ("lead", 200)];
        assert_eq!(answers, expected.into(), "{verb}");
    }
}

#[tokio::test]
async fn everybody_takes_and_only_leads_assign_from_the_queue() {
    let stack = Stack::attach();
    for (role, status) in [("agent", 403), ("lead", 200), ("admin", 200)] {
        let by = stack.agent_with_role(role).await;
        let to = stack.agent_with_role("lead").await;
        let (_customer, entry) = escalated(&stack).await;
        let answer = by
            .tries("assign", &entry, &json!({"agent_id": to.id}))
            .await;
        assert_eq!(answer.status, status, "{role}: {}", answer.text);
        end(stack.observer().await, &entry).await;
        let (_customer, entry) = escalated(&stack).await;
        by.takes(&entry).await;
        end(&by, &entry).await;
    }
}
