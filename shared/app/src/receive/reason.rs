//! Whether people may read what a model says of why it calls one of them.

use baton_domain::{BotWork, Evidence, Reason, Topic, Tried};

use super::packet::{self, Facts};
use crate::ports::Question;

/// Whether everything in a model's reason was said, as everything in its summary has to be, and none
/// of it takes a customer's word for what the business agreed to. The reason stands on cards and in
/// letters, where nothing shows who said it.
#[must_use]
pub fn is_told_of(
    question: &Question<'_>,
    work: &BotWork,
    considered: Option<&Tried>,
    reason: &str,
) -> bool {
    let conversation = question.conversation;
    let packet = packet::handoff(&Facts {
        conversation,
        settings: &question.knowledge.settings,
        reason: Reason::BotTool,
        topic: Topic::General,
        evidence: Some(Evidence {
            seq: conversation.last_seq,
            text: packet::words(question.content),
        }),
        considered: considered.cloned(),
        work: work.clone(),
        brief: None,
        has_model: false,
    });
    let held = packet::hold(reason, conversation, &packet);
    if let Err(kind) = held {
        tracing::warn!(kind, "a model's reason is not used");
    }
    held.is_ok()
}
