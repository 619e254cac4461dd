//! Parts a text into pieces of the vocabulary.

use super::file::{EncoderFile, Fault};
use super::normalizer::Normalizer;
use super::pieces::Pieces;

/// How many tokens of a text count, with the marks of its beginning and its end. A customer's message
/// seldom has more than sixty; what comes after would cost time and change the vector little.
pub const MOST_TOKENS: usize = 128;

const UNKNOWN: u32 = 0;
const BEGIN: u32 = 1;
const END: u32 = 2;

/// Finds the likeliest way to write a text with the pieces of the vocabulary.
#[derive(Debug)]
pub(super) struct Tokenizer {
    normalizer: Normalizer,
    pieces: Pieces,
}

/// The best way to write a text up to some place: its score, and its last piece.
#[derive(Clone, Copy)]
struct Best {
    score: f64,
    begin: usize,
    piece: u32,
}

impl Tokenizer {
    pub(super) fn read(file: &EncoderFile) -> Result<Self, Fault> {
        Ok(Self {
            normalizer: Normalizer::read(file)?,
            pieces: Pieces::read(file)?,
        })
    }

    /// The mark of the beginning, at least one piece, and the mark of the end: from 3 to
    /// [`MOST_TOKENS`] numbers.
    pub(super) fn tokens(&self, text: &str) -> Vec<u32> {
        let mut pieces = self.segment(&self.normalizer.normalize(text));
        pieces.truncate(MOST_TOKENS - 2);
        if pieces.is_empty() {
            pieces.push(UNKNOWN);
        }
        let mut tokens = Vec::with_capacity(pieces.len() + 2);
        tokens.push(BEGIN);
        tokens.append(&mut pieces);
        tokens.push(END);
        tokens
    }

    /// The pieces with the greatest sum of scores. Of two equal ways to a place, the one whose last
    /// piece is longer stands.
    fn segment(&self, text: &str) -> Vec<u32> {
        let bytes = text.as_bytes();
        let unreached = Best {
            score: f64::NEG_INFINITY,
            begin: 0,
            piece: UNKNOWN,
        };
        let mut ways = vec![unreached; bytes.len() + 1];
        if let Some(start) = ways.first_mut() {
            start.score = 0.0;
        }
        for (begin, character) in text.char_indices() {
            let so_far = ways.get(begin).map_or(0.0, |best| best.score);
            let mut reach = |length: usize, piece: u32, score: f64| {
                let score = so_far + score;
                if let Some(way) = ways.get_mut(begin + length)
                    && score > way.score
                {
                    *way = Best {
                        score,
                        begin,
                        piece,
                    };
                }
            };
            let single = character.len_utf8();
            let mut covered = false;
            for (length, piece, score) in self
                .pieces
                .beginning(bytes.get(begin..).unwrap_or_default())
            {
                reach(length, piece, score);
                covered |= length == single;
            }
            if !covered {
                reach(single, UNKNOWN, self.pieces.unknown());
            }
        }
        let mut pieces = vec![];
        let mut end = bytes.len();
        while end > 0 {
            let Some(way) = ways.get(end).filter(|way| way.begin < end) else {
                break;
            };
            pieces.push(way.piece);
            end = way.begin;
        }
        pieces.reverse();
        pieces
    }
}
