//! Answers to lines that ask whether a person is needed: what `baton-evaluate` does with each.

pub mod comparison;
pub mod line;
