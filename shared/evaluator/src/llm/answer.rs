//! What a model says, read strictly: the two built-in tools and the tenant's own, and nothing else.

use baton_app::ports::{Brief, ModelAnswer, ToolCall, ToolSpec};
use baton_domain::{Sentiment, Topic, Urgency};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The tool with which a model answers.
pub(crate) const ANSWER: &str = "answer";
/// The tool with which it calls a person.
pub(crate) const HANDOFF: &str = "handoff";

/// How many tools a model may ask for at once.
const MOST_CALLS: usize = 4;
const LONGEST_REPLY: usize = 2_000;
pub(super) const LONGEST_SUMMARY: usize = 1_000;
/// The longest summary that an agent is shown; a model is told no more than that.
const SHOWN_SUMMARY: usize = 600;
/// How many characters of a model's reason for calling a person are shown, and of a question.
pub(super) const LONGEST_REASON: usize = 300;
const MOST_CITATIONS: usize = 16;

/// What a model said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Said {
    /// It answers.
    Answer(Box<Answered>),
    /// It calls a person. What it says of it may be unusable; that it calls is not.
    Handoff(Box<HandedOver>),
    /// It asks for tools of the tenant's.
    Tools(Vec<ToolCall>),
}

/// An answer, in the agreed form.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    pub(crate) reply: String,
    pub(crate) citations: Vec<String>,
    pub(crate) confidence: f64,
    pub(crate) sentiment: Sentiment,
    #[serde(rename = "type")]
    pub(crate) topic: Topic,
    pub(crate) urgency: Urgency,
    pub(crate) summary: String,
    #[serde(default)]
    pub(crate) open_question: Option<String>,
    #[serde(default)]
    pub(crate) suggested_reply: Option<String>,
}

/// A call for a person, in the agreed form.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandedOver {
    pub(crate) reason: String,
    #[serde(rename = "type")]
    pub(crate) topic: Topic,
    pub(crate) urgency: Urgency,
    #[serde(default)]
    pub(crate) summary: Option<String>,
    #[serde(default)]
    pub(crate) open_question: Option<String>,
    #[serde(default)]
    pub(crate) suggested_reply: Option<String>,
}

/// Why what a model said is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// It is not in the agreed form.
    Form,
    /// It asks for a tool that the tenant has not declared.
    UnknownTool,
}

/// Reads what a model said.
pub(crate) fn read(answer: ModelAnswer, declared: &[ToolSpec]) -> Result<Said, Unusable> {
    let mut calls = answer.calls;
    // A call for a person is heard whatever stands beside it.
    if let Some(call) = calls.iter().find(|call| call.name == HANDOFF) {
        return Ok(Said::Handoff(Box::new(handed_over(call.arguments.clone()))));
    }
    if calls.is_empty() {
        return text(answer.text.as_deref().unwrap_or_default());
    }
    if calls.len() > MOST_CALLS {
        return Err(Unusable::Form);
    }
    if calls.iter().any(|call| call.name == ANSWER) {
        return match (calls.pop(), calls.is_empty()) {
            (Some(call), true) => answered(call.arguments),
            _ => Err(Unusable::Form),
        };
    }
    let is_declared = |call: &ToolCall| declared.iter().any(|tool| tool.name == call.name);
    if calls.iter().all(is_declared) {
        Ok(Said::Tools(calls))
    } else {
        Err(Unusable::UnknownTool)
    }
}

/// The answer of a model that calls no tools: the arguments of `answer`, or an object that holds
/// those of `handoff` under that name, as JSON and nothing beside it.
fn text(text: &str) -> Result<Said, Unusable> {
    let value: Value = serde_json::from_str(text.trim()).map_err(|_| Unusable::Form)?;
    match value {
        Value::Object(mut members) if members.len() == 1 && members.contains_key(HANDOFF) => {
            let arguments = members.remove(HANDOFF).unwrap_or_default();
            Ok(Said::Handoff(Box::new(handed_over(arguments))))
        }
        value => answered(value),
    }
}

fn answered(arguments: Value) -> Result<Said, Unusable> {
    let answered: Answered = object(arguments).ok_or(Unusable::Form)?;
    let fits = is_text(&answered.reply, LONGEST_REPLY)
        && is_text(&answered.summary, LONGEST_SUMMARY)
        && (0.0..=1.0).contains(&answered.confidence)
        && answered.citations.len() <= MOST_CITATIONS
        && both_fit(
            answered.open_question.as_ref(),
            answered.suggested_reply.as_ref(),
        );
    if fits {
        Ok(Said::Answer(Box::new(answered)))
    } else {
        Err(Unusable::Form)
    }
}

/// What is not in the agreed form is dropped, and the person is called without it.
fn handed_over(arguments: Value) -> HandedOver {
    object::<HandedOver>(arguments)
        .filter(|handed| {
            is_text(&handed.reason, LONGEST_REASON)
                && handed
                    .summary
                    .as_ref()
                    .is_none_or(|summary| is_text(summary, LONGEST_SUMMARY))
                && both_fit(
                    handed.open_question.as_ref(),
                    handed.suggested_reply.as_ref(),
                )
        })
        .unwrap_or_default()
}

/// A list would pass as an object whose fields come in order.
pub(super) fn object<T: DeserializeOwned>(value: Value) -> Option<T> {
    value
        .is_object()
        .then(|| serde_json::from_value(value).ok())
        .flatten()
}

pub(super) fn both_fit(question: Option<&String>, reply: Option<&String>) -> bool {
    question.is_none_or(|question| is_text(question, LONGEST_REASON))
        && reply.is_none_or(|reply| is_text(reply, LONGEST_REPLY))
}

/// Words that can be shown: some, not too many, and none of them hidden.
pub(super) fn is_text(text: &str, longest: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= longest && !text.contains(is_hidden)
}

/// Control characters, and those that hide text or turn it round. Joiners stay: Persian and many
/// pictures are written with them.
pub(crate) fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
                | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

impl Answered {
    pub(crate) fn brief(&self) -> Brief {
        Brief {
            summary: Some(self.summary.clone()),
            open_question: self.open_question.clone(),
            suggested_reply: self.suggested_reply.clone(),
        }
    }
}

impl HandedOver {
    pub(crate) fn brief(&self) -> Brief {
        Brief {
            summary: self.summary.clone(),
            open_question: self.open_question.clone(),
            suggested_reply: self.suggested_reply.clone(),
        }
    }
}

fn text_of(longest: usize, what: &str) -> Value {
    json!({ "type": "string", "maxLength": longest, "description": what })
}

/// The schemas of what a colleague is told: a summary, the open question, a reply to edit.
pub(super) fn told() -> [Value; 3] {
    [
        text_of(
            SHOWN_SUMMARY,
            "What happened so far, for a colleague, in `colleague_language`; behind each sentence the message that says so, as in (#3).",
        ),
        text_of(
            LONGEST_REASON,
            "What the customer still wants to know, in `colleague_language`.",
        ),
        text_of(
            LONGEST_REPLY,
            "What a colleague could say next, in the customer's language, without promises.",
        ),
    ]
}

/// The two tools that every model has.
pub(crate) fn built_in() -> [ToolSpec; 2] {
    let topic = json!({ "type": "string", "enum": ["general", "technical", "billing", "refund"] });
    let urgency = json!({ "type": "string", "enum": ["low", "medium", "high"] });
    let [summary, open_question, suggested_reply] = told();
    let answer = json!({
        "type": "object",
        "properties": {
            "reply": text_of(LONGEST_REPLY, "What the customer reads, in the customer's language."),
            "citations": { "type": "array", "items": { "type": "string" }, "description": "The ids of the passages and tool results that the reply rests on." },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1, "description": "How surely the reply answers what was asked." },
            "sentiment": { "type": "string", "enum": ["positive", "neutral", "negative"] },
            "type": topic,
            "urgency": urgency,
            "summary": summary,
            "open_question": open_question,
            "suggested_reply": suggested_reply,
        },
        "required": ["reply", "citations", "confidence", "sentiment", "type", "urgency", "summary"],
        "additionalProperties": false,
    });
    let handoff = json!({
        "type": "object",
        "properties": {
            "reason": text_of(LONGEST_REASON, "Why a person is needed, in `colleague_language`, without addresses and with no name or number that nobody said."),
            "type": topic,
            "urgency": urgency,
            "summary": summary,
            "open_question": open_question,
            "suggested_reply": suggested_reply,
        },
        "required": ["reason", "type", "urgency"],
        "additionalProperties": false,
    });
    [
        ToolSpec {
            name: ANSWER.into(),
            description: "Answers the customer from passages and tool results.".into(),
            parameters: answer,
        },
        ToolSpec {
            name: HANDOFF.into(),
            description: "Calls a person for the customer.".into(),
            parameters: handoff,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(name: &str, arguments: Value) -> ModelAnswer {
        ModelAnswer {
            calls: vec![ToolCall {
                id: "1".into(),
                name: name.into(),
                arguments,
            }],
            ..ModelAnswer::default()
        }
    }

    fn good() -> Value {
        json!({
            "reply": "Yes.", "citations": ["p1"], "confidence": 0.9, "sentiment": "neutral",
            "type": "general", "urgency": "low", "summary": "A question.",
        })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut changed = good();
        changed[name] = value;
        changed
    }

    #[test]
    fn an_answer_is_read_as_a_tool_and_as_text() {
        let tool = read(call(ANSWER, good()), &[]).unwrap();
        let text = ModelAnswer {
            text: Some(good().to_string()),
            ..ModelAnswer::default()
        };
        assert_eq!(read(text, &[]).unwrap(), tool);
        assert!(matches!(tool, Said::Answer(_)));
    }

    #[test]
    fn whatever_is_not_in_the_agreed_form_is_of_no_use() {
        for bad in [
            json!([]),
            json!("Yes."),
            json!({}),
            with("reply", json!("")),
            with("reply", json!(" \n")),
            with("reply", json!("x".repeat(2_001))),
            with("reply", json!(7)),
            with("reply", json!("a\u{202e}b")),
            with("reply", json!("a\u{200b}b")),
            with("reply", json!("a\u{0}b")),
            with("confidence", json!(1.01)),
            with("confidence", json!(-0.1)),
            with("confidence", json!("high")),
            with("sentiment", json!("angry")),
            with("type", json!("close")),
            with("urgency", json!("urgent")),
            with("citations", json!("p1")),
            with("citations", json!(vec!["p1"; 17])),
            with("summary", json!("")),
            with("close", json!(true)),
            with("tenant_id", json!("other")),
            with("open_question", json!([])),
        ] {
            assert_eq!(
                read(call(ANSWER, bad.clone()), &[]),
                Err(Unusable::Form),
                "{bad}"
            );
        }
        for text in [
            "",
            "Yes.",
            "```json\n{}\n```",
            "{} {}",
            "{\"handoff\":{}, \"reply\": 1}",
        ] {
            let answer = ModelAnswer {
                text: Some(text.into()),
                ..ModelAnswer::default()
            };
            assert_eq!(read(answer, &[]), Err(Unusable::Form), "{text}");
        }
    }

    #[test]
    fn a_call_for_a_person_is_heard_however_it_is_put() {
        for arguments in [
            json!(null),
            json!([]),
            json!({ "reason": 7 }),
            json!({ "reason": "x", "type": "refund", "urgency": "high", "more": 1 }),
        ] {
            let Said::Handoff(handed) = read(call(HANDOFF, arguments), &[]).unwrap() else {
                panic!()
            };
            assert_eq!(*handed, HandedOver::default());
        }
        let proper = json!({ "reason": "A refund.", "type": "refund", "urgency": "high" });
        let mut beside = call(ANSWER, good());
        beside.calls.extend(call(HANDOFF, proper).calls);
        let Said::Handoff(handed) = read(beside, &[]).unwrap() else {
            panic!()
        };
        assert_eq!(
            (handed.reason.as_str(), handed.topic),
            ("A refund.", Topic::Refund)
        );
        let text = ModelAnswer {
            text: Some(r#"{"handoff":{}}"#.into()),
            ..ModelAnswer::default()
        };
        assert!(matches!(read(text, &[]).unwrap(), Said::Handoff(_)));
    }

    #[test]
    fn only_declared_tools_are_asked_for() {
        let declared = [ToolSpec {
            name: "order".into(),
            description: String::new(),
            parameters: json!({}),
        }];
        assert!(matches!(
            read(call("order", json!({})), &declared),
            Ok(Said::Tools(_))
        ));
        for name in ["Order", "close", "claim", ""] {
            assert_eq!(
                read(call(name, json!({})), &declared),
                Err(Unusable::UnknownTool),
                "{name}"
            );
        }
        let mut mixed = call("order", json!({}));
        mixed.calls.extend(call("close", json!({})).calls);
        assert_eq!(read(mixed, &declared), Err(Unusable::UnknownTool));
        let mut many = call("order", json!({}));
        many.calls = vec![many.calls[0].clone(); 5];
        assert_eq!(read(many, &declared), Err(Unusable::Form));
        let mut both = call("order", json!({}));
        both.calls.extend(call(ANSWER, good()).calls);
        assert_eq!(read(both, &declared), Err(Unusable::Form));
    }
}
