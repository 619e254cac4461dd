//! The trained part of the embedded evaluator: whether a person is needed and why, mood and type.
//!
//! An exchange becomes [`Features`]: vectors of what was said, and what its words stand for in the
//! languages of the lexicon. A small network, trained by `scripts/train-evaluator` on exactly these
//! features, reads them. `docs/EVALUATOR.md` tells how well it does.

mod choice;
mod exchange;
mod features;
mod fold;
mod language;
mod lexicon;
mod menu;
mod opinion;
mod order;
mod surface;
mod weights;

use std::sync::Arc;

pub use exchange::{Exchange, Said};
pub use features::{Features, VECTORS};
pub(crate) use language::can_be;
pub(crate) use menu::Menu;
pub(crate) use opinion::{Glance, Opinion, RULE};

use exchange::View;
use features::Meanings;
use weights::Weights;

use crate::encoder::{Embedding, Encoder};

/// The encoder with the trained heads on it.
#[derive(Debug, Clone)]
pub(crate) struct Heads {
    encoder: Arc<Encoder>,
    weights: Arc<Weights>,
}

/// What the heads make of an exchange.
#[derive(Debug)]
pub(crate) struct Understood {
    pub(crate) glance: Glance,
    pub(crate) opinion: Opinion,
    /// What the message means, for whoever else wants to know.
    pub(crate) meaning: Option<Embedding>,
}

impl Heads {
    /// None where the weights that the program carries are damaged.
    pub(crate) fn on(encoder: Arc<Encoder>) -> Option<Self> {
        let weights = Arc::new(Weights::built_in()?);
        Some(Self { encoder, weights })
    }

    /// What they make of an exchange.
    pub(crate) fn read(&self, exchange: &Exchange<'_>) -> Understood {
        let view = View::of(exchange);
        let meanings = Meanings::of(&self.encoder, &view);
        let features = Features::of_meanings(&meanings, &view);
        let answer = self.weights.answer(&features.dense);
        Understood {
            glance: Glance::of(&view),
            opinion: Opinion::of(&self.weights, &answer),
            meaning: meanings.message,
        }
    }
}

/// What words alone tell of an exchange.
pub(crate) fn glance(exchange: &Exchange<'_>) -> Glance {
    Glance::of(&View::of(exchange))
}

#[cfg(test)]
mod tests;
