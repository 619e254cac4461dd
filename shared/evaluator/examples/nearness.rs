//! Prints how near sentences of replies are to the articles that they rest on, by the encoder, and to
//! others: whether nearness could tell what an article says from what it does not.
//!
//! `nearness ARTICLES.jsonl REPLIES.tsv ENCODER` writes the tables of `docs/EVALUATOR-RETRIEVAL.md`.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it counts hundreds"
)]

#[path = "../tests/retrieval/data.rs"]
#[allow(dead_code, reason = "it reads no questions")]
mod data;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::read_to_string;
use std::io::Write;
use std::path::Path;

use baton_evaluator::encoder::{Embedding, Encoder};

/// What the encoder was trained on.
const KNOWN: &[&str] = &[
    "ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh",
];
const THRESHOLDS: &[f32] = &[0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];
const QUANTILES: &[f32] = &[0.05, 0.25, 0.5, 0.75, 0.95];

/// An article's sentences, and what a sentence is held against: its paragraphs under its title, and
/// its sentences.
struct Source {
    name: String,
    sentences: Vec<String>,
    meanings: Vec<Embedding>,
}

impl Source {
    fn of(name: &str, title: &str, body: &str, encoder: &Encoder) -> Self {
        let paragraphs = body.split("\n\n").map(|text| format!("{title}. {text}"));
        let sentences = sentences(body);
        let texts: Vec<String> = paragraphs.chain(sentences.iter().cloned()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        Self {
            name: name.to_owned(),
            sentences,
            meanings: encoder.embed_all(&texts),
        }
    }

    fn nearness(&self, sentence: &Embedding) -> f32 {
        self.meanings
            .iter()
            .map(|meaning| meaning.cosine(sentence))
            .fold(-1.0, f32::max)
    }
}

fn sentences(text: &str) -> Vec<String> {
    text.replace("\n\n", " ")
        .split_inclusive(['.', '!', '?', '。', ';'])
        .fold(vec![], |mut all: Vec<String>, part| {
            match all.last_mut() {
                // "2 p.m." and "4.90" end no sentence.
                Some(last) if last.chars().count() < 12 || !part.starts_with([' ', '\n']) => {
                    last.push_str(part);
                }
                _ => all.push(part.to_owned()),
            }
            all
        })
        .into_iter()
        .map(|sentence| sentence.trim().to_owned())
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// How near the sentences of each group are.
#[derive(Default)]
struct Groups(Vec<(&'static str, Vec<f32>)>);

impl Groups {
    fn add(&mut self, group: &'static str, nearness: f32) {
        match self.0.iter_mut().find(|(name, _)| *name == group) {
            Some((_, all)) => all.push(nearness),
            None => self.0.push((group, vec![nearness])),
        }
    }

    fn of(&self, group: &str) -> &[f32] {
        let found = self.0.iter().find(|(name, _)| *name == group);
        found.map_or(&[], |(_, all)| all)
    }
}

const REST: &str = "an article's sentence, the rest of that article";
const SAID: &str = "true, a language that the encoder knows";
const SAID_ELSEWHERE: &str = "true, another language";
const MADE_UP: &str = "made up, a language that the encoder knows";
const MADE_UP_ELSEWHERE: &str = "made up, another language";
const COURTESY: &str = "says nothing, a language that the encoder knows";
const OTHERS: &str = "true, any other article, a language that the encoder knows";
const OTHERS_ELSEWHERE: &str = "true, any other article, another language";
const NEAREST: &str = "true, the nearest other article, a language that the encoder knows";
const NEAREST_ELSEWHERE: &str = "true, the nearest other article, another language";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, replies, encoder] = arguments.as_slice() else {
        return Err("usage: nearness ARTICLES.jsonl REPLIES.tsv ENCODER".into());
    };
    let encoder = Encoder::open(Path::new(encoder))?;
    let companies: BTreeMap<String, Vec<Source>> = data::companies(Path::new(articles))?
        .into_iter()
        .map(|(name, company)| {
            let items = company.articles.items.iter();
            let sources = items
                .map(|it| Source::of(&company.names[&it.id], &it.title, &it.body, &encoder))
                .collect();
            (name, sources)
        })
        .collect();

    let mut groups = Groups::default();
    for source in companies.values().flatten() {
        for sentence in &source.sentences {
            let others = source.sentences.iter().filter(|other| *other != sentence);
            let others: Vec<&str> = others.map(String::as_str).collect();
            let meaning = encoder.embed(sentence);
            let rest = encoder.embed_all(&others);
            let nearest = rest.iter().map(|it| it.cosine(&meaning)).reduce(f32::max);
            if let Some(near) = nearest {
                groups.add(REST, near);
            }
        }
    }
    for line in read_to_string(replies)?.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [company, kind, language, article, sentence] = fields[..] else {
            return Err(format!("not five columns: {line}").into());
        };
        let sources = &companies[company];
        let meaning = encoder.embed(sentence);
        let (own, others): (Vec<_>, Vec<_>) = sources.iter().partition(|it| it.name == article);
        let own = own.first().ok_or("no such article")?.nearness(&meaning);
        let is_known = KNOWN.contains(&language);
        groups.add(
            match (kind, is_known) {
                ("s", true) => SAID,
                ("s", false) => SAID_ELSEWHERE,
                ("c", _) => COURTESY,
                (_, true) => MADE_UP,
                (_, false) => MADE_UP_ELSEWHERE,
            },
            own,
        );
        if kind == "s" {
            let others: Vec<f32> = others.iter().map(|it| it.nearness(&meaning)).collect();
            let (any, nearest) = if is_known {
                (OTHERS, NEAREST)
            } else {
                (OTHERS_ELSEWHERE, NEAREST_ELSEWHERE)
            };
            for near in &others {
                groups.add(any, *near);
            }
            groups.add(nearest, others.iter().copied().fold(-1.0, f32::max));
        }
    }
    let mut out = std::io::stdout().lock();
    spread(&mut out, &groups)?;
    passing(&mut out, &groups)?;
    apart(&mut out, &groups)?;
    Ok(())
}

fn spread(out: &mut impl Write, groups: &Groups) -> std::io::Result<()> {
    writeln!(
        out,
        "| sentence, held against | n | 5 % | 25 % | median | 75 % | 95 % |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|")?;
    for (name, all) in &groups.0 {
        let mut sorted = all.clone();
        sorted.sort_by(f32::total_cmp);
        let at = |share: &f32| sorted[(share * (sorted.len() - 1) as f32).round() as usize];
        let told: Vec<String> = QUANTILES.iter().map(|q| format!("{:.2}", at(q))).collect();
        writeln!(out, "| {name} | {} | {} |", all.len(), told.join(" | "))?;
    }
    Ok(())
}

fn passing(out: &mut impl Write, groups: &Groups) -> std::io::Result<()> {
    let head: Vec<String> = THRESHOLDS.iter().map(|t| format!("{t:.2}")).collect();
    writeln!(out, "\n| passes from | {} |", head.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(THRESHOLDS.len()))?;
    for (name, all) in &groups.0 {
        let share =
            |t: &f32| all.iter().filter(|near| *near >= t).count() as f32 / all.len() as f32;
        let told: Vec<String> = THRESHOLDS
            .iter()
            .map(|t| format!("{:.2}", share(t)))
            .collect();
        writeln!(out, "| {name} | {} |", told.join(" | "))?;
    }
    Ok(())
}

/// How often a true sentence is nearer than another one (the area under the curve).
fn apart(out: &mut impl Write, groups: &Groups) -> std::io::Result<()> {
    writeln!(
        out,
        "\n| true sentences beside | known languages | others |"
    )?;
    writeln!(out, "|---|---|---|")?;
    for (name, known, others) in [
        ("any other article", OTHERS, OTHERS_ELSEWHERE),
        ("the nearest other article", NEAREST, NEAREST_ELSEWHERE),
        (
            "made-up sentences about the same",
            MADE_UP,
            MADE_UP_ELSEWHERE,
        ),
    ] {
        let one = auc(groups.of(SAID), groups.of(known));
        let other = auc(groups.of(SAID_ELSEWHERE), groups.of(others));
        writeln!(out, "| {name} | {one:.2} | {other:.2} |")?;
    }
    Ok(())
}

fn auc(right: &[f32], wrong: &[f32]) -> f32 {
    let above: f32 = right
        .iter()
        .flat_map(|one| wrong.iter().map(move |other| (one, other)))
        .map(|(one, other)| match one.total_cmp(other) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        })
        .sum();
    above / (right.len() * wrong.len()) as f32
}
