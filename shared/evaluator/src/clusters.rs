//! Questions that ask for the same, put together.
//!
//! Each question joins the group whose middle it is nearest to, or begins one; a second round lets
//! every question choose again among the groups that there are by then. The order of the questions
//! decides, and nothing else: the same questions give the same groups.

use crate::encoder::{Embedding, Encoder, WIDTH};
use crate::retrieval::Index;

/// From this cosine two questions ask for the same.
const SAME_MEANING: f32 = 0.5;

/// From this likeness of their words they do, where there is no encoder.
const SAME_WORDS: f64 = 0.5;

/// How many questions are put together at most; what is beyond stands alone.
const MOST: usize = 1_000;

/// A group of questions, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The question that is nearest to all others.
    pub representative: usize,
    /// All of them, in order.
    pub members: Vec<usize>,
}

/// Puts questions together that ask for the same; the greatest group first, between equals the one
/// with the earlier question.
#[must_use]
pub fn clusters(questions: &[&str], encoder: Option<&Encoder>) -> Vec<Cluster> {
    let questions = &questions[..questions.len().min(MOST)];
    let mut clusters = match encoder {
        Some(encoder) => by_meaning(&encoder.embed_all(questions)),
        None => by_words(questions),
    };
    clusters.sort_by_key(|cluster| {
        let first = cluster.members.first().copied();
        (std::cmp::Reverse(cluster.members.len()), first)
    });
    clusters
}

/// The sum of a group's vectors.
struct Middle(Box<[f32; WIDTH]>);

impl Middle {
    fn of(embedding: &Embedding) -> Self {
        Self(Box::new(*embedding.values()))
    }

    fn add(&mut self, embedding: &Embedding) {
        for (sum, value) in self.0.iter_mut().zip(embedding.values()) {
            *sum += value;
        }
    }

    fn cosine(&self, embedding: &Embedding) -> f32 {
        let pairs = self.0.iter().zip(embedding.values());
        let length = self.0.iter().map(|value| value * value).sum::<f32>().sqrt();
        pairs.map(|(a, b)| a * b).sum::<f32>() / length.max(f32::MIN_POSITIVE)
    }
}

fn nearest(middles: &[Middle], embedding: &Embedding) -> Option<(usize, f32)> {
    middles
        .iter()
        .map(|middle| middle.cosine(embedding))
        .enumerate()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn by_meaning(embeddings: &[Embedding]) -> Vec<Cluster> {
    let mut middles: Vec<Middle> = vec![];
    for embedding in embeddings {
        match nearest(&middles, embedding) {
            Some((place, cosine)) if cosine >= SAME_MEANING => middles[place].add(embedding),
            _ => middles.push(Middle::of(embedding)),
        }
    }
    let mut members = vec![vec![]; middles.len()];
    for (place, embedding) in embeddings.iter().enumerate() {
        if let Some((group, _)) = nearest(&middles, embedding) {
            members[group].push(place);
        }
    }
    members
        .into_iter()
        .filter(|members| !members.is_empty())
        .filter_map(|members| {
            let mut middle = Middle::of(&embeddings[*members.first()?]);
            for member in &members[1..] {
                middle.add(&embeddings[*member]);
            }
            let (representative, _) = members
                .iter()
                .map(|member| (*member, middle.cosine(&embeddings[*member])))
                .reduce(|best, next| if next.1 > best.1 { next } else { best })?;
            Some(Cluster {
                representative,
                members,
            })
        })
        .collect()
}

fn by_words(questions: &[&str]) -> Vec<Cluster> {
    let index = Index::new(&[], None);
    let mut clusters: Vec<Cluster> = vec![];
    for (place, question) in questions.iter().enumerate() {
        let best = clusters
            .iter_mut()
            .map(|cluster| {
                let likeness = index.likeness(questions[cluster.representative], question);
                (cluster, likeness)
            })
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        match best {
            Some((cluster, likeness)) if likeness >= SAME_WORDS => cluster.members.push(place),
            _ => clusters.push(Cluster {
                representative: place,
                members: vec![place],
            }),
        }
    }
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_words_alone_what_is_worded_alike_goes_together() {
        let questions = [
            "do you ship to Australia?",
            "can I pay with bitcoin",
            "shipping to australia",
            "is bitcoin payment possible",
            "do you ship to australia please",
        ];
        let found = clusters(&questions, None);
        assert_eq!(found[0].members, [0, 2, 4]);
        assert_eq!(found[0].representative, 0);
        assert_eq!(found, clusters(&questions, None));
        assert_eq!(found.iter().map(|it| it.members.len()).sum::<usize>(), 5);
    }

    #[test]
    fn nothing_makes_no_groups() {
        assert!(clusters(&[], None).is_empty());
        assert_eq!(clusters(&[""], None).len(), 1);
    }
}
