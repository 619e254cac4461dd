//! Tells for each message of a file whether a person is needed, and why.
//!
//! Run with `--help` for how. What it reads and writes, line by line, is described in [`line`].

#![expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a command speaks to who runs it"
)]

mod encoder_file;
mod lines;
mod options;

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;
use std::sync::Arc;

use baton_evaluate::line;
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::encoder::Encoder;

use options::{Options, Wanted};

/// Everything was answered.
const DONE: u8 = 0;
/// It could not begin, or its output was closed to it.
const FAILED: u8 = 1;
/// It was called wrongly.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    ExitCode::from(match Options::read(std::env::args_os().skip(1)) {
        Ok(Wanted::Help) => {
            print!("{}", options::HELP);
            DONE
        }
        Ok(Wanted::Answers(options)) => match run(&options) {
            Ok(()) => DONE,
            // Whoever reads the answers has enough.
            Err(error) if error.is_closed_pipe() => DONE,
            Err(error) => {
                eprintln!("baton-evaluate: {error}");
                FAILED
            }
        },
        Err(error) => {
            eprintln!("baton-evaluate: {error}\n\n{}", options::HELP);
            MISUSED
        }
    })
}

fn run(options: &Options) -> Result<(), lines::StoppedError> {
    let policy = options.policy()?.unwrap_or_default();
    let evaluator = evaluator(options)?;
    let against = options.against()?;
    let reader = line::Reader::new(&evaluator, &policy, options.at).against(against.as_ref());
    let comparison = lines::answer(
        &reader,
        BufReader::new(io::stdin().lock()),
        BufWriter::new(io::stdout().lock()),
    )?;
    if against.is_some() {
        let told = serde_json::to_string(&comparison)
            .map_err(|error| lines::StoppedError::Output(error.into()))?;
        eprintln!("{told}");
    }
    Ok(())
}

/// With the encoder that was named, or else the one that is found; without one by word lists alone.
fn evaluator(options: &Options) -> Result<EmbeddedEvaluator, lines::StoppedError> {
    let Some(file) = encoder_file::find(options.encoder.as_deref()) else {
        eprintln!(
            "baton-evaluate: no encoder was found (scripts/build fetches it to \
             .build/encoder/use-m3.bin; --encoder or BATON_ENCODER names another): deciding by word \
             lists alone"
        );
        return Ok(EmbeddedEvaluator::new());
    };
    match Encoder::open(&file) {
        Ok(encoder) => Ok(EmbeddedEvaluator::with_encoder(Arc::new(encoder))),
        // What was named must be there; what was only found may be damaged.
        Err(error) if options.encoder.is_some() => Err(error.into()),
        Err(error) => {
            eprintln!("baton-evaluate: {error}: deciding by word lists alone");
            Ok(EmbeddedEvaluator::new())
        }
    }
}
