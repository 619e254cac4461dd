//! Prints, for each question of a file, what speaks for each article that the search weighs: what
//! `scripts/calibrate-retrieval` fits the confidence to.
//!
//! `retrieval-evidence ARTICLES.jsonl QUESTIONS.tsv [ENCODER]` writes JSON lines
//! `{company, kind, language, right, question, finds: [{article, same, words, heading, chunk,
//! confidence}]}`.

#[path = "../tests/retrieval/data.rs"]
mod data;

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use baton_domain::TenantId;
use baton_evaluator::encoder::Encoder;
use baton_evaluator::{Found, Library};
use serde_json::{Value, json};

fn shown(company: &data::Company, found: &Found) -> Value {
    let evidence = found.evidence;
    json!({
        "article": company.names.get(&found.article_id),
        "same": evidence.same,
        "words": evidence.likeness.max(evidence.coverage),
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
    let companies = data::companies(Path::new(articles))?;
    let mut out = std::io::stdout().lock();
    for asked in data::questions(Path::new(questions))? {
        let tenant: TenantId = asked.company.parse()?;
        let known = companies.get(&asked.company).ok_or("no such company")?;
        let finds = library.candidates(&tenant, &known.articles, &asked.question);
        let finds: Vec<Value> = finds.iter().map(|found| shown(known, found)).collect();
        let line = json!({
            "company": asked.company, "kind": asked.kind, "language": asked.language,
            "right": asked.right, "question": asked.question, "finds": finds,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
