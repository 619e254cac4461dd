//! The encoder, held to the package whose model it runs, and to what must hold for any text and any
//! file. It needs `.build/encoder/use-m3.bin`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails panics"
)]

mod damage;
mod package;
mod texts;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use baton_evaluator::encoder::Encoder;

fn file() -> PathBuf {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.build/encoder/use-m3.bin");
    assert!(
        file.is_file(),
        "there is no .build/encoder/use-m3.bin: run scripts/build, or `python scripts/lib/encoder.py`"
    );
    file
}

fn encoder() -> &'static Encoder {
    static ENCODER: OnceLock<Encoder> = OnceLock::new();
    ENCODER.get_or_init(|| {
        Encoder::open(&file()).unwrap_or_else(|error| panic!("{error}: {:?}", source(&error)))
    })
}

fn source(error: &dyn std::error::Error) -> Option<String> {
    error.source().map(ToString::to_string)
}
