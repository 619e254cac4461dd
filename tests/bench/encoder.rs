//! How soon the sentence encoder stands, what a message costs it, and what memory it holds.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use baton_evaluator::encoder::Encoder;
use serde::Deserialize;
use tokio::time::Instant;

use crate::{milliseconds, quantile};

const OPENINGS: usize = 10;
const ROUNDS: usize = 20;
/// Texts of a message with a bot's turn and two of the customer's before it.
const TURNS: usize = 4;

#[derive(Deserialize)]
struct Text {
    text: String,
}

/// Measures it with the texts that its test has. Says so where the file is absent.
pub(crate) fn measure(root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    println!("\nsentence encoder");
    let file = root.join(".build/encoder/use-m3.bin");
    let before = memory("VmRSS")?;
    let began = Instant::now();
    let encoder = Encoder::open(&file)?;
    let first = began.elapsed();
    let mut texts = texts(root)?;
    for text in &texts {
        black_box(encoder.embed(text));
    }
    println!(
        "  resident: {:.1} MiB before, {:.1} MiB with {} texts read, of them {:.1} MiB the file's",
        before,
        memory("VmRSS")?,
        texts.len(),
        memory("RssFile")?,
    );
    let openings = (0..OPENINGS).map(|_| timed(|| Encoder::open(&file).is_ok()));
    let mut openings: Vec<_> = openings.collect();
    openings.sort();
    println!(
        "  opening: {:.1} ms the first, {:.1} ms median, {:.1} ms at most",
        milliseconds(first),
        milliseconds(quantile(&openings, 0.5)),
        milliseconds(quantile(&openings, 1.0)),
    );
    texts.sort_by_key(|text| encoder.tokens(text).len());
    let lengths: Vec<usize> = texts
        .iter()
        .map(|text| encoder.tokens(text).len())
        .collect();
    for tokens in [10, 20, 40] {
        if let Some(at) = lengths.iter().position(|length| *length >= tokens)
            && let Some(text) = texts.get(at)
        {
            let what = format!("a text of {} tokens", lengths[at]);
            tell(&what, (0..200).map(|_| timed(|| encoder.embed(text))));
        }
    }
    let full = texts.concat();
    let what = format!("a text of {} tokens", encoder.tokens(&full).len());
    tell(&what, (0..200).map(|_| timed(|| encoder.embed(&full))));
    let all = || (0..ROUNDS).flat_map(|_| &texts);
    let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
    tell(
        &format!("any of {} texts (mean {mean})", texts.len()),
        all().map(|text| timed(|| encoder.embed(text))),
    );
    tell(
        "  its tokens alone",
        all().map(|text| timed(|| encoder.tokens(text))),
    );
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let turns = |begin: usize| -> Vec<&str> {
        (0..TURNS)
            .filter_map(|turn| texts.get((begin + turn * 53) % texts.len()).copied())
            .collect()
    };
    tell(
        &format!("{TURNS} texts together"),
        (0..ROUNDS * 50).map(|begin| {
            let turns = turns(begin);
            timed(|| encoder.embed_all(&turns))
        }),
    );
    Ok(())
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(run());
    began.elapsed()
}

fn tell(what: &str, took: impl Iterator<Item = Duration>) {
    let mut took: Vec<_> = took.collect();
    took.sort();
    println!(
        "  {what:<30} {:>7.2} ms median {:>7.2} ms p99",
        milliseconds(quantile(&took, 0.5)),
        milliseconds(quantile(&took, 0.99)),
    );
}

fn texts(root: &Path) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let file = root.join("shared/evaluator/tests/encoder/texts.json");
    let texts: Vec<Text> = serde_json::from_slice(&std::fs::read(file)?)?;
    Ok(texts.into_iter().map(|text| text.text).collect())
}

/// One of this process's figures in `/proc/self/status`, in MiB.
fn memory(name: &str) -> std::io::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kibibytes: Option<u32> = line.and_then(|line| {
        line.trim_start_matches(':')
            .split_whitespace()
            .next()?
            .parse()
            .ok()
    });
    Ok(f64::from(kibibytes.unwrap_or_default()) / 1_024.0)
}
