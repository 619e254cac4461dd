//! Questions that the bot could not answer.
//!
//! Nothing is written for them: they are the evidence of the escalations that were opened because
//! the bot was not sure enough, so that there is nothing that could differ from what happened.

use baton_domain::{ConversationId, EscalationId, EscalationStatus, Reason, TenantId};
use jiff::Timestamp;

use crate::ports::{Conversations, EscalationFilter, PortError, Sort};

/// How many questions are looked at.
pub const MOST_QUESTIONS: usize = 1_000;

/// How many pages of one status are asked for, so that an answer comes in time.
const PAGES: usize = 20;
const PAGE: usize = 100;

/// The rule of messages that hold no words: no article would answer them.
const UNREADABLE: &str = "unreadable";

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
                reason: Some(Reason::LowConfidence),
                queued_after: Some(since),
                sort: Sort::Newest,
                limit: PAGE,
                cursor,
                ..EscalationFilter::default()
            };
            let listed = conversations.escalations(tenant, &filter).await?;
            for escalation in listed.items {
                if escalation.assessment.rule == UNREADABLE {
                    continue;
                }
                let Some(evidence) = escalation.handoff.evidence else {
                    continue;
                };
                of_status += 1;
                found.push(Unanswered {
                    escalation: escalation.id,
                    conversation: escalation.conversation_id,
                    question: evidence.text,
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
