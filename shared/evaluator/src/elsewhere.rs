//! Tenants whose articles stand elsewhere.

use std::collections::HashMap;
use std::sync::Arc;

use baton_app::articles::named_id;
use baton_app::ports::{Article, Knowledge, Passage, PassageSource, Question};
use baton_domain::{ArticleId, KnowledgeBase, TenantId};

use crate::answering::Library;
use crate::encoder::Encoder;
use crate::retrieval::Found;
use crate::words::Words;
use crate::{asked, reading, smalltalk, unreadable};

/// Where passages come from for tenants whose settings name a knowledge base.
#[derive(Clone, Default)]
pub(crate) struct Elsewhere(Option<Arc<dyn PassageSource>>);

impl Elsewhere {
    pub(crate) fn new(source: Arc<dyn PassageSource>) -> Self {
        Self(Some(source))
    }

    /// The passages that another search found for a message, each as an article of its own, to be
    /// weighed like the tenant's own ones. None where the tenant has no other search, where it does
    /// not answer, and where the message needs no article.
    pub(crate) async fn articles(&self, question: &Question<'_>) -> Option<Vec<Article>> {
        if unreadable::is(question.content) {
            return None;
        }
        let tenant = &question.conversation.tenant_id;
        let text = reading::words_of(question.content);
        // Of itself "ok" finds nothing; what a model is to go on with was asked before.
        let before = question
            .conversation
            .attempts
            .last()
            .filter(|_| question.knowledge.has_model() && asked::is_acknowledged(question))
            .map(|before| format!("{} {text}", before.question));
        let sought = before.as_deref().unwrap_or(text);
        let passages = self.passages(tenant, question.knowledge, sought).await?;
        Some(passages.iter().map(|it| article(tenant, it)).collect())
    }

    async fn passages(
        &self,
        tenant: &TenantId,
        knowledge: &Knowledge,
        text: &str,
    ) -> Option<Vec<Passage>> {
        let KnowledgeBase::Bedrock { id } = &knowledge.settings.knowledge_base else {
            return None;
        };
        let source = self.0.as_ref()?;
        if needs_none(text) {
            return None;
        }
        source
            .passages(id, text)
            .await
            .inspect_err(|error| {
                let cause = &error.source;
                tracing::warn!(%tenant, %error, %cause, "the tenant's own articles stand in");
            })
            .ok()
    }
}

/// Whether words need no article.
fn needs_none(text: &str) -> bool {
    smalltalk::of(text, &Words::of(text)).is_some()
}

/// A passage as an article of its own.
fn article(tenant: &TenantId, passage: &Passage) -> Article {
    let name = format!("{}\n{}", passage.source, passage.text);
    Article {
        id: named_id(tenant, "passage", &name),
        title: passage.title.clone(),
        body: passage.text.clone(),
        questions: vec![],
        locale: String::new(),
        vectors: None,
    }
}

/// The search that the bot does, for those who try a question.
#[derive(Default)]
pub struct Lookup {
    library: Library,
    elsewhere: Elsewhere,
}

impl std::fmt::Debug for Lookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lookup").finish_non_exhaustive()
    }
}

/// Where was looked for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// In the tenant's articles.
    Articles,
    /// In the knowledge base that the tenant's settings name.
    KnowledgeBase,
    /// In the tenant's articles, because the knowledge base did not answer.
    ArticlesInstead,
}

/// What was found for a question.
#[derive(Debug, Clone)]
pub struct Finds {
    /// Where.
    pub searched: Searched,
    /// What may answer it, likeliest first.
    pub found: Vec<Found>,
    /// Where passages of a knowledge base stand, by the ids that they go by in `found`.
    pub sources: HashMap<ArticleId, String>,
}

impl Lookup {
    /// A search that also looks where a tenant's settings say that their articles are; by words
    /// alone where there is no encoder.
    #[must_use]
    pub fn new(encoder: Option<Arc<Encoder>>, source: Arc<dyn PassageSource>) -> Self {
        Self {
            library: Library::new(encoder),
            elsewhere: Elsewhere::new(source),
        }
    }

    /// What may answer a question of a customer's who speaks this language.
    pub async fn finds(
        &self,
        tenant: &TenantId,
        knowledge: &Knowledge,
        question: &str,
        locale: Option<&str>,
    ) -> Finds {
        let passages = self.elsewhere.passages(tenant, knowledge, question).await;
        let Some(passages) = passages else {
            let is_elsewhere = knowledge.settings.knowledge_base != KnowledgeBase::BuiltIn;
            let searched = if is_elsewhere && !needs_none(question) {
                Searched::ArticlesInstead
            } else {
                Searched::Articles
            };
            let articles = &knowledge.articles;
            return Finds {
                searched,
                found: self.library.search(tenant, articles, question, locale),
                sources: HashMap::new(),
            };
        };
        let articles: Vec<Article> = passages.iter().map(|it| article(tenant, it)).collect();
        let sources = articles
            .iter()
            .zip(passages)
            .map(|(article, passage)| (article.id, passage.source));
        Finds {
            searched: Searched::KnowledgeBase,
            found: self.library.index_of(&articles).search(question, locale),
            sources: sources.collect(),
        }
    }
}
