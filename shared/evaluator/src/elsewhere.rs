//! Tenants whose articles stand elsewhere.

use std::sync::Arc;

use baton_app::articles::named_id;
use baton_app::ports::{Article, PassageSource, Question};
use baton_domain::KnowledgeBase;

use crate::words::Words;
use crate::{reading, smalltalk, unreadable};

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
        let KnowledgeBase::Bedrock { id } = &question.knowledge.settings.knowledge_base else {
            return None;
        };
        let source = self.0.as_ref()?;
        let text = reading::words_of(question.content);
        if unreadable::what(question.content).is_some()
            || smalltalk::of(text, &Words::of(text)).is_some()
        {
            return None;
        }
        let tenant = &question.conversation.tenant_id;
        let passages = source
            .passages(id, text)
            .await
            .inspect_err(|error| {
                let cause = &error.source;
                tracing::warn!(%tenant, %error, %cause, "the tenant's own articles stand in");
            })
            .ok()?;
        let articles = passages.into_iter().map(|passage| Article {
            id: named_id(
                tenant,
                "passage",
                &format!("{}\n{}", passage.source, passage.text),
            ),
            title: passage.title,
            body: passage.text,
            questions: vec![],
            locale: String::new(),
            vectors: None,
        });
        Some(articles.collect())
    }
}
