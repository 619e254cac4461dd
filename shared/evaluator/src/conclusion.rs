//! What follows from a reading and a proposal under the tenant's policy.

use baton_app::ports::{Brief, Evaluation, Question, Verdict};
use baton_app::reasons::Why;
use baton_domain::{
    Assessment, BotAttempt, BotWork, Call, Facts, Judgement, Reason, Signal, Tried, Urgency,
};

use crate::heads;
use crate::reading::Reading;

/// What the bot could say, and how sure it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Proposal {
    /// The answer; none where there is nothing to say.
    pub(crate) answer: Option<(String, BotAttempt)>,
    /// How sure the bot is, from 0 to 1; none where it needs no knowledge for it.
    pub(crate) confidence: Option<f64>,
    /// How often it failed with this question.
    pub(crate) failed_attempts: u32,
    /// What it found, good enough or not.
    pub(crate) considered: Option<Tried>,
    /// What it learnt about itself: that it has nothing else to say, that a tool failed.
    pub(crate) signals: Vec<Signal>,
    /// The rule behind a low confidence, by a stable name; none for a search.
    pub(crate) rule: Option<&'static str>,
    /// Why it would not answer, for people, where that is more than a low score.
    pub(crate) because: Option<String>,
    /// The urgency where the message's words do not tell.
    pub(crate) urgency: Option<Urgency>,
    /// What it used and found on the way.
    pub(crate) work: BotWork,
    /// What it tells the agent.
    pub(crate) brief: Option<Brief>,
}

/// Decides between answer and person. The first trigger of the tenant's that holds calls a person;
/// without one the proposal is said. Where there is nothing to say, a person is called all the same.
pub(crate) fn conclude(
    name: &str,
    question: &Question<'_>,
    text: &str,
    reading: Reading,
    proposal: Proposal,
) -> Evaluation {
    let conversation = question.conversation;
    let settings = &question.knowledge.settings;
    let mut signals = reading.signals;
    signals.extend(proposal.signals);
    let threshold = confidence_threshold(settings.confidence_threshold);
    let sure = proposal.answer.is_some()
        && proposal
            .confidence
            .is_some_and(|confidence| confidence >= threshold);
    if sure {
        signals.iter_mut().for_each(ask_more);
    }
    let attributes = conversation.contact.trusted(conversation.channel);
    let facts = Facts {
        text,
        signals: &signals,
        confidence: proposal.confidence,
        confidence_threshold: threshold,
        failed_attempts: proposal.failed_attempts,
        negative_run: reading.negative_run,
        bot_replies: u32::try_from(conversation.attempts.len()).unwrap_or(u32::MAX),
        channel: conversation.channel,
        attributes: &attributes,
        at: question.at,
    };
    let Judgement { matches, call } = question.knowledge.policy.judge(&facts);
    let mut assessment = Assessment {
        evaluator: name.to_owned(),
        seq: Some(conversation.last_seq),
        matches,
        ..Assessment::default()
    };
    let urgency = match reading.urgency {
        Urgency::Medium => proposal.urgency.unwrap_or(Urgency::Medium),
        told => told,
    };
    let verdict = match (call, proposal.answer) {
        (Some(call), _) => {
            assessment.rule = rule(&call, proposal.rule);
            assessment.score = call.by.score;
            assessment.threshold = call.by.threshold;
            let because = proposal.because.filter(|_| the_bots_own(call.by.reason));
            let in_words = || in_words(&call, &settings.agent_language);
            Verdict::Escalate {
                reason: call.by.reason,
                reason_text: because.unwrap_or_else(in_words),
                topic: call.topic.unwrap_or(reading.topic),
                urgency: call.urgency.unwrap_or(urgency),
                group: call.group,
                considered: proposal.considered.filter(|_| {
                    matches!(call.by.reason, Reason::LowConfidence | Reason::BotFailure)
                }),
            }
        }
        (None, Some((text, attempt))) => {
            "answer".clone_into(&mut assessment.rule);
            assessment.score = proposal.confidence.unwrap_or(1.0);
            assessment.threshold = threshold;
            Verdict::Answer { text, attempt }
        }
        (None, None) if !question.may_compose => {
            Verdict::QUOTA_RULE.clone_into(&mut assessment.rule);
            assessment.score = 1.0;
            assessment.threshold = 1.0;
            Verdict::quota_exhausted(reading.topic, urgency, &settings.agent_language)
        }
        (None, None) => {
            "nothing_to_say".clone_into(&mut assessment.rule);
            assessment.score = proposal.confidence.unwrap_or_default();
            assessment.threshold = threshold;
            Verdict::Escalate {
                reason: Reason::LowConfidence,
                reason_text: proposal
                    .because
                    .unwrap_or_else(|| Why::NoAnswer.in_language(&settings.agent_language)),
                topic: reading.topic,
                urgency,
                group: None,
                considered: proposal.considered,
            }
        }
    };
    assessment.signals = signals;
    let language = reading.language.map(str::to_owned);
    Evaluation {
        verdict,
        assessment,
        work: BotWork {
            language,
            ..proposal.work
        },
        brief: proposal.brief,
    }
}

/// Whether the bot itself is the reason, so that it can tell more than the trigger.
fn the_bots_own(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::LowConfidence | Reason::BotFailure | Reason::BotTool
    )
}

/// Where an article answers the question, the heads must be surer that it is not the answer that is
/// needed. A request for a person is no question.
fn ask_more(signal: &mut Signal) {
    if signal.rule == heads::RULE && signal.reason != Reason::CustomerRequest {
        signal.threshold = f64::midpoint(signal.threshold, 1.0);
    }
}

/// A tenant's threshold as one that can be compared.
pub(crate) fn confidence_threshold(set: f64) -> f64 {
    if set.is_nan() {
        1.0
    } else {
        set.clamp(0.0, 1.0)
    }
}

/// The trigger's id for words and scopes, the rule that read a signal, the measure for the others.
fn rule(call: &Call, proposal: Option<&str>) -> String {
    match (call.by.reason, &call.by.what) {
        (Reason::Keyword, _) => call.by.id.to_string(),
        (_, Some(what)) => what.clone(),
        (Reason::LowConfidence, None) => proposal.unwrap_or("retrieval").into(),
        (Reason::BotFailure, None) => "same_question_failed".into(),
        (Reason::Sentiment, None) => "sentiment_run".into(),
        (_, None) => call.by.id.to_string(),
    }
}

/// Why, in the language of the tenant's agents.
fn in_words(call: &Call, language: &str) -> String {
    let trigger = call.by.name.as_str();
    let what = call.by.what.as_deref().unwrap_or_default();
    let why = match call.by.reason {
        Reason::Keyword => Why::Triggered { trigger, what },
        Reason::CustomerRequest if what == "accepts_person" => Why::Accepts,
        Reason::CustomerRequest => Why::Request,
        Reason::Sentiment => Why::Upset,
        Reason::Policy if call.by.what.is_some() => Why::Policy,
        Reason::BotFailure => Why::Failed,
        Reason::LowConfidence => Why::Unsure,
        Reason::BotTool => Why::Called,
        _ => Why::Holds { trigger },
    };
    why.in_language(language)
}
