//! Functions behind the HTTP API.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use baton_api::{Problem, ProblemKind, Request, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::chain;
use crate::invocation::{self, Failed};
use crate::{Error, InvocationDeadline};

/// Serves routes of the HTTP API (payload format 2.0).
///
/// A problem is answered as `application/problem+json`. One of 500 and up is also logged, with
/// its causes. Every answer names its invocation in `x-request-id`, as the log lines do.
pub async fn serve<F>(handler: F) -> Result<(), Error>
where
    F: AsyncFn(Request) -> Result<Response, Problem> + 'static,
{
    serve_until(Arc::default(), handler).await
}

/// The same for a handler that wants to know how long it has: `deadline` tells it while a request
/// is handled.
pub async fn serve_until<F>(deadline: Arc<InvocationDeadline>, handler: F) -> Result<(), Error>
where
    F: AsyncFn(Request) -> Result<Response, Problem> + 'static,
{
    let handler = Arc::new(handler);
    invocation::serve(move |event: Event, context| {
        let handler = Arc::clone(&handler);
        deadline.begin(context.deadline);
        async move { Ok::<_, Failed>(answer(event, &context.request_id, &*handler).await) }
    })
    .await
}

async fn answer<F>(event: Event, request_id: &str, handler: &F) -> Reply
where
    F: AsyncFn(Request) -> Result<Response, Problem>,
{
    let result = match event.into_request() {
        Ok(request) => handler(request).await,
        Err(problem) => Err(problem),
    };
    let response = result.unwrap_or_else(|problem| {
        if problem.status() >= 500 {
            tracing::error!(
                status = problem.status(),
                error = chain(&problem),
                "the request failed"
            );
        } else {
            tracing::debug!(
                status = problem.status(),
                problem = problem.kind().slug(),
                "the request was refused"
            );
        }
        Response::from(problem)
    });
    Reply::from(response.header("x-request-id", request_id))
}

/// What API Gateway sends. Of the fields that Baton does not need, none is required, and the
/// claims may be of any shape: lists come as text (`[a b]`) from API Gateway and as lists from
/// others.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Event {
    raw_path: String,
    headers: Option<BTreeMap<String, String>>,
    query_string_parameters: Option<BTreeMap<String, String>>,
    path_parameters: Option<BTreeMap<String, String>>,
    request_context: RequestContext,
    body: Option<String>,
    is_base64_encoded: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RequestContext {
    http: HttpContext,
    authorizer: Option<Authorizer>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct HttpContext {
    method: String,
    path: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Authorizer {
    jwt: Option<Jwt>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Jwt {
    claims: Option<Map<String, Value>>,
}

impl Event {
    fn into_request(self) -> Result<Request, Problem> {
        let text = self.body.unwrap_or_default();
        let body = if self.is_base64_encoded {
            STANDARD.decode(text).map_err(|_| {
                Problem::new(
                    ProblemKind::MalformedJson,
                    "Send a body that arrives whole.",
                )
            })?
        } else {
            text.into_bytes()
        };
        let http = self.request_context.http;
        Ok(Request {
            method: http.method.to_ascii_uppercase(),
            path: if self.raw_path.is_empty() {
                http.path
            } else {
                self.raw_path
            },
            path_parameters: self.path_parameters.unwrap_or_default(),
            query: self.query_string_parameters.unwrap_or_default(),
            headers: self
                .headers
                .unwrap_or_default()
                .into_iter()
                .map(|(name, value)| (name.to_ascii_lowercase(), value))
                .collect(),
            body,
            claims: self
                .request_context
                .authorizer
                .and_then(|authorizer| authorizer.jwt)
                .and_then(|jwt| jwt.claims),
        })
    }
}

/// What API Gateway takes.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Reply {
    status_code: u16,
    headers: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cookies: Vec<String>,
    body: String,
    is_base64_encoded: bool,
}

impl From<Response> for Reply {
    fn from(response: Response) -> Self {
        let mut headers = BTreeMap::<String, String>::new();
        let mut cookies = vec![];
        for (name, value) in response.headers {
            let name = name.to_ascii_lowercase();
            if name == "set-cookie" {
                cookies.push(value);
            } else {
                headers
                    .entry(name)
                    .and_modify(|before| {
                        before.push_str(", ");
                        before.push_str(&value);
                    })
                    .or_insert(value);
            }
        }
        let (body, is_base64_encoded) = match String::from_utf8(response.body) {
            Ok(text) => (text, false),
            Err(error) => (STANDARD.encode(error.as_bytes()), true),
        };
        Self {
            status_code: response.status,
            headers,
            cookies,
            body,
            is_base64_encoded,
        }
    }
}

#[cfg(test)]
mod tests {
    use baton_app::ports::PortError;
    use serde_json::json;

    use super::*;

    fn event(value: Value) -> Event {
        serde_json::from_value(value).unwrap()
    }

    fn request(value: Value) -> Request {
        event(value).into_request().unwrap()
    }

    #[test]
    fn a_request_of_payload_format_2_is_understood() {
        let request = request(json!({
            "version": "2.0",
            "routeKey": "POST /v1/escalations/{id}/take",
            "rawPath": "/v1/escalations/esc_1/take",
            "rawQueryString": "a=b%20c",
            "headers": { "Content-Type": "application/json", "idempotency-key": "k" },
            "queryStringParameters": { "a": "b c" },
            "pathParameters": { "id": "esc_1" },
            "requestContext": {
                "accountId": "1", "apiId": "x", "stage": "$default", "requestId": "r",
                "time": "t", "timeEpoch": 1,
                "http": { "method": "POST", "path": "/v1/escalations/esc_1/take" },
                "authorizer": { "jwt": {
                    "claims": { "sub": "s", "custom:tenant": "acme", "cognito:groups": "[lead agent]" },
                    "scopes": null
                } }
            },
            "body": "{}",
            "isBase64Encoded": false
        }));
        assert_eq!(request.method, "POST");
        assert_eq!(request.path, "/v1/escalations/esc_1/take");
        assert_eq!(request.path_parameters["id"], "esc_1");
        assert_eq!(request.query["a"], "b c");
        assert_eq!(request.headers["content-type"], "application/json");
        assert_eq!(request.body, b"{}");
        assert_eq!(request.claims.unwrap()["cognito:groups"], "[lead agent]");
    }

    #[test]
    fn groups_may_come_as_a_list() {
        let request = request(json!({
            "requestContext": {
                "http": { "method": "GET", "path": "/v1/me" },
                "authorizer": { "jwt": { "claims": { "cognito:groups": ["lead"], "auth_time": 1 } } }
            }
        }));
        assert_eq!(request.claims.unwrap()["cognito:groups"], json!(["lead"]));
        assert_eq!(request.path, "/v1/me");
    }

    #[test]
    fn without_an_authorizer_there_are_no_claims() {
        for context in [
            json!({ "http": { "method": "GET", "path": "/" } }),
            json!({ "http": { "method": "GET", "path": "/" }, "authorizer": null }),
            json!({ "http": { "method": "GET", "path": "/" }, "authorizer": { "lambda": {} } }),
        ] {
            assert!(
                request(json!({ "requestContext": context }))
                    .claims
                    .is_none()
            );
        }
    }

    #[test]
    fn a_body_may_come_encoded_byte_for_byte() {
        let bytes = [0_u8, 159, 146, 150, 10];
        let request = request(json!({
            "requestContext": { "http": { "method": "POST", "path": "/" } },
            "body": STANDARD.encode(bytes),
            "isBase64Encoded": true
        }));
        assert_eq!(request.body, bytes);
    }

    #[tokio::test]
    async fn a_body_that_is_cut_off_is_the_callers_to_repeat() {
        let event = event(json!({
            "requestContext": { "http": { "method": "POST", "path": "/" } },
            "body": "a!",
            "isBase64Encoded": true
        }));
        let reply = answer(event, "r-1", &async |_| Ok(Response::no_content())).await;
        assert_eq!(reply.status_code, 400);
    }

    #[tokio::test]
    async fn a_problem_is_answered_as_one_and_names_its_request() {
        let reply = answer(
            Event::default(),
            "r-1",
            &async |_| Err(Problem::not_found()),
        )
        .await;
        assert_eq!(reply.status_code, 404);
        assert_eq!(reply.headers["content-type"], "application/problem+json");
        assert_eq!(reply.headers["x-request-id"], "r-1");
        let body: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(body["type"], "/problems/not-found");
    }

    #[tokio::test]
    async fn an_outage_is_answered_without_its_causes() {
        let reply = answer(Event::default(), "r-1", &async |_| {
            Err(PortError::new("reading the table `secret-name`", "refused").into())
        })
        .await;
        assert_eq!(reply.status_code, 503);
        assert!(!reply.body.contains("secret-name"));
    }

    #[test]
    fn headers_that_repeat_are_joined_and_cookies_are_not() {
        let response = Response::no_content()
            .header("vary", "origin")
            .header("Vary", "accept")
            .header("set-cookie", "a=1")
            .header("set-cookie", "b=2");
        let reply = Reply::from(response);
        assert_eq!(reply.headers["vary"], "origin, accept");
        assert_eq!(reply.cookies, ["a=1", "b=2"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_encoded() {
        let mut response = Response::no_content();
        response.body = vec![255, 0];
        let reply = Reply::from(response);
        assert!(reply.is_base64_encoded);
        assert_eq!(STANDARD.decode(reply.body).unwrap(), [255, 0]);
    }
}
