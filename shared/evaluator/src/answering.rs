//! What the bot could answer: small talk, or a passage of the tenant's articles.

use std::sync::{Arc, Mutex, PoisonError};

use baton_app::ports::{Article, Articles, Question};
use baton_app::reasons::Why;
use baton_domain::{BotAttempt, MessageKind, Reason, Signal, TenantId, Tried, Urgency};

use crate::conclusion::{Proposal, confidence_threshold};
use crate::encoder::Encoder;
use crate::repetition::{FAILURES, History};
use crate::retrieval::{Found, Index, Sought};
use crate::smalltalk::{self, SmallTalk};
use crate::unreadable;
use crate::words::Words;

/// How many tenants' indexes a warm process keeps.
pub(crate) const KEPT_INDEXES: usize = 32;

/// How many chunks all of them may have; the one that was asked for last is kept in any case.
const KEPT_CHUNKS: usize = 20_000;

/// The articles that were asked for, indexed.
#[derive(Debug, Default)]
pub struct Library {
    encoder: Option<Arc<Encoder>>,
    pub(crate) indexes: Mutex<Vec<KeptIndex>>,
}

/// An index under the articles that it was built from.
#[derive(Debug, Clone)]
pub(crate) struct KeptIndex {
    tenant: TenantId,
    version: u64,
    index: Arc<Index>,
}

impl Library {
    /// An empty library, which searches by meaning where there is an encoder, and by words in any
    /// case.
    #[must_use]
    pub fn new(encoder: Option<Arc<Encoder>>) -> Self {
        Self {
            encoder,
            indexes: Mutex::default(),
        }
    }

    /// What may answer this question, likeliest first, one chunk an article.
    pub fn search(
        &self,
        tenant: &TenantId,
        articles: &Articles,
        question: &str,
        locale: Option<&str>,
    ) -> Vec<Found> {
        self.index(tenant, articles).search(question, locale)
    }

    /// All that was weighed, likely or not: what the confidence is fitted to.
    pub fn candidates(&self, tenant: &TenantId, articles: &Articles, question: &str) -> Vec<Found> {
        self.index(tenant, articles).candidates(question, None)
    }

    /// The index of these articles; built once for each version of a tenant's articles.
    pub(crate) fn index(&self, tenant: &TenantId, articles: &Articles) -> Arc<Index> {
        let mut kept = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|kept| kept.tenant == *tenant) {
            let found = kept.remove(at);
            if found.version == articles.version {
                let index = Arc::clone(&found.index);
                kept.push(found);
                return index;
            }
        }
        let index = Arc::new(Index::new(&articles.items, self.encoder.clone()));
        // The one that was asked for longest ago stands first.
        let mut chunks: usize = kept.iter().map(|kept| kept.index.chunks()).sum();
        while !kept.is_empty()
            && (kept.len() >= KEPT_INDEXES || chunks + index.chunks() > KEPT_CHUNKS)
        {
            chunks -= kept.remove(0).index.chunks();
        }
        kept.push(KeptIndex {
            tenant: tenant.clone(),
            version: articles.version,
            index: Arc::clone(&index),
        });
        index
    }

    /// The passages that come nearest to a message, best first: for its own words, and for them
    /// after what the customer asked before, which a short one leaves out.
    pub(crate) fn nearest(
        &self,
        question: &Question<'_>,
        message: Sought<'_>,
        index: Option<Arc<Index>>,
        most: usize,
    ) -> Vec<Found> {
        let conversation = question.conversation;
        let index = index
            .unwrap_or_else(|| self.index(&conversation.tenant_id, &question.knowledge.articles));
        let locale = conversation.contact.locale.as_deref();
        let mut found = index.search(message, locale);
        if let Some(before) = conversation.attempts.last() {
            let whole = format!("{} {}", before.question, message.text);
            for other in index.search(whole.as_str(), locale) {
                let known = |f: &Found| f.article_id == other.article_id && f.text == other.text;
                if !found.iter().any(known) {
                    found.push(other);
                }
            }
        }
        found.retain(|found| !found.text.is_empty());
        found.truncate(most);
        found
    }

    /// An index that is not kept.
    pub(crate) fn index_of(&self, articles: &[Article]) -> Arc<Index> {
        Arc::new(Index::new(articles, self.encoder.clone()))
    }

    /// What the bot could say to this message.
    ///
    /// It is looked for in `index`, and in the tenant's own articles where there is none.
    pub(crate) fn propose(
        &self,
        question: &Question<'_>,
        message: Sought<'_>,
        words: &Words,
        index: Option<Arc<Index>>,
    ) -> Proposal {
        let text = message.text;
        if unreadable::is(question.content) {
            return cannot_read(question);
        }
        if let Some(talk) = smalltalk::of(text, words) {
            return small_talk(question, text, talk);
        }
        let tenant = &question.conversation.tenant_id;
        let index = index.unwrap_or_else(|| self.index(tenant, &question.knowledge.articles));
        Looking {
            question,
            message,
            words,
            index: &index,
        }
        .propose()
    }
}

fn cannot_read(question: &Question<'_>) -> Proposal {
    let kind = question.content.kind;
    let ordinary = if kind == MessageKind::Sticker {
        Urgency::Low
    } else {
        Urgency::Medium
    };
    Proposal {
        confidence: Some(0.0),
        rule: Some("unreadable"),
        because: Some(why(question, Why::Unreadable(kind))),
        urgency: Some(ordinary),
        ..Proposal::default()
    }
}

/// Why, in the language of the tenant's agents.
fn why(question: &Question<'_>, why: Why<'_>) -> String {
    why.in_language(&question.knowledge.settings.agent_language)
}

fn small_talk(question: &Question<'_>, text: &str, talk: SmallTalk) -> Proposal {
    let said = match talk {
        SmallTalk::Greeting => question.knowledge.settings.greeting.clone(),
        SmallTalk::Thanks(reply) => reply.to_owned(),
    };
    let attempt = BotAttempt {
        question: text.to_owned(),
        article_id: None,
        article_title: None,
        tools: vec![],
        score: 1.0,
    };
    Proposal {
        answer: Some((said, attempt)),
        ..Proposal::default()
    }
}

/// One look for an answer.
struct Looking<'a> {
    question: &'a Question<'a>,
    message: Sought<'a>,
    words: &'a Words,
    index: &'a Index,
}

impl Looking<'_> {
    fn propose(&self) -> Proposal {
        let conversation = self.question.conversation;
        let locale = conversation.contact.locale.as_deref();
        let finds = self.index.search(self.message, locale);
        let best = finds.first();
        let text = self.message.text;
        let history = History::of(conversation, text, self.words, best, self.index);
        let failed_attempts = u32::try_from(history.failures()).unwrap_or(u32::MAX);
        if history.failures() >= FAILURES {
            return Proposal {
                failed_attempts,
                because: Some(why(self.question, Why::AskedTwice)),
                ..self.found(best)
            };
        }
        if history.says_so {
            return Proposal {
                failed_attempts,
                ..self.another_answer(&history, locale)
            };
        }
        let best = best.map(|best| {
            if self.is_sure(best) {
                not_said_before(self.index, &history, best)
            } else {
                best.clone()
            }
        });
        Proposal {
            failed_attempts,
            ..self.found(best.as_ref())
        }
    }

    /// What else there is to say to a customer whom the last answer did not help.
    fn another_answer(&self, history: &History<'_>, locale: Option<&str>) -> Proposal {
        let sought = history
            .failed
            .first()
            .map_or(self.message, |last| last.question.as_str().into());
        let asked = sought.text;
        let other = self.index.search(sought, locale).into_iter().find(|found| {
            self.is_sure(found)
                && history
                    .failed
                    .iter()
                    .all(|attempt| attempt.article_id != Some(found.article_id))
        });
        match other {
            Some(other) => Proposal {
                answer: Some(answer(asked, &other)),
                confidence: Some(other.confidence),
                ..Proposal::default()
            },
            None => Proposal {
                signals: vec![Signal {
                    reason: Reason::BotFailure,
                    rule: "nothing_else_to_say".into(),
                    score: 1.0,
                    threshold: 1.0,
                }],
                because: Some(why(self.question, Why::NotHelped)),
                ..Proposal::default()
            },
        }
    }

    fn found(&self, best: Option<&Found>) -> Proposal {
        Proposal {
            answer: best
                .filter(|best| !best.text.is_empty())
                .map(|best| answer(self.message.text, best)),
            confidence: Some(best.map_or(0.0, |best| best.confidence)),
            considered: best.map(|best| Tried {
                question: self.message.text.to_owned(),
                article_id: Some(best.article_id),
                article_title: Some(best.title.clone()),
                tools: vec![],
                score: best.confidence,
                answered: false,
                seq: None,
                result: baton_domain::TriedResult::default(),
            }),
            because: best.is_none().then(|| why(self.question, Why::NoArticle)),
            ..Proposal::default()
        }
    }

    fn is_sure(&self, found: &Found) -> bool {
        let threshold = self.question.knowledge.settings.confidence_threshold;
        found.confidence >= confidence_threshold(threshold) && !found.text.is_empty()
    }
}

/// The rest of the article where its best passage was quoted before, else the same again.
fn not_said_before(index: &Index, history: &History<'_>, best: &Found) -> Found {
    let told = history
        .failed
        .iter()
        .any(|attempt| attempt.article_id == Some(best.article_id));
    match index.another_passage(best.article_id, &[best.passage]) {
        Some((passage, text)) if told => Found {
            passage,
            text: text.to_owned(),
            ..best.clone()
        },
        _ => best.clone(),
    }
}

fn answer(question: &str, found: &Found) -> (String, BotAttempt) {
    let attempt = BotAttempt {
        question: question.to_owned(),
        article_id: Some(found.article_id),
        article_title: Some(found.title.clone()),
        tools: vec![],
        score: found.confidence,
    };
    (found.text.clone(), attempt)
}
