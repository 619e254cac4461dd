//! Whoever waits is heard of: what becomes of the timer when an answer fails late, how often people
//! are reminded, and what stands in the way of an end.

use baton_domain::{Command, DeliveryStatus, Owner, Rejection, Seq, Urgency};
use jiff::SignedDuration;

use crate::ledger::{Ledger, Step, actor};

fn tell(ledger: &mut Ledger, back: usize, status: DeliveryStatus) {
    ledger.carry_out(&Step::Delivered { back, status }).unwrap();
}

/// The customer asked, the bot answered, and the provider took the answer.
fn answered_by_the_bot() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::BotAnswers).unwrap();
    tell(&mut ledger, 0, DeliveryStatus::Sent);
    assert_eq!(ledger.state.conversation.due_at, None);
    ledger.carry_out(&Step::Wait(5)).unwrap();
    ledger
}

/// An agent took it, and the provider took what the agent wrote.
fn answered_by_an_agent() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::Escalate).unwrap();
    ledger.carry_out(&Step::Take(0)).unwrap();
    ledger.carry_out(&Step::AgentWrites(0)).unwrap();
    tell(&mut ledger, 0, DeliveryStatus::Sent);
    assert_eq!(ledger.state.conversation.due_at, None);
    ledger.carry_out(&Step::Wait(5)).unwrap();
    ledger
}

#[test]
fn an_answer_that_the_provider_took_and_lost_brings_a_person() {
    let mut ledger = answered_by_the_bot();
    tell(&mut ledger, 0, DeliveryStatus::Failed);
    assert_eq!(ledger.state.conversation.due_at, Some(ledger.now));
    ledger.carry_out(&Step::Lapse).unwrap();
    assert_eq!(ledger.state.conversation.owner, Owner::Queue);
}

#[test]
fn an_agent_whose_words_were_lost_has_the_time_of_an_answer() {
    let mut ledger = answered_by_an_agent();
    tell(&mut ledger, 0, DeliveryStatus::Failed);
    let conversation = &ledger.state.conversation;
    assert_eq!(conversation.unanswered_since, Some(ledger.now));
    let due_at = conversation.due_at.unwrap();
    assert!(due_at > ledger.now, "the agent is given no time");
    ledger.now = due_at;
    ledger.carry_out(&Step::Lapse).unwrap();
    assert_eq!(ledger.state.conversation.owner, Owner::Queue);
}

#[test]
fn an_agents_words_that_are_lost_after_the_return_bring_a_person() {
    let mut ledger = answered_by_an_agent();
    ledger.carry_out(&Step::ReturnToBot(0)).unwrap();
    tell(&mut ledger, 0, DeliveryStatus::Failed);
    assert_eq!(ledger.state.conversation.due_at, Some(ledger.now));
    ledger.carry_out(&Step::Lapse).unwrap();
    assert_eq!(ledger.state.conversation.owner, Owner::Queue);
}

#[test]
fn words_that_are_still_on_their_way_at_the_return_are_waited_for() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::Escalate).unwrap();
    ledger.carry_out(&Step::Take(0)).unwrap();
    ledger.carry_out(&Step::AgentWrites(0)).unwrap();
    ledger.carry_out(&Step::ReturnToBot(0)).unwrap();
    let mut lost = ledger.clone();
    tell(&mut ledger, 0, DeliveryStatus::Sent);
    assert_eq!(ledger.state.conversation.due_at, None);
    tell(&mut lost, 0, DeliveryStatus::Failed);
    assert_eq!(lost.state.conversation.due_at, Some(lost.now));
}

#[test]
fn what_was_said_behind_a_lost_answer_stands_in_for_it() {
    let mut ledger = answered_by_the_bot();
    ledger.carry_out(&Step::BotAnswers).unwrap();
    tell(&mut ledger, 1, DeliveryStatus::Failed);
    assert_eq!(ledger.state.conversation.due_at, None);
}

#[test]
fn a_customer_who_has_written_since_waits_no_longer_than_before() {
    let mut ledger = answered_by_the_bot();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    let due_at = ledger.state.conversation.due_at;
    tell(&mut ledger, 1, DeliveryStatus::Failed);
    assert_eq!(ledger.state.conversation.due_at, due_at);
}

#[test]
fn an_answer_that_arrives_after_all_calls_nobody() {
    let mut ledger = answered_by_the_bot();
    tell(&mut ledger, 0, DeliveryStatus::Failed);
    tell(&mut ledger, 0, DeliveryStatus::Delivered);
    assert_eq!(ledger.state.conversation.due_at, None);
    assert_eq!(ledger.state.conversation.unanswered_since, None);
}

/// Nobody has taken it, and everybody was reminded once, just now.
fn reminded() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::Escalate).unwrap();
    ledger.now = ledger.state.conversation.due_at.unwrap();
    ledger.carry_out(&Step::Lapse).unwrap();
    assert!(ledger.state.conversation.due_at.unwrap() > ledger.now);
    ledger
}

#[test]
fn ten_more_messages_remind_nobody_before_the_limit_is_over_again() {
    let mut ledger = reminded();
    let due_at = ledger.state.conversation.due_at.unwrap();
    for _ in 0..10 {
        ledger.now += SignedDuration::from_secs(6);
        ledger.carry_out(&Step::CustomerWrites).unwrap();
        assert!(ledger.carry_out(&Step::Lapse).is_err(), "a reminder");
    }
    assert_eq!(ledger.state.conversation.due_at, Some(due_at));
    ledger.now = due_at;
    ledger.carry_out(&Step::Lapse).unwrap();
}

#[test]
fn who_waits_more_urgently_is_told_of_sooner_and_who_waits_less_no_sooner() {
    let mut ledger = reminded();
    let due_at = ledger.state.conversation.due_at.unwrap();
    ledger
        .carry_out(&Step::Reclassify(0, Urgency::Low))
        .unwrap();
    assert!(ledger.state.conversation.due_at.unwrap() >= due_at);
    ledger
        .carry_out(&Step::Reclassify(0, Urgency::High))
        .unwrap();
    assert!(ledger.state.conversation.due_at.unwrap() < due_at);
}

#[test]
fn another_team_that_is_given_what_waits_too_long_is_told_at_once() {
    let mut ledger = reminded();
    ledger.carry_out(&Step::Transfer(2, 1)).unwrap();
    ledger.carry_out(&Step::Lapse).unwrap();
}

/// Both ways to end it, by an agent who had seen this much.
fn endings(seen: Option<Seq>) -> [Command; 2] {
    let (by, closing) = (actor(0), None);
    [
        Command::ReturnToBot {
            by: by.clone(),
            seen,
        },
        Command::Close { by, seen, closing },
    ]
}

#[test]
fn nobody_ends_what_the_customer_has_just_gone_on_with() {
    let mut ledger = answered_by_an_agent();
    let seen = ledger.state.conversation.last_seq;
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::Note(0)).unwrap();
    let last_seq = ledger.state.conversation.last_seq;
    for ending in endings(Some(seen)) {
        let before = ledger.clone();
        let refused = ledger.submit(&ending.into());
        assert_eq!(refused, Err(Rejection::CustomerWrote { last_seq }));
        assert_eq!(before.record(), ledger.record());
    }
    for known in [Some(seen.next()), Some(last_seq), None] {
        for ending in endings(known) {
            ledger.clone().submit(&ending.into()).unwrap();
        }
    }
}

#[test]
fn a_thumb_and_what_others_said_stand_in_nobodys_way() {
    let mut ledger = answered_by_an_agent();
    let seen = ledger.state.conversation.last_seq;
    ledger.carry_out(&Step::CustomerReacts).unwrap();
    ledger.carry_out(&Step::AgentWrites(0)).unwrap();
    ledger.carry_out(&Step::Note(1)).unwrap();
    for ending in endings(Some(seen)) {
        ledger.clone().submit(&ending.into()).unwrap();
    }
}

#[test]
fn who_may_not_end_it_hears_that_first() {
    let mut ledger = answered_by_an_agent();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    let by = actor(1);
    let seen = Some(Seq(1));
    assert!(matches!(
        ledger.submit(&Command::ReturnToBot { by, seen }.into()),
        Err(Rejection::NotOwner { .. })
    ));
}
