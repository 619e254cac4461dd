//! Requests and responses without any Lambda in them, so that endpoints run the same in a test.

use std::collections::BTreeMap;

use baton_domain::{Flaw, ReceiptKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Fault, Identity, Problem};

/// The largest JSON body that [`Request::json`] reads, in bytes.
pub const MAX_JSON_BYTES: usize = 64 * 1024;

const MAX_IDEMPOTENCY_KEY: usize = 255;

/// One HTTP request, as an endpoint sees it.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The method, in capitals.
    pub method: String,
    /// The path, decoded, without the query.
    pub path: String,
    /// The values of the route's parameters.
    pub path_parameters: BTreeMap<String, String>,
    /// The query; of a name that comes twice, the last value.
    pub query: BTreeMap<String, String>,
    /// The headers, with lower-case names.
    pub headers: BTreeMap<String, String>,
    /// The raw body, already decoded from base64.
    pub body: Vec<u8>,
    /// The verified claims of the agent's token; none on public endpoints.
    pub claims: Option<Map<String, Value>>,
}

impl Request {
    /// The value of a parameter of the route.
    ///
    /// # Errors
    ///
    /// Not found, where the route has no such parameter.
    pub fn path_parameter(&self, name: &str) -> Result<&str, Problem> {
        self.path_parameters
            .get(name)
            .map(String::as_str)
            .ok_or_else(Problem::not_found)
    }

    /// An id out of the path. A text that is no id of this kind names nothing: it is answered as
    /// a missing one.
    ///
    /// # Errors
    ///
    /// Not found.
    pub fn path_id<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.path_parameter(name)?
            .parse()
            .map_err(|_| Problem::not_found())
    }

    /// A header, by its lower-case name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The JSON body, which is an object.
    ///
    /// # Errors
    ///
    /// 415 where it is not said to be JSON, 413 where it is longer than [`MAX_JSON_BYTES`], 400
    /// where it is not JSON, 422 with the field where it is of another shape. None of them
    /// repeats what was sent.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        self.json_within(MAX_JSON_BYTES)
    }

    /// The same of a longer body: up to this many bytes.
    ///
    /// # Errors
    ///
    /// See [`Request::json`].
    pub fn json_within<T: DeserializeOwned>(&self, longest: usize) -> Result<T, Problem> {
        let said = self.header("content-type").unwrap_or_default();
        let essence = said.split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Problem::unsupported_media_type());
        }
        if self.body.len() > longest {
            return Err(Problem::payload_too_large(longest));
        }
        let json: Value =
            serde_json::from_slice(&self.body).map_err(|_| Problem::malformed_json())?;
        // A list would pass as an object whose fields come in order.
        if !json.is_object() {
            return Err(Problem::validation(
                "body",
                Fault::WrongForm,
                "Send a JSON object.",
            ));
        }
        serde_path_to_error::deserialize(json).map_err(|error| {
            let field = error.path().to_string();
            body_problem(&field, &error.into_inner())
        })
    }

    /// The JSON body, or what stands for one where none was sent.
    ///
    /// # Errors
    ///
    /// See [`Request::json`].
    pub fn json_or_default<T: DeserializeOwned + Default>(&self) -> Result<T, Problem> {
        if self.body.is_empty() {
            Ok(T::default())
        } else {
            self.json()
        }
    }

    /// Who asks.
    ///
    /// # Errors
    ///
    /// 401 without a verified token, 403 where the token names no tenant or no role.
    pub fn identity(&self) -> Result<Identity, Problem> {
        Identity::from_claims(self.claims.as_ref().ok_or_else(Problem::unauthorized)?)
    }

    /// The name under which this request is carried out at most once: the `Idempotency-Key`,
    /// within the agent and the endpoint. None where the header is absent.
    ///
    /// # Errors
    ///
    /// 422 where the key is not 1 to 255 visible ASCII characters; see [`Request::identity`].
    pub fn idempotency_key(&self) -> Result<Option<ReceiptKey>, Problem> {
        let Some(key) = self.header("idempotency-key") else {
            return Ok(None);
        };
        checked_key("Idempotency-Key", key)?;
        self.receipt(key).map(Some)
    }

    /// The receipt of a key that came with this request, within the agent and the endpoint.
    ///
    /// # Errors
    ///
    /// See [`Request::identity`].
    pub fn receipt(&self, key: &str) -> Result<ReceiptKey, Problem> {
        let agent = self.identity()?.actor.agent.id;
        Ok(ReceiptKey(format!(
            "{agent} {} {} {key}",
            self.method,
            self.route()
        )))
    }

    /// The path with each parameter's value replaced by its name.
    fn route(&self) -> String {
        let segments = self.path.split('/').map(|segment| {
            self.path_parameters
                .iter()
                .find(|(_, value)| value.as_str() == segment)
                .map_or_else(|| segment.to_owned(), |(name, _)| format!("{{{name}}}"))
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

/// Whether a text can be a key of a client's.
pub(crate) fn checked_key(field: &str, text: &str) -> Result<(), Problem> {
    match Flaw::of_key(text, MAX_IDEMPOTENCY_KEY) {
        None => Ok(()),
        Some(flaw) => {
            let detail = "Send 1 to 255 visible ASCII characters.";
            Err(Problem::validation(field, flaw.into(), detail))
        }
    }
}

/// What is wrong with a body, in words that never repeat what was sent: serde's own messages
/// quote the value.
fn body_problem(path: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    if let Some(rest) = message.strip_prefix("missing field `") {
        let name = rest.trim_end_matches('`');
        let field = match path {
            "." | "" => name.to_owned(),
            parent => format!("{parent}.{name}"),
        };
        return Problem::validation(field, Fault::Missing, "This field is required.");
    }
    let field = if matches!(path, "." | "") {
        "body"
    } else {
        path
    };
    if message.starts_with("unknown field") {
        return Problem::validation(field, Fault::UnknownField, "There is no such field.");
    }
    let Some((_, expected)) = message.rsplit_once(", expected ") else {
        let detail = "The value is not of the expected form.";
        return Problem::validation(field, Fault::WrongForm, detail);
    };
    let fault = if message.starts_with("unknown variant") {
        // Between grave accents, and nothing but words and commas around them.
        let options: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
        Fault::not_one_of(&options)
    } else {
        Fault::WrongForm
    };
    Problem::validation(field, fault, format!("Send {expected}."))
}

/// One HTTP response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// JSON.
    pub fn json<T: Serialize>(status: u16, value: &T) -> Self {
        match serde_json::to_vec(value) {
            Ok(body) => Self::with(status, "application/json", body),
            Err(_) => Problem::internal().into(),
        }
    }

    /// JSON that is already text.
    #[must_use]
    pub fn json_text(status: u16, body: impl Into<String>) -> Self {
        Self::with(status, "application/json", body.into().into_bytes())
    }

    /// JSON lines: each of these in a line of its own.
    pub fn json_lines<T: Serialize>(items: &[T]) -> Self {
        let mut body = vec![];
        for item in items {
            if serde_json::to_writer(&mut body, item).is_err() {
                return Problem::internal().into();
            }
            body.push(b'\n');
        }
        Self::with(200, "application/x-ndjson", body)
    }

    /// Plain text.
    #[must_use]
    pub fn text(status: u16, text: impl Into<String>) -> Self {
        Self::with(
            status,
            "text/plain; charset=utf-8",
            text.into().into_bytes(),
        )
    }

    /// Nothing (204).
    #[must_use]
    pub fn no_content() -> Self {
        Self {
            status: 204,
            headers: vec![("cache-control".into(), "no-store".into())],
            body: vec![],
        }
    }

    pub(crate) fn with(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        Self {
            status,
            headers: vec![
                ("content-type".into(), content_type.into()),
                ("cache-control".into(), "no-store".into()),
            ],
            body,
        }
    }

    /// The response with one more header, whose name is in lower case.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Body {
        #[allow(dead_code, reason = "only its reading is tested")]
        text: String,
        #[serde(default)]
        #[allow(dead_code, reason = "only its reading is tested")]
        urgency: Option<baton_domain::Urgency>,
    }

    fn request(content_type: &str, body: &str) -> Request {
        Request {
            headers: BTreeMap::from([("content-type".into(), content_type.into())]),
            body: body.as_bytes().to_vec(),
            ..Request::default()
        }
    }

    fn problem(body: &str) -> Value {
        let problem = request("application/json", body)
            .json::<Body>()
            .unwrap_err();
        serde_json::to_value(&problem).unwrap()
    }

    #[test]
    fn a_body_of_another_shape_names_its_field_and_repeats_nothing() {
        let missing = problem(r#"{"urgency":"low"}"#);
        assert_eq!(missing["status"], 422);
        assert_eq!(missing["errors"][0]["field"], "text");

        let wrong = problem(r#"{"text":["my secret"]}"#);
        assert_eq!(wrong["errors"][0]["field"], "text");

        let variant = problem(r#"{"text":"a","urgency":"my secret, expected x"}"#);
        assert_eq!(variant["errors"][0]["field"], "urgency");
        assert_eq!(
            variant["errors"][0]["detail"],
            "Send one of `low`, `medium`, `high`."
        );
        assert_eq!(variant["errors"][0]["code"], "not_one_of");
        let options = serde_json::json!(["low", "medium", "high"]);
        assert_eq!(variant["errors"][0]["options"], options);
        for (problem, code) in [
            (&missing, "missing"),
            (&wrong, "wrong_form"),
            (&problem(r#"{"text":"a","urgency":3}"#), "wrong_form"),
            (&problem(r#"{"text":"a","more":1}"#), "unknown_field"),
        ] {
            assert_eq!(problem["errors"][0]["code"], code);
        }
        let number = problem(r#"{"text":"a","urgency":3}"#);
        assert_eq!(number["errors"][0]["field"], "urgency");
        assert_eq!(
            problem(r#"{"text":"a","more":1}"#)["errors"][0]["field"],
            "more"
        );
        assert_eq!(problem(r#"["a","low"]"#)["errors"][0]["field"], "body");
        for answer in [wrong, variant] {
            assert!(!answer.to_string().contains("secret"), "{answer}");
        }
    }

    #[test]
    fn what_is_no_json_is_said_to_be_none() {
        assert_eq!(problem("{")["status"], 400);
        assert_eq!(problem(r#"{"text":"a"} b"#)["status"], 400);
        assert_eq!(problem("")["status"], 400);
        let form = request("text/plain", "{}").json::<Body>().unwrap_err();
        assert_eq!(form.status(), 415);
        let long = format!(r#"{{"text":"{}"}}"#, "a".repeat(MAX_JSON_BYTES));
        assert_eq!(problem(&long)["status"], 413);
        let with_charset = request("Application/JSON; charset=utf-8", r#"{"text":"a"}"#);
        assert!(with_charset.json::<Body>().is_ok());
    }

    #[test]
    fn an_idempotency_key_counts_within_its_agent_and_endpoint() {
        let with = |sub: &str, id: &str, verb: &str| Request {
            method: "POST".into(),
            path: format!("/v1/escalations/{id}/{verb}"),
            path_parameters: BTreeMap::from([("id".into(), id.into())]),
            headers: BTreeMap::from([("idempotency-key".into(), "k1".into())]),
            claims: serde_json::json!({
                "sub": sub, "custom:tenant": "acme", "cognito:groups": "[agent]", "name": "Ana",
            })
            .as_object()
            .cloned(),
            ..Request::default()
        };
        let ana = "11111111-2222-4333-8444-555555555555";
        let ben = "11111111-2222-4333-8444-555555555556";
        let key = with(ana, "esc_1", "take").idempotency_key().unwrap();
        assert_eq!(key, with(ana, "esc_2", "take").idempotency_key().unwrap());
        assert_ne!(
            key,
            with(ana, "esc_1", "release").idempotency_key().unwrap()
        );
        assert_ne!(key, with(ben, "esc_1", "take").idempotency_key().unwrap());

        let mut bad = with(ana, "esc_1", "take");
        bad.headers.insert("idempotency-key".into(), "a b".into());
        assert_eq!(bad.idempotency_key().unwrap_err().status(), 422);
        bad.headers.clear();
        assert_eq!(bad.idempotency_key().unwrap(), None);
    }
}
