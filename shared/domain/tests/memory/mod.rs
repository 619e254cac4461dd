//! What a conversation remembers, whatever people write, change and take back.

use baton_domain::{Author, Message, MessageKind};

use crate::ledger::Ledger;

/// Nothing that is remembered has words that their writer changed or took back.
pub(crate) fn what_is_remembered_is_what_was_said(ledger: &Ledger) {
    let conversation = &ledger.state.conversation;
    let current = |message: &Message| message.current()?.text.clone();
    let of_customer: Vec<String> = ledger
        .messages
        .iter()
        .filter(|message| message.author == Author::Customer)
        .filter_map(current)
        .collect();
    for turn in &conversation.recent {
        let message = ledger.messages.iter().find(|it| it.seq == turn.seq);
        assert_eq!(message.and_then(current).as_ref(), Some(&turn.text));
    }
    assert!(conversation.recent.is_sorted_by_key(|turn| turn.seq));
    for attempt in &conversation.attempts {
        let asked = &attempt.question;
        assert!(asked.is_empty() || of_customer.contains(asked), "{asked}");
    }
    for value in conversation.variables.values() {
        assert!(
            of_customer.iter().any(|text| text.contains(value)),
            "{value} in {of_customer:?}"
        );
    }
    let last = ledger
        .messages
        .iter()
        .rfind(|message| message.content.kind != MessageKind::Note);
    assert_eq!(conversation.preview, last.and_then(current));
}
