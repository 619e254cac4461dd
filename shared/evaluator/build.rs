//! Packs the lexicon's files into one, compressed: plain, they would be a megabyte of every program
//! that carries the evaluator.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

const LEXICON: &str = "src/heads/lexicon";
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={LEXICON}");
    let mut files: Vec<PathBuf> = fs::read_dir(LEXICON)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut all = String::new();
    for file in &files {
        let code = file.file_stem().and_then(|stem| stem.to_str());
        let code = code.ok_or("a lexicon's file is named by its language")?;
        let phrases = fs::read_to_string(file)?;
        all.extend(["@", code, "\n", &phrases]);
    }
    let packed = miniz_oxide::deflate::compress_to_vec(all.as_bytes(), LEVEL);
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("lexicon.deflate"), packed)?;
    Ok(())
}
