//! The features of an exchange: what training and deciding both look at.

use crate::encoder::{Embedding, Encoder, WIDTH};

use super::exchange::{Exchange, View};
use super::surface;

/// How many vectors stand in the features: of the message, of the bot's last words, of the
/// customer's last words, and the products of the first with each of the others.
pub const VECTORS: usize = 5;

/// What brings the numbers of a vector of length 1, and products of them, near to the others.
const MESSAGE: f32 = 5.0;
const AROUND: f32 = 4.0;
const PRODUCT: f32 = 60.0;
/// What words stand for is rare and telling, and must be heard beside thousands of such numbers.
const SURFACE: f32 = 8.0;

/// What the encoder makes of an exchange.
#[derive(Debug)]
pub(super) struct Meanings {
    pub(super) message: Option<Embedding>,
    /// Of the bot's last words.
    bot: Option<Embedding>,
    /// Of the customer's last words.
    earlier: Option<Embedding>,
}

impl Meanings {
    pub(super) fn of(encoder: &Encoder, view: &View<'_>) -> Self {
        let earlier = view.earlier_text();
        let mut texts = vec![view.message.text];
        texts.extend(view.bot.as_ref().map(|bot| bot.text));
        texts.extend((!earlier.is_empty()).then_some(earlier.as_str()));
        let mut vectors = encoder.embed_all(&texts).into_iter();
        Self {
            message: vectors.next(),
            bot: view.bot.as_ref().and_then(|_| vectors.next()),
            earlier: vectors.next(),
        }
    }
}

/// The features of one exchange.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// [`VECTORS`] vectors of the encoder's width, one after the other, then the surface features.
    pub dense: Vec<f32>,
    /// The message's language by its two-letter code; none where nothing tells.
    pub language: Option<&'static str>,
}

impl Features {
    /// Computes them.
    #[must_use]
    pub fn of(encoder: &Encoder, exchange: &Exchange<'_>) -> Self {
        let view = View::of(exchange);
        Self::of_meanings(&Meanings::of(encoder, &view), &view)
    }

    pub(super) fn of_meanings(meanings: &Meanings, view: &View<'_>) -> Self {
        let Meanings {
            message,
            bot,
            earlier,
        } = meanings;
        let mut dense = Vec::with_capacity(VECTORS * WIDTH + 256);
        for (vector, scale) in [(message, MESSAGE), (bot, AROUND), (earlier, AROUND)] {
            match vector {
                Some(vector) => dense.extend(vector.values().iter().map(|value| value * scale)),
                None => dense.resize(dense.len() + WIDTH, 0.0),
            }
        }
        for other in [bot, earlier] {
            match (message, other) {
                (Some(message), Some(other)) => dense.extend(
                    message
                        .values()
                        .iter()
                        .zip(other.values())
                        .map(|(one, other)| one * other * PRODUCT),
                ),
                _ => dense.resize(dense.len() + WIDTH, 0.0),
            }
        }
        let cosine = |one: &Option<Embedding>, other: &Option<Embedding>| match (one, other) {
            (Some(one), Some(other)) => one.cosine(other),
            _ => 0.0,
        };
        let nearness = [
            cosine(message, bot),
            cosine(message, earlier),
            cosine(bot, earlier),
        ];
        let surface = nearness.into_iter().chain(surface::of(view));
        dense.extend(surface.map(|value| value * SURFACE));
        Self {
            dense,
            language: view.language.code,
        }
    }
}
