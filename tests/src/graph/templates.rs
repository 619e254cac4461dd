//! `GET /{version}/{account_id}/message_templates`: the templates of a WhatsApp Business Account.
//! Every account has the same ones, in parts of at most two, so that whoever reads the list has to
//! go on.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::sends::{has_bearer, refused};
use super::{Sandbox, shapes};

/// The most that one part holds.
const PART: usize = 2;

pub(super) fn routes() -> Router<Sandbox> {
    Router::new().route("/{version}/{account_id}/message_templates", get(templates))
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    after: Option<String>,
}

async fn templates(
    State(_): State<Sandbox>,
    Path((version, account)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    if !has_bearer(&headers) {
        return refused(StatusCode::UNAUTHORIZED, 190, "no access token");
    }
    if account != shapes::ACCOUNT {
        return refused(StatusCode::BAD_REQUEST, 100, "no such account");
    }
    let from = match asked.after.as_deref().map(str::parse::<usize>) {
        None => 0,
        Some(Ok(place)) => place,
        Some(Err(_)) => return refused(StatusCode::BAD_REQUEST, 100, "after is no cursor"),
    };
    let all: Vec<Value> = all()
        .into_iter()
        .filter(|template| {
            let status = asked.status.as_deref();
            status.is_none_or(|status| {
                template["status"]
                    .as_str()
                    .is_some_and(|is| is.eq_ignore_ascii_case(status))
            })
        })
        .collect();
    let part = asked.limit.unwrap_or(PART).clamp(1, PART);
    let until = from.saturating_add(part).min(all.len());
    let mut paging = json!({"cursors": {"before": from.to_string(), "after": until.to_string()}});
    if until < all.len() {
        let next = format!("https://graph.facebook.com/{version}/{account}/message_templates");
        paging["next"] = next.into();
    }
    let data = all.get(from..until).unwrap_or_default();
    Json(json!({"data": data, "paging": paging})).into_response()
}

/// A template of each sort: with numbered places, with named ones and buttons, without any, in
/// another language, one that is not approved, and one that nobody fills in by hand.
fn all() -> Vec<Value> {
    let template = |name: &str, language: &str, status: &str, format: &str, components: Value| {
        json!({
            "name": name, "language": language, "status": status, "category": "UTILITY",
            "parameter_format": format, "components": components, "id": "1387372356726668",
        })
    };
    vec![
        template(
            "order_update",
            "en_US",
            "APPROVED",
            "POSITIONAL",
            json!([
                {"type": "HEADER", "format": "TEXT", "text": "About your order"},
                {"type": "BODY", "text": "Hello {{1}}, your order {{2}} is on its way."},
                {"type": "FOOTER", "text": "Reply and a person answers."},
            ]),
        ),
        template(
            "order_update",
            "es",
            "APPROVED",
            "POSITIONAL",
            json!([{"type": "BODY", "text": "Hola {{1}}, tu pedido {{2}} va en camino."}]),
        ),
        template(
            "rejected_offer",
            "en_US",
            "REJECTED",
            "POSITIONAL",
            json!([
                {"type": "BODY", "text": "Buy now"},
            ]),
        ),
        template(
            "reopen",
            "en_US",
            "APPROVED",
            "POSITIONAL",
            json!([{"type": "BODY", "text": "We have news for you. May we go on here?"}]),
        ),
        template(
            "appointment",
            "en_US",
            "APPROVED",
            "NAMED",
            json!([
                {"type": "BODY", "text": "Your appointment is on {{day}} at {{time}}."},
                {"type": "BUTTONS", "buttons": [
                    {"type": "URL", "text": "Move it", "url": "https://shop.example/move/{{1}}"},
                    {"type": "QUICK_REPLY", "text": "Fine"},
                ]},
            ]),
        ),
        template(
            "where_we_are",
            "en_US",
            "APPROVED",
            "POSITIONAL",
            json!([
                {"type": "HEADER", "format": "LOCATION"},
                {"type": "BODY", "text": "Here we are."},
            ]),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve;

    #[tokio::test]
    async fn the_list_comes_in_parts_with_what_leads_on() {
        let sandbox = Sandbox::open(None).unwrap();
        let base = serve::in_background(sandbox.router()).await.unwrap();
        let http = reqwest::Client::new();
        let ask = async |path: &str| {
            let url = format!("{base}/v23.0/{path}");
            let answer = http.get(url).bearer_auth("token").send().await.unwrap();
            answer.json::<Value>().await.unwrap()
        };
        let path = format!(
            "{}/message_templates?status=APPROVED&limit=100",
            shapes::ACCOUNT
        );
        let mut names = vec![];
        let mut part = ask(&path).await;
        loop {
            let data = part["data"].as_array().unwrap();
            assert!(data.len() <= PART);
            names.extend(
                data.iter()
                    .map(|it| it["name"].as_str().unwrap().to_owned()),
            );
            if part.get("paging").and_then(|it| it.get("next")).is_none() {
                break;
            }
            let after = part["paging"]["cursors"]["after"]
                .as_str()
                .unwrap()
                .to_owned();
            part = ask(&format!("{path}&after={after}")).await;
        }
        let expected = [
            "order_update",
            "order_update",
            "reopen",
            "appointment",
            "where_we_are",
        ];
        assert_eq!(names, expected);
        let nobodys = ask("1/message_templates").await;
        assert_eq!(nobodys["error"]["code"], 100);
        let url = format!("{base}/v23.0/{}/message_templates", shapes::ACCOUNT);
        assert_eq!(http.get(url).send().await.unwrap().status(), 401);
    }
}
