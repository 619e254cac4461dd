//! The handoff packet, from facts only.

mod extract;
mod phrases;
mod reply;
mod tried;

use baton_domain::{
    Assessment, BotWork, Content, Conversation, Evidence, Handoff, KeptSummary, MessageKind,
    Reason, Settings, Speaker, SummarySource, Told, Topic, Tried, Urgency,
};

use super::faithful::Sources;
use crate::commitments::{Commitments, spoken};
use crate::ports::{Brief, Evaluation, Verdict};
use crate::reasons::Why;

/// The most characters of a reply that a model suggests.
const LONGEST_REPLY: usize = 1_500;

/// What a model may not take from a customer's words, in the log.
const PROMISE: &str = "promise";

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
    /// Whether the tenant has a language model.
    pub(crate) has_model: bool,
}

/// What stands in for an evaluator that failed: a person, who reads this language.
pub(super) fn evaluator_failed(language: &str) -> Evaluation {
    Evaluation {
        verdict: Verdict::Escalate {
            reason: Reason::BotFailure,
            reason_text: Why::Broken.in_language(language),
            topic: Topic::General,
            urgency: Urgency::Medium,
            group: None,
            considered: None,
        },
        assessment: Assessment {
            evaluator: "none".into(),
            rule: Verdict::FAILED_RULE.into(),
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
    let phrases = phrases::of(facts.settings.summary_language());
    let tried = tried::tried(facts);
    let mut variables = conversation.variables.clone();
    variables.extend(facts.work.variables.clone());
    let mut tool_calls = conversation.tool_calls.clone();
    tool_calls.extend(facts.work.tool_calls.iter().cloned());

    let mut handoff = Handoff {
        summary: extract::summary(facts, &tried, &tool_calls, &variables, phrases),
        summary_source: SummarySource::Extractive,
        evidence: facts.evidence.clone(),
        open_question: extract::open_question(facts),
        suggested_reply: Some(reply::to_customer(facts, &variables)),
        suggested_next_step: reply::next_step(facts, &variables, phrases),
        tried,
        variables,
        tool_calls,
        contact: conversation.contact.clone(),
        asks_model: false,
    };
    if let Some(kept) = remembered(facts) {
        let since = extract::since(
            facts,
            &handoff.tried,
            &handoff.tool_calls,
            kept.reaches,
            phrases,
        );
        handoff.summary = format!("{} {since}", kept.text);
        handoff.summary_source = SummarySource::Model;
    }
    if let Some(brief) = &facts.brief {
        tell(&mut handoff, brief, facts.conversation);
    }
    handoff.asks_model = facts.has_model && handoff.is_extractive();
    handoff
}

/// What a model tells of a packet that stands already; none where not all of it is found in the
/// conversation.
pub(super) fn retold(conversation: &Conversation, packet: &Handoff, brief: &Brief) -> Option<Told> {
    let mut handoff = packet.clone();
    tell(&mut handoff, brief, conversation);
    (packet.is_extractive() && !handoff.is_extractive()).then_some(Told {
        summary: handoff.summary,
        open_question: handoff.open_question,
        suggested_reply: handoff.suggested_reply,
    })
}

/// Whether everything in a model's words about a conversation is found there, with the packet that
/// was put together from it; else the kind of what is not.
pub(super) fn hold(
    text: &str,
    conversation: &Conversation,
    packet: &Handoff,
) -> Result<(), &'static str> {
    Sources::of(conversation, packet)
        .hold(text)
        .map_err(|invented| invented.kind())?;
    if is_of_the_business([text], conversation, packet) {
        Ok(())
    } else {
        Err(PROMISE)
    }
}

/// Whether every approval and every promise in these texts was spoken of by the bot, an agent or a
/// tool.
fn is_of_the_business<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    conversation: &Conversation,
    packet: &Handoff,
) -> bool {
    let turns = conversation.recent.iter();
    let said = turns
        .filter(|turn| turn.speaker != Speaker::Customer)
        .map(|turn| Commitments::of(&turn.text));
    let calls = packet.tool_calls.kept.iter();
    let answered = calls
        .filter_map(|call| call.result())
        .map(|result| Commitments::of(&spoken::of(result)));
    let mut sources = Commitments::default();
    said.chain(answered).for_each(|it| sources.extend(it));
    texts.into_iter().all(|text| {
        Commitments::of(text)
            .by_the_business_alone()
            .rest_on(&sources)
    })
}

/// What a model told with an earlier answer, where all that was said since is remembered and the
/// agents still read the language that it is in.
fn remembered<'a>(facts: &Facts<'a>) -> Option<&'a KeptSummary> {
    let conversation = facts.conversation;
    let kept = conversation.summary.as_ref()?;
    let reaches = conversation
        .recent
        .iter()
        .any(|turn| turn.seq <= kept.reaches);
    (reaches && kept.language == facts.settings.summary_language()).then_some(kept)
}

/// What is kept of what a model told with an answer, for whoever calls a person later.
pub(super) fn kept(facts: &Facts<'_>) -> Option<KeptSummary> {
    let told = handoff(&Facts {
        conversation: &Conversation {
            summary: None,
            ..facts.conversation.clone()
        },
        work: facts.work.clone(),
        evidence: facts.evidence.clone(),
        considered: facts.considered.clone(),
        brief: facts.brief.clone(),
        ..*facts
    });
    (told.summary_source == SummarySource::Model).then(|| KeptSummary {
        text: told.summary,
        language: facts.settings.summary_language().to_owned(),
        reaches: facts.conversation.last_seq,
    })
}

/// Puts a model's words in the place of the extracted ones, all of them or none: none where not all
/// of them are found in the conversation, or where they take a customer's word for what the business
/// agreed to.
fn tell(handoff: &mut Handoff, brief: &Brief, conversation: &Conversation) {
    let told = [&brief.summary, &brief.open_question];
    let told = told.into_iter().flatten().map(String::as_str);
    if !is_of_the_business(told, conversation, handoff) {
        tracing::warn!(kind = PROMISE, "a model's brief is not used");
        return;
    }
    let sources = Sources::of(conversation, handoff);
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
    let summary = brief.summary.as_deref().map(str::trim);
    if summary.is_some_and(|text| !text.is_empty() && !sources.is_referred_to_by(text)) {
        tracing::warn!(kind = "no_reference", "a model's brief is not used");
        return;
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
        // One click puts it before a customer, so it commits nobody to anything.
        if Commitments::of(&reply).is_empty() {
            handoff.suggested_reply = Some(reply);
        } else {
            tracing::warn!(kind = PROMISE, "a reply that a model suggests is not used");
        }
    }
}

#[cfg(test)]
mod tests;
