//! The features of an exchange: what training and deciding both look at.

use crate::encoder::{Encoder, Embedding, WIDTH};

use super::exchange::{Exchange, View};
use super::{ngrams, surface};

/// How many vectors stand in the features: of the message, of the bot's last words, of the
/// customer's last words, and the products of the first with each of the others.
pub const VECTORS: usize = 5;

/// The features of one exchange.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// [`VECTORS`] vectors of the encoder's width, one after the other, then the surface features.
    pub dense: Vec<f32>,
    /// Numbers of the pieces of words in the message, in order.
    pub pieces: Vec<u32>,
    /// Numbers of the pieces of words in the bot's last words, in order.
    pub bot_pieces: Vec<u32>,
    /// The message's language by its two-letter code; none where nothing tells.
    pub language: Option<&'static str>,
}

impl Features {
    /// Computes them.
    #[must_use]
    pub fn of(encoder: &Encoder, exchange: &Exchange<'_>) -> Self {
        Self::of_view(encoder, &View::of(exchange))
    }

    pub(super) fn of_view(encoder: &Encoder, view: &View<'_>) -> Self {
        let earlier = view.earlier_text();
        let mut texts = vec![view.message.text];
        texts.extend(view.bot.as_ref().map(|bot| bot.text));
        texts.extend((!earlier.is_empty()).then_some(earlier.as_str()));
        let mut vectors = encoder.embed_all(&texts).into_iter();
        let message = vectors.next();
        let bot = view.bot.as_ref().and_then(|_| vectors.next());
        let earlier = vectors.next();
        let mut dense = Vec::with_capacity(VECTORS * WIDTH + 256);
        for vector in [&message, &bot, &earlier] {
            match vector {
                Some(vector) => dense.extend_from_slice(vector.values()),
                None => dense.resize(dense.len() + WIDTH, 0.0),
            }
        }
        for other in [&bot, &earlier] {
            match (&message, other) {
                (Some(message), Some(other)) => dense.extend(
                    message
                        .values()
                        .iter()
                        .zip(other.values())
                        .map(|(one, other)| one * other),
                ),
                _ => dense.resize(dense.len() + WIDTH, 0.0),
            }
        }
        let cosine = |one: &Option<Embedding>, other: &Option<Embedding>| match (one, other) {
            (Some(one), Some(other)) => one.cosine(other),
            _ => 0.0,
        };
        dense.push(cosine(&message, &bot));
        dense.push(cosine(&message, &earlier));
        dense.push(cosine(&bot, &earlier));
        dense.extend(surface::of(view));
        Self {
            dense,
            pieces: ngrams::of(&view.message.folded),
            bot_pieces: view.bot.as_ref().map(|bot| ngrams::of(&bot.folded)).unwrap_or_default(),
            language: view.language.code,
        }
    }
}
