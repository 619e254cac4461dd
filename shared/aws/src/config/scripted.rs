//! AWS as a test wants it to answer.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use serde_json::Value;

use super::{Aws, Surroundings};

/// Answers given one after another, and the requests that they answered.
#[derive(Debug, Clone)]
pub(crate) struct Script(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    answers: VecDeque<(u16, String)>,
    requests: Vec<String>,
    paths: Vec<String>,
    user_agents: Vec<String>,
}

impl Script {
    pub(crate) fn new<T: ToString>(answers: impl IntoIterator<Item = (u16, T)>) -> Self {
        let answers = answers.into_iter();
        Self(Arc::new(Mutex::new(State {
            answers: answers
                .map(|(status, body)| (status, body.to_string()))
                .collect(),
            requests: vec![],
            paths: vec![],
            user_agents: vec![],
        })))
    }

    /// Clients that get these answers.
    pub(crate) fn aws(&self) -> Aws {
        let surroundings = Surroundings {
            region: Some("eu-west-1".into()),
            function_name: Some("baton/test".into()),
            credentials: Some(Credentials::new("id", "secret", None, None, "test")),
            ..Surroundings::default()
        };
        Aws::new(surroundings.sdk_config(SharedHttpClient::new(self.clone())))
    }

    /// The bodies that were sent.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.0.lock().unwrap().requests.clone()
    }

    /// The paths that they were sent to.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.0.lock().unwrap().paths.clone()
    }

    /// What they called themselves.
    pub(crate) fn user_agents(&self) -> Vec<String> {
        self.0.lock().unwrap().user_agents.clone()
    }

    /// The bodies that were sent, as JSON.
    pub(crate) fn json_requests(&self) -> Vec<Value> {
        let requests = self.requests();
        let parsed = requests.iter().map(|body| serde_json::from_str(body));
        parsed.collect::<Result<_, _>>().unwrap()
    }
}

impl HttpConnector for Script {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let mut state = self.0.lock().unwrap();
        let body = request.body().bytes().unwrap_or_default();
        state
            .requests
            .push(String::from_utf8_lossy(body).into_owned());
        let user_agent = request.headers().get("user-agent").unwrap_or_default();
        state.user_agents.push(user_agent.to_owned());
        let path = request
            .uri()
            .split("://")
            .nth(1)
            .and_then(|rest| rest.find('/').map(|at| rest[at..].to_owned()));
        state.paths.push(path.unwrap_or_default());
        let (status, body) = state.answers.pop_front().expect("a request too many");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(
            StatusCode::try_from(status).unwrap(),
            body.into(),
        )))
    }
}

impl HttpClient for Script {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}
