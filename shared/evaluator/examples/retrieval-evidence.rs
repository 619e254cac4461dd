//! Prints, for each question of a file, what speaks for each article that the search proposes:
//! what `scripts/calibrate-retrieval` fits the confidence to.
//!
//! `retrieval-evidence ARTICLES.jsonl QUESTIONS.tsv [ENCODER]` writes JSON lines
//! `{company, kind, language, right, question, finds: [{article, same, words, heading, chunk}]}`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::read_to_string;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use baton_app::ports::{Article, Articles};
use baton_domain::{ArticleId, TenantId};
use baton_evaluator::encoder::Encoder;
use baton_evaluator::{Found, Library};
use serde::Deserialize;
use serde_json::{Value, json};
use ulid::Ulid;

#[derive(Deserialize)]
struct Written {
    company: String,
    article: String,
    locale: String,
    title: String,
    questions: Vec<String>,
    body: String,
}

/// The articles of a company, and what the data call each.
#[derive(Default)]
struct Company {
    articles: Articles,
    names: BTreeMap<ArticleId, String>,
}

fn companies(path: &str) -> Result<BTreeMap<String, Company>, Box<dyn Error>> {
    let mut companies = BTreeMap::<String, Company>::new();
    for line in read_to_string(path)?.lines() {
        let written: Written = serde_json::from_str(line)?;
        let company = companies.entry(written.company).or_default();
        let id = ArticleId::from_ulid(Ulid::from_parts(company.names.len() as u64, 1));
        company.names.insert(id, written.article);
        company.articles.items.push(Article {
            id,
            title: written.title,
            body: written.body,
            questions: written.questions,
            locale: written.locale,
            vectors: None,
        });
    }
    Ok(companies)
}

fn shown(company: &Company, found: &Found) -> Value {
    let evidence = found.evidence;
    json!({
        "article": company.names.get(&found.article_id),
        "same": evidence.same,
        "words": evidence.likeness.max(evidence.coverage),
        "likeness": evidence.likeness,
        "coverage": evidence.coverage,
        "heading": evidence.heading,
        "chunk": evidence.chunk,
        "confidence": found.confidence,
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, questions, rest @ ..] = arguments.as_slice() else {
        return Err("usage: retrieval-evidence ARTICLES.jsonl QUESTIONS.tsv [ENCODER]".into());
    };
    let encoder = match rest.first() {
        Some(path) => Some(Arc::new(Encoder::open(Path::new(path))?)),
        None => None,
    };
    let library = Library::new(encoder);
    let companies = companies(articles)?;
    let mut out = std::io::stdout().lock();
    for line in read_to_string(questions)?.lines().skip(1) {
        let [company, kind, language, right, question] = line
            .split('\t')
            .collect::<Vec<_>>()
            .try_into()
            .map_err(|_| format!("not five columns: {line}"))?;
        let tenant: TenantId = company.parse()?;
        let known = companies.get(company).ok_or("no such company")?;
        let finds = library.candidates(&tenant, &known.articles, question);
        let finds: Vec<Value> = finds.iter().map(|found| shown(known, found)).collect();
        let line = json!({
            "company": company, "kind": kind, "language": language, "right": right,
            "question": question, "finds": finds,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
