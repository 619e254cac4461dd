//! `POST /v1/articles/ask`: what the bot would find for a question.

use std::sync::Arc;

use baton_api::acting::{LONGEST_TEXT, words};
use baton_api::{Problem, Request, Response};
use baton_app::ports::Directory;
use baton_evaluator::{Found, Lookup, Searched};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// What the tenant configured.
    pub directory: Arc<dyn Directory>,
    /// The search.
    pub lookup: Arc<Lookup>,
}

/// How many articles are shown beside the best one.
const RUNNERS_UP: usize = 4;

/// A question, as a customer might ask it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TestQuestion {
    /// Its words; 1 to 4,096 characters.
    #[schema(min_length = 1, max_length = 4096)]
    pub question: String,
    /// The customer's language (BCP 47), where it is known.
    #[serde(default)]
    pub locale: Option<String>,
}

/// What the bot would find. It may still call a person: for words that a trigger names, for a mood,
/// for a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct TestAnswer {
    /// Whether it would answer with the best find.
    pub would_answer: bool,
    /// The confidence from which it answers, from 0 to 1.
    pub threshold: f64,
    /// Where was looked.
    pub searched: SearchedPlace,
    /// The best find; null where there is none.
    #[schema(required)]
    pub best: Option<ArticleFind>,
    /// What else was found, likeliest first.
    pub runners_up: Vec<ArticleFind>,
}

/// Where was looked for an answer.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchedPlace {
    /// In the published articles.
    Articles,
    /// In the knowledge base of Amazon Bedrock that the settings name.
    KnowledgeBase,
    /// In the published articles, because the knowledge base did not answer in time.
    ArticlesInstead,
}

impl From<Searched> for SearchedPlace {
    fn from(searched: Searched) -> Self {
        match searched {
            Searched::Articles => Self::Articles,
            Searched::KnowledgeBase => Self::KnowledgeBase,
            Searched::ArticlesInstead => Self::ArticlesInstead,
        }
    }
}

/// A passage that may answer a question.
#[derive(Debug, Serialize, ToSchema)]
pub struct ArticleFind {
    /// The article, `art_…`; null where the passage is one of a knowledge base.
    #[schema(required)]
    pub article_id: Option<String>,
    /// Where a passage of a knowledge base stands, such as an address; null where nothing tells it,
    /// and for an article.
    #[schema(required)]
    pub source: Option<String>,
    /// Its title.
    pub title: String,
    /// The words that the bot would quote.
    pub passage: String,
    /// How likely they are to answer the question, from 0 to 1.
    pub score: f64,
    /// How much of the question's words the title, a question or the passage has, from 0 to 1.
    pub words: f64,
    /// How near the question's meaning is to that of the title, a question or the passage: a
    /// cosine; null where only words are compared.
    #[schema(required)]
    pub meaning: Option<f64>,
}

impl ArticleFind {
    /// A find, with where it stands if that is in a knowledge base.
    fn new(found: &Found, source: Option<&String>) -> Self {
        let evidence = found.evidence;
        let is_article = source.is_none();
        Self {
            article_id: is_article.then(|| found.article_id.to_string()),
            source: source.filter(|source| !source.is_empty()).cloned(),
            title: found.title.clone(),
            passage: found.text.clone(),
            score: found.confidence,
            words: evidence.likeness.max(evidence.coverage),
            meaning: evidence
                .heading
                .zip(evidence.chunk)
                .map(|(heading, chunk)| heading.max(chunk)),
        }
    }
}

/// Looks for an answer in the published articles, or in the knowledge base that the settings name,
/// as the bot does, and says nothing to anybody.
///
/// # Errors
///
/// 422 with the field that is wrong.
#[utoipa::path(
    post,
    path = "/v1/articles/ask",
    operation_id = "askArticles",
    tag = "knowledge",
    request_body = TestQuestion,
    responses((status = 200, description = "What was found", body = TestAnswer))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let ask: TestQuestion = request.json()?;
    let question = words("question", &ask.question, LONGEST_TEXT)?;
    let knowledge = deps.directory.knowledge(&asked.tenant).await?;
    let locale = ask.locale.as_deref();
    let finds = deps
        .lookup
        .finds(&asked.tenant, &knowledge, &question, locale)
        .await;
    let threshold = knowledge.settings.confidence_threshold;
    let shown = |found: &Found| ArticleFind::new(found, finds.sources.get(&found.article_id));
    let best = finds.found.first();
    let answer = TestAnswer {
        would_answer: best.is_some_and(|best| best.confidence >= threshold),
        threshold,
        searched: finds.searched.into(),
        best: best.map(shown),
        runners_up: finds
            .found
            .iter()
            .skip(1)
            .take(RUNNERS_UP)
            .map(shown)
            .collect(),
    };
    Ok(Response::json(200, &answer))
}

#[cfg(test)]
mod tests;
