//! The handoff packet, from facts only.

use std::collections::BTreeMap;

use baton_domain::{
    Assessment, BotWork, Channel, Content, Conversation, Evidence, Handoff, MessageKind, Reason,
    Topic, Tried, Urgency,
};

use crate::ports::{Evaluation, Verdict};

/// What a packet is made of.
pub(crate) struct Facts<'a> {
    /// The conversation, with the message that led here.
    pub(crate) conversation: &'a Conversation,
    /// Why a person is needed.
    pub(crate) reason: Reason,
    /// What it is about.
    pub(crate) topic: Topic,
    /// The message that proves it.
    pub(crate) evidence: Option<Evidence>,
    /// The answer that was not good enough.
    pub(crate) considered: Option<Tried>,
}

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
            rule: "evaluator_failed".into(),
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

/// The packet that these facts make.
pub(crate) fn handoff(facts: &Facts<'_>) -> Handoff {
    let conversation = facts.conversation;
    let mut tried: Vec<Tried> = conversation
        .attempts
        .iter()
        .filter_map(|attempt| {
            let (article_id, article_title) =
                attempt.article_id.zip(attempt.article_title.clone())?;
            Some(Tried {
                question: attempt.question.clone(),
                article_id,
                article_title,
                score: attempt.score,
                answered: true,
            })
        })
        .collect();
    tried.extend(facts.considered.clone());
    Handoff {
        summary: summary(facts, &tried),
        evidence: facts.evidence.clone(),
        tried,
        variables: conversation.variables.clone(),
        tool_results: BTreeMap::new(),
        contact: conversation.contact.clone(),
        suggested_next_step: next_step(facts),
        open_question: None,
        suggested_reply: None,
    }
}

fn summary(facts: &Facts<'_>, tried: &[Tried]) -> String {
    let conversation = facts.conversation;
    let channel = match conversation.channel {
        Channel::Whatsapp => "WhatsApp",
        Channel::Widget => "the website",
        Channel::Instagram => "Instagram",
        Channel::Messenger => "Messenger",
    };
    let about = match facts.topic {
        Topic::General => "",
        Topic::Technical => " about something that does not work",
        Topic::Billing => " about a charge",
        Topic::Refund => " about a refund",
    };
    let why = match facts.reason {
        Reason::CustomerRequest => "asks for a person",
        Reason::Keyword => "used words that the tenant keeps for people",
        Reason::Sentiment => "is upset",
        Reason::LowConfidence => "asked what the bot cannot answer surely",
        Reason::BotFailure => "was not helped by the bot",
        Reason::WaitExpired => "has waited too long for an answer",
        Reason::Policy | Reason::FlowStep | Reason::BotTool | Reason::Manual | Reason::SlaRisk => {
            "needs a person"
        }
    };
    let given: Vec<&Tried> = tried.iter().filter(|tried| tried.answered).collect();
    let bot = match given.as_slice() {
        [] => "The bot has not answered from an article yet.".to_owned(),
        [only] => format!("The bot answered once, from “{}”.", only.article_title),
        [.., last] => format!(
            "The bot answered {} times, last from “{}”.",
            given.len(),
            last.article_title
        ),
    };
    let mut summary = format!(
        "{} on {channel} {why}{about}. {bot}",
        conversation.contact.label()
    );
    if !conversation.variables.is_empty() {
        let collected: Vec<String> = conversation
            .variables
            .iter()
            .map(|(name, value)| format!("{} {value}", name.replace('_', " ")))
            .collect();
        summary.push_str(" Mentioned so far: ");
        summary.push_str(&collected.join(", "));
        summary.push('.');
    }
    summary
}

fn next_step(facts: &Facts<'_>) -> String {
    let first = match facts.reason {
        Reason::WaitExpired => "Apologise for the wait.",
        Reason::BotFailure => "Do not repeat what the bot said.",
        Reason::Sentiment => "Say that you have read everything and are sorry for the trouble.",
        Reason::LowConfidence if facts.considered.is_some() => {
            "See whether the article that the bot considered answers the question."
        }
        _ => "Say who you are.",
    };
    let order = facts
        .conversation
        .variables
        .get("order_number")
        .map_or_else(
            || "Ask for the order number".to_owned(),
            |number| format!("Look up order {number}"),
        );
    let then = match facts.topic {
        Topic::Refund => format!("{order} and say whether and when the money comes back."),
        Topic::Billing => format!("{order} and explain or correct the charge."),
        Topic::Technical => "Ask what they see, and go on from the steps already tried.".to_owned(),
        Topic::General => "Answer the message below, or ask what is missing.".to_owned(),
    };
    format!("{first} {then}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_words_is_named() {
        let voice = Content {
            kind: MessageKind::Voice,
            text: None,
            ..Content::text("")
        };
        assert_eq!(words(&voice), "(a voice message)");
        assert_eq!(words(&Content::text("hi")), "hi");
    }
}
