//! Texts of every kind: each has a vector of length 1, and the encoder never stops.

use baton_evaluator::encoder::{Embedding, MOST_TOKENS};
use proptest::prelude::*;

use crate::encoder;

fn length(embedding: &Embedding) -> f64 {
    let squares = embedding
        .values()
        .iter()
        .map(|value| f64::from(*value).powi(2));
    squares.sum::<f64>().sqrt()
}

fn assert_is_whole(text: &str) {
    let length = length(&encoder().embed(text));
    assert!((length - 1.0).abs() < 1e-4, "{text:?} has length {length}");
    let tokens = encoder().tokens(text);
    assert!((3..=MOST_TOKENS).contains(&tokens.len()), "{text:?}");
    assert_eq!((tokens.first(), tokens.last()), (Some(&1), Some(&2)));
}

#[test]
fn what_means_alike_lies_near_in_any_language() {
    let near = encoder()
        .embed("I want to speak to a human")
        .cosine(&encoder().embed("Ich möchte mit einem Menschen sprechen"));
    let far = encoder()
        .embed("I want to speak to a human")
        .cosine(&encoder().embed("Wann öffnet das Geschäft?"));
    assert!(near > 0.7 && far < 0.4, "near {near}, far {far}");
}

#[test]
fn nothing_reads_as_one_unknown_piece() {
    for text in ["", " ", "\n\t \u{3000}", "\u{200b}\u{feff}"] {
        assert_eq!(encoder().tokens(text), [1, 0, 2], "{text:?}");
        assert_is_whole(text);
    }
}

#[test]
fn signs_alone_have_a_vector() {
    for text in [
        "😀😡🔥",
        "👩🏽‍🚒",
        "🇩",
        "👍🏿👍🏿👍🏿",
        "\u{200d}\u{fe0f}",
        "\u{0301}\u{0302}",
        "((((((",
        "\"'“‘«",
        "</s>",
        "\u{202e}abc",
        "\u{fffd}\u{fffd}",
        "\u{10ffff}\u{e000}",
        "\u{1100}\u{1161}\u{11a8} \u{1161} \u{11a8}",
        "क् ् ि",
    ] {
        assert_is_whole(text);
    }
}

#[test]
fn a_nul_is_a_character_like_others() {
    assert_is_whole("\0");
    assert_is_whole("a\0b\0\0c");
    assert_ne!(encoder().tokens("a\0b"), encoder().tokens("ab"));
}

#[test]
fn a_book_is_cut_off_at_the_same_place_each_time() {
    let book = "where is my parcel? ".repeat(5_000);
    assert!(book.len() >= 100_000);
    assert_is_whole(&book);
    let tokens = encoder().tokens(&book);
    assert_eq!(tokens.len(), MOST_TOKENS);
    assert_eq!(encoder().tokens(&book[..20_000]), tokens);
    assert_eq!(encoder().embed(&book), encoder().embed(&book[..20_000]));
}

#[test]
fn a_hundred_kilobytes_of_anything_have_a_vector() {
    for unit in ["a", " ", "\u{ad}", "é", "漢", "😀", "\u{0301}", "ﷺ", "\0"] {
        assert_is_whole(&unit.repeat(100_000 / unit.len()));
    }
}

#[test]
fn the_same_text_has_the_same_vector_each_time() {
    let text = "Mi pedido no ha llegado, quiero hablar con alguien.";
    assert_eq!(encoder().embed(text), encoder().embed(text));
}

proptest! {
    #[test]
    fn any_text_has_a_vector_of_length_one(text in any::<String>()) {
        assert_is_whole(&text);
    }

    #[test]
    fn any_marks_have_a_vector_of_length_one(text in "[\u{0}-\u{20}\u{300}-\u{36f}▁<>/s\u{200b}-\u{200f}ﷺｶﾞ]{0,200}") {
        assert_is_whole(&text);
    }
}
