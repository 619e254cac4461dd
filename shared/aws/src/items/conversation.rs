//! The head of a thread.

use baton_domain::{ConversationId, Escalation, Mode, Seq, State, TenantId};
use jiff::Timestamp;

use super::search::{SEARCH, search_text};
use super::{Row, number_of, text_of, to_row};
use crate::error::RowError;
use crate::expression::{Change, number, text, values};
use crate::keys::{Entry, Key, status_name};

/// Who may speak, for the list's filter.
pub(crate) const MODE: &str = "mode";
/// The live escalation that goes with this head. The two rows are read in one request, but not at
/// one instant; these three tell whether what was read belongs together.
const LIVE_ID: &str = "live_id";
/// Its version.
pub(crate) const LIVE_VERSION: &str = "live_version";
/// Its status, also for the list's filter.
pub(crate) const LIVE_STATUS: &str = "live_status";
/// What a take promised the customer.
pub(crate) const NOTICE: &str = "notice";

/// A mode as it stands in rows; the same word as on the wire.
pub(crate) const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Bot => "bot",
        Mode::Human => "human",
        Mode::Closed => "closed",
    }
}

/// The row of a conversation.
pub(crate) fn head_row(state: &State) -> Result<Row, RowError> {
    let conversation = &state.conversation;
    let key = Key::head(&conversation.tenant_id, conversation.id.thread());
    let mut row = to_row(&key, conversation)?;
    for entry in Entry::of_conversation(conversation) {
        entry.write_to(&mut row);
    }
    row.insert(MODE.into(), text(mode_name(conversation.mode())));
    row.insert(SEARCH.into(), text(search_text(&conversation.contact)));
    if let Some(live) = &state.live {
        row.insert(LIVE_ID.into(), text(live.id.to_string()));
        row.insert(LIVE_VERSION.into(), number(live.version.0));
        row.insert(LIVE_STATUS.into(), text(status_name(live.status)));
    }
    Ok(row)
}

/// Whether this live escalation is the one that the head was written with.
pub(crate) fn same_live(head: &Row, live: Option<&Escalation>) -> bool {
    match live {
        None => !head.contains_key(LIVE_ID),
        Some(live) => {
            text_of(head, LIVE_ID).is_ok_and(|id| id == live.id.to_string())
                && number_of(head, LIVE_VERSION).is_ok_and(|version| version == live.version.0)
        }
    }
}

/// Ends the customer's wait, where this answer is the one that ends it. It is not a new version:
/// nobody who decides on the older one decides differently, and commits compare `answer_seq` too.
pub(crate) fn wait_over(tenant: &TenantId, id: ConversationId, answer: Seq) -> Change {
    Change {
        key: Key::head(tenant, id.thread()),
        update: "REMOVE #unanswered_since, #answer_seq, #due_at, #by_due_pk, #by_due_sk".into(),
        condition: "#answer_seq = :answer".into(),
        values: values([(":answer", number(answer.0))]),
    }
}

/// Rings the conversation's timer at once, where the answer that did not arrive is the one that
/// the customer waits for.
pub(crate) fn wait_due(
    tenant: &TenantId,
    id: ConversationId,
    answer: Seq,
    now: Timestamp,
) -> Change {
    let entry = Entry::by_due(tenant, id, now);
    Change {
        key: Key::head(tenant, id.thread()),
        update: "SET #due_at = :now, #by_due_pk = :due_pk, #by_due_sk = :due_sk \
                 REMOVE #answer_seq"
            .into(),
        condition: "#answer_seq = :answer".into(),
        values: values([
            (":answer", number(answer.0)),
            (":now", text(now.to_string())),
            (":due_pk", text(entry.pk)),
            (":due_sk", text(entry.sk.unwrap_or_default())),
        ]),
    }
}
