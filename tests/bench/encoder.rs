//! How soon the sentence encoder stands, what a message costs it, and what memory it holds. Times are
//! told twice: what the core worked, which others on the machine change little, and by the clock.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use baton_evaluator::encoder::Encoder;
use rustix::time::{ClockId, clock_gettime};
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
    println!("  opened at first in {:.1} ms", milliseconds(first));
    println!("  {:<30}{:>16}{:>16}", "", "core", "clock");
    println!(
        "  {:<30}{:>8}{:>8}{:>8}{:>8}",
        "ms", "median", "p99", "median", "p99"
    );
    tell(
        "opening",
        (0..OPENINGS).map(|_| timed(|| Encoder::open(&file).is_ok())),
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

/// What something took.
pub(crate) struct Took {
    core: Duration,
    clock: Duration,
}

pub(crate) fn timed<T>(run: impl FnOnce() -> T) -> Took {
    let (clock, core) = (Instant::now(), worked());
    black_box(run());
    Took {
        core: worked().saturating_sub(core),
        clock: clock.elapsed(),
    }
}

/// How long this thread has had a core.
fn worked() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.try_into().unwrap_or_default()
}

pub(crate) fn tell(what: &str, took: impl Iterator<Item = Took>) {
    let (mut core, mut clock): (Vec<_>, Vec<_>) = took.map(|took| (took.core, took.clock)).unzip();
    core.sort();
    clock.sort();
    let [core, clock] = [core, clock].map(|took| {
        let at = |share| milliseconds(quantile(&took, share));
        format!("{:>8.2}{:>8.2}", at(0.5), at(0.99))
    });
    println!("  {what:<30}{core}{clock}");
}

fn texts(root: &Path) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let file = root.join("shared/evaluator/tests/encoder/texts.json");
    let texts: Vec<Text> = serde_json::from_slice(&std::fs::read(file)?)?;
    Ok(texts.into_iter().map(|text| text.text).collect())
}

/// One of this process's figures in `/proc/self/status`, in MiB.
pub(crate) fn memory(name: &str) -> std::io::Result<f64> {
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
