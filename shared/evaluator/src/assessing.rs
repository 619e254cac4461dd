//! What the evaluator makes of a message by itself, without a tenant's articles: for files of
//! messages, and for proof of a policy before it goes live.

use std::collections::BTreeMap;

use baton_domain::{
    Channel, Facts, Judgement, Policy, Reason, Sentiment, Signal, Topic, TriggerMatch, Urgency,
};
use jiff::Timestamp;

use crate::EmbeddedEvaluator;
use crate::heads::Exchange;
use crate::words::Words;

/// What was decided about a message, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessed {
    /// Whether a person is called.
    pub escalate: bool,
    /// How strongly the rule held that decided; without one, the likeliest that a person is needed.
    pub score: f64,
    /// The score from which somebody is called.
    pub threshold: f64,
    /// Why somebody is called; none where nobody is.
    pub reason: Option<Reason>,
    /// The rule that decided: a trigger's id or a signal's rule; none where nobody is called.
    pub rule: Option<String>,
    /// Everything that was read in the message.
    pub signals: Vec<Signal>,
    /// All triggers that held, in their order.
    pub matches: Vec<TriggerMatch>,
    /// What it is about.
    pub topic: Topic,
    /// How soon a person is needed; low where none is.
    pub urgency: Urgency,
    /// The mood.
    pub sentiment: Sentiment,
    /// The language by its two-letter code; none where nothing tells.
    pub language: Option<&'static str>,
}

/// Where and when a message was written, for triggers that ask for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting<'a> {
    /// The channel.
    pub channel: Channel,
    /// What is known of the customer.
    pub attributes: &'a BTreeMap<String, String>,
    /// The time.
    pub at: Timestamp,
    /// How sure a bot was of its answer, from 0 to 1; none where that is not known, and triggers that
    /// ask for it do not hold.
    pub confidence: Option<f64>,
    /// Below which confidence triggers hold that name none of their own.
    pub confidence_threshold: f64,
    /// How often the bot failed with the question.
    pub failed_attempts: u32,
}

impl EmbeddedEvaluator {
    /// What it decides about a message under a policy. No articles are asked: triggers about
    /// confidence and failed attempts go by what the setting tells.
    #[must_use]
    pub fn assess(
        &self,
        exchange: &Exchange<'_>,
        policy: &Policy,
        setting: &Setting<'_>,
    ) -> Assessed {
        let words = Words::of(exchange.message);
        let reading = self.read(exchange, &words, policy);
        let bot_replies = exchange
            .before
            .iter()
            .filter(|said| !said.by_customer)
            .count();
        let Judgement { matches, call } = policy.judge(&Facts {
            text: exchange.message,
            signals: &reading.signals,
            confidence: setting.confidence,
            confidence_threshold: setting.confidence_threshold,
            failed_attempts: setting.failed_attempts,
            negative_run: reading.negative_run,
            bot_replies: u32::try_from(bot_replies).unwrap_or(u32::MAX),
            channel: setting.channel,
            attributes: setting.attributes,
            at: setting.at,
        });
        let (score, threshold) = match &call {
            Some(call) => (call.by.score, call.by.threshold),
            None => closest(&reading.signals),
        };
        let called = call.as_ref();
        Assessed {
            escalate: called.is_some(),
            score,
            threshold,
            reason: called.map(|call| call.by.reason),
            rule: called.map(|call| {
                call.by
                    .what
                    .clone()
                    .unwrap_or_else(|| call.by.id.to_string())
            }),
            topic: called.and_then(|call| call.topic).unwrap_or(reading.topic),
            urgency: called.map_or(Urgency::Low, |call| call.urgency.unwrap_or(reading.urgency)),
            sentiment: reading.sentiment,
            language: reading.language,
            signals: reading.signals,
            matches,
        }
    }
}

/// The signal that is least short of its threshold.
fn closest(signals: &[Signal]) -> (f64, f64) {
    signals
        .iter()
        .max_by(|one, other| {
            let short = |signal: &Signal| signal.score / signal.threshold.max(f64::MIN_POSITIVE);
            short(one).total_cmp(&short(other))
        })
        .map_or((0.0, 1.0), |signal| (signal.score, signal.threshold))
}
