//! When a model is asked of an escalation, and when not.

use super::*;
use crate::inbound::Update;

/// An escalation as it is opened by somebody who found that the tenant has a model.
fn without_a_model() -> Escalation {
    let mut opened = queued();
    opened.handoff.asks_model = true;
    opened
}

#[tokio::test]
async fn a_model_is_asked_of_an_escalation_that_was_opened_without_it_once_and_last() {
    let world = Arc::new(World::default());
    *world.topic_is_down.lock().unwrap() = true;
    let opened = || vec![escalation_row(without_a_model(), None)];
    assert!(world.relay(opened()).await.is_err());
    assert!(world.summaries.lock().unwrap().is_empty());

    let relayed = world.relay(opened()).await.unwrap();
    assert_eq!((relayed.summaries, relayed.changes), (1, 1));
    // Relaying it again orders the very same thing, which the queue knows.
    world.relay(opened()).await.unwrap();
    let ordered = world.summaries.lock().unwrap();
    assert_eq!(ordered.len(), 2);
    assert_eq!(ordered[0], ordered[1]);
    let order = &ordered[0];
    assert_eq!(
        order.update,
        Update::Summarise {
            escalation_id: queued().id
        }
    );
    assert_eq!(
        (&order.tenant_id, &order.address[..]),
        (&tenant(), "15550001")
    );
    assert_eq!(order.thread, conversation_id().thread());
}

#[tokio::test]
async fn nothing_else_that_becomes_of_an_escalation_asks_a_model() {
    let asks = without_a_model();
    let with_ana = || Escalation {
        handoff: asks.handoff.clone(),
        ..open_with(ana())
    };
    let mut told = later(&asks);
    told.handoff.summary = "The customer wants a refund (#1).".into();
    told.handoff.summary_source = baton_domain::SummarySource::Model;
    told.handoff.asks_model = false;
    // As if a model had asked for itself.
    let mut asks_again = told.clone();
    asks_again.handoff.asks_model = true;
    let ended = Escalation {
        status: EscalationStatus::Closed,
        ended_at: Some(at(200)),
        ..later(&with_ana())
    };
    for (now, previous, change) in [
        (queued(), None, "opened"),
        (told, Some(asks.clone()), "updated"),
        (asks_again, Some(asks.clone()), "updated"),
        (later(&asks), Some(asks.clone()), "overdue"),
        (with_ana(), Some(asks.clone()), "taken"),
        (later(&asks), Some(with_ana()), "requeued"),
        (ended, None, "closed"),
    ] {
        let world = Arc::new(World::default());
        let relayed = world
            .relay(vec![escalation_row(now, previous)])
            .await
            .unwrap();
        assert_eq!(world.published()[0].change, change);
        assert_eq!(relayed.summaries, 0, "{change}");
        assert!(world.summaries.lock().unwrap().is_empty(), "{change}");
    }
}
