//! What a message tells of its writer: reasons to call a person, mood, type and urgency.

use baton_domain::{
    Content, Conversation, MessageKind, Reason, Sentiment, Signal, Speaker, Topic, Urgency,
};

use crate::encoder::Embedding;
use crate::heads::{self, Exchange, Glance, Heads, Menu, Opinion, Said, Understood};
use crate::retrieval::Sought;
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
    /// Its language by its two-letter code; none where nothing tells.
    pub(crate) language: Option<&'static str>,
    /// What the message means; none without an encoder.
    pub(crate) meaning: Option<Embedding>,
}

impl Reading {
    /// The message that was read, to be looked for.
    pub(crate) fn sought<'a>(&'a self, text: &'a str) -> Sought<'a> {
        Sought {
            text,
            meaning: self.meaning.as_ref(),
        }
    }
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

/// What was said before the message of this conversation, oldest first. Where a person spoke, from
/// their last words on: what came before was theirs to settle, and is not held against the bot.
pub(crate) fn said_before(conversation: &Conversation) -> Vec<Said<'_>> {
    let recent = &conversation.recent;
    let since = recent
        .iter()
        .rposition(|turn| turn.speaker == Speaker::Agent)
        .unwrap_or_default();
    let said: Vec<_> = recent
        .iter()
        .skip(since)
        // The last one is the message itself where it was remembered already.
        .filter(|turn| turn.seq < conversation.last_seq || turn.speaker != Speaker::Customer)
        .map(|turn| Said {
            by_customer: turn.speaker == Speaker::Customer,
            text: &turn.text,
        })
        .collect();
    match (said.is_empty(), &conversation.preview) {
        (true, Some(preview)) => vec![Said {
            by_customer: false,
            text: preview,
        }],
        _ => said,
    }
}

/// Reads a message in its exchange. The run of negative messages is counted only where somebody
/// wants to know it, because it costs as much as reading each of them.
pub(crate) fn read(
    heads: Option<&Heads>,
    exchange: &Exchange<'_>,
    words: &Words,
    counts_run: bool,
) -> Reading {
    let (glance, opinion, meaning) = match heads {
        Some(heads) => {
            let Understood {
                glance,
                opinion,
                meaning,
            } = heads.read(exchange);
            (glance, Some(opinion), meaning)
        }
        None => (heads::glance(exchange), None, None),
    };
    let mut signals = vec![request(exchange, words, &glance, opinion.as_ref())];
    signals.extend(opinion.iter().flat_map(Opinion::signals));
    if glance.dials == Menu::BesidePerson {
        disbelieve_requests(&mut signals);
    }
    let sentiment = opinion.as_ref().map(|opinion| opinion.sentiment);
    Reading {
        signals,
        topic: opinion
            .as_ref()
            .map_or_else(|| topic::of(words), |opinion| opinion.topic),
        urgency: urgency_of(words, &glance, opinion.as_ref()),
        sentiment: sentiment.unwrap_or_default(),
        negative_run: match heads {
            Some(heads) if counts_run => negative_run(heads, exchange, sentiment),
            _ => 0,
        },
        language: glance.language,
        meaning,
    }
}

/// Whether the customer asks for a person, or accepts one who was offered, in so many words. Where
/// the heads are sure that nobody is needed, as in "agent" for an answer to "tenant or agent?",
/// words alone do not call anybody.
fn request(
    exchange: &Exchange<'_>,
    words: &Words,
    glance: &Glance,
    opinion: Option<&Opinion>,
) -> Signal {
    const DIALS: f64 = 0.9;
    let asks = wants_person::score(words);
    let offered = exchange
        .before
        .iter()
        .rev()
        .find(|said| !said.by_customer)
        .map(|said| said.text)
        .unwrap_or_default();
    let accepts = wants_person::acceptance(words, &Words::of(offered));
    let dials = if glance.dials == Menu::Person {
        DIALS
    } else {
        0.0
    };
    let (rule, mut score) = if asks >= accepts && asks >= dials {
        ("wants_person", asks)
    } else if accepts >= dials {
        ("accepts_person", accepts)
    } else {
        ("dials_person", dials)
    };
    if opinion.is_some_and(Opinion::is_sure_of_no) {
        score *= UNBELIEVED;
    }
    Signal {
        reason: Reason::CustomerRequest,
        rule: rule.into(),
        score,
        threshold: wants_person::THRESHOLD,
    }
}

/// What is left of a score that is not believed: less than any threshold's worth.
const UNBELIEVED: f64 = 0.5;

/// Who chose something else where a person was to be had did not ask for one.
fn disbelieve_requests(signals: &mut [Signal]) {
    for signal in signals {
        if signal.reason == Reason::CustomerRequest {
            signal.score = signal.score.min(signal.threshold * UNBELIEVED);
        }
    }
}

fn urgency_of(words: &Words, glance: &Glance, opinion: Option<&Opinion>) -> Urgency {
    let pressing = opinion.is_some_and(|opinion| {
        opinion.calls() && opinion.reason() == Reason::Policy && (glance.danger || glance.law)
    });
    if pressing {
        Urgency::High
    } else {
        urgency::of(words, Urgency::Medium)
    }
}

/// How many of the customer's last messages, without a break and with this one, are negative.
fn negative_run(heads: &Heads, exchange: &Exchange<'_>, this: Option<Sentiment>) -> u32 {
    let before = exchange.before;
    let earlier = (0..before.len())
        .rev()
        .filter(|place| before[*place].by_customer);
    let negative = earlier
        .map(|place| {
            let read = heads.read(&Exchange {
                message: before[place].text,
                before: &before[..place],
                language: exchange.language,
            });
            read.opinion.sentiment
        })
        .take_while(|sentiment| *sentiment == Sentiment::Negative)
        .count();
    if this == Some(Sentiment::Negative) {
        u32::try_from(negative)
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    } else {
        0
    }
}

/// What the message is about, or else what the customer asked before.
pub(crate) fn topic_with_earlier(topic: Topic, conversation: &Conversation) -> Topic {
    let earlier = conversation.attempts.iter().rev();
    std::iter::once(topic)
        .chain(earlier.map(|attempt| topic::of(&Words::of(&attempt.question))))
        .find(|topic| *topic != Topic::General)
        .unwrap_or_default()
}
