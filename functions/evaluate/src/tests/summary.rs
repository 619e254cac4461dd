//! An escalation that was opened without the model is told of by it afterwards, and nothing else
//! comes of that.

use std::sync::Arc;

use baton_app::commit::CommitError;
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::inbound::Update;
use baton_app::ports::{Load, ModelAnswer, ModelError, PortError};
use baton_app::receive::{ReceiveError, Received};
use baton_domain::{
    Command, Content, Escalation, EscalationId, EscalationStatus, MessageId, NewMessage, Owner,
    State, SummarySource, Urgency,
};
use baton_evaluator::llm::Failure;
use baton_evaluator::llm::testing::{Scripted, calls, is_for_a_colleague, settings, tells};
use serde_json::json;
use ulid::Ulid;

use super::injection::{shop, shop_where};
use super::shop::{Shop, ana, tenant};

const ASKS: &str = "I want to talk to a human about order 12345";
const TOLD: &str = "Maria wants to talk to a human about order 12345 (#1).";

/// A model that tells this, and is never asked anything else.
fn model(
    say: impl Fn(usize) -> Result<ModelAnswer, ModelError> + Send + Sync + 'static,
) -> Arc<Scripted> {
    Scripted::new(move |asked, n| {
        assert!(is_for_a_colleague(asked), "the guard calls without it");
        say(n)
    })
}

fn telling(summary: &'static str) -> Arc<Scripted> {
    model(move |_| Ok(tells(summary)))
}

pub(super) fn order(escalation: EscalationId) -> Update {
    Update::Summarise {
        escalation_id: escalation,
    }
}

/// The guard calls a person without asking the model.
async fn is_called(shop: &Shop) -> Escalation {
    assert_eq!(shop.customer_says(ASKS).await, Received::Escalated);
    let live = shop.state().await.live.unwrap();
    assert_eq!(live.handoff.summary_source, SummarySource::Extractive);
    live
}

/// What the model told, and everything else as it was.
fn with_words_of(before: &State, after: &State, tokens: u64, cost_micros: u64) -> State {
    let mut expected = before.clone();
    let (live, told) = (
        expected.live.as_mut().unwrap(),
        &after.live.as_ref().unwrap().handoff,
    );
    live.handoff.summary.clone_from(&told.summary);
    live.handoff.open_question.clone_from(&told.open_question);
    live.handoff
        .suggested_reply
        .clone_from(&told.suggested_reply);
    live.handoff.summary_source = SummarySource::Model;
    live.handoff.asks_model = false;
    live.version = live.version.next();
    expected.conversation.version = expected.conversation.version.next();
    expected.conversation.tokens += tokens;
    expected.conversation.cost_micros += cost_micros;
    expected
}

#[tokio::test]
async fn what_the_model_tells_takes_the_place_of_what_was_put_together() {
    let question = "Where is order 12345?";
    let reply = "Hello Maria, I am looking at order 12345.";
    let arguments = json!({
        "summary": TOLD, "open_question": question, "suggested_reply": reply,
    });
    let model = model(move |_| Ok(calls("brief", arguments.clone())));
    let (shop, _bench) = shop(&model).await;
    let opened = is_called(&shop).await;
    assert!(opened.handoff.asks_model);
    assert!(model.asked().is_empty(), "nobody waited for it");
    let before = shop.state().await;
    let said = shop.heard().await;

    shop.requests();
    assert_eq!(shop.receive(order(opened.id)).await, Received::Summarised);
    let requests = shop.requests();
    assert_eq!(
        requests.iter().map(|(_, count)| count).sum::<usize>(),
        2,
        "{requests:?}"
    );

    let after = shop.state().await;
    let handoff = &after.live.as_ref().unwrap().handoff;
    assert_eq!(handoff.summary, TOLD);
    assert_eq!(handoff.open_question.as_deref(), Some(question));
    assert_eq!(handoff.suggested_reply.as_deref(), Some(reply));
    assert_eq!(after, with_words_of(&before, &after, 120, 140));
    assert_eq!(shop.heard().await, said, "the customer reads nothing of it");
}

#[tokio::test]
async fn an_order_that_comes_again_asks_nobody() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let live = is_called(&shop).await;
    assert_eq!(shop.receive(order(live.id)).await, Received::Summarised);
    let told = shop.state().await;
    for _ in 0..3 {
        assert_eq!(shop.receive(order(live.id)).await, Received::Duplicate);
    }
    assert_eq!(shop.state().await, told);
    assert_eq!(model.asked().len(), 1);
}

#[tokio::test]
async fn an_agent_who_takes_it_while_the_model_thinks_has_it_and_reads_the_summary() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let live = is_called(&shop).await;
    shop.meanwhile_ana_takes(live.id);
    assert_eq!(shop.receive(order(live.id)).await, Received::Summarised);
    let state = shop.state().await;
    assert_eq!(state.conversation.owner, Owner::Agent(ana().agent));
    assert_eq!(state.conversation.tokens, 120, "it was asked once");
    let live = state.live.unwrap();
    assert_eq!(live.status, EscalationStatus::Open);
    assert_eq!(live.assignee, Some(ana().agent));
    assert_eq!(live.history.len(), 2, "opened and taken, and nothing more");
    assert_eq!(live.handoff.summary, TOLD);
    assert_eq!(model.asked().len(), 1);
}

#[tokio::test]
async fn what_agents_and_customers_do_meanwhile_stays_done() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let live = is_called(&shop).await;
    shop.meanwhile(Command::Reclassify {
        by: ana(),
        topic: None,
        urgency: Some(Urgency::Low),
    });
    assert_eq!(shop.receive(order(live.id)).await, Received::Summarised);
    let now = shop.state().await.live.unwrap();
    assert_eq!(now.urgency, Urgency::Low);
    assert_eq!(now.handoff.summary, TOLD);

    let (shop, _bench) = self::shop(&model).await;
    let live = is_called(&shop).await;
    shop.meanwhile(Command::CustomerMessage(NewMessage {
        id: MessageId::from_ulid(Ulid::from_parts(8, 8)),
        content: Content::text("and order 777"),
        provider_id: None,
        at: shop.now(),
    }));
    assert_eq!(shop.receive(order(live.id)).await, Received::Summarised);
    let state = shop.state().await;
    assert_eq!(
        state.conversation.recent.last().unwrap().text,
        "and order 777"
    );
    assert_eq!(state.live.unwrap().handoff.summary, TOLD);
    assert_eq!(model.asked().len(), 2, "once for each");
}

#[tokio::test]
async fn an_episode_that_ended_is_not_told_of() {
    let model = telling(TOLD);
    for (ends, status) in [
        (
            Command::Close {
                seen: None,
                by: ana(),
                closing: None,
            },
            EscalationStatus::Closed,
        ),
        (
            Command::ReturnToBot {
                by: ana(),
                seen: None,
            },
            EscalationStatus::Resolved,
        ),
    ] {
        let (shop, _bench) = shop(&model).await;
        let opened = is_called(&shop).await;
        model.forgets();
        shop.ana_takes_this(opened.id).await;
        shop.meanwhile(ends);
        assert_eq!(shop.receive(order(opened.id)).await, Received::Stale);
        assert_eq!(model.asked().len(), 1);
        let load = Load {
            escalation: Some(opened.id),
            ..Load::default()
        };
        let loaded = shop
            .reception
            .conversations
            .load(&tenant(), shop.thread, load)
            .await
            .unwrap();
        let state = loaded.state.unwrap();
        assert!(state.live.is_none());
        assert_eq!(state.conversation.tokens, 120, "what it used is counted");
        let ended = loaded.escalation.unwrap();
        assert_eq!(ended.status, status);
        assert_eq!(ended.handoff, opened.handoff);
        // A later episode is another one.
        model.forgets();
        shop.wait(1);
        let later = is_called(&shop).await;
        assert_eq!(shop.receive(order(opened.id)).await, Received::Duplicate);
        assert_eq!(shop.state().await.live.unwrap(), later);
        assert!(model.asked().is_empty());
    }
}

#[tokio::test]
async fn an_order_for_another_episode_or_nobodys_asks_nobody() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let another = EscalationId::in_thread(shop.thread, shop.now());
    assert_eq!(shop.receive(order(another)).await, Received::Unmatched);
    shop.wait(1);
    let live = is_called(&shop).await;
    assert_ne!(live.id, another);
    assert_eq!(shop.receive(order(another)).await, Received::Stale);
    assert_eq!(shop.state().await.live.unwrap(), live);
    assert!(model.asked().is_empty());
}

#[tokio::test]
async fn what_the_conversation_does_not_hold_is_kept_out() {
    for invented in [
        "Maria wants to talk to a human about order 99999 (#1).",
        "Maria wants to talk to a human about order 12345.",
        "Maria wants to talk to a human about order 12345 (#7).",
        "Rodrigo wants to talk to a human about order 12345 (#1).",
        "Maria quiere hablar con una persona sobre el pedido 12345 (#1).",
    ] {
        let model = telling(invented);
        let (shop, _bench) = shop(&model).await;
        let live = is_called(&shop).await;
        assert_eq!(
            shop.receive(order(live.id)).await,
            Received::Stale,
            "{invented}"
        );
        let state = shop.state().await;
        assert_eq!(state.live.unwrap(), live, "{invented}");
        assert_eq!(state.conversation.tokens, 120, "{invented}");
        assert_eq!(shop.receive(order(live.id)).await, Received::Duplicate);
        assert_eq!(model.asked().len(), 1, "{invented}");
    }
}

type Fails = fn() -> ModelError;

#[tokio::test]
async fn a_model_that_is_down_leaves_the_packet_as_it_is() {
    let failures: [(Fails, Failure, usize, bool); 3] = [
        (
            || ModelError::Unavailable { status: 429 },
            Failure::Unavailable,
            2,
            false,
        ),
        (
            || ModelError::Refused { status: 401 },
            Failure::Refused,
            1,
            false,
        ),
        (|| ModelError::TimedOut, Failure::TimedOut, 2, true),
    ];
    for (error, failure, tries, is_billed) in failures {
        let model = model(move |_| Err(error()));
        let (shop, bench) = shop(&model).await;
        let live = is_called(&shop).await;
        assert_eq!(
            shop.receive(order(live.id)).await,
            Received::Stale,
            "{failure:?}"
        );
        assert_eq!(*bench.told.0.lock().unwrap(), [failure]);
        assert_eq!(model.asked().len(), tries, "{failure:?}");
        let state = shop.state().await;
        assert_eq!(state.live.unwrap(), live, "{failure:?}");
        assert_eq!(state.conversation.tokens > 0, is_billed, "{failure:?}");
    }
}

#[tokio::test]
async fn a_tenant_without_a_model_has_nobody_asked() {
    let shop = Shop::open().await;
    let live = is_called(&shop).await;
    assert!(!live.handoff.asks_model);
    let before = shop.state().await;
    shop.requests();
    assert_eq!(shop.receive(order(live.id)).await, Received::Stale);
    assert_eq!(shop.requests().len(), 1, "it is looked up and nothing more");
    assert_eq!(shop.state().await, before);
}

#[tokio::test]
async fn a_conversation_that_has_used_its_budget_is_not_told_of() {
    for (token_budget, cost_budget_micros) in [(1_000, 500_000), (100_000, 1_000)] {
        let model = telling(TOLD);
        let budget = EvaluatorSettings {
            token_budget,
            cost_budget_micros,
            ..settings()
        };
        let (shop, bench) = shop_where(&model, budget).await;
        let live = is_called(&shop).await;
        assert_eq!(shop.receive(order(live.id)).await, Received::Stale);
        assert!(bench.told.0.lock().unwrap().is_empty(), "no model failed");
        assert!(model.asked().is_empty());
        assert_eq!(shop.state().await.live.unwrap(), live);
    }
}

#[tokio::test]
async fn a_store_that_fails_has_it_come_again() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let live = is_called(&shop).await;
    let down = PortError::new("committing", "no answer");
    shop.commits_fail(vec![CommitError::Port(down)]);
    let error = shop.try_receive(order(live.id)).await.unwrap_err();
    assert!(matches!(error, ReceiveError::Port(_)), "{error}");
    assert_eq!(shop.receive(order(live.id)).await, Received::Summarised);
    assert_eq!(shop.state().await.live.unwrap().handoff.summary, TOLD);
}

#[tokio::test]
async fn what_the_model_told_outlasts_many_who_write_meanwhile() {
    let model = telling(TOLD);
    let (shop, _bench) = shop(&model).await;
    let live = is_called(&shop).await;
    shop.commits_fail((0..19).map(|_| CommitError::Conflict).collect());
    assert_eq!(shop.receive(order(live.id)).await, Received::Summarised);
    assert_eq!(shop.state().await.conversation.tokens, 120);
    assert_eq!(model.asked().len(), 1);
}

#[tokio::test]
async fn a_reply_that_commits_the_company_is_not_suggested() {
    let arguments = json!({
        "summary": TOLD, "suggested_reply": "Your refund is approved.",
    });
    let model = model(move |_| Ok(calls("brief", arguments.clone())));
    let (shop, _bench) = shop(&model).await;
    let opened = is_called(&shop).await;
    assert_eq!(shop.receive(order(opened.id)).await, Received::Summarised);
    let handoff = shop.state().await.live.unwrap().handoff;
    assert_eq!(handoff.summary, TOLD);
    assert_eq!(handoff.suggested_reply, opened.handoff.suggested_reply);
}
