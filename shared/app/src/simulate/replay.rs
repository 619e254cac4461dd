//! One stored conversation, replayed under a policy.
//!
//! What was said is taken as it stands; only what the bot decides is decided anew. A conversation
//! has an episode for each time that the bot had it, known by the owner epoch that every message
//! was written under. Each episode begins with nothing tried, as in life, and so does what comes
//! behind a long silence in it. An episode ends for a policy with the first message at which that
//! policy calls a person: what the customer wrote to the bot after that would not have been written
//! to it.

use std::collections::BTreeSet;

use baton_domain::{
    Author, Conversation, Event, Message, Owner, OwnerEpoch, Reason, Seq, State, Version,
};
use jiff::Timestamp;

use crate::ports::{Conclusion, Evaluation, Evaluator, Knowledge, PortError, Question, Verdict};

/// How many characters of a reason's words are kept.
const LONGEST_WHY: usize = 200;

/// A stored conversation.
#[derive(Debug, Clone)]
pub struct Recorded<'a> {
    /// The conversation as it stands.
    pub conversation: &'a Conversation,
    /// What was said, in order: all of it, or the part that bears on the range.
    pub messages: &'a [Message],
    /// The messages that led to an escalation.
    pub evidence: &'a BTreeSet<Seq>,
}

/// Which messages count.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
}

impl Range {
    /// Whether something of this time counts.
    #[must_use]
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }
}

/// What a policy makes of an episode.
#[derive(Debug, Clone, PartialEq)]
pub struct Episode {
    /// The owner epoch of the bot's.
    pub epoch: OwnerEpoch,
    /// The last message of the range that the bot was asked about.
    pub last: Seq,
    /// How many messages of the range were decided about.
    pub messages: u64,
    /// What the policy does.
    pub conclusion: Conclusion,
}

/// Why a conversation was not replayed to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The time ran out.
    #[error("the time ran out")]
    Late,
    /// Something outside failed.
    #[error(transparent)]
    Port(#[from] PortError),
}

/// The episodes of a conversation under the policy that `knowledge` holds; those without a message
/// in the range are left out. Only what bears on the range is decided anew: episodes that reach into
/// it, up to its end. `late` is asked before each decision.
///
/// # Errors
///
/// [`ReplayError::Late`] where the time ran out; what the evaluator failed for.
pub async fn replay(
    recorded: &Recorded<'_>,
    knowledge: &Knowledge,
    evaluator: &dyn Evaluator,
    range: Range,
    late: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Episode>, ReplayError> {
    let bots = epochs_of_the_bot(recorded);
    let Some((first, last)) = within(recorded.messages, range) else {
        return Ok(vec![]);
    };
    let mut state = State::new(beginning(recorded.conversation));
    let mut episodes: Vec<Episode> = vec![];
    let mut called = None;
    for message in recorded.messages.iter().take_while(|it| it.seq <= last) {
        if bots.contains(&message.epoch) && state.conversation.epoch != message.epoch {
            state = state.after(&[Event::OwnerChanged {
                owner: Owner::Bot,
                epoch: message.epoch,
            }]);
        }
        if bots.contains(&message.epoch)
            && message.author == Author::Customer
            && state.conversation.was_silent_until(message.created_at)
        {
            state = state.after(&[Event::BegunAnew]);
        }
        let before = state;
        state = before.after(&[Event::MessageAdded(Box::new(as_written(message)))]);
        if message.author != Author::Customer
            || !message.content.wants_answer()
            || !bots.contains(&message.epoch)
            || message.epoch < first
            || called == Some(message.epoch)
        {
            continue;
        }
        if late() {
            return Err(ReplayError::Late);
        }
        let evaluation = ask(&before, &state, message, knowledge, evaluator).await?;
        let escalates = matches!(evaluation.verdict, Verdict::Escalate { .. });
        if escalates {
            called = Some(message.epoch);
        } else if let Verdict::Answer { attempt, .. } = &evaluation.verdict {
            state = state.after(&[Event::AttemptRecorded(attempt.clone())]);
        }
        if range.holds(message.created_at) {
            note(&mut episodes, message, conclusion(message.seq, evaluation));
        }
    }
    Ok(episodes)
}

/// The owner epoch in which the range begins, and the last message in it; none where there is none.
fn within(messages: &[Message], range: Range) -> Option<(OwnerEpoch, Seq)> {
    let mut inside = messages.iter().filter(|it| range.holds(it.created_at));
    let first = inside.next()?;
    Some((first.epoch, inside.next_back().unwrap_or(first).seq))
}

/// The message as it was when it was decided about; it may have been edited or taken back since.
fn as_written(message: &Message) -> Message {
    Message {
        revision: None,
        ..message.clone()
    }
}

/// Adds a decision to its episode.
fn note(episodes: &mut Vec<Episode>, message: &Message, conclusion: Conclusion) {
    match episodes.last_mut() {
        Some(episode) if episode.epoch == message.epoch => {
            episode.last = message.seq;
            episode.messages += 1;
            episode.conclusion = conclusion;
        }
        _ => episodes.push(Episode {
            epoch: message.epoch,
            last: message.seq,
            messages: 1,
            conclusion,
        }),
    }
}

/// The epochs in which the bot owned the conversation: the first one, those in which it spoke, and
/// those in which it called a person. An epoch in which the customer wrote and neither happened is
/// somebody else's.
fn epochs_of_the_bot(recorded: &Recorded<'_>) -> BTreeSet<OwnerEpoch> {
    let began = OwnerEpoch::default();
    recorded
        .messages
        .iter()
        .filter(|message| {
            message.author == Author::Bot
                || message.epoch == began
                || recorded.evidence.contains(&message.seq)
        })
        .map(|message| message.epoch)
        .collect()
}

/// The conversation before anything was said in it.
fn beginning(conversation: &Conversation) -> Conversation {
    Conversation {
        owner: Owner::Bot,
        epoch: OwnerEpoch::default(),
        version: Version::default(),
        last_seq: Seq::default(),
        last_activity_at: conversation.created_at,
        last_said_at: None,
        last_customer_at: None,
        last_customer_seq: None,
        unanswered_since: None,
        answer_seq: None,
        due_at: None,
        attempts: vec![],
        recent: vec![],
        variables: [].into(),
        tool_calls: [].into(),
        tokens: 0,
        cost_micros: 0,
        language: None,
        summary: None,
        preview: None,
        ..conversation.clone()
    }
}

async fn ask(
    before: &State,
    appended: &State,
    message: &Message,
    knowledge: &Knowledge,
    evaluator: &dyn Evaluator,
) -> Result<Evaluation, PortError> {
    // As when it was received: the evaluator sees the words that the customer replied to.
    let conversation = Conversation {
        preview: before.conversation.preview.clone(),
        ..appended.conversation.clone()
    };
    evaluator
        .evaluate(Question {
            conversation: &conversation,
            message: message
                .provider_id
                .as_deref()
                .unwrap_or(&message.id.to_string()),
            content: &message.content,
            knowledge,
            at: message.created_at,
            may_compose: true,
        })
        .await
}

fn conclusion(seq: Seq, evaluation: Evaluation) -> Conclusion {
    let Evaluation {
        verdict,
        assessment,
        ..
    } = evaluation;
    match verdict {
        // An answer without words is none: whoever receives it calls a person.
        Verdict::Answer { text, .. } if text.trim().is_empty() => Conclusion::Escalate {
            seq,
            reason: Reason::BotFailure,
            trigger: Verdict::FAILED_RULE.into(),
            why: "The bot could not work out an answer.".into(),
        },
        Verdict::Answer { .. } => Conclusion::Answer,
        Verdict::Escalate {
            reason,
            reason_text,
            ..
        } => Conclusion::Escalate {
            seq,
            reason,
            trigger: assessment
                .matches
                .iter()
                .find(|held| !held.held_back)
                .map_or(assessment.rule, |held| held.name.clone()),
            // A keyword may be as long as its policy, and many of these stand in one row.
            why: reason_text.chars().take(LONGEST_WHY).collect(),
        },
    }
}

#[cfg(test)]
#[path = "replay_tests.rs"]
mod tests;
