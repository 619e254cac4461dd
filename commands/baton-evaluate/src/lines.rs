//! From lines to lines.

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use baton_domain::PolicyError;
use baton_evaluate::comparison::Comparison;
use baton_evaluate::line::{Answer, LONGEST, Reader};
use baton_evaluator::encoder::EncoderError;

/// Why the command stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoppedError {
    /// The encoder that was named could not be opened.
    #[error("the encoder could not be opened: {0}")]
    Encoder(#[from] EncoderError),
    /// The policy's file could not be read.
    #[error("the policy {} could not be read: {source}", path.display())]
    PolicyUnread {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The policy is no JSON of one.
    #[error("{} is no policy: {source}", path.display())]
    PolicyMalformed {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// The policy may not go live.
    #[error("the policy {} is wrong at {source}", path.display())]
    PolicyWrong {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: PolicyError,
    },
    /// Standard input could not be read on.
    #[error("standard input could not be read: {0}")]
    Input(#[source] io::Error),
    /// Standard output could not be written.
    #[error("standard output could not be written: {0}")]
    Output(#[source] io::Error),
}

impl StoppedError {
    /// Whether nobody reads the output any more.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Answers each line as it comes, so that a program can ask and wait, and tells in the end what
/// changed. Empty lines are no questions.
pub(crate) fn answer(
    reader: &Reader<'_>,
    mut input: impl BufRead,
    mut output: impl Write,
) -> Result<Comparison, StoppedError> {
    let mut comparison = Comparison::default();
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = read_line(&mut input, &mut bytes).map_err(StoppedError::Input)?;
        if !read {
            return Ok(comparison);
        }
        number += 1;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = reader.answer(number, &bytes);
        if let Answer::Decided(decided) = &answer {
            comparison.add(decided);
        }
        serde_json::to_writer(&mut output, &answer)
            .map_err(|error| StoppedError::Output(error.into()))?;
        output
            .write_all(b"\n")
            .and_then(|()| output.flush())
            .map_err(StoppedError::Output)?;
    }
}

/// The next line without its end; false at the end of the input. What is beyond the longest line is
/// read over, so that no line can fill the memory.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let mut any = false;
    loop {
        let bytes = match input.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if bytes.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let part = &bytes[..end.unwrap_or(bytes.len())];
        let room = (LONGEST + 1).saturating_sub(line.len());
        line.extend_from_slice(&part[..part.len().min(room)]);
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}
