//! The evaluator itself: which rule decides.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use baton_app::ports::{Evaluator, Knowledge, PortError, Question, Verdict};
use baton_domain::{
    Assessment, BotAttempt, Content, MessageKind, Reason, TenantId, Topic, Tried, Urgency,
};

use crate::repetition::{FAILURES, History};
use crate::retrieval::{Found, Index};
use crate::smalltalk::{self, SmallTalk};
use crate::words::Words;
use crate::{fingerprint, topic, unreadable, urgency, wants_person};

/// The name under which this evaluator signs its decisions.
const NAME: &str = "embedded/1";

/// How many tenants' indexes a warm process keeps.
const KEPT_INDEXES: usize = 32;

/// Decides without any model. The first rule that holds decides:
///
/// 1. a trigger of the tenant's matches (its id is the rule, score and threshold are 1);
/// 2. the customer asks for a person, or accepts one that was offered (`wants_person`,
///    `accepts_person`);
/// 3. the message holds no words (`unreadable`, score 0);
/// 4. the message is a greeting or thanks: the bot answers, with score 1 and no article;
/// 5. the bot failed twice with the same question (`same_question_failed`), or the customer says
///    that an answer was none and there is no other (`nothing_else_to_say`);
/// 6. retrieval is surer than the tenant's threshold: the bot quotes the passage; otherwise a
///    person is needed (`retrieval`).
///
/// It never fails, and answers the same question about the same conversation the same way.
#[derive(Debug, Default)]
pub struct EmbeddedEvaluator {
    indexes: Mutex<Vec<KeptIndex>>,
}

/// An index under the articles that it was built from.
#[derive(Debug, Clone)]
struct KeptIndex {
    tenant: TenantId,
    fingerprint: u64,
    index: Arc<Index>,
}

impl EmbeddedEvaluator {
    /// An evaluator that has seen no articles yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The index of these articles; built once for each version of a tenant's articles.
    fn index(&self, tenant: &TenantId, knowledge: &Knowledge) -> Arc<Index> {
        let fingerprint = fingerprint::of(&knowledge.articles);
        let mut kept = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|kept| kept.tenant == *tenant) {
            let found = kept.remove(at);
            if found.fingerprint == fingerprint {
                let index = Arc::clone(&found.index);
                kept.push(found);
                return index;
            }
        }
        let index = Arc::new(Index::new(&knowledge.articles));
        if kept.len() >= KEPT_INDEXES {
            // The one that was asked for longest ago stands first.
            kept.remove(0);
        }
        kept.push(KeptIndex {
            tenant: tenant.clone(),
            fingerprint,
            index: Arc::clone(&index),
        });
        index
    }

    fn decide(&self, question: Question<'_>) -> Verdict {
        let text = words_of(question.content);
        let words = Words::of(text);
        let deciding = Deciding {
            question,
            text,
            words: &words,
        };
        deciding
            .trigger()
            .or_else(|| deciding.wants_person())
            .or_else(|| deciding.unreadable())
            .or_else(|| deciding.small_talk())
            .unwrap_or_else(|| {
                let tenant = &question.conversation.tenant_id;
                deciding.retrieval(&self.index(tenant, question.knowledge))
            })
    }
}

#[async_trait]
impl Evaluator for EmbeddedEvaluator {
    async fn evaluate(&self, question: Question<'_>) -> Result<Verdict, PortError> {
        Ok(self.decide(question))
    }
}

/// The customer's own words. A place's name or a file's are none.
fn words_of(content: &Content) -> &str {
    match content.kind {
        MessageKind::Text
        | MessageKind::Interactive
        | MessageKind::Button
        | MessageKind::Image
        | MessageKind::Video
        | MessageKind::Document => content.text.as_deref().unwrap_or_default(),
        _ => "",
    }
}

struct Deciding<'a> {
    question: Question<'a>,
    text: &'a str,
    words: &'a Words,
}

impl Deciding<'_> {
    fn trigger(&self) -> Option<Verdict> {
        let knowledge = self.question.knowledge;
        let (trigger, keyword) = knowledge
            .triggers
            .iter()
            .find_map(|trigger| Some((trigger, trigger.matches(self.text)?)))?;
        Some(Verdict::Escalate {
            reason: Reason::Keyword,
            reason_text: format!("The trigger “{}” matched “{keyword}”.", trigger.name),
            topic: trigger.topic,
            urgency: trigger.urgency,
            assessment: assessment(&trigger.id.to_string(), 1.0, 1.0),
            considered: None,
        })
    }

    fn wants_person(&self) -> Option<Verdict> {
        let asks = wants_person::score(self.words);
        let offered = self.question.conversation.preview.as_deref();
        let accepts = wants_person::acceptance(self.words, &Words::of(offered.unwrap_or_default()));
        let (rule, score, reason_text) = if asks >= accepts {
            ("wants_person", asks, "The customer asks for a person.")
        } else {
            (
                "accepts_person",
                accepts,
                "The customer accepts the person who was offered.",
            )
        };
        (score >= wants_person::THRESHOLD).then(|| {
            self.escalate(
                Reason::CustomerRequest,
                reason_text.into(),
                assessment(rule, score, wants_person::THRESHOLD),
                None,
            )
        })
    }

    fn unreadable(&self) -> Option<Verdict> {
        let what = unreadable::what(self.question.content)?;
        let ordinary = if self.question.content.kind == MessageKind::Sticker {
            Urgency::Low
        } else {
            Urgency::Medium
        };
        Some(Verdict::Escalate {
            reason: Reason::LowConfidence,
            reason_text: format!("The customer sent {what}, which the bot cannot read."),
            topic: self.topic(),
            urgency: ordinary,
            assessment: assessment("unreadable", 0.0, self.threshold()),
            considered: None,
        })
    }

    fn small_talk(&self) -> Option<Verdict> {
        let text = match smalltalk::of(self.text, self.words)? {
            SmallTalk::Greeting => self.question.knowledge.settings.greeting.clone(),
            SmallTalk::Thanks(reply) => reply.to_owned(),
        };
        Some(Verdict::Answer {
            text,
            attempt: BotAttempt {
                question: self.text.to_owned(),
                article_id: None,
                article_title: None,
                score: 1.0,
            },
        })
    }

    fn retrieval(&self, index: &Index) -> Verdict {
        let conversation = self.question.conversation;
        let locale = conversation.contact.locale.as_deref();
        let finds = index.search(self.text, locale);
        let best = finds.first();
        let history = History::of(conversation, self.text, self.words, best, index);
        if history.failures() >= FAILURES {
            return self.failed(&history, "same_question_failed", best);
        }
        if history.says_so {
            return self.another_answer(index, &history, locale);
        }
        match best {
            Some(best) if self.is_sure(best) => {
                let best = not_said_before(index, &history, best);
                answer(self.text, &best)
            }
            best => self.unsure(best),
        }
    }

    /// What else there is to say to a customer whom the last answer did not help.
    fn another_answer(
        &self,
        index: &Index,
        history: &History<'_>,
        locale: Option<&str>,
    ) -> Verdict {
        let asked = history
            .failed
            .first()
            .map_or(self.text, |last| last.question.as_str());
        let other = index.search(asked, locale).into_iter().find(|found| {
            self.is_sure(found)
                && history
                    .failed
                    .iter()
                    .all(|attempt| attempt.article_id != Some(found.article_id))
        });
        match other {
            Some(other) => answer(asked, &other),
            None => self.failed(history, "nothing_else_to_say", None),
        }
    }

    fn failed(&self, history: &History<'_>, rule: &str, best: Option<&Found>) -> Verdict {
        let failures = u32::try_from(history.failures()).unwrap_or(u32::MAX);
        let needed = u32::try_from(FAILURES).unwrap_or(u32::MAX);
        // The customer's word counts for a failure that was not yet asked again.
        let share = f64::from(failures + u32::from(history.says_so)) / f64::from(needed);
        let reason_text = if history.says_so {
            "The customer says that the bot's answer did not help."
        } else {
            "The customer asks again what the bot has answered twice."
        };
        self.escalate(
            Reason::BotFailure,
            reason_text.into(),
            assessment(rule, share, 1.0),
            best.map(|best| self.considered(best)),
        )
    }

    fn unsure(&self, best: Option<&Found>) -> Verdict {
        let score = best.map_or(0.0, |best| best.confidence);
        let reason_text = if best.is_some() {
            "The bot is not sure enough of its answer."
        } else {
            "No article answers this."
        };
        self.escalate(
            Reason::LowConfidence,
            reason_text.into(),
            assessment("retrieval", score, self.threshold()),
            best.map(|best| self.considered(best)),
        )
    }

    fn escalate(
        &self,
        reason: Reason,
        reason_text: String,
        assessment: Assessment,
        considered: Option<Tried>,
    ) -> Verdict {
        Verdict::Escalate {
            reason,
            reason_text,
            topic: self.topic(),
            urgency: urgency::of(self.words, Urgency::Medium),
            assessment,
            considered,
        }
    }

    /// What the message is about, or else what the customer asked before.
    fn topic(&self) -> Topic {
        std::iter::once(topic::of(self.words))
            .chain(
                self.question
                    .conversation
                    .attempts
                    .iter()
                    .rev()
                    .map(|attempt| topic::of(&Words::of(&attempt.question))),
            )
            .find(|topic| *topic != Topic::General)
            .unwrap_or_default()
    }

    fn considered(&self, found: &Found) -> Tried {
        Tried {
            question: self.text.to_owned(),
            article_id: found.article_id,
            article_title: found.title.clone(),
            score: found.confidence,
            answered: false,
        }
    }

    fn is_sure(&self, found: &Found) -> bool {
        found.confidence >= self.threshold() && !found.text.is_empty()
    }

    fn threshold(&self) -> f64 {
        let threshold = self.question.knowledge.settings.confidence_threshold;
        if threshold.is_nan() {
            1.0
        } else {
            threshold.clamp(0.0, 1.0)
        }
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

fn answer(question: &str, found: &Found) -> Verdict {
    Verdict::Answer {
        text: found.text.clone(),
        attempt: BotAttempt {
            question: question.to_owned(),
            article_id: Some(found.article_id),
            article_title: Some(found.title.clone()),
            score: found.confidence,
        },
    }
}

fn assessment(rule: &str, score: f64, threshold: f64) -> Assessment {
    Assessment {
        evaluator: NAME.to_owned(),
        rule: rule.to_owned(),
        score: score.clamp(0.0, 1.0),
        threshold,
    }
}

#[cfg(test)]
mod tests;
