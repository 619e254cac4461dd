//! What headings and chunks mean, in a byte a number, so that 10,000 of them fit into 5 MB.

use baton_app::ports::{Article, Vectors};

use super::chunks::{CUT, chunks};
use crate::encoder::{Embedding, Encoder, WIDTH};

/// The encoder that vectors were made with; those of another one say nothing.
const MODEL: u8 = 1;

/// Format, encoder, cut, and the numbers of headings and chunks.
const HEADER: usize = 7;
const FORMAT: u8 = 1;

/// A scale and the numbers.
const ROW: usize = size_of::<f32>() + WIDTH;

/// Vectors in rows.
#[derive(Debug, Default)]
pub(super) struct Rows {
    values: Vec<i8>,
    scales: Vec<f32>,
}

impl Rows {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.scales.len()
    }

    fn push(&mut self, embedding: &Embedding) {
        let values = embedding.values();
        let largest = values
            .iter()
            .fold(0.0_f32, |most, value| most.max(value.abs()));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        self.scales.push(scale);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the quotient is from -127 to 127"
        )]
        let narrow = |value: &f32| (value / scale).round() as i8;
        self.values.extend(values.iter().map(narrow));
    }

    /// Adds other rows at the end.
    pub(super) fn append(&mut self, mut other: Self) {
        self.values.append(&mut other.values);
        self.scales.append(&mut other.scales);
    }

    /// The cosine of two of them, from -1 to 1; 0 where one is not there.
    pub(super) fn cosine(&self, one: usize, other: usize) -> f32 {
        let (rows, _) = self.values.as_chunks::<WIDTH>();
        let row = |at: usize| rows.get(at).zip(self.scales.get(at));
        match (row(one), row(other)) {
            (Some((a, a_scale)), Some((b, b_scale))) => dot(a, b) * a_scale * b_scale,
            _ => 0.0,
        }
    }

    /// The cosine of each with this vector, from -1 to 1.
    pub(super) fn cosines(&self, of: &Embedding) -> Vec<f32> {
        let mut one = Self::default();
        one.push(of);
        let (Some(asked), Some(scale)) = (one.values.first_chunk::<WIDTH>(), one.scales.first())
        else {
            return vec![];
        };
        let (rows, _) = self.values.as_chunks::<WIDTH>();
        rows.iter()
            .zip(&self.scales)
            .map(|(row, own)| (dot(row, asked) * own * scale).clamp(-1.0, 1.0))
            .collect()
    }
}

fn dot(one: &[i8; WIDTH], other: &[i8; WIDTH]) -> f32 {
    let sum: i32 = one
        .iter()
        .zip(other)
        .map(|(a, b)| i32::from(i16::from(*a) * i16::from(*b)))
        .sum();
    #[expect(
        clippy::cast_precision_loss,
        reason = "below 2^23: 512 products of at most 127 times 127"
    )]
    let sum = sum as f32;
    sum
}

/// What is put into vectors of an article: its title, its questions, and its chunks, each chunk
/// with the title above it.
fn texts(article: &Article) -> (Vec<String>, Vec<String>) {
    let headings = std::iter::once(&article.title)
        .chain(&article.questions)
        .cloned()
        .collect();
    let chunks = chunks(&article.body)
        .into_iter()
        .map(|chunk| format!("{}. {chunk}", article.title))
        .collect();
    (headings, chunks)
}

/// Makes an article's vectors.
pub(crate) fn encode(article: &Article, encoder: &Encoder) -> Vectors {
    let (headings, chunks) = texts(article);
    let mut rows = Rows::default();
    let all: Vec<&str> = headings.iter().chain(&chunks).map(String::as_str).collect();
    for embedding in encoder.embed_all(&all) {
        rows.push(&embedding);
    }
    let mut bytes = Vec::with_capacity(HEADER + rows.len() * ROW);
    bytes.extend([FORMAT, MODEL, CUT]);
    for count in [headings.len(), chunks.len()] {
        bytes.extend(u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes());
    }
    let (values, _) = rows.values.as_chunks::<WIDTH>();
    for (scale, values) in rows.scales.iter().zip(values) {
        bytes.extend(scale.to_le_bytes());
        bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
    Vectors::from(bytes)
}

/// Reads the vectors that were kept with an article, the headings' before the chunks'; nothing
/// where they were made for other chunks or by another encoder.
pub(super) fn read(vectors: &Vectors, headings: usize, chunks: usize) -> Option<Rows> {
    let (header, rest) = vectors.bytes().split_first_chunk::<HEADER>()?;
    let [FORMAT, MODEL, CUT, numbers @ ..] = header else {
        return None;
    };
    let [a, b, c, d] = *numbers;
    let counts = [[a, b], [c, d]].map(|bytes| usize::from(u16::from_le_bytes(bytes)));
    let (rows, odd) = rest.as_chunks::<ROW>();
    if counts != [headings, chunks] || rows.len() != headings + chunks || !odd.is_empty() {
        return None;
    }
    let mut read = Rows::default();
    for row in rows {
        let (scale, values) = row.split_first_chunk()?;
        read.scales.push(f32::from_le_bytes(*scale));
        read.values
            .extend(values.iter().map(|value| value.cast_signed()));
    }
    read.scales
        .iter()
        .all(|scale| scale.is_finite() && (0.0..=1.0).contains(scale))
        .then_some(read)
}
