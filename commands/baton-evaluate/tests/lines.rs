//! What a line gets for an answer, without the encoder.

#![allow(clippy::unwrap_used, reason = "tests stop where something is wrong")]

use baton_domain::Policy;
use baton_evaluate::comparison::Comparison;
use baton_evaluate::line::{Answer, LONGEST, LONGEST_TEXT, Reader};
use baton_evaluator::EmbeddedEvaluator;
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

fn answers_under(policy: &Policy, line: &[u8]) -> Value {
    let evaluator = EmbeddedEvaluator::new();
    let reader = Reader::new(&evaluator, policy, Timestamp::UNIX_EPOCH);
    serde_json::to_value(reader.answer(7, line)).unwrap()
}

fn answers(line: &[u8]) -> Value {
    answers_under(&Policy::built_in(), line)
}

#[test]
fn a_request_is_answered_with_all_that_was_read() {
    let line = json!({"id": 3, "text": "I want to talk to a human"}).to_string();
    insta::assert_json_snapshot!(answers(line.as_bytes()));
}

#[test]
fn a_question_calls_nobody_and_context_is_heard() {
    let quiet = answers(br#"{"text": "When do you open?", "unknown": [1]}"#);
    assert_eq!(quiet["escalate"], false);
    assert_eq!(quiet["reason"], Value::Null);
    assert_eq!(quiet["id"], Value::Null);
    assert_eq!(quiet["urgency"], "low");
    let accepts = answers(
        r#"{"id": "a", "text": "yes please", "lang": "en", "context": [
            {"role": "customer", "text": "my bill is wrong"},
            {"role": "bot", "text": "Would you like to talk to an agent?"}]}"#
            .as_bytes(),
    );
    assert_eq!(accepts["reason"], "customer_request");
    assert_eq!(accepts["rule"], "accepts_person");
    let dials = answers(
        r#"{"text": "٠", "context": [{"role": "bot", "text": "للفواتير أرسل ١، للتحدث مع موظف أرسل ٠"}]}"#
            .as_bytes(),
    );
    assert_eq!(dials["rule"], "dials_person");
}

#[test]
fn a_tenants_trigger_decides_before_the_built_in_ones() {
    let policy: Policy = serde_json::from_value(json!({"triggers": [{
        "id": "trg_00000000000000000000000009", "name": "Refunds",
        "when": {"kind": "keywords", "words": ["refund"]},
        "type": "refund", "urgency": "high",
    }]}))
    .unwrap();
    let told = answers_under(&policy, br#"{"text": "a refund please"}"#);
    assert_eq!(told["reason"], "keyword");
    assert_eq!(told["type"], "refund");
    assert_eq!(told["urgency"], "high");
}

/// A policy with one trigger before the built-in ones.
fn with(when: &Value, only: &Value) -> Policy {
    let trigger = json!({
        "id": "trg_00000000000000000000000009", "name": "It", "when": when, "only": only,
    });
    Policy::with([serde_json::from_value(trigger).unwrap()])
}

#[test]
fn what_triggers_ask_for_is_told_by_each_line() {
    let always = json!({"kind": "always"});
    let monday = json!({"hours": {
        "time_zone": "Europe/Madrid", "days": ["monday"], "from": "09:00", "to": "18:00",
    }});
    for (when, only, told, not_told) in [
        (
            &always,
            json!({"channels": ["whatsapp"]}),
            json!({"channel": "whatsapp"}),
            json!({}),
        ),
        (
            &always,
            json!({"attributes": {"tier": ["vip"]}}),
            json!({"attributes": {"tier": "VIP"}}),
            json!({"attributes": {"tier": "silver"}}),
        ),
        (
            &always,
            monday,
            json!({"at": "2026-03-02T09:30:00Z"}),
            json!({"at": "2026-03-03T09:30:00Z"}),
        ),
        (
            &json!({"kind": "low_confidence", "below": 0.5}),
            json!({}),
            json!({"confidence": 0.4}),
            json!({"confidence": 0.6}),
        ),
        (
            &json!({"kind": "failed_attempts", "count": 3}),
            json!({}),
            json!({"failed_attempts": 3}),
            json!({"failed_attempts": 1}),
        ),
    ] {
        let policy = with(when, &only);
        for (fields, calls) in [(told, true), (not_told, false)] {
            let mut line = json!({"text": "When do you open?"});
            line.as_object_mut()
                .unwrap()
                .extend(fields.as_object().unwrap().clone());
            let answer = answers_under(&policy, line.to_string().as_bytes());
            assert_eq!(answer["escalate"], calls, "{line}: {answer}");
        }
    }
}

#[test]
fn two_policies_are_held_against_each_other() {
    let evaluator = EmbeddedEvaluator::new();
    let before = Policy::built_in();
    let after = with(
        &json!({"kind": "keywords", "words": ["refund"]}),
        &json!({}),
    );
    let reader = Reader::new(&evaluator, &after, Timestamp::UNIX_EPOCH).against(Some(&before));
    let mut comparison = Comparison::default();
    for (id, text) in [
        (1, "a refund please"),
        (2, "When do you open?"),
        (3, "I want to talk to a human"),
        (4, "I want to talk to a human about my refund"),
    ] {
        let line = json!({"id": id, "text": text}).to_string();
        let Answer::Decided(decided) = reader.answer(id, line.as_bytes()) else {
            panic!("{text}");
        };
        comparison.add(&decided);
    }
    assert_eq!(
        serde_json::to_value(&comparison).unwrap(),
        json!({
            "messages": 4,
            "before": {"escalated": 2, "rate": 0.5}, "after": {"escalated": 3, "rate": 0.75},
            "by_reason": {
                "customer_request": {"before": 2, "after": 1}, "keyword": {"before": 0, "after": 2},
            },
            "changed": [1, 4],
        })
    );
}

#[test]
fn a_line_that_cannot_be_read_says_why_and_nothing_of_its_words() {
    let long = json!({"id": "l", "text": "x".repeat(LONGEST_TEXT + 1)}).to_string();
    let huge = vec![b' '; LONGEST + 1];
    for (line, id) in [
        (b"not json".as_slice(), None),
        (b"[1, 2]", None),
        (br#"{"id": 4}"#, Some(json!(4))),
        (br#"{"id": "b", "text": 5}"#, Some(json!("b"))),
        (
            br#"{"id": "c", "text": "secret", "context": "secret"}"#,
            Some(json!("c")),
        ),
        (
            br#"{"id": "d", "text": "x", "context": [{"role": "system", "text": "secret"}]}"#,
            Some(json!("d")),
        ),
        (br#"{"id": "e", "text": "x", "lang": 1}"#, Some(json!("e"))),
        (
            br#"{"id": "f", "text": "x", "channel": "secret"}"#,
            Some(json!("f")),
        ),
        (
            br#"{"id": "g", "text": "x", "confidence": 2}"#,
            Some(json!("g")),
        ),
        (b"{\"text\": \"\xff\"}", None),
        (long.as_bytes(), Some(json!("l"))),
        (&huge, None),
    ] {
        let told = answers(line);
        assert_eq!(told["line"], 7);
        assert_eq!(told.get("id").cloned(), id);
        let error = told["error"].as_str().unwrap();
        assert!(!error.is_empty() && !error.contains("secret"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_it_panic(line in proptest::collection::vec(any::<u8>(), 0..300)) {
        let told = answers(&line);
        prop_assert!(told.get("error").is_some() || told.get("escalate").is_some());
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), bot in any::<String>()) {
        let line = json!({"text": text, "context": [{"role": "bot", "text": bot}]}).to_string();
        prop_assert!(answers(line.as_bytes()).get("escalate").is_some());
    }
}
