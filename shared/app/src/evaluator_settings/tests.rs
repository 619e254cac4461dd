use serde_json::json;

use super::*;

fn chat() -> EvaluatorSettings {
    EvaluatorSettings {
        kind: EvaluatorKind::OpenaiCompatible,
        model: Some("small".into()),
        url: Some("https://models.example/v1/chat/completions".into()),
        tools: vec![ToolSettings {
            name: "order_lookup".into(),
            description: "Finds an order".into(),
            parameters: json!({ "type": "object", "properties": { "order": { "type": "string" } } }),
            url: "https://shop.example/orders".into(),
            timeout_ms: 2_000,
        }],
        ..EvaluatorSettings::default()
    }
}

fn fields(settings: &EvaluatorSettings) -> Vec<String> {
    settings
        .problems(false)
        .into_iter()
        .map(|problem| problem.field)
        .collect()
}

fn changed(change: impl FnOnce(&mut EvaluatorSettings)) -> Vec<String> {
    let mut settings = chat();
    change(&mut settings);
    fields(&settings)
}

#[test]
fn proper_settings_have_no_problems() {
    assert!(fields(&EvaluatorSettings::default()).is_empty());
    assert!(fields(&chat()).is_empty());
    let bedrock = EvaluatorSettings {
        kind: EvaluatorKind::Bedrock,
        model: Some("anthropic.claude-3-haiku-20240307-v1:0".into()),
        region: Some("eu-west-1".into()),
        ..EvaluatorSettings::default()
    };
    assert!(fields(&bedrock).is_empty());
}

#[test]
fn each_field_is_named_that_is_not_as_it_must_be() {
    assert_eq!(changed(|s| s.model = None), ["model"]);
    assert_eq!(changed(|s| s.model = Some("a b".into())), ["model"]);
    assert_eq!(changed(|s| s.url = None), ["url"]);
    assert_eq!(changed(|s| s.region = Some("eu-west-1".into())), ["region"]);
    assert_eq!(
        changed(|s| s.instructions = "x".repeat(8_001)),
        ["instructions"]
    );
    assert_eq!(changed(|s| s.temperature = Some(f64::NAN)), ["temperature"]);
    assert!(changed(|s| s.temperature = None).is_empty());
    let newer = AnswerLimit::MaxCompletionTokens;
    assert!(changed(|s| s.answer_limit = newer).is_empty());
    assert_eq!(
        changed(|s| {
            s.answer_limit = newer;
            s.kind = EvaluatorKind::Bedrock;
            s.url = None;
        }),
        ["answer_limit"]
    );
    assert_eq!(
        changed(|s| s.tool_choice = ToolChoice::None),
        ["tool_choice"]
    );
    let without = |s: &mut EvaluatorSettings| {
        s.tool_choice = ToolChoice::None;
        s.tools.clear();
    };
    assert!(changed(without).is_empty());
    assert_eq!(changed(|s| s.max_tokens = 1), ["max_tokens"]);
    assert_eq!(changed(|s| s.timeout_ms = 0), ["timeout_ms"]);
    assert!(changed(|s| s.timeout_ms = 28_500).is_empty());
    assert_eq!(changed(|s| s.timeout_ms = 28_501), ["timeout_ms"]);
    assert_eq!(changed(|s| s.input_price = -1.0), ["input_price"]);
    assert_eq!(
        changed(|s| s.output_price = f64::INFINITY),
        ["output_price"]
    );
    assert_eq!(
        changed(|s| s.tools[0].name = "handoff".into()),
        ["tools[0].name"]
    );
    assert_eq!(
        changed(|s| s.tools[0].name = "a b".into()),
        ["tools[0].name"]
    );
    assert_eq!(
        changed(|s| s.tools.push(s.tools[0].clone())),
        ["tools[1].name"]
    );
    assert_eq!(
        changed(|s| s.tools[0].parameters = json!({})),
        ["tools[0].parameters.type"]
    );
    assert_eq!(
        changed(|s| s.tools[0].timeout_ms = 1),
        ["tools[0].timeout_ms"]
    );
    assert_eq!(changed(|s| s.kind = EvaluatorKind::Bedrock), ["url"]);
}

#[test]
fn what_is_wrong_with_a_field_is_told_apart() {
    let flaw = |change: &dyn Fn(&mut EvaluatorSettings)| {
        let mut settings = chat();
        change(&mut settings);
        settings.problems(false).remove(0).flaw
    };
    let url = |url: &str| flaw(&|s| s.url = Some(url.into()));
    assert_eq!(url(""), Flaw::Missing);
    assert_eq!(url("http://models.example/"), Flaw::NotHttps);
    assert_eq!(url("https://me@models.example/"), Flaw::NotAnAddress);
    let long = format!("https://models.example/{}", "a".repeat(2_000));
    assert_eq!(url(&long), Flaw::TooLong { at_most: 2_000 });

    let tool = |name: &str| flaw(&|s| s.tools[0].name = name.into());
    assert_eq!(tool(""), Flaw::Missing);
    assert_eq!(tool("handoff"), Flaw::AlreadyUsed);
    assert_eq!(tool("a b"), Flaw::NotAToolName);
    assert_eq!(
        flaw(&|s| s.tools.push(s.tools[0].clone())),
        Flaw::AlreadyUsed
    );
    assert_eq!(
        flaw(&|s| s.tools[0].description = "x".repeat(1_001)),
        Flaw::TooLong { at_most: 1_000 }
    );

    assert_eq!(flaw(&|s| s.model = Some("a b".into())), Flaw::NotAscii);
    let decision = Flaw::OutOfRange {
        at_least: 500,
        at_most: 28_500,
    };
    assert_eq!(flaw(&|s| s.timeout_ms = 28_501), decision);
    let elsewhere = |s: &mut EvaluatorSettings| s.region = Some("eu-west-1".into());
    assert_eq!(flaw(&elsewhere), Flaw::DoesNotFit);
}

#[test]
fn addresses_are_secure_or_of_this_machine_where_that_is_allowed() {
    for url in [
        "http://models.example/",
        "ftp://models.example/",
        "https://",
        "https://user:secret@models.example/",
        "https://models.example/#top",
        "https://models.example\\@evil.example/",
        "http://127.0.0.1:9/",
        "https://models.example/ b",
    ] {
        assert_eq!(changed(|s| s.url = Some(url.into())), ["url"], "{url}");
    }
    let local = |url: &str| {
        let settings = EvaluatorSettings {
            url: Some(url.into()),
            ..chat()
        };
        settings.problems(true).is_empty()
    };
    assert!(
        local("http://127.0.0.1:9/v1") && local("http://localhost/") && local("http://[::1]:9/")
    );
    assert!(!local("http://127.0.0.1.evil.example/") && !local("http://10.0.0.1/"));
}

#[test]
fn a_price_is_for_a_million_tokens() {
    let settings = EvaluatorSettings {
        input_price: 0.25,
        output_price: 1.25,
        ..chat()
    };
    let usage = Usage {
        input: 1_000,
        output: 101,
    };
    assert_eq!(settings.cost_micros(usage), 377);
    assert_eq!(chat().cost_micros(usage), 0);
}

#[test]
fn a_row_without_later_fields_is_read() {
    let read: EvaluatorSettings =
        serde_json::from_value(json!({ "kind": "bedrock", "model": "m", "pk": "acme" })).unwrap();
    assert_eq!(read.kind, EvaluatorKind::Bedrock);
    assert_eq!(read.max_tokens, 800);
    assert_eq!(read.temperature, Some(0.2));
    assert_eq!(read.answer_limit, AnswerLimit::MaxTokens);
    assert_eq!(read.tool_choice, ToolChoice::Required);
    let none: EvaluatorSettings = serde_json::from_value(
        serde_json::to_value(EvaluatorSettings {
            temperature: None,
            ..read
        })
        .unwrap(),
    )
    .unwrap();
    assert_eq!(none.temperature, None, "as it was kept");
}
