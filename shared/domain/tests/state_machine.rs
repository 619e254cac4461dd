//! The state machine under random command sequences: what must hold whatever people, bots and
//! networks do, and in whatever order.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that fails panics"
)]

mod ledger;
mod memory;
mod waiting;

use baton_domain::{
    Author, Briefing, Command, Deed, DeedKind, DeliveryStatus, Doer, Escalation, EscalationStatus,
    Event, MessageKind, Mode, Owner, OwnerEpoch, Rejection, SummarySource, Urgency,
};
use ledger::{Ledger, Step, steps};
use memory::{a_long_silence_ends_the_bots_memory, what_is_remembered_is_what_was_said};
use proptest::prelude::*;

/// What holds after every step.
fn nothing_is_broken(ledger: &Ledger) {
    let state = &ledger.state;
    let conversation = &state.conversation;
    let live = state.live.as_ref();

    // The mode, the owner and the live escalation tell the same story.
    match &conversation.owner {
        Owner::Bot | Owner::Nobody | Owner::Phone { .. } => assert!(live.is_none()),
        Owner::Queue => {
            let live = live.expect("a queued conversation has an escalation");
            assert_eq!(live.status, EscalationStatus::Queued);
            assert_eq!(live.assignee, None);
        }
        Owner::Agent(agent) => {
            let live = live.expect("an agent's conversation has an escalation");
            assert_eq!(live.status, EscalationStatus::Open);
            assert_eq!(live.assignee.as_ref(), Some(agent));
        }
    }

    // Nobody is stranded: an unanswered customer has a timer, and a queue entry always has one.
    if conversation.unanswered_since.is_some() && conversation.mode() != Mode::Closed {
        assert!(
            conversation.due_at.is_some(),
            "an unanswered customer without a timer: {state:?}"
        );
    }
    if conversation.owner == Owner::Queue {
        assert!(
            conversation.due_at.is_some(),
            "a queue entry that nobody looks at"
        );
    }

    // Messages are counted without gaps.
    let seqs: Vec<u64> = ledger
        .messages
        .iter()
        .map(|message| message.seq.0)
        .collect();
    assert_eq!(seqs, (1..=conversation.last_seq.0).collect::<Vec<_>>());

    // Nobody has more or less in hand than the escalations say.
    let in_hand = i64::from(live.is_some_and(|live| live.assignee.is_some()));
    assert_eq!(ledger.loads.values().sum::<i64>(), in_hand);
    assert!(ledger.loads.values().all(|load| (0..=1).contains(load)));
}

/// What holds of the way from one state to the next.
fn every_edge_is_legal(before: &Ledger, after: &Ledger, events: &[Event]) {
    let (from, to) = (&before.state, &after.state);
    let owner_changed = from.conversation.owner != to.conversation.owner;
    if owner_changed {
        assert!(
            to.conversation.epoch > from.conversation.epoch,
            "who may speak changed and the epoch did not grow"
        );
    }
    assert!(to.conversation.epoch >= from.conversation.epoch);
    assert!(to.conversation.version > from.conversation.version || events.is_empty());
    if let (Some(old), Some(new)) = (&from.live, &to.live) {
        assert_eq!(
            old.id, new.id,
            "a second escalation while the first was live"
        );
        if old != new {
            assert!(new.version > old.version);
            assert!(old.status == new.status || old.status.may_become(new.status));
        }
    }
    if from.live.is_none() && to.live.is_some() {
        assert_eq!(
            to.live.as_ref().map(|live| live.status),
            Some(EscalationStatus::Queued)
        );
    }
    whoever_was_not_reached_is_heard_of(before, after, events);
    for event in events {
        if let Event::EscalationEnded(ended) = event {
            let old = from.live.as_ref().expect("what ends was live");
            assert!(old.status.may_become(ended.status) && !ended.status.is_live());
        }
        if let Event::DeliveryMoved { seq, status, .. } = event {
            assert!(
                before
                    .status_of(*seq)
                    .is_some_and(|old| old.advances_to(*status))
            );
        }
    }
}

/// Whose last answer failed has a timer, whatever had become of the answer before.
fn whoever_was_not_reached_is_heard_of(before: &Ledger, after: &Ledger, events: &[Event]) {
    let last = before.messages.iter().rev().find(|message| {
        matches!(message.author, Author::Bot | Author::Agent { .. })
            && message.content.kind != MessageKind::Note
    });
    let has_failed = events.iter().any(|event| {
        matches!(event, Event::DeliveryMoved { seq, status: DeliveryStatus::Failed, .. }
            if last.is_some_and(|last| last.seq == *seq))
    });
    let conversation = &after.state.conversation;
    if has_failed && conversation.mode() != Mode::Closed {
        assert!(
            conversation.due_at.is_some(),
            "nobody hears that the answer failed: {conversation:?}"
        );
    }
}

/// Saying what is known of a contact changes that, and nothing else of the record.
fn a_description_changes_the_contact_only(before: &Ledger, after: &Ledger, events: &[Event]) {
    if !events
        .iter()
        .any(|event| matches!(event, Event::ContactDescribed { .. }))
    {
        assert_eq!(
            before.state.conversation.contact,
            after.state.conversation.contact
        );
        assert_eq!(
            before.state.conversation.told,
            after.state.conversation.told
        );
        return;
    }
    let mut expected = before.state.clone();
    let known = &after.state.conversation;
    expected
        .conversation
        .contact
        .verified
        .clone_from(&known.contact.verified);
    expected.conversation.told.clone_from(&known.told);
    expected.conversation.told_at = known.told_at;
    expected.conversation.version = before.state.conversation.version.next();
    assert_eq!(expected, after.state);
    assert_eq!(
        (&before.messages, &before.loads),
        (&after.messages, &after.loads)
    );
}

/// What of an escalation is told of in its history.
fn told(escalation: &Escalation) -> impl PartialEq {
    (
        escalation.status,
        escalation.assignee.clone(),
        escalation.group,
        escalation.urgency,
        escalation.topic,
    )
}

/// All deeds that ever were, by number: those that are remembered, and in which places.
fn remembered(escalation: &Escalation) -> (Option<&Deed>, &[Deed], u64) {
    let (opening, rest) = escalation.history.split_first().unzip();
    (
        opening,
        rest.unwrap_or_default(),
        escalation.forgotten_deeds,
    )
}

/// The history grows by one deed with what it tells of, and by none otherwise.
fn every_deed_is_remembered_once(before: &Ledger, events: &[Event], now: jiff::Timestamp) {
    let mut known = before.state.live.clone();
    for event in events {
        let (Event::EscalationOpened(next)
        | Event::EscalationChanged(next)
        | Event::EscalationEnded(next)) = event
        else {
            continue;
        };
        let (opening, deeds, forgotten) = remembered(next);
        let total = deeds.len() as u64 + forgotten;
        assert!(matches!(
            opening.unwrap().what,
            DeedKind::Opened { reason } if reason == next.reason
        ));
        let most = Escalation::KEPT_DEEDS - usize::from(next.status == EscalationStatus::Queued);
        assert!(next.history.len() <= most, "{} deeds", next.history.len());
        assert!(next.history.is_sorted_by_key(|deed| deed.at));
        match &known {
            None => assert_eq!(total, 0),
            Some(old) => {
                let (first, earlier, dropped) = remembered(old);
                assert_eq!(first, opening);
                let added = total - (earlier.len() as u64 + dropped);
                assert_eq!(
                    added,
                    u64::from(told(old) != told(next)),
                    "{old:?} {next:?}"
                );
                let kept = deeds.len() - usize::try_from(added).unwrap();
                assert_eq!(deeds[..kept], earlier[earlier.len() - kept..]);
            }
        }
        if known.as_ref().is_none_or(|old| told(old) != told(next)) {
            assert_eq!(next.history.last().unwrap().at, now);
        }
        known = Some((**next).clone());
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_commands_breaks_a_conversation(steps in steps(60)) {
        let mut ledger = Ledger::new();
        for step in steps {
            let before = ledger.clone();
            let events = ledger.carry_out(&step).unwrap_or_default();
            every_edge_is_legal(&before, &ledger, &events);
            every_deed_is_remembered_once(&before, &events, ledger.now);
            a_description_changes_the_contact_only(&before, &ledger, &events);
            a_long_silence_ends_the_bots_memory(&before, &ledger, &events);
            what_is_remembered_is_what_was_said(&ledger);
            nothing_is_broken(&ledger);
        }
    }

    #[test]
    fn a_rejected_command_changes_nothing(steps in steps(40)) {
        let mut ledger = Ledger::new();
        for step in steps {
            let before = ledger.clone();
            if ledger.carry_out(&step).is_err() {
                prop_assert_eq!(before.record(), ledger.record());
            }
        }
    }

    #[test]
    fn replaying_any_prefix_changes_nothing(steps in steps(40), cut in 0_usize..40) {
        let mut ledger = Ledger::new();
        let mut carried_out = vec![];
        for step in &steps {
            if let Ok(envelope) = ledger.carry_out_envelope(step) {
                carried_out.push(envelope);
            }
        }
        let before = ledger.clone();
        for envelope in carried_out.iter().take(cut) {
            prop_assert_eq!(ledger.submit(envelope), Err(Rejection::Duplicate));
        }
        prop_assert_eq!(before.record(), ledger.record());
    }

    #[test]
    fn folding_the_events_again_gives_the_same_state(steps in steps(40)) {
        let mut ledger = Ledger::new();
        let start = ledger.state.clone();
        let mut commits = vec![];
        for step in &steps {
            if let Ok(events) = ledger.carry_out(step) {
                commits.push(events);
            }
        }
        let folded = commits.iter().fold(start, |state, events| state.after(events));
        prop_assert_eq!(folded, ledger.state);
    }

    #[test]
    fn no_bot_message_is_accepted_under_an_old_epoch(
        steps in steps(40),
        behind in 1_u64..5,
        ahead in 1_u64..5,
    ) {
        let mut ledger = Ledger::new();
        for step in &steps {
            let _ = ledger.carry_out(step);
            let epoch = ledger.state.conversation.epoch;
            for wrong in [epoch.0.checked_sub(behind), Some(epoch.0 + ahead)].into_iter().flatten() {
                let answer = ledger.bot_reply(OwnerEpoch(wrong));
                let before = ledger.clone();
                prop_assert!(
                    matches!(ledger.submit(&answer.into()), Err(Rejection::StaleEpoch { .. })),
                    "the bot spoke under epoch {} at epoch {}", wrong, epoch.0
                );
                prop_assert_eq!(before.record(), ledger.record());
            }
            if ledger.state.conversation.mode() != Mode::Bot {
                let answer = ledger.bot_reply(epoch);
                prop_assert!(ledger.submit(&answer.into()).is_err(), "the bot talked over a human");
            }
        }
    }

    #[test]
    fn what_a_model_tells_changes_its_words_and_nothing_else(
        steps in steps(40),
        of_live in any::<bool>(),
        told in any::<bool>(),
    ) {
        let mut ledger = Ledger::new();
        for step in &steps {
            let _ = ledger.carry_out(step);
            let before = ledger.clone();
            let brief = ledger.brief(of_live, told);
            ledger.submit(&brief.into()).unwrap();
            let mut expected = before.state.clone();
            expected.conversation.version = expected.conversation.version.next();
            expected.conversation.tokens += 300;
            expected.conversation.cost_micros += 7;
            if let Some(live) = expected.live.as_mut()
                && of_live
                && told
                && live.handoff.summary_source == SummarySource::Extractive
            {
                let retold = &ledger.state.live.as_ref().unwrap().handoff;
                prop_assert_eq!(retold.summary_source, SummarySource::Model);
                prop_assert!(retold.summary.starts_with("told "));
                live.handoff.summary.clone_from(&retold.summary);
                live.handoff.open_question.clone_from(&retold.open_question);
                live.handoff.summary_source = SummarySource::Model;
                live.handoff.asks_model = false;
                live.version = live.version.next();
            }
            prop_assert_eq!(&expected, &ledger.state);
            prop_assert_eq!((&before.messages, &before.loads), (&ledger.messages, &ledger.loads));
            ledger = before;
        }
    }

    #[test]
    fn whoever_waits_is_reached_by_the_sweep(steps in steps(40)) {
        let mut ledger = Ledger::new();
        for step in &steps {
            let _ = ledger.carry_out(step);
        }
        // Left alone, every conversation whose customer waits ends up before people, and stays there.
        for _ in 0..4 {
            let Some(due_at) = ledger.state.conversation.due_at else { break };
            ledger.now = ledger.now.max(due_at);
            let _ = ledger.carry_out(&Step::Lapse);
            nothing_is_broken(&ledger);
        }
        if ledger.state.conversation.unanswered_since.is_some() {
            prop_assert_eq!(&ledger.state.conversation.owner, &Owner::Queue);
        }
    }
}

#[test]
fn of_two_agents_one_gets_it_and_the_other_hears_who() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::Escalate).unwrap();
    let (ana, ben) = (ledger.take(0), ledger.take(1));
    ledger.submit(&ana.into()).unwrap();
    match ledger.submit(&ben.into()) {
        Err(Rejection::TakenBy { assignee, .. }) => assert_eq!(assignee, ledger::agent(0)),
        other => panic!("the second take answered {other:?}"),
    }
}

#[test]
fn a_model_that_told_nothing_and_used_nothing_changes_nothing() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::Escalate).unwrap();
    let before = ledger.clone();
    for of_live in [true, false] {
        let Command::Brief(briefing) = ledger.brief(of_live, false) else {
            unreachable!()
        };
        let nothing = Command::Brief(Briefing {
            tokens: 0,
            cost_micros: 0,
            ..briefing
        });
        assert_eq!(ledger.submit(&nothing.into()), Err(Rejection::NothingToDo));
    }
    assert_eq!(before.record(), ledger.record());
}

#[test]
fn an_agent_without_room_takes_nothing() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::Escalate).unwrap();
    let Command::Take {
        by,
        escalation,
        notice,
        ..
    } = ledger.take(0)
    else {
        unreachable!()
    };
    let full = Command::Take {
        by,
        escalation,
        notice,
        has_room: false,
    };
    assert!(matches!(
        ledger.submit(&full.into()),
        Err(Rejection::AtCapacity { .. })
    ));
    assert_eq!(ledger.state.conversation.owner, Owner::Queue);
}

#[test]
fn what_the_bot_failed_to_say_rings_the_timer_at_once() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::BotAnswers).unwrap();
    let answer = ledger.messages.last().unwrap().seq;
    ledger
        .carry_out(&Step::Delivered {
            back: 0,
            status: DeliveryStatus::Failed,
        })
        .unwrap();
    assert_eq!(ledger.status_of(answer), Some(DeliveryStatus::Failed));
    assert_eq!(ledger.state.conversation.due_at, Some(ledger.now));
    ledger.carry_out(&Step::Lapse).unwrap();
    assert_eq!(ledger.state.conversation.owner, Owner::Queue);
}

#[test]
fn a_sent_answer_ends_the_wait() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    assert!(ledger.state.conversation.due_at.is_some());
    ledger.carry_out(&Step::BotAnswers).unwrap();
    assert!(
        ledger.state.conversation.due_at.is_some(),
        "committed is not sent"
    );
    ledger
        .carry_out(&Step::Delivered {
            back: 0,
            status: DeliveryStatus::Sent,
        })
        .unwrap();
    assert_eq!(ledger.state.conversation.due_at, None);
    assert_eq!(ledger.state.conversation.unanswered_since, None);
}

#[test]
fn the_language_that_was_last_told_is_remembered() {
    let mut ledger = Ledger::new();
    for (told, remembered) in [
        (None, None),
        (Some("es"), Some("es")),
        (None, Some("es")),
        (Some("fr"), Some("fr")),
    ] {
        ledger.carry_out(&Step::CustomerWrites).unwrap();
        let Command::BotReply(mut answer) = ledger.bot_reply(ledger.state.conversation.epoch)
        else {
            panic!("the bot replies");
        };
        answer.work.language = told.map(str::to_owned);
        ledger.submit(&Command::BotReply(answer).into()).unwrap();
        let language = ledger.state.conversation.language.as_deref();
        assert_eq!(language, remembered, "after {told:?}");
    }
}

/// What was done, without names and times.
fn deeds(escalation: &Escalation) -> Vec<(&Doer, &DeedKind)> {
    let history = escalation.history.iter();
    history.map(|deed| (&deed.by, &deed.what)).collect()
}

#[test]
fn a_history_tells_who_did_what() {
    let mut ledger = Ledger::new();
    let [ana, ben, lea] = [0, 1, 2].map(ledger::agent);
    let by = |agent: &baton_domain::AgentRef| Doer::Agent(agent.clone());
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger.carry_out(&Step::Escalate).unwrap();
    let opened = ledger.state.live.clone().unwrap();
    ledger.carry_out(&Step::Take(0)).unwrap();
    ledger.carry_out(&Step::CustomerWrites).unwrap();
    ledger
        .carry_out(&Step::Reclassify(0, Urgency::High))
        .unwrap();
    ledger.carry_out(&Step::Assign(2, 1)).unwrap();
    ledger.carry_out(&Step::Assign(2, 2)).unwrap();
    ledger.carry_out(&Step::Release(2)).unwrap();
    ledger.carry_out(&Step::Take(1)).unwrap();
    ledger.now = ledger.state.conversation.due_at.unwrap();
    ledger.carry_out(&Step::Lapse).unwrap();
    ledger.carry_out(&Step::Transfer(2, 0)).unwrap();
    let team = ledger.state.live.as_ref().unwrap().group.unwrap();
    ledger.carry_out(&Step::Take(0)).unwrap();
    let events = ledger.carry_out(&Step::ReturnToBot(0)).unwrap();
    let ended = events
        .iter()
        .find_map(|event| match event {
            Event::EscalationEnded(ended) => Some(ended),
            _ => None,
        })
        .unwrap();
    assert_eq!(
        deeds(ended),
        [
            (
                &Doer::Bot,
                &DeedKind::Opened {
                    reason: opened.reason
                }
            ),
            (&by(&ana), &DeedKind::Taken),
            (
                &by(&ana),
                &DeedKind::Reclassified {
                    urgency: Some(baton_domain::Change {
                        from: Urgency::Medium,
                        to: Urgency::High,
                    }),
                    topic: None,
                }
            ),
            (
                &by(&lea),
                &DeedKind::Assigned {
                    from: Some(ana.clone()),
                    to: ben.clone(),
                }
            ),
            (
                &by(&lea),
                &DeedKind::Assigned {
                    from: Some(ben.clone()),
                    to: lea.clone(),
                }
            ),
            (
                &by(&lea),
                &DeedKind::Released {
                    from: Some(lea.clone())
                }
            ),
            (&by(&ben), &DeedKind::Taken),
            (
                &Doer::Timer,
                &DeedKind::PutBack {
                    from: Some(ben.clone())
                }
            ),
            (
                &by(&lea),
                &DeedKind::Transferred {
                    from: None,
                    group: team,
                }
            ),
            (&by(&ana), &DeedKind::Taken),
            (&by(&ana), &DeedKind::ReturnedToBot),
        ]
    );
}

#[test]
fn a_long_history_keeps_its_beginning_and_its_end_and_counts_the_rest() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::Escalate).unwrap();
    for _ in 0..80 {
        ledger.carry_out(&Step::Take(0)).unwrap();
        ledger.carry_out(&Step::Wait(1)).unwrap();
        let before = ledger.clone();
        let events = ledger.carry_out(&Step::Release(0)).unwrap();
        every_deed_is_remembered_once(&before, &events, ledger.now);
    }
    let before = ledger.clone();
    let events = ledger.carry_out(&Step::Take(1)).unwrap();
    every_deed_is_remembered_once(&before, &events, ledger.now);
    let live = ledger.state.live.unwrap();
    assert_eq!(live.history.len(), Escalation::KEPT_DEEDS);
    assert_eq!(live.history.len() as u64 + live.forgotten_deeds, 162);
    assert!(matches!(live.history[0].what, DeedKind::Opened { .. }));
    assert_eq!(live.history[99].what, DeedKind::Taken);
}

#[test]
fn what_was_kept_before_there_was_a_history_still_reads() {
    let mut ledger = Ledger::new();
    ledger.carry_out(&Step::Escalate).unwrap();
    let mut row = serde_json::to_value(ledger.state.live.as_ref().unwrap()).unwrap();
    row.as_object_mut().unwrap().remove("history").unwrap();
    let old: Escalation = serde_json::from_value(row).unwrap();
    assert_eq!((old.history.len(), old.forgotten_deeds), (0, 0));
    ledger.state.live = Some(old);
    ledger.carry_out(&Step::Take(0)).unwrap();
    let live = ledger.state.live.unwrap();
    assert_eq!(live.history.len(), 1);
    assert_eq!(live.history[0].what, DeedKind::Taken);
}
