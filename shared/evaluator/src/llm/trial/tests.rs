use std::sync::Arc;

use baton_app::evaluator_settings::{EvaluatorKind, EvaluatorSettings};
use baton_app::ports::{EvaluatorKeys, LanguageModel, ModelAnswer, ModelError, ModelTurn};
use baton_http::Overhears;
use serde_json::json;

use super::super::Failure;
use super::super::testing::{
    API_KEY, Asked, Bench, CANARY, Scripted, Tools, answers, calls, settings,
};
use super::{Heard, QUESTION, Trial, trial};

/// A trial of a model that says this, of whose endpoint this was heard.
struct Bay {
    heard: Heard,
    tools: Arc<Tools>,
    model: Arc<Scripted>,
}

impl Bay {
    fn with(
        say: impl Fn(&Asked, usize) -> Result<ModelAnswer, ModelError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            heard: Heard::default(),
            tools: Tools::new(Some(json!({}))),
            model: Scripted::new(say),
        }
    }

    async fn tries(
        &self,
        settings: &EvaluatorSettings,
        keys: impl Into<Option<EvaluatorKeys>>,
    ) -> Trial {
        let bench = Bench::new(Arc::clone(&self.tools));
        let model: Arc<dyn LanguageModel> = Arc::<Scripted>::clone(&self.model);
        let models = bench.models(model);
        let tenant = "acme".parse().unwrap();
        let came = trial(&models, &self.heard, &tenant, settings, keys.into(), None).await;
        assert!(
            bench.told.0.lock().unwrap().is_empty(),
            "no customer fell back"
        );
        came
    }
}

fn keys() -> EvaluatorKeys {
    EvaluatorKeys {
        api_key: API_KEY.into(),
        api_origin: Some("https://models.example".into()),
        ..EvaluatorKeys::default()
    }
}

/// An endpoint that refuses with these words.
async fn refused(status: u16, body: &str) -> Trial {
    let heard = Arc::new(Heard::default());
    let (ear, body) = (Arc::clone(&heard), body.to_owned());
    let bay = Bay::with(move |_, _| {
        ear.answered(status, body.as_bytes());
        Err(ModelError::Refused { status })
    });
    let bench = Bench::new(Arc::clone(&bay.tools));
    let models = bench.models(Arc::<Scripted>::clone(&bay.model));
    let tenant = "acme".parse().unwrap();
    trial(&models, &heard, &tenant, &settings(), Some(keys()), None).await
}

#[tokio::test]
async fn a_model_that_works_answers_as_it_would_a_customer_but_without_tools() {
    let bay = Bay::with(|_, _| Ok(answers("Yes, it is working.", &["p1"])));
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!(came.failure, None);
    assert_eq!(came.reply.as_deref(), Some("Yes, it is working."));
    assert_eq!((came.usage.input, came.usage.output), (100, 20));
    assert_eq!(came.evaluator, "openai_compatible/scripted");
    let asked = &bay.model.asked()[0];
    assert!(asked.system.contains("asks for a refund"), "its own words");
    let names: Vec<&str> = asked.tools.iter().map(|tool| tool.name.as_str()).collect();
    assert_eq!(names, ["answer", "handoff"]);
    let [ModelTurn::User(last)] = asked.turns.as_slice() else {
        panic!()
    };
    assert!(last.contains(QUESTION) && last.contains("p1"), "{last}");
}

#[tokio::test]
async fn a_model_that_calls_a_person_has_answered() {
    let bay = Bay::with(|_, _| {
        Ok(calls(
            "handoff",
            json!({ "reason": "Nothing is known of that.", "type": "general", "urgency": "low" }),
        ))
    });
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!((came.failure, came.reply), (None, None));
    assert_eq!(came.detail.as_deref(), Some("Nothing is known of that."));
}

#[tokio::test]
async fn a_tool_of_the_tenants_is_never_called() {
    let bay = Bay::with(|_, _| Ok(calls("order_lookup", json!({ "order": "12345" }))));
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!(came.failure, Some(Failure::UnknownTool));
    assert_eq!(came.detail.as_deref(), Some("order_lookup"));
    assert!(bay.tools.called().is_empty());
}

#[tokio::test]
async fn an_endpoints_own_words_are_told_in_short() {
    let openai =
        json!({ "error": { "message": "Unsupported parameter:\n 'max_tokens'", "type": "x" } });
    for (status, body, told) in [
        (
            400,
            openai.to_string(),
            "400: Unsupported parameter: 'max_tokens'",
        ),
        (
            404,
            json!({ "error": "no such model" }).to_string(),
            "404: no such model",
        ),
        (
            403,
            json!({ "message": "no access" }).to_string(),
            "403: no access",
        ),
        (502, "<html>bad</html>".into(), "502"),
    ] {
        let came = refused(status, &body).await;
        assert_eq!(came.failure, Some(Failure::Refused));
        assert_eq!(came.detail.as_deref(), Some(told));
    }
    let long = json!({ "error": "x".repeat(1_000) }).to_string();
    let came = refused(400, &long).await;
    assert_eq!(came.detail.unwrap().len(), 300);
}

#[tokio::test]
async fn no_secret_is_told() {
    let quoted = json!({ "error": { "message": format!("Bad key {API_KEY}") } }).to_string();
    assert_eq!(refused(401, &quoted).await.detail, None);
    let ends = json!({ "error": { "message": "Incorrect API key: sk-H******Q2vX. See docs." } });
    let told = refused(401, &ends.to_string()).await.detail.unwrap();
    assert_eq!(told, "401: Incorrect API key: … See docs.");
    let only_its_end = json!({ "error": "The key ..Q2vX is wrong" }).to_string();
    let told = refused(401, &only_its_end).await.detail.unwrap();
    assert_eq!(told, "401: The key … is wrong");
    let canary = json!({ "error": format!("In your prompt: {CANARY}") }).to_string();
    assert_eq!(refused(400, &canary).await.detail, None);
    let leak = format!("Your key is {API_KEY}");
    let bay = Bay::with(move |_, _| Ok(answers(&leak, &["p1"])));
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!((came.failure, came.reply), (Some(Failure::Leaked), None));
}

#[tokio::test]
async fn words_where_a_tool_was_agreed_are_shown() {
    let bay = Bay::with(|_, _| {
        Ok(ModelAnswer {
            text: Some("Hello! How can I help?".into()),
            ..ModelAnswer::default()
        })
    });
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!(came.failure, Some(Failure::BadOutput));
    assert_eq!(came.detail.as_deref(), Some("Hello! How can I help?"));
}

#[tokio::test]
async fn a_key_is_tried_at_its_own_origin_and_nowhere_else() {
    let bay = Bay::with(|_, _| Ok(answers("Yes.", &["p1"])));
    let elsewhere = EvaluatorSettings {
        url: Some("https://evil.example/v1".into()),
        ..settings()
    };
    let came = bay.tries(&elsewhere, keys()).await;
    assert_eq!(came.failure, Some(Failure::KeyElsewhere));
    let came = bay.tries(&settings(), None).await;
    assert_eq!(came.failure, Some(Failure::NoKeys));
    assert!(bay.model.asked().is_empty());
    let bedrock = EvaluatorSettings {
        kind: EvaluatorKind::Bedrock,
        url: None,
        ..settings()
    };
    assert_eq!(bay.tries(&bedrock, keys()).await.failure, None);
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_is_not_there_is_told_of() {
    let bay = Bay::with(|_, _| Err(ModelError::Unreachable("looking up the name".into())));
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!(came.failure, Some(Failure::Unreachable));
    assert_eq!(came.detail.as_deref(), Some("looking up the name"));
    assert_eq!(bay.model.asked().len(), 2, "once more, as for a customer");
    let bay = Bay::with(|_, _| Err(ModelError::TimedOut));
    let came = bay.tries(&settings(), keys()).await;
    assert_eq!(came.detail.as_deref(), Some("no answer within 10000 ms"));
}
