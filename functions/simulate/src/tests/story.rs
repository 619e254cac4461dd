use std::sync::atomic::Ordering;

use baton_app::evaluator_settings::EvaluatorKind;
use baton_app::ports::{
    Conclusion, DecidedBy, ReasonCount, Simulation, SimulationStatus, Simulations,
};
use baton_domain::{KnowledgeBase, Policy, Reason, Settings};

use super::workshop::{Workshop, keyword, tenant};

const LONG: i64 = 300;

/// Five customers: two ask for their parcel, one of them with a word that the draft looks for; one
/// asks for a person; one says hello; one is of no interest to either policy.
async fn wrote(workshop: &Workshop) {
    workshop.writes(1, "where is my parcel?").await;
    workshop.writes(2, "hello").await;
    workshop.writes(2, "where is my parcel? it is urgent").await;
    workshop.writes(3, "I want to talk to a real person").await;
    workshop.writes(4, "hello").await;
    workshop.writes(5, "thank you").await;
}

fn urgent() -> Policy {
    Policy::with([keyword("urgent")])
}

#[tokio::test]
async fn a_draft_is_held_against_what_is_live_and_nothing_else_changes() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    let before = workshop.rows().await;
    workshop.works(LONG, 1).await.unwrap();

    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Done);
    assert!(simulation.started_at.is_some() && simulation.finished_at.is_some());
    assert_eq!(simulation.progress.candidates, 5);
    assert_eq!(
        (simulation.progress.done, simulation.progress.total),
        (5, 5)
    );
    let figures = &simulation.figures;
    assert_eq!((figures.conversations, figures.messages), (5, 6));
    assert_eq!((figures.before, figures.after, figures.actual), (1, 2, 1));
    assert_eq!((figures.changed, figures.skipped), (1, 0));
    let count = |reason, before, after, actual| ReasonCount {
        reason,
        before,
        after,
        actual,
    };
    assert_eq!(
        figures.by_reason,
        [
            count(Reason::CustomerRequest, 1, 1, 1),
            count(Reason::Keyword, 0, 1, 0),
        ]
    );
    let [changed] = simulation.differences.as_slice() else {
        panic!("{:?}", simulation.differences);
    };
    assert_eq!(changed.seq.0, 3, "behind hello and its answer");
    assert_eq!(changed.before, Conclusion::Answer);
    let Conclusion::Escalate {
        reason,
        trigger,
        why,
        ..
    } = &changed.after
    else {
        panic!("{changed:?}");
    };
    assert_eq!(*reason, Reason::Keyword);
    assert_eq!(trigger, "Says urgent");
    assert!(why.contains("urgent"), "{why}");

    assert_eq!(workshop.rows().await, before);
    assert_eq!(workshop.orders.count(), 0);
}

#[tokio::test]
async fn the_same_policy_changes_nothing() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(Policy::built_in(), 500).await;
    workshop.works(LONG, 1).await.unwrap();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.figures.changed, 0);
    assert_eq!(simulation.figures.before, simulation.figures.after);
    assert_eq!(simulation.figures.before, simulation.figures.actual);
}

#[tokio::test]
async fn a_sample_has_as_many_as_were_asked_for() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 2).await;
    workshop.works(LONG, 1).await.unwrap();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.progress.candidates, 5);
    assert_eq!(simulation.progress.total, 2);
    assert_eq!(simulation.figures.conversations, 2);
}

#[tokio::test]
async fn work_that_runs_out_of_time_is_ordered_anew_and_ends_the_same() {
    let whole = Workshop::open().await;
    wrote(&whole).await;
    whole.asked(urgent(), 500).await;
    whole.works(LONG, 1).await.unwrap();
    let expected = whole.simulation().await;

    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    workshop.evaluator.takes.store(1, Ordering::Relaxed);
    let mut turns = 0;
    while workshop.simulation().await.status != SimulationStatus::Done {
        // Five seconds are reserved, and two messages take four.
        workshop.works(5 + 4, 1).await.unwrap();
        turns += 1;
        assert!(turns < 20, "it comes to no end");
    }
    assert!(turns > 2, "{turns}");
    assert_eq!(workshop.orders.count(), turns - 1);
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.figures, expected.figures);
    assert_eq!(simulation.differences, expected.differences);
    assert_eq!(simulation.progress, expected.progress);
}

#[tokio::test]
async fn a_conversation_that_is_cut_short_is_replayed_anew_and_counted_once() {
    let workshop = Workshop::open().await;
    workshop.writes(1, "hello").await;
    for _ in 0..3 {
        workshop.writes(2, "hello").await;
    }
    workshop.asked(urgent(), 500).await;
    workshop.evaluator.takes.store(1, Ordering::Relaxed);
    // Two decisions for the one, six for the other: together they take a second too long.
    workshop.works(5 + 7, 1).await.unwrap();
    let halfway = workshop.simulation().await;
    assert_eq!(halfway.status, SimulationStatus::Running);
    assert!(halfway.awaits_turn);
    assert_eq!(
        (halfway.progress.done, halfway.figures.conversations),
        (1, 1)
    );
    workshop.works(5 + 7, 1).await.unwrap();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Done);
    let figures = &simulation.figures;
    assert_eq!(
        (figures.conversations, figures.messages, figures.skipped),
        (2, 4, 0)
    );
}

#[tokio::test]
async fn a_conversation_for_which_no_turn_is_long_enough_is_left_out() {
    let workshop = Workshop::open().await;
    workshop.writes(1, "hello").await;
    for _ in 0..9 {
        workshop.writes(2, "hello").await;
    }
    workshop.asked(urgent(), 500).await;
    workshop.evaluator.takes.store(1, Ordering::Relaxed);
    let mut turns = 0;
    while workshop.simulation().await.status != SimulationStatus::Done {
        workshop.works(5 + 7, 1).await.unwrap();
        turns += 1;
        assert!(turns < 6, "it comes to no end");
    }
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.figures.skipped, 1);
    assert_eq!(simulation.figures.conversations, 1);
}

#[tokio::test]
async fn of_work_that_is_killed_it_is_known_that_it_was_begun() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    *workshop.evaluator.fails_at.lock().unwrap() = Some(String::new());
    workshop.works(LONG, 1).await.unwrap_err();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Running);
    assert!(simulation.progressed_at.is_some());
}

#[tokio::test]
async fn what_a_lead_ended_is_not_worked_on() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    let queued = workshop.simulation().await;
    let cancelled = Simulation {
        version: queued.version.next(),
        status: SimulationStatus::Cancelled,
        ..queued
    };
    assert!(
        workshop
            .store
            .save(&tenant(), &cancelled, None)
            .await
            .unwrap()
    );
    workshop.works(LONG, 1).await.unwrap();
    assert_eq!(workshop.simulation().await, cancelled);
}

#[tokio::test]
async fn who_decides_is_said() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    assert_eq!(workshop.simulation().await.decided_by, None);
    workshop.works(LONG, 1).await.unwrap();
    let decided_by = DecidedBy {
        live: EvaluatorKind::Bedrock,
        elsewhere: false,
    };
    assert_eq!(workshop.simulation().await.decided_by, Some(decided_by));
}

#[tokio::test]
async fn passages_come_from_where_the_tenants_bot_has_them_and_once_for_both_policies() {
    let workshop = Workshop::with(Settings {
        knowledge_base: KnowledgeBase::Bedrock {
            id: "KB12345678".into(),
        },
        ..Settings::default()
    })
    .await;
    // The articles here would not answer it.
    workshop.writes(1, "in which colours do lamps come?").await;
    workshop.asked(urgent(), 500).await;
    workshop.works(LONG, 1).await.unwrap();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Done);
    let figures = &simulation.figures;
    assert_eq!(
        (figures.conversations, figures.before, figures.after),
        (1, 0, 0)
    );
    assert!(simulation.decided_by.unwrap().elsewhere);
    assert_eq!(workshop.elsewhere.asked(), 1);
}

#[tokio::test]
async fn an_order_that_is_delivered_twice_counts_once() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    let (one, other) = tokio::join!(workshop.works(LONG, 1), workshop.works(LONG, 1));
    one.unwrap();
    other.unwrap();
    workshop.works(LONG, 2).await.unwrap();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Done);
    assert_eq!(simulation.figures.conversations, 5);
    assert_eq!(simulation.differences.len(), 1);
}

#[tokio::test]
async fn a_conversation_that_cannot_be_replayed_is_counted_and_left_out() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    *workshop.evaluator.fails_at.lock().unwrap() = Some("real person".into());
    workshop.works(LONG, 1).await.unwrap();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Done);
    assert_eq!(simulation.figures.skipped, 1);
    assert_eq!(simulation.figures.conversations, 4);
    assert_eq!(simulation.figures.changed, 1);
}

#[tokio::test]
async fn an_outage_is_tried_again_and_at_the_last_time_given_up() {
    let workshop = Workshop::open().await;
    wrote(&workshop).await;
    workshop.asked(urgent(), 500).await;
    *workshop.evaluator.fails_at.lock().unwrap() = Some(String::new());
    workshop.works(LONG, 1).await.unwrap_err();
    let simulation = workshop.simulation().await;
    assert_eq!(simulation.status, SimulationStatus::Running);
    assert_eq!(simulation.progress.done, 0, "nothing was left out");

    workshop.works(LONG, 3).await.unwrap_err();
    assert_eq!(workshop.simulation().await.status, SimulationStatus::Failed);
    *workshop.evaluator.fails_at.lock().unwrap() = None;
    workshop.works(LONG, 1).await.unwrap();
    assert_eq!(workshop.simulation().await.status, SimulationStatus::Failed);
}
