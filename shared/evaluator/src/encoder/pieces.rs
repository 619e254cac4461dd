//! The vocabulary: 128,000 pieces of text, each with the logarithm of how likely it is.

use super::file::{EncoderFile, Fault};

const NO_PIECE: u32 = u32::MAX;

/// The pieces as a tree of their bytes. The children of a node lie side by side, by growing label.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The last byte on the way to each node.
    labels: Vec<u8>,
    /// Where each node's children begin; they end where the next node's begin.
    children: Vec<u32>,
    /// The piece that ends at each node.
    ids: Vec<u32>,
    scores: Vec<f32>,
    unknown: f64,
}

impl Pieces {
    pub(super) fn read(file: &EncoderFile) -> Result<Self, Fault> {
        let labels = file.bytes("trie.labels")?;
        let children = file.wholes("trie.children")?;
        let ids = file.wholes("trie.pieces")?;
        let scores = file.reals("pieces.scores")?;
        if children.len() != labels.len() + 1 {
            return Err(Fault::Shape {
                name: "trie.children",
            });
        }
        if ids.len() != labels.len() {
            return Err(Fault::Shape {
                name: "trie.pieces",
            });
        }
        if scores.len() > file.table_shape().0 {
            return Err(Fault::Shape {
                name: "pieces.scores",
            });
        }
        let lowest = scores.iter().copied().fold(f32::INFINITY, f32::min);
        Ok(Self {
            labels,
            children,
            ids,
            scores,
            // SentencePiece's own penalty.
            unknown: f64::from(lowest) - 10.0,
        })
    }

    /// The score of a character that no piece covers.
    pub(super) fn unknown(&self) -> f64 {
        self.unknown
    }

    /// Every piece with which a text begins, shortest first: its length in bytes, its number, its
    /// score.
    pub(super) fn beginning<'a>(
        &'a self,
        text: &'a [u8],
    ) -> impl Iterator<Item = (usize, u32, f64)> + 'a {
        let mut node = 0;
        let path = text.iter().map_while(move |byte| {
            node = self.child(node, *byte)?;
            Some(node)
        });
        path.zip(1..).filter_map(|(node, length)| {
            let id = *self.ids.get(node).filter(|id| **id != NO_PIECE)?;
            let score = self.scores.get(usize::try_from(id).ok()?)?;
            Some((length, id, f64::from(*score)))
        })
    }

    fn child(&self, node: usize, label: u8) -> Option<usize> {
        let begin = usize::try_from(*self.children.get(node)?).ok()?;
        let end = usize::try_from(*self.children.get(node + 1)?).ok()?;
        let labels = self.labels.get(begin..end)?;
        labels.binary_search(&label).ok().map(|at| begin + at)
    }
}
