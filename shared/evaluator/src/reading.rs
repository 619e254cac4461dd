//! What a message tells of its writer: reasons to call a person, mood, type and urgency.

use baton_app::ports::Question;
use baton_domain::{Content, MessageKind, Reason, Sentiment, Signal, Topic, Urgency};

use crate::words::Words;
use crate::{topic, urgency, wants_person};

/// What was read in a message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// Reasons to call a person, with scores on both sides of their thresholds.
    pub(crate) signals: Vec<Signal>,
    /// What it is about.
    pub(crate) topic: Topic,
    /// How soon a person would be needed.
    pub(crate) urgency: Urgency,
    /// Its mood.
    pub(crate) sentiment: Sentiment,
    /// How many of the customer's last messages, with this one, were negative without a break.
    pub(crate) negative_run: u32,
}

/// The customer's own words. A place's name or a file's are none.
pub(crate) fn words_of(content: &Content) -> &str {
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

/// Reads a message in its conversation.
pub(crate) fn read(question: &Question<'_>, text: &str, words: &Words) -> Reading {
    let _ = text;
    Reading {
        signals: vec![request(question, words)],
        topic: topic_of(question, words),
        urgency: urgency::of(words, Urgency::Medium),
        sentiment: Sentiment::Neutral,
        negative_run: 0,
    }
}

/// Whether the customer asks for a person, or accepts one who was offered.
fn request(question: &Question<'_>, words: &Words) -> Signal {
    let asks = wants_person::score(words);
    let offered = question.conversation.preview.as_deref().unwrap_or_default();
    let accepts = wants_person::acceptance(words, &Words::of(offered));
    let (rule, score) = if asks >= accepts {
        ("wants_person", asks)
    } else {
        ("accepts_person", accepts)
    };
    Signal {
        reason: Reason::CustomerRequest,
        rule: rule.into(),
        score,
        threshold: wants_person::THRESHOLD,
    }
}

/// What the message is about, or else what the customer asked before.
fn topic_of(question: &Question<'_>, words: &Words) -> Topic {
    std::iter::once(topic::of(words))
        .chain(
            question
                .conversation
                .attempts
                .iter()
                .rev()
                .map(|attempt| topic::of(&Words::of(&attempt.question))),
        )
        .find(|topic| *topic != Topic::General)
        .unwrap_or_default()
}
