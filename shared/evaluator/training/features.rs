//! Writes the features of labelled messages, for `scripts/train-evaluator`.
//!
//! `features ENCODER OUT < rows.jsonl`: each row has `text` and `context` as `baton-evaluate` reads
//! them. `OUT` gets two u32 (rows and columns) and the features as f32, row by row, little-endian.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use baton_evaluator::encoder::Encoder;
use baton_evaluator::heads::{Exchange, Features, Said};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    text: String,
    #[serde(default)]
    context: Vec<Turn>,
}

#[derive(Deserialize)]
struct Turn {
    role: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(encoder), Some(out)) = (args.next(), args.next()) else {
        return Err("usage: features ENCODER OUT < rows.jsonl".into());
    };
    let encoder = Encoder::open(Path::new(&encoder))?;
    let mut dense = BufWriter::new(File::create(out)?);
    dense.write_all(&[0; 8])?;
    let (mut rows, mut columns) = (0_u32, 0_u32);
    for line in std::io::stdin().lock().lines() {
        let row: Row = serde_json::from_str(&line?)?;
        let before: Vec<_> = row
            .context
            .iter()
            .map(|turn| Said {
                by_customer: turn.role == "customer",
                text: &turn.text,
            })
            .collect();
        let features = Features::of(
            &encoder,
            &Exchange {
                message: &row.text,
                before: &before,
                language: None,
            },
        );
        rows += 1;
        columns = u32::try_from(features.dense.len())?;
        for number in &features.dense {
            dense.write_all(&number.to_le_bytes())?;
        }
    }
    let mut dense = dense.into_inner()?;
    dense.seek(SeekFrom::Start(0))?;
    dense.write_all(&rows.to_le_bytes())?;
    dense.write_all(&columns.to_le_bytes())?;
    Ok(())
}
