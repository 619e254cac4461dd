//! Converse, against a small server on this machine.

use aws_credential_types::Credentials;
use baton_app::evaluator_settings::AnswerLimit;
use baton_app::ports::{ToolResult, ToolSpec};
use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::config::Surroundings;

struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }
}

/// Answers one request with this, and gives back what it was.
async fn asked(status: u16, answer: &str) -> (Result<ModelAnswer, ModelError>, String) {
    asked_so(status, answer, |_| {}).await
}

async fn asked_so(
    status: u16,
    answer: &str,
    change: impl FnOnce(&mut ModelCall<'_>),
) -> (Result<ModelAnswer, ModelError>, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let surroundings = Surroundings {
        region: Some("eu-west-1".into()),
        endpoint_url: Some(format!("http://{}/", listener.local_addr().unwrap())),
        function_name: Some("baton-test-evaluate".into()),
        credentials: Some(Credentials::new("AKID", "hush", None, None, "test")),
    };
    let bedrock = Bedrock::new(
        &Aws::new(surroundings.sdk_config_with_tls()),
        Arc::new(Still),
    );
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = vec![];
        let mut chunk = [0; 8192];
        while !String::from_utf8_lossy(&read).contains("inferenceConfig") {
            let count = stream.read(&mut chunk).await.unwrap();
            read.extend_from_slice(&chunk[..count]);
        }
        let answer = format!(
            "HTTP/1.1 {status} X\r\ncontent-length: {}\r\n\r\n{answer}",
            answer.len()
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8_lossy(&read).into_owned()
    };
    let turns = [
        ModelTurn::User("hello".into()),
        ModelTurn::Asked(vec![ToolCall {
            id: "c1".into(),
            name: "order".into(),
            arguments: json!({ "n": 1 }),
        }]),
        ModelTurn::Answered(vec![ToolResult {
            id: "c1".into(),
            text: "{}".into(),
            failed: true,
        }]),
    ];
    let tools = [ToolSpec {
        name: "order".into(),
        description: "d".into(),
        parameters: json!({ "type": "object" }),
    }];
    let mut call = ModelCall {
        place: ModelPlace::Bedrock {
            region: Some("us-east-1"),
        },
        model: "anthropic.claude-v1:0",
        system: "s",
        turns: &turns,
        tools: &tools,
        tool_choice: ToolChoice::Required,
        max_tokens: 100,
        answer_limit: AnswerLimit::MaxTokens,
        temperature: Some(0.2),
        within: Duration::from_secs(5),
    };
    change(&mut call);
    tokio::join!(bedrock.ask(call), server)
}

#[tokio::test]
async fn a_conversation_is_put_signed_and_its_answer_read() {
    let said = json!({
        "output": { "message": { "role": "assistant", "content": [
            { "reasoningContent": { "reasoningText": { "text": "hm" } } },
            { "text": "One moment." },
            { "toolUse": { "toolUseId": "t1", "name": "answer", "input": { "reply": "Yes." } } },
        ] } },
        "stopReason": "tool_use",
        "usage": { "inputTokens": 11, "outputTokens": 7, "totalTokens": 18 },
    });
    let (answer, request) = asked(200, &said.to_string()).await;
    let answer = answer.unwrap();
    assert_eq!(answer.text.as_deref(), Some("One moment."));
    assert_eq!(answer.calls[0].arguments, json!({ "reply": "Yes." }));
    assert_eq!((answer.usage.input, answer.usage.output), (11, 7));
    assert!(request.starts_with("POST /model/anthropic.claude-v1%3A0/converse HTTP/1.1"));
    let head = request.to_lowercase();
    assert!(head.contains(
        "authorization: aws4-hmac-sha256 credential=akid/20260302/us-east-1/bedrock/aws4_request"
    ));
    assert!(head.contains("app/baton-test-evaluate"));
    assert!(!head.contains("hush"));
    let body: Value = serde_json::from_str(request.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(
        body["messages"][2]["content"][0]["toolResult"]["status"],
        "error"
    );
    assert_eq!(body["toolConfig"]["toolChoice"], json!({ "any": {} }));
    assert_eq!(body["inferenceConfig"]["temperature"], 0.2);
}

#[tokio::test]
async fn a_model_is_asked_in_the_way_that_it_knows() {
    let body = |request: String| -> Value {
        serde_json::from_str(request.split("\r\n\r\n").nth(1).unwrap()).unwrap()
    };
    let asked_to = asked_so(200, "{}", |call| {
        call.temperature = None;
        call.tool_choice = ToolChoice::Auto;
    });
    let asked_to = body(asked_to.await.1);
    assert_eq!(asked_to["toolConfig"]["toolChoice"], json!({ "auto": {} }));
    assert_eq!(asked_to["inferenceConfig"], json!({ "maxTokens": 100 }));
    let plain = asked_so(200, "{}", |call| {
        call.tool_choice = ToolChoice::None;
        call.tools = &[];
    });
    assert_eq!(body(plain.await.1).get("toolConfig"), None);
}

#[tokio::test]
async fn failures_are_told_apart_by_what_can_be_done() {
    for (status, passes) in [
        (429, true),
        (424, true),
        (500, true),
        (400, false),
        (403, false),
    ] {
        let error = asked(status, "secret words").await.0.unwrap_err();
        assert_eq!(error.may_pass(), passes, "{status}");
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
    for garbage in ["", "{}", "[]", r#"{"output":{"message":{"content":"x"}}}"#] {
        let error = asked(200, garbage).await.0.unwrap_err();
        assert!(matches!(error, ModelError::Garbled), "{garbage}");
    }
}
