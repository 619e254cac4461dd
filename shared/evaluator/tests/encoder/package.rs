//! 200 texts in 25 scripts, beside what the package makes of them (`reference.bin`, written by
//! `scripts/lib/encoder_reference.py`).

use std::collections::BTreeMap;

use baton_evaluator::encoder::WIDTH;
use serde::Deserialize;

use crate::encoder;

#[derive(Deserialize)]
struct Text {
    script: String,
    text: String,
}

struct Reference {
    tokens: Vec<u32>,
    /// Rounded to 16 bits, which costs less than a millionth of a cosine.
    vector: Vec<f64>,
}

fn texts() -> Vec<Text> {
    serde_json::from_str(include_str!("texts.json")).unwrap()
}

fn references() -> Vec<Reference> {
    let mut rest: &[u8] = include_bytes!("reference.bin");
    let mut references = vec![];
    while let Some((count, after)) = rest.split_first_chunk() {
        let (tokens, after) = after.split_at(usize::from(u16::from_le_bytes(*count)) * 4);
        let (vector, after) = after.split_at(WIDTH * 2);
        references.push(Reference {
            tokens: tokens
                .as_chunks()
                .0
                .iter()
                .map(|four| u32::from_le_bytes(*four))
                .collect(),
            vector: vector
                .as_chunks()
                .0
                .iter()
                .map(|two| f64::from(i16::from_le_bytes(*two)) / 32_767.0)
                .collect(),
        });
        rest = after;
    }
    references
}

fn cosine(one: &[f64], other: &[f64]) -> f64 {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>();
    dot(one, other) / (dot(one, one) * dot(other, other)).sqrt()
}

#[test]
fn the_texts_are_of_many_scripts() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts() {
        *counts.entry(text.script).or_default() += 1;
    }
    assert_eq!(counts.values().sum::<usize>(), 200);
    assert!(counts.len() >= 16, "{counts:?}");
}

#[test]
fn tokens_are_those_of_the_package() {
    let (texts, references) = (texts(), references());
    assert_eq!(texts.len(), references.len());
    for (text, reference) in texts.iter().zip(references) {
        assert_eq!(
            encoder().tokens(&text.text),
            reference.tokens,
            "{:?}",
            text.text
        );
    }
}

#[test]
fn vectors_are_those_of_the_package() {
    let (texts, references) = (texts(), references());
    assert_eq!(texts.len(), references.len());
    let mut least = 1.0_f64;
    for (text, reference) in texts.iter().zip(references) {
        let own: Vec<f64> = encoder()
            .embed(&text.text)
            .values()
            .iter()
            .copied()
            .map(f64::from)
            .collect();
        let alike = cosine(&own, &reference.vector);
        assert!(alike >= 0.999, "{:?} has a cosine of {alike}", text.text);
        least = least.min(alike);
    }
    println!("the least cosine is {least}");
}

#[test]
fn texts_that_go_through_together_do_not_see_each_other() {
    let texts = texts();
    let all: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    let together = encoder().embed_all(&all);
    assert_eq!(together.len(), all.len());
    for (text, among_others) in all.iter().zip(together) {
        let alike = encoder().embed(text).cosine(&among_others);
        assert!(alike > 0.999_99, "{text:?} has a cosine of {alike}");
    }
}
