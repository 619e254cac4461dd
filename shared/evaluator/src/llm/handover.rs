//! A model's call for a person.

use baton_app::receive::reason::is_told_of;
use baton_domain::{BotWork, Reason, Signal, Topic};

use super::answer::{HandedOver, LONGEST_REASON};
use super::dialogue::Dialogue;
use super::{grounds, is_for_colleagues, leaks, raised, readable};
use crate::conclusion::Proposal;
use crate::embedded::View;

/// A call for a person as a proposal. What it says of itself is dropped where it tells a secret, and
/// its reason where it has a link or what nobody said; the person is called all the same.
pub(super) fn hands_over(
    view: &View<'_>,
    handed: &HandedOver,
    dialogue: &Dialogue<'_>,
) -> (Proposal, Topic) {
    let brief = handed.brief();
    let reason = handed.reason.trim();
    let secrets = &dialogue.secrets;
    let sayable = !secrets.are_in(reason) && !leaks(&brief, secrets);
    let proposal = Proposal {
        failed_attempts: view.proposal.failed_attempts,
        considered: view.proposal.considered.clone(),
        signals: vec![Signal {
            reason: Reason::BotTool,
            rule: "handoff".into(),
            score: 1.0,
            threshold: 1.0,
        }],
        because: (sayable && may_be_read(view, reason, &dialogue.work))
            .then(|| reason.chars().take(LONGEST_REASON).collect()),
        urgency: raised(handed.urgency),
        brief: readable(view, brief).filter(|_| sayable),
        ..Proposal::default()
    };
    (proposal, handed.topic)
}

/// Whether a model's reason may stand on a card and in a letter. A customer can have it say whatever
/// they like, so it is held against the conversation, and leads nowhere whoever named the address.
fn may_be_read(view: &View<'_>, reason: &str, work: &BotWork) -> bool {
    if reason.is_empty() || !is_for_colleagues(view, reason) {
        return false;
    }
    if grounds::has_address(reason) {
        tracing::warn!(kind = "address", "a model's reason is not used");
        return false;
    }
    let considered = view.proposal.considered.as_ref();
    is_told_of(&view.question, work, considered, reason)
}
