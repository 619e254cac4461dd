//! Questions that the bot could not answer.
//!
//! Nothing is written for them: they are the evidence of the escalations that were opened because
//! the bot was not sure enough, because a language model handed over, or because no answer helped,
//! so that there is nothing that could differ from what happened.

use baton_domain::{ConversationId, Escalation, EscalationId, EscalationStatus, Reason, TenantId};
use jiff::Timestamp;

use crate::ports::{Conversations, EscalationFilter, PortError, Sort};

/// How many questions are looked at.
pub const MOST_QUESTIONS: usize = 1_000;

/// How many pages of one status are asked for, so that an answer comes in time.
const PAGES: usize = 20;
const PAGE: usize = 100;

/// What is opened for want of an answer, among much else.
const REASONS: [Reason; 3] = [Reason::LowConfidence, Reason::BotTool, Reason::BotFailure];

/// The rule of messages that hold no words: no article would answer them.
const UNREADABLE: &str = "unreadable";
/// The rule of a language model that calls a person, as it is told to where no passage answers.
const HANDED_OVER: &str = "handoff";
/// The rule of a question that was asked again and again.
const ASKED_AGAIN: &str = "same_question_failed";
/// The rule of an answer that did not help where there is no other: the question stands before it.
const NOTHING_ELSE: &str = "nothing_else_to_say";

/// A question that the bot could not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// What was opened for it.
    pub escalation: EscalationId,
    /// Where it was asked.
    pub conversation: ConversationId,
    /// The customer's words.
    pub question: String,
    /// The customer's language, where their channel told it (BCP 47).
    pub locale: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// The questions since a time, newest first, and whether there are more.
///
/// # Errors
///
/// Where the record of escalations cannot be read.
pub async fn unanswered(
    conversations: &dyn Conversations,
    tenant: &TenantId,
    since: Timestamp,
) -> Result<(Vec<Unanswered>, bool), PortError> {
    let mut found = vec![];
    let mut is_more = false;
    for status in [
        EscalationStatus::Queued,
        EscalationStatus::Open,
        EscalationStatus::Resolved,
        EscalationStatus::Closed,
    ] {
        let mut cursor = None;
        let mut of_status = 0;
        for page in 1.. {
            let filter = EscalationFilter {
                status: Some(status),
                reasons: REASONS.to_vec(),
                queued_after: Some(since),
                sort: Sort::Newest,
                limit: PAGE,
                cursor,
                ..EscalationFilter::default()
            };
            let listed = conversations.escalations(tenant, &filter).await?;
            for escalation in listed.items {
                let Some(question) = question(&escalation) else {
                    continue;
                };
                of_status += 1;
                found.push(Unanswered {
                    escalation: escalation.id,
                    conversation: escalation.conversation_id,
                    question: question.to_owned(),
                    locale: escalation.handoff.contact.locale,
                    at: escalation.created_at,
                });
            }
            cursor = listed.next_cursor;
            if cursor.is_none() {
                break;
            }
            if page >= PAGES || of_status >= MOST_QUESTIONS {
                is_more = true;
                break;
            }
        }
    }
    found.sort_by(|one, other| {
        other
            .at
            .cmp(&one.at)
            .then_with(|| one.escalation.cmp(&other.escalation))
    });
    is_more |= found.len() > MOST_QUESTIONS;
    found.truncate(MOST_QUESTIONS);
    Ok((found, is_more))
}

/// The question that had no answer; none where something else than a missing article opened it.
fn question(escalation: &Escalation) -> Option<&str> {
    let handoff = &escalation.handoff;
    let told = handoff.evidence.as_ref().map(|it| it.text.as_str());
    match (escalation.reason, escalation.assessment.rule.as_str()) {
        (Reason::LowConfidence, UNREADABLE) => None,
        (Reason::LowConfidence, _)
        | (Reason::BotTool, HANDED_OVER)
        | (Reason::BotFailure, ASKED_AGAIN) => told,
        (Reason::BotFailure, NOTHING_ELSE) => {
            let last = handoff.tried.iter().rev().find(|tried| tried.answered);
            last.map(|tried| tried.question.as_str()).or(told)
        }
        _ => None,
    }
}
