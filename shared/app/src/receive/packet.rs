//! The handoff packet, from facts only.

mod extract;
mod phrases;
mod reply;
mod tried;

use baton_domain::{
    Assessment, BotWork, Content, Conversation, Evidence, Handoff, MessageKind, Reason, Settings,
    SummarySource, Topic, Tried, Urgency,
};

use super::faithful::Sources;
use crate::ports::{Brief, Evaluation, Verdict};

/// The most characters of a reply that a model suggests.
const LONGEST_REPLY: usize = 1_500;

/// What a packet is made of.
pub(crate) struct Facts<'a> {
    /// The conversation, with the message that led here.
    pub(crate) conversation: &'a Conversation,
    /// The tenant's settings.
    pub(crate) settings: &'a Settings,
    /// Why a person is needed.
    pub(crate) reason: Reason,
    /// What it is about.
    pub(crate) topic: Topic,
    /// The message that proves it.
    pub(crate) evidence: Option<Evidence>,
    /// The answer that was not good enough.
    pub(crate) considered: Option<Tried>,
    /// What the bot found out with this very message.
    pub(crate) work: BotWork,
    /// What a language model tells of it.
    pub(crate) brief: Option<Brief>,
}

/// The rule under which a message goes to a person because the evaluator failed.
pub(super) const FAILED_RULE: &str = "evaluator_failed";

/// What stands in for an evaluator that failed: a person.
pub(super) fn evaluator_failed() -> Evaluation {
    Evaluation {
        verdict: Verdict::Escalate {
            reason: Reason::BotFailure,
            reason_text: "The bot could not work out an answer.".into(),
            topic: Topic::General,
            urgency: Urgency::Medium,
            group: None,
            considered: None,
        },
        assessment: Assessment {
            evaluator: "none".into(),
            rule: FAILED_RULE.into(),
            score: 1.0,
            threshold: 1.0,
            ..Assessment::default()
        },
        work: BotWork::default(),
        brief: None,
    }
}

/// A message's words, or what it is where it has none.
pub(crate) fn words(content: &Content) -> String {
    if let Some(text) = content.text.as_ref().filter(|text| !text.trim().is_empty()) {
        return text.clone();
    }
    let what = match content.kind {
        MessageKind::Text | MessageKind::Note => "an empty message",
        MessageKind::Image => "a picture",
        MessageKind::Audio => "an audio file",
        MessageKind::Voice => "a voice message",
        MessageKind::Video => "a video",
        MessageKind::Document => "a document",
        MessageKind::Sticker => "a sticker",
        MessageKind::Location => "a location",
        MessageKind::Contacts => "contact cards",
        MessageKind::Interactive | MessageKind::Button => "a tapped button",
        MessageKind::Reaction => "a reaction",
        MessageKind::Order => "an order",
        MessageKind::System => "a notice of the channel's",
        MessageKind::Template => "a template",
        MessageKind::Unsupported => "a message of a kind that is not supported",
    };
    format!("({what})")
}

/// The packet that these facts make. What a language model tells is taken only where all of it is
/// found in the conversation; else everything is in the conversation's own words.
pub(crate) fn handoff(facts: &Facts<'_>) -> Handoff {
    let conversation = facts.conversation;
    let phrases = phrases::of(&facts.settings.agent_language);
    let tried = tried::tried(facts);
    let mut variables = conversation.variables.clone();
    variables.extend(facts.work.variables.clone());
    let mut tool_results = conversation.tool_results.clone();
    tool_results.extend(facts.work.tool_results.clone());

    let mut handoff = Handoff {
        summary: extract::summary(facts, &tried, &variables, phrases),
        summary_source: SummarySource::Extractive,
        evidence: facts.evidence.clone(),
        open_question: extract::open_question(facts),
        suggested_reply: Some(reply::to_customer(facts, &variables)),
        suggested_next_step: reply::next_step(facts, &variables, phrases),
        tried,
        variables,
        tool_results,
        contact: conversation.contact.clone(),
    };
    if let Some(brief) = &facts.brief {
        tell(&mut handoff, brief, facts);
    }
    handoff
}

/// Puts a model's words in the place of the extracted ones, all of them or none.
fn tell(handoff: &mut Handoff, brief: &Brief, facts: &Facts<'_>) {
    let sources = Sources::of(facts.conversation, handoff);
    let told = [
        (&brief.summary, extract::LONGEST),
        (&brief.open_question, extract::LONGEST),
        (&brief.suggested_reply, LONGEST_REPLY),
    ];
    for (text, longest) in told {
        let Some(text) = text else { continue };
        let found = sources.hold(text);
        if let Err(invented) = found {
            // What was invented may name a customer, so only its kind is told.
            tracing::warn!(kind = invented.kind(), "a model's brief is not used");
            return;
        }
        if text.chars().count() > longest {
            tracing::warn!(kind = "length", "a model's brief is not used");
            return;
        }
    }
    let words = |text: &Option<String>| {
        let text = text.as_deref().map(str::trim).unwrap_or_default();
        (!text.is_empty()).then(|| text.to_owned())
    };
    if let Some(summary) = words(&brief.summary) {
        handoff.summary = summary;
        handoff.summary_source = SummarySource::Model;
    }
    if let Some(question) = words(&brief.open_question) {
        handoff.open_question = Some(question);
    }
    if let Some(reply) = words(&brief.suggested_reply) {
        handoff.suggested_reply = Some(reply);
    }
}

#[cfg(test)]
mod tests;
