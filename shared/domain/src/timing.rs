//! When the sweep looks at a conversation again.
//!
//! Business hours, SLA policies and wait-based triggers will be decided here; today each state has
//! one limit from the tenant's [`Settings`].

use jiff::{SignedDuration, Timestamp};

use crate::{Settings, Urgency};

fn after(since: Timestamp, minutes: u32) -> Timestamp {
    since
        .checked_add(SignedDuration::from_mins(i64::from(minutes)))
        .unwrap_or(Timestamp::MAX)
}

/// When a customer whom the bot owes an answer has waited too long.
#[must_use]
pub fn bot_due(since: Timestamp, settings: &Settings) -> Timestamp {
    after(since, settings.bot_limit_minutes)
}

/// When a queued escalation has waited too long.
#[must_use]
pub fn pickup_due(since: Timestamp, urgency: Urgency, settings: &Settings) -> Timestamp {
    after(since, settings.pickup_minutes.for_urgency(urgency))
}

/// When an agent has left a customer without an answer for too long.
#[must_use]
pub fn agent_due(since: Timestamp, settings: &Settings) -> Timestamp {
    after(since, settings.agent_silence_minutes)
}

/// Until when somebody who wrote from the business's phone keeps the conversation.
#[must_use]
pub fn phone_hold(since: Timestamp, settings: &Settings) -> Timestamp {
    after(since, settings.phone_hold_minutes)
}
