//! What the heads, and the words alone, say of an exchange.

use baton_domain::{Reason, Sentiment, Signal, Topic};

use super::exchange::View;
use super::lexicon::Concept;
use super::menu::Menu;
use super::weights::{OUTPUTS, Weights};

/// The rule's name under which the heads sign their signals.
pub(crate) const RULE: &str = "heads";

/// The reasons in the order of the network's answer.
const REASONS: [Reason; 4] = [
    Reason::CustomerRequest,
    Reason::Sentiment,
    Reason::Policy,
    Reason::BotFailure,
];
const MOODS: [Sentiment; 3] = [Sentiment::Positive, Sentiment::Neutral, Sentiment::Negative];
const TOPICS: [Topic; 4] = [
    Topic::General,
    Topic::Technical,
    Topic::Billing,
    Topic::Refund,
];

/// Below which share of the highest threshold the heads are sure that nobody is needed.
const SURE: f32 = 0.4;

/// What the trained heads say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Opinion {
    /// How likely a person is needed, from 0 to 1.
    pub(crate) needed: f32,
    /// From which likelihood on somebody is called, for each reason.
    thresholds: [f32; 4],
    /// How likely each of the reasons is, where a person is needed.
    reasons: [f32; 4],
    /// The mood.
    pub(crate) sentiment: Sentiment,
    /// The type.
    pub(crate) topic: Topic,
}

impl Opinion {
    pub(super) fn of(weights: &Weights, answer: &[f32; OUTPUTS]) -> Self {
        let [needed, r0, r1, r2, r3, s0, s1, s2, t0, t1, t2, t3] = *answer;
        Self {
            needed: weights.likelihood(needed),
            thresholds: REASONS.map(|reason| match reason {
                Reason::CustomerRequest => weights.request_threshold,
                _ => weights.threshold,
            }),
            reasons: shares([r0, r1, r2, r3]),
            sentiment: MOODS[highest(&[s0, s1, s2])],
            topic: TOPICS[highest(&[t0, t1, t2, t3])],
        }
    }

    /// The likeliest reason.
    pub(crate) fn reason(&self) -> Reason {
        REASONS[highest(&self.reasons)]
    }

    /// Whether they would call somebody.
    pub(crate) fn calls(&self) -> bool {
        self.needed >= self.thresholds[highest(&self.reasons)]
    }

    /// Whether they are sure that nobody is needed, whatever for.
    pub(crate) fn is_sure_of_no(&self) -> bool {
        let most = self.thresholds.iter().copied().fold(0.0, f32::max);
        self.needed < most * SURE
    }

    /// A signal for each reason. Only the likeliest one reaches its threshold, and only where they
    /// would call somebody, so that switching one reason off does not call by another.
    pub(crate) fn signals(&self) -> impl Iterator<Item = Signal> {
        const BELOW: f32 = 0.999;
        let first = highest(&self.reasons);
        let most = self.reasons[first].max(f32::MIN_POSITIVE);
        REASONS.into_iter().enumerate().map(move |(place, reason)| {
            let threshold = self.thresholds[place];
            let score = if place == first {
                self.needed
            } else {
                self.needed.min(threshold) * (self.reasons[place] / most) * BELOW
            };
            Signal {
                reason,
                rule: RULE.into(),
                score: rounded(score),
                threshold: rounded(threshold),
            }
        })
    }
}

/// With four digits: more say nothing, and would change with the processor.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 10_000.0).round() / 10_000.0
}

/// What words alone say: without the encoder too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glance {
    /// The message's language by its two-letter code; none where nothing tells.
    pub(crate) language: Option<&'static str>,
    /// Danger to somebody, or somebody else in the account.
    pub(crate) danger: bool,
    /// Law and regulators.
    pub(crate) law: bool,
    /// Where a number leads that was chosen from the bot's menu.
    pub(crate) dials: Menu,
}

impl Glance {
    pub(super) fn of(view: &View<'_>) -> Self {
        let message = &view.message;
        Self {
            language: view.language.code,
            danger: message.has_any(&[Concept::Danger, Concept::Hurt, Concept::Theft]),
            law: message.has(Concept::Legal),
            dials: view
                .bot
                .as_ref()
                .map_or(Menu::None, |bot| Menu::of(message.text, bot)),
        }
    }
}

/// The place of the highest; the first between equals.
fn highest(values: &[f32]) -> usize {
    let mut best = 0;
    for (place, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = place;
        }
    }
    best
}

fn shares(values: [f32; 4]) -> [f32; 4] {
    let most = values.iter().copied().fold(f32::MIN, f32::max);
    let raised = values.map(|value| (value - most).exp());
    let sum: f32 = raised.iter().sum();
    raised.map(|value| value / sum)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn opinion(needed: f32, reasons: [f32; 4]) -> Opinion {
        Opinion {
            needed,
            thresholds: [0.31, 0.47, 0.47, 0.47],
            reasons: shares(reasons),
            sentiment: Sentiment::Neutral,
            topic: Topic::General,
        }
    }

    #[test]
    fn a_request_is_enough_where_another_reason_would_not_be() {
        assert!(opinion(0.4, [2.0, 0.0, 1.0, 0.0]).calls());
        assert!(!opinion(0.4, [1.0, 0.0, 2.0, 0.0]).calls());
    }

    proptest! {
        #[test]
        fn one_signal_at_most_calls_and_it_is_the_likeliest(
            needed in 0.0_f32..=1.0,
            reasons in proptest::array::uniform4(-9.0_f32..9.0),
        ) {
            let opinion = opinion(needed, reasons);
            let calling: Vec<_> = opinion.signals().filter(|s| s.score >= s.threshold).collect();
            // Four digits decide, as they are shown.
            let threshold = opinion.thresholds[highest(&opinion.reasons)];
            let calls = rounded(opinion.needed) >= rounded(threshold);
            prop_assert_eq!(calling.len(), usize::from(calls));
            if let [signal] = calling.as_slice() {
                prop_assert_eq!(signal.reason, opinion.reason());
            }
        }
    }
}
