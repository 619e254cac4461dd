//! What the tests stand on: a stand-in for Meta's Graph API ([`graph`]), one for a language model
//! ([`model`]), a proxy that counts, holds and breaks requests to AWS ([`meter`]), and the language
//! that stories are told in ([`story`]).

pub mod args;
pub mod graph;
pub mod meter;
pub mod model;
pub mod serve;
pub mod story;
pub mod world;
