//! What comes twice, at the wrong moment, or from somebody else.

use std::sync::Arc;

use baton_app::commit::CommitError;
use baton_app::evaluator_settings::EvaluatorSettings;
use baton_app::ports::{ModelAnswer, ModelTurn, Usage};
use baton_app::receive::{ReceiveError, Received, receive};
use baton_domain::{Content, Owner, Seq, TicketNumber};
use baton_evaluator::EmbeddedEvaluator;
use baton_evaluator::llm::testing::{Bench, Scripted, Tools, answers, calls, settings};
use baton_evaluator::llm::{Evaluators, Failure};
use serde_json::json;

use super::injection::shop_where;
use super::shop::{Shop, ana};

#[tokio::test]
async fn a_message_that_comes_five_times_is_there_once() {
    let shop = Shop::open().await;
    let update = shop.message(Content::text("where is my parcel?"));
    assert_eq!(shop.receive(update.clone()).await, Received::Answered);
    for _ in 0..4 {
        assert_eq!(shop.receive(update.clone()).await, Received::Duplicate);
    }
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn a_take_between_the_decision_and_its_write_leaves_the_bot_without_a_word() {
    let shop = Shop::open().await;
    shop.customer_says("hello").await;
    let before = shop.heard().await.len();
    shop.meanwhile_ana_takes_over();
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Kept
    );
    let heard = shop.heard().await;
    assert!(
        heard[before..].iter().all(|(who, _)| *who != "bot"),
        "{heard:?}"
    );
    assert_eq!(
        heard.last().unwrap(),
        &("customer", "where is my parcel?".to_owned())
    );
    assert_eq!(
        shop.state().await.conversation.owner,
        Owner::Agent(ana().agent)
    );
}

/// A shop whose model looks the order up before it answers: 240 tokens a decision.
async fn with_a_tool() -> (Shop, Bench) {
    let order = json!({ "order": "12345", "arrives": "2026-03-07" });
    let bench = Bench::new(Tools::new(Some(order)));
    let model = Scripted::new(|asked, _| {
        Ok(match asked.turns.last() {
            Some(ModelTurn::Answered(_)) => answers("It arrives on 2026-03-07.", &["t1"]),
            _ => calls("order_lookup", json!({ "order": "12345" })),
        })
    });
    let evaluators = Evaluators::new(EmbeddedEvaluator::new(), bench.models(model));
    let shop = Shop::with_settings(Arc::new(evaluators), settings()).await;
    (shop, bench)
}

#[tokio::test]
async fn what_was_decided_holds_where_nothing_changed_but_somebody_elses_ticket() {
    let (shop, bench) = with_a_tool().await;
    for before in [0, 240] {
        shop.commits_fail(vec![CommitError::Conflict, CommitError::Conflict]);
        assert_eq!(
            shop.customer_says("when does order 12345 come?").await,
            Received::Answered
        );
        let spent = shop.state().await.conversation.tokens;
        assert_eq!(spent, before + 240, "the model was asked once");
    }
    assert_eq!(bench.tools.called().len(), 2, "once for each message");
}

#[tokio::test]
async fn what_was_decided_holds_where_the_answer_before_it_is_sent_meanwhile() {
    let (shop, bench) = with_a_tool().await;
    shop.customer_says("hello").await;
    shop.meanwhile_the_channel_takes(Seq(2)).await;
    assert_eq!(
        shop.customer_says("when does order 12345 come?").await,
        Received::Answered
    );
    assert_eq!(bench.tools.called().len(), 1);
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.tokens, 240, "the model was asked once");
    assert_eq!(conversation.answer_seq, Some(Seq(4)));
    assert!(conversation.due_at.is_some(), "the customer waits for it");
}

#[tokio::test]
async fn a_lost_race_calls_no_tool_again_and_forgets_nothing_that_was_used() {
    let (shop, bench) = with_a_tool().await;
    shop.customer_says("hello").await;
    shop.meanwhile_ana_notes();
    assert_eq!(
        shop.customer_says("when does order 12345 come?").await,
        Received::Answered
    );
    assert_eq!(bench.tools.called().len(), 1);
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.tokens, 480);
    assert_eq!(conversation.tool_calls.kept.len(), 1, "it was called once");
}

#[tokio::test]
async fn what_a_tool_did_is_known_although_an_agent_took_over_meanwhile() {
    let (shop, bench) = with_a_tool().await;
    shop.customer_says("hello").await;
    shop.meanwhile_ana_takes_over();
    assert_eq!(
        shop.customer_says("when does order 12345 come?").await,
        Received::Kept
    );
    assert_eq!(bench.tools.called().len(), 1);
    let conversation = shop.state().await.conversation;
    assert_eq!(conversation.tokens, 240);
    let [call] = &conversation.tool_calls.kept[..] else {
        panic!("{:?}", conversation.tool_calls);
    };
    assert!(call.result().unwrap().contains("2026-03-07"));
}

#[tokio::test]
async fn what_a_lost_race_used_is_off_the_budget_that_the_next_try_has() {
    let usage = Usage {
        input: 99_900,
        output: 20,
    };
    // A question reserves room for the longest answer, which is more than is left of either.
    for (token_budget, cost_budget_micros) in [(100_000, 1_000_000_000), (100_000_000, 100_000)] {
        let model = Scripted::new(move |_, _| {
            Ok(ModelAnswer {
                usage,
                ..answers("The link.", &["p1"])
            })
        });
        let budget = EvaluatorSettings {
            token_budget,
            cost_budget_micros,
            ..settings()
        };
        let (shop, bench) = shop_where(&model, budget).await;
        shop.customer_says("hello").await;
        shop.meanwhile_ana_notes();
        assert_eq!(
            shop.customer_says("where is my parcel?").await,
            Received::Answered
        );
        assert_eq!(model.asked().len(), 1, "the second try could not afford it");
        assert_eq!(*bench.told.0.lock().unwrap(), [Failure::OverBudget]);
        let conversation = shop.state().await.conversation;
        assert_eq!(
            (conversation.tokens, conversation.cost_micros),
            (99_920, 99_940),
            "what the first try used is part of what was written"
        );
    }
}

#[tokio::test]
async fn a_ticket_number_that_others_took_is_replaced_by_the_next() {
    let shop = Shop::open().await;
    shop.commits_fail(vec![CommitError::TicketTaken(TicketNumber(0))]);
    assert_eq!(
        shop.customer_says("human please").await,
        Received::Escalated
    );
    assert_eq!(shop.state().await.live.unwrap().ticket, TicketNumber(1));
    // The store's own refusal, with a number that was told wrongly.
    let shop = Shop::open().await;
    shop.commits_fail(vec![CommitError::TicketTaken(TicketNumber(41))]);
    assert_eq!(
        shop.customer_says("human please").await,
        Received::Escalated
    );
    assert_eq!(shop.state().await.live.unwrap().ticket, TicketNumber(1));
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn a_conversation_that_never_stands_still_is_given_back_to_the_queue() {
    let shop = Shop::open().await;
    shop.commits_fail((0..5).map(|_| CommitError::Conflict).collect());
    let update = shop.message(Content::text("hello"));
    let error = shop.try_receive(update.clone()).await.unwrap_err();
    assert!(matches!(error, ReceiveError::Contended), "{error}");
    assert_eq!(shop.receive(update).await, Received::Answered);
    assert_eq!(shop.heard().await.len(), 2);
}

#[tokio::test]
async fn a_thread_that_belongs_to_another_address_is_refused() {
    let shop = Shop::open().await;
    shop.customer_says("hello").await;
    let mut item = shop.item(shop.message(Content::text("hello")));
    item.address = "15559999".into();
    let error = receive(&shop.reception, &item).await.unwrap_err();
    assert!(matches!(error, ReceiveError::ForeignThread), "{error}");
    assert!(!error.to_string().contains("1555"));
    assert_eq!(shop.heard().await.len(), 2);
}
