mod acknowledged;
mod brief;
mod cost;
mod endpoints;
mod injection;
mod keys;
mod meaning;
mod reasons;
mod repeated;
mod stories;
mod time;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{Article, Articles, Evaluation, Evaluator, Knowledge, Question, Verdict};
use baton_domain::{
    ArticleId, Channel, ConnectionId, Contact, ContactId, Content, Conversation, ConversationId,
    Policy, Seq, Settings, Speaker, ThreadKey, Turn, Version,
};
use jiff::Timestamp;
use ulid::Ulid;

use super::testing::{Bench, Scripted, Tools, settings};
use super::{Evaluators, Failure};
use crate::EmbeddedEvaluator;

/// A customer who writes to a shop whose bot has a model.
struct Talk {
    evaluators: Evaluators,
    bench: Bench,
    model: Arc<Scripted>,
    knowledge: Knowledge,
    conversation: Conversation,
    /// How many messages came.
    sent: AtomicU64,
}

fn article(n: u64, title: &str, body: &str, question: &str) -> Article {
    Article {
        id: ArticleId::from_ulid(Ulid::from_parts(n, 0)),
        title: title.into(),
        body: body.into(),
        questions: vec![question.into()],
        locale: "en".into(),
        vectors: None,
    }
}

impl Talk {
    fn with(model: Arc<Scripted>, tools: Arc<Tools>) -> Self {
        let bench = Bench::new(tools);
        Self {
            evaluators: Evaluators::new(
                EmbeddedEvaluator::new(),
                bench.models(Arc::<Scripted>::clone(&model)),
            ),
            bench,
            model,
            knowledge: knowledge(settings()),
            conversation: conversation(),
            sent: AtomicU64::default(),
        }
    }

    fn new(model: Arc<Scripted>) -> Self {
        let order = serde_json::json!({ "order": "12345", "arrives": "2026-03-07" });
        Self::with(model, Tools::new(Some(order)))
    }

    async fn asks(&self, text: &str) -> Evaluation {
        self.asks_where(text, true).await
    }

    /// The message, which was received before.
    async fn asks_again(&self, text: &str) -> Evaluation {
        self.sent.fetch_sub(1, Ordering::Relaxed);
        self.asks(text).await
    }

    async fn asks_where(&self, text: &str, may_compose: bool) -> Evaluation {
        let message = format!("wamid.{}", self.sent.fetch_add(1, Ordering::Relaxed));
        let content = Content::text(text);
        let question = Question {
            conversation: &self.conversation,
            message: &message,
            content: &content,
            knowledge: &self.knowledge,
            at: Timestamp::UNIX_EPOCH,
            may_compose,
        };
        self.evaluators.evaluate(question).await.unwrap()
    }

    /// The bot's words.
    async fn answered(&self, text: &str) -> (String, Evaluation) {
        let evaluation = self.asks(text).await;
        match &evaluation.verdict {
            Verdict::Answer { text, .. } => (text.clone(), evaluation),
            other @ Verdict::Escalate { .. } => panic!("{text}: {other:?}"),
        }
    }

    fn said_before(&mut self, speaker: Speaker, text: &str) {
        let seq = self.conversation.last_seq;
        self.conversation.last_seq = Seq(seq.0 + 1);
        self.conversation.recent.push(Turn {
            seq,
            speaker,
            text: text.into(),
        });
    }

    fn told(&self) -> Vec<Failure> {
        self.bench.told.0.lock().unwrap().clone()
    }

    fn change(&mut self, change: impl FnOnce(&mut EvaluatorSettings)) {
        change(&mut self.knowledge.evaluator);
    }
}

fn knowledge(evaluator: EvaluatorSettings) -> Knowledge {
    Knowledge {
        settings: Settings::default(),
        policy: Policy::built_in(),
        articles: Arc::new(Articles {
            version: 1,
            items: vec![
                article(
                    1,
                    "Where is my order",
                    "Follow your parcel with the link in the confirmation email.",
                    "Where is my parcel?",
                ),
                article(
                    2,
                    "Returns",
                    "Return anything within 30 days at https://shop.example/returns.",
                    "How do I return an item?",
                ),
            ],
        }),
        evaluator,
    }
}

fn conversation() -> Conversation {
    let thread = ThreadKey::from_bytes([7; 10]);
    let at = Timestamp::UNIX_EPOCH;
    let contact = Contact {
        id: ContactId::in_thread(thread, at),
        address: "15550001".into(),
        name: None,
        locale: None,
        attributes: [].into(),
        verified: [].into(),
    };
    Conversation {
        version: Version(1),
        last_seq: Seq(1),
        ..Conversation::begun(
            ConversationId::in_thread(thread, at),
            "acme".parse().unwrap(),
            ConnectionId::from_ulid(Ulid::nil()),
            Channel::Whatsapp,
            contact,
            at,
        )
    }
}
