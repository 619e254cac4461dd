//! What a conversation remembers, whatever people write, change and take back.

use baton_domain::{Author, Conversation, Event, Message, MessageKind, Owner};

use crate::ledger::Ledger;

/// The bot begins anew with a customer's message that comes after a long silence and finds it the
/// owner, and with nothing else.
pub(crate) fn a_long_silence_ends_the_bots_memory(
    before: &Ledger,
    after: &Ledger,
    events: &[Event],
) {
    let (from, to) = (&before.state.conversation, &after.state.conversation);
    let begins = events.contains(&Event::BegunAnew);
    let written = events.iter().find_map(|event| match event {
        Event::MessageAdded(message) if message.author == Author::Customer => Some(message),
        _ => None,
    });
    let is_due = written.is_some_and(|message| {
        let last = from.last_said_at.unwrap_or(from.last_activity_at);
        let silence = message.created_at.duration_since(last);
        silence >= Conversation::LONG_SILENCE
            && from.unanswered_since.is_none()
            && to.owner == Owner::Bot
    });
    assert_eq!(begins, is_due, "{events:?}");
    if let Some(message) = written.filter(|_| begins) {
        assert_eq!(
            (to.attempts.as_slice(), to.tokens, to.cost_micros),
            ([].as_slice(), 0, 0)
        );
        assert!(to.tool_calls.is_empty() && to.summary.is_none());
        assert!(to.recent.iter().all(|turn| turn.seq == message.seq));
        assert!(to.variables.len() <= 1, "{:?}", to.variables);
    }
}

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
