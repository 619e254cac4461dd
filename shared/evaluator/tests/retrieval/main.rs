//! How well retrieval's confidence holds on questions that nothing was fitted to. It needs
//! `.build/encoder/use-m3.bin`.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a test that fails panics, and counts hundreds"
)]

mod data;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use baton_app::ports::{Article, Articles};
use baton_domain::ArticleId;
use baton_evaluator::Library;
use baton_evaluator::encoder::Encoder;
use ulid::Ulid;

/// The goal.
const MOST_ERROR: f64 = 0.08;
const BINS: usize = 10;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/retrieval")
        .join(name)
}

fn encoder() -> Arc<Encoder> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.build/encoder/use-m3.bin");
    assert!(
        file.exists(),
        "there is no .build/encoder/use-m3.bin: run scripts/build, or `python scripts/lib/encoder.py`"
    );
    Arc::new(Encoder::open(&file).unwrap())
}

/// Each question's confidence, and whether its first find is right.
fn outcomes(library: &Library, file: &str) -> Vec<(f64, bool)> {
    let companies = data::companies(&path("articles.jsonl")).unwrap();
    let questions = data::questions(&path(file)).unwrap();
    assert!(questions.len() >= 300, "{file}: {}", questions.len());
    questions
        .iter()
        .map(|asked| {
            let company = &companies[&asked.company];
            let tenant = asked.company.parse().unwrap();
            let finds = library.search(&tenant, &company.articles, &asked.question, None);
            finds.first().map_or((0.0, false), |found| {
                let name = &company.names[&found.article_id];
                (
                    found.confidence,
                    asked.right.split(',').any(|it| it == name),
                )
            })
        })
        .collect()
}

/// The expected calibration error, in ten bins of equal width.
fn calibration_error(outcomes: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for (confidence, right) in outcomes {
        let place = (0..BINS)
            .rev()
            .find(|bin| *confidence * 10.0 >= *bin as f64)
            .unwrap_or(0);
        bins[place].0 += confidence;
        bins[place].1 += f64::from(u8::from(*right));
    }
    bins.iter()
        .map(|(sum, right)| (sum - right).abs())
        .sum::<f64>()
        / outcomes.len() as f64
}

fn right_decisions(outcomes: &[(f64, bool)]) -> f64 {
    let decided = |(confidence, right): &&(f64, bool)| (*confidence >= 0.45) == *right;
    outcomes.iter().filter(decided).count() as f64 / outcomes.len() as f64
}

#[test]
fn with_an_encoder_confidence_is_what_it_says_on_held_out_questions() {
    let outcomes = outcomes(&Library::new(Some(encoder())), "held-out.tsv");
    let error = calibration_error(&outcomes);
    assert!(error <= MOST_ERROR, "{error}");
    assert!(right_decisions(&outcomes) >= 0.75);
}

#[test]
fn without_one_it_is_too() {
    let outcomes = outcomes(&Library::new(None), "held-out.tsv");
    let error = calibration_error(&outcomes);
    assert!(error <= MOST_ERROR, "{error}");
    assert!(right_decisions(&outcomes) >= 0.75);
}

#[test]
fn development_and_held_out_questions_have_none_in_common() {
    let [one, other] = ["development.tsv", "held-out.tsv"].map(|file| {
        let asked = data::questions(&path(file)).unwrap();
        let of = |field: fn(&data::Asked) -> &String| {
            let values: std::collections::BTreeSet<_> = asked.iter().map(field).collect();
            values.len()
        };
        assert_eq!(of(|asked| &asked.kind), 5);
        assert!(of(|asked| &asked.language) >= 10);
        asked
            .into_iter()
            .map(|asked| (asked.company, asked.question.to_lowercase()))
            .collect::<std::collections::BTreeSet<_>>()
    });
    assert_eq!(one.intersection(&other).count(), 0);
}

#[test]
fn questions_that_ask_for_the_same_in_any_words_go_together() {
    let questions = [
        "do you ship to Australia?",
        "can I pay with bitcoin",
        "¿hacéis envíos a Australia?",
        "is paying in bitcoins possible",
        "can my parcel go to Sydney, Australia",
        "do you have a shop in Paris",
    ];
    let found = baton_evaluator::clusters(&questions, Some(&encoder()));
    let members: Vec<_> = found.iter().map(|it| it.members.clone()).collect();
    assert_eq!(members, [vec![0, 2, 4], vec![1, 3], vec![5]]);
}

#[test]
fn a_translation_does_not_make_an_article_less_likely() {
    let article = |n: u64, title: &str, body: &str, locale: &str| Article {
        id: ArticleId::from_ulid(Ulid::from_parts(n, 1)),
        title: title.into(),
        body: body.into(),
        questions: vec![],
        locale: locale.into(),
        vectors: None,
    };
    let english = article(1, "Opening hours", "We are open from nine to seven.", "en");
    let spanish = article(2, "Horario de apertura", "Abrimos de nueve a siete.", "es");
    let other = article(3, "Returns", "Send anything back within sixty days.", "en");
    let library = Library::new(Some(encoder()));
    let ask = |version, items: &[&Article], locale| {
        let items = items.iter().copied().cloned().collect();
        let tenant = "shop".parse().unwrap();
        let question = "what time do you close?";
        let found = library.search(&tenant, &Articles { version, items }, question, locale);
        (found[0].article_id, found[0].confidence)
    };
    let alone = ask(1, &[&english, &other], None);
    let both = ask(2, &[&english, &spanish, &other], None);
    assert_eq!(alone.0, english.id);
    assert!(both.1 >= alone.1 - 1e-9, "{both:?} {alone:?}");
    let to_a_spaniard = ask(2, &[&english, &spanish, &other], Some("es-MX"));
    assert_eq!(
        to_a_spaniard.0, spanish.id,
        "who reads Spanish is told in Spanish"
    );
}
