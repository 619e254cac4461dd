//! How well messages of other sources are decided, with the encoder: what `docs/EVALUATOR.md` reports
//! must stay true.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop where something is wrong"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use baton_domain::Policy;
use baton_evaluate::line::{Answer, Decided, Reader};
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::encoder::Encoder;
use jiff::Timestamp;
use serde_json::Value;

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// With the encoder that `scripts/build`, `scripts/dev` and `scripts/test` fetch.
fn evaluator() -> EmbeddedEvaluator {
    match Encoder::open(&checkout().join(".build/encoder/use-m3.bin")) {
        Ok(encoder) => EmbeddedEvaluator::with_encoder(Arc::new(encoder)),
        Err(error) => panic!("`scripts/test` or `scripts/build` fetches the encoder: {error}"),
    }
}

fn decided(evaluator: &EmbeddedEvaluator, rows: &[Value]) -> Vec<Decided> {
    let policy = Policy::built_in();
    let reader = Reader::new(evaluator, &policy, Timestamp::UNIX_EPOCH);
    rows.iter()
        .map(|row| match reader.answer(1, row.to_string().as_bytes()) {
            Answer::Decided(decided) => *decided,
            Answer::Unreadable(error) => panic!("{row}: {error:?}"),
        })
        .collect()
}

fn rows(file: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    // Labels stand in the rows, and must not be seen.
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn figures_on_held_out_rows_stay() {
    let evaluator = evaluator();
    for (set, least_f1, least_types, least_found) in [
        ("requests", 0.92, 0.89, 0.95),
        ("dialogues", 0.89, 0.79, 0.89),
        ("contrast", 0.77, 0.79, 0.80),
    ] {
        let file = format!("shared/evaluator/data/held-out/{set}.jsonl");
        let rows = rows(&checkout().join(file));
        let decided = decided(&evaluator, &rows);
        let (mut both, mut needed, mut called, mut types) = (0, 0, 0, 0);
        let (mut asked, mut found) = (0, 0);
        for (row, decided) in rows.iter().zip(&decided) {
            let needs = row["escalate"] == true;
            both += u32::from(needs && decided.escalate);
            needed += u32::from(needs);
            called += u32::from(decided.escalate);
            let asks = row["reason"] == "customer_request";
            asked += u32::from(asks);
            found += u32::from(asks && decided.escalate);
            let topic = serde_json::to_value(decided.topic).unwrap();
            types += u32::from(row["type"] == topic);
        }
        let f1 = 2.0 * f64::from(both) / f64::from(needed + called);
        let types = f64::from(types) / f64::from(u32::try_from(rows.len()).unwrap());
        assert!(f1 >= least_f1, "{set}: F1 {f1:.3}");
        let found = f64::from(found) / f64::from(asked);
        assert!(types >= least_types, "{set}: types {types:.3}");
        assert!(found >= least_found, "{set}: requests {found:.3}");
    }
}

#[test]
fn some_messages_of_every_kind() {
    let evaluator = evaluator();
    let rows = rows(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden.jsonl"));
    let told: Vec<_> = rows
        .iter()
        .zip(decided(&evaluator, &rows))
        .map(|(row, decided)| {
            // Scores change with every training; what is decided should not.
            let name = |value: Option<&str>| value.unwrap_or("-").to_owned();
            let value = serde_json::to_value(&decided).unwrap();
            format!(
                "{:5} {:16} {:9} {:6} {:8} {:2}  {}",
                decided.escalate,
                name(value["reason"].as_str()),
                name(value["type"].as_str()),
                name(value["urgency"].as_str()),
                name(value["sentiment"].as_str()),
                name(decided.language),
                row["text"].as_str().unwrap(),
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}
