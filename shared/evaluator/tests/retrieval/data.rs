//! The articles and questions of `data/retrieval/`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;

use baton_app::ports::{Article, Articles};
use baton_domain::ArticleId;
use serde::Deserialize;
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
pub(crate) struct Company {
    pub(crate) articles: Articles,
    pub(crate) names: BTreeMap<ArticleId, String>,
}

/// A question.
pub(crate) struct Asked {
    pub(crate) company: String,
    pub(crate) kind: String,
    pub(crate) language: String,
    /// What answers it, parted by commas; a hyphen where nothing does.
    pub(crate) right: String,
    pub(crate) question: String,
}

/// All companies.
pub(crate) fn companies(path: &Path) -> Result<BTreeMap<String, Company>, Box<dyn Error>> {
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

/// All questions of a file.
pub(crate) fn questions(path: &Path) -> Result<Vec<Asked>, Box<dyn Error>> {
    let mut questions = vec![];
    for line in read_to_string(path)?.lines().skip(1) {
        let fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [company, kind, language, right, question] = fields
            .try_into()
            .map_err(|_| format!("not five columns: {line}"))?;
        questions.push(Asked {
            company,
            kind,
            language,
            right,
            question,
        });
    }
    Ok(questions)
}
