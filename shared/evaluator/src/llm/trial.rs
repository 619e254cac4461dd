//! A trial of a tenant's model: one harmless question, asked as a customer's would be, of which
//! nothing is left but what is told of it.

mod seen;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{EvaluatorKeys, Knowledge, Question, Usage};
use baton_domain::{
    ArticleId, BotWork, Channel, ConnectionId, Contact, ContactId, Content, Conversation,
    ConversationId, TenantId, ThreadKey,
};
use jiff::Timestamp;
use ulid::Ulid;

use super::answer::Said;
use super::breaker::Breakers;
use super::dialogue::{self, Dialogue};
use super::finished::Finished;
use super::grounds::{Passage, Sources};
use super::offer::Offer;
use super::secrecy::Secrets;
use super::{Failure, Models, check_origin, name, prompt};
use seen::Seen;

pub use telling::Heard;

/// What is asked where nobody asks anything else.
pub const QUESTION: &str = "Is this service working?";
/// What answers it.
const PASSAGE: (&str, &str) = (
    "Trial",
    "This is a trial, which no customer sees. The service is working.",
);
/// The longest that a trial may take, in milliseconds: whoever asked waits for it.
const LONGEST: u32 = 25_000;

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The name under which the model's decisions are signed.
    pub evaluator: String,
    /// Why the model could not have answered a customer; none where it could.
    pub failure: Option<Failure>,
    /// What its endpoint said of that, or the model of its call for a person, without secrets.
    pub detail: Option<String>,
    /// What it answers; none where it failed, and where it calls a person.
    pub reply: Option<String>,
    /// What it used.
    pub usage: Usage,
    /// How long it took.
    pub took: Duration,
}

/// Tries a tenant's model with these keys; there are none where they could not be found. The tools
/// of the tenant are not offered, for they may do something. No circuit breaker is asked, and none
/// learns of it.
pub async fn trial(
    models: &Models,
    heard: &Heard,
    tenant: &TenantId,
    settings: &EvaluatorSettings,
    keys: Option<EvaluatorKeys>,
    question: Option<&str>,
) -> Trial {
    let began = models.clock.now();
    let settings = EvaluatorSettings {
        timeout_ms: settings.timeout_ms.min(LONGEST),
        tools: vec![],
        ..settings.clone()
    };
    let seen = Seen::default();
    let watched = seen.watching(models);
    heard.forget();
    let (failure, detail, reply) = match (models.settings(&settings), keys) {
        (None, _) => (Some(Failure::NotAllowed), None, None),
        (_, None) => (Some(Failure::NoKeys), None, None),
        (Some(settings), Some(keys)) => {
            ask(&watched, heard, &seen, tenant, &settings, keys, question).await
        }
    };
    let took = models.clock.now().duration_since(began);
    Trial {
        evaluator: name(&settings),
        failure,
        detail,
        reply,
        usage: seen.usage(),
        took: Duration::try_from(took).unwrap_or_default(),
    }
}

type Came = (Option<Failure>, Option<String>, Option<String>);

async fn ask(
    models: &Models,
    heard: &Heard,
    seen: &Seen,
    tenant: &TenantId,
    settings: &EvaluatorSettings,
    keys: EvaluatorKeys,
    question: Option<&str>,
) -> Came {
    if let Err(failure) = check_origin(settings, &keys) {
        return (Some(failure), None, None);
    }
    let at = models.clock.now();
    let conversation = nobodys(tenant, at);
    let knowledge = Knowledge {
        evaluator: settings.clone(),
        ..Knowledge::default()
    };
    let passages: Vec<Passage> = if question.is_none() {
        vec![passage()]
    } else {
        vec![]
    };
    let text = question.unwrap_or(QUESTION);
    let content = Content::text(text);
    let question = Question {
        conversation: &conversation,
        message: "",
        content: &content,
        knowledge: &knowledge,
        at,
        may_compose: true,
    };
    let mark = format!("{:032x}", models.ids.random());
    let offer = Offer::of(settings, &mark);
    let (breakers, finished) = (Breakers::default(), Finished::default());
    let keys = std::sync::Arc::new(keys);
    let mut dialogue = Dialogue {
        models,
        breakers: &breakers,
        finished: &finished,
        question,
        settings,
        secrets: Secrets::of([
            mark.as_str(),
            keys.api_key.as_str(),
            keys.signing_key.as_str(),
        ])
        .and_instructions(&offer.instructions, text),
        keys,
        turns: prompt::turns(&question, text, &passages),
        tools: offer.tools,
        declared: offer.declared,
        system: offer.system,
        sources: Sources::default(),
        ends_at: dialogue::ends_at(settings, models),
        work: BotWork::default(),
    };
    let said = dialogue.hold().await;
    let safe = |text: &str| telling::safe(text, &dialogue.secrets, &dialogue.keys.api_key);
    match said {
        Ok(Said::Answer(answered)) if dialogue.secrets.are_told_by(&answered.reply) => {
            (Some(Failure::Leaked), None, None)
        }
        Ok(Said::Answer(answered)) => (None, None, Some(answered.reply)),
        Ok(Said::Handoff(handed)) => (None, safe(&handed.reason), None),
        Ok(Said::Tools(_)) => (Some(Failure::TooManyRounds), None, None),
        Err(failure) => {
            let told = telling::of(failure, settings, seen, heard);
            (Some(failure), told.and_then(|told| safe(&told)), None)
        }
    }
}

fn passage() -> Passage {
    Passage {
        id: "p1".into(),
        article_id: ArticleId::from_ulid(Ulid::nil()),
        title: PASSAGE.0.into(),
        text: PASSAGE.1.into(),
    }
}

/// A conversation that is nobody's, and kept nowhere.
fn nobodys(tenant: &TenantId, at: Timestamp) -> Conversation {
    let thread = ThreadKey::from_bytes([0; 10]);
    let contact = Contact {
        id: ContactId::in_thread(thread, at),
        address: String::new(),
        name: None,
        locale: None,
        attributes: BTreeMap::new(),
        verified: BTreeMap::new(),
    };
    Conversation::begun(
        ConversationId::in_thread(thread, at),
        tenant.clone(),
        ConnectionId::from_ulid(Ulid::nil()),
        Channel::Widget,
        contact,
        at,
    )
}
