//! The trained part of the embedded evaluator.

mod exchange;
mod features;
mod fold;
mod language;
mod lexicon;
mod ngrams;
mod surface;

pub use exchange::{Exchange, Said};
pub use features::{Features, VECTORS};
