//! From a customer's words to the queue, and back to the bot.

use std::sync::Arc;

use baton_app::receive::Received;
use baton_domain::{
    Command, Content, DeliveryStatus, EscalationStatus, Message, MessageKind, Mode, Owner, Reason,
    Seq, TicketNumber, Topic, Urgency,
};

use super::shop::{ADDRESS, Blank, Down, Shop, ana, thread};

#[tokio::test]
async fn a_question_is_answered_from_the_articles() {
    let shop = Shop::open().await;
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Answered
    );
    let state = shop.state().await;
    assert_eq!(state.conversation.mode(), Mode::Bot);
    assert_eq!(state.conversation.contact.label(), "Maria");
    assert_eq!(state.conversation.contact.address, ADDRESS);
    assert_eq!(state.conversation.id.thread(), thread());
    assert_eq!(state.conversation.answer_seq, Some(Seq(2)));
    let messages: Vec<Message> = shop.messages().await;
    assert_eq!(messages[1].status, DeliveryStatus::Accepted);
    assert_eq!(messages[1].epoch, state.conversation.epoch);
    assert!(
        messages[1]
            .content
            .text
            .as_ref()
            .unwrap()
            .contains("confirmation email")
    );
}

#[tokio::test]
async fn a_complaint_becomes_an_entry_in_the_queue_with_all_that_an_agent_needs() {
    let shop = Shop::open().await;
    shop.customer_says("where is my parcel? order 12345").await;
    shop.is_delivered(Seq(2), DeliveryStatus::Sent).await;
    let said = "this is a complaint, I want a refund and a real person";
    assert_eq!(shop.customer_says(said).await, Received::Escalated);

    let state = shop.state().await;
    assert_eq!(state.conversation.owner, Owner::Queue);
    let live = state.live.unwrap();
    assert_eq!(live.status, EscalationStatus::Queued);
    assert_eq!((live.urgency, live.topic), (Urgency::High, Topic::Refund));
    assert_eq!(live.reason, Reason::CustomerRequest);
    assert_eq!(live.ticket, TicketNumber(1));
    assert_eq!(live.assessment.rule, "wants_person");
    let handoff = live.handoff;
    let evidence = handoff.evidence.unwrap();
    assert_eq!((evidence.seq, evidence.text.as_str()), (Seq(3), said));
    assert_eq!(
        handoff.tried[0].article_title.as_deref(),
        Some("Where is my order")
    );
    assert!(handoff.tried[0].answered);
    assert_eq!(handoff.variables["order_number"], "12345");
    assert_eq!(handoff.contact.name.as_deref(), Some("Maria"));
    assert!(handoff.summary.contains("Maria") && handoff.summary.contains("Where is my order"));
    assert!(handoff.suggested_next_step.contains("12345"));
    let (who, last) = shop.heard().await.pop().unwrap();
    assert_eq!(who, "system");
    assert!(last.contains("connecting you") && last.contains('5'));
}

#[tokio::test]
async fn while_people_have_it_the_bot_is_silent_and_after_the_return_it_answers() {
    let shop = Shop::open().await;
    shop.customer_says("human please").await;
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Kept
    );
    shop.ana_takes().await;
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Kept
    );
    let bot_spoke = |heard: &[(&str, String)]| heard.iter().any(|(who, _)| *who == "bot");
    assert!(!bot_spoke(&shop.heard().await));

    shop.does(Command::ReturnToBot {
        by: ana(),
        seen: None,
    })
    .await;
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Answered
    );
    assert!(bot_spoke(&shop.heard().await));
}

#[tokio::test]
async fn a_closed_conversation_begins_again_with_the_bot() {
    let shop = Shop::open().await;
    shop.customer_says("human please").await;
    shop.ana_takes().await;
    let close = Command::Close {
        seen: None,
        by: ana(),
        closing: None,
    };
    shop.does(close).await;
    assert_eq!(shop.state().await.conversation.mode(), Mode::Closed);
    let closed_epoch = shop.state().await.conversation.epoch;
    assert_eq!(
        shop.customer_says("where is my parcel?").await,
        Received::Answered
    );
    let state = shop.state().await;
    assert_eq!(state.conversation.mode(), Mode::Bot);
    assert!(state.conversation.epoch > closed_epoch);
    // A second episode gets a number of its own.
    shop.wait(1);
    assert_eq!(
        shop.customer_says("agent please").await,
        Received::Escalated
    );
    assert_eq!(shop.state().await.live.unwrap().ticket, TicketNumber(2));
}

#[tokio::test]
async fn a_trigger_decides_by_its_own_urgency() {
    let shop = Shop::open().await;
    assert_eq!(
        shop.customer_says("I'll tell my LAWYER").await,
        Received::Escalated
    );
    let live = shop.state().await.live.unwrap();
    assert_eq!(
        (live.reason, live.urgency),
        (Reason::Keyword, Urgency::High)
    );
    assert!(live.assessment.rule.starts_with("trg_"));
}

#[tokio::test]
async fn what_the_bot_does_not_know_goes_to_a_person_with_score_and_threshold() {
    let shop = Shop::open().await;
    assert_eq!(
        shop.customer_says("which colours of lamp do you link up")
            .await,
        Received::Escalated
    );
    let live = shop.state().await.live.unwrap();
    assert_eq!(live.reason, Reason::LowConfidence);
    assert!(live.assessment.score < live.assessment.threshold);
    assert!(live.handoff.tried.iter().any(|tried| !tried.answered));
}

#[tokio::test]
async fn the_same_question_failing_twice_goes_to_a_person() {
    let shop = Shop::open().await;
    for expected in [Received::Answered, Received::Answered, Received::Escalated] {
        assert_eq!(shop.customer_says("where is my parcel?").await, expected);
    }
    let live = shop.state().await.live.unwrap();
    assert_eq!(live.reason, Reason::BotFailure);
    assert_eq!(
        live.handoff
            .tried
            .iter()
            .filter(|tried| tried.answered)
            .count(),
        2
    );
}

#[tokio::test]
async fn a_voice_message_goes_to_a_person_and_a_reaction_to_nobody() {
    let shop = Shop::open().await;
    let kind = |kind| Content {
        kind,
        text: None,
        ..Content::text("")
    };
    let reaction = shop.message(kind(MessageKind::Reaction));
    assert_eq!(shop.receive(reaction).await, Received::Kept);
    let voice = shop.message(kind(MessageKind::Voice));
    assert_eq!(shop.receive(voice).await, Received::Escalated);
    let evidence = shop.state().await.live.unwrap().handoff.evidence.unwrap();
    assert_eq!(evidence.text, "(a voice message)");
}

#[tokio::test]
async fn an_evaluator_that_is_down_or_says_nothing_calls_a_person() {
    for evaluator in [
        Arc::new(Down) as Arc<dyn baton_app::ports::Evaluator>,
        Arc::new(Blank),
    ] {
        let shop = Shop::with(evaluator).await;
        assert_eq!(
            shop.customer_says("where is my parcel?").await,
            Received::Escalated
        );
        let live = shop.state().await.live.unwrap();
        assert_eq!(live.reason, Reason::BotFailure);
        assert_eq!(live.assessment.rule, "evaluator_failed");
        assert!(shop.heard().await.iter().all(|(who, _)| *who != "bot"));
    }
}

#[tokio::test]
async fn a_new_profile_name_is_noted_and_an_absent_one_forgets_nothing() {
    let shop = Shop::open().await;
    shop.customer_says("hello").await;
    let named = |name: Option<&str>| match shop.message(Content::text("hello")) {
        baton_app::inbound::Update::Message {
            provider_id,
            locale,
            attributes,
            verified,
            signed_at,
            conversation_id,
            content,
            at,
            ..
        } => baton_app::inbound::Update::Message {
            provider_id,
            profile_name: name.map(str::to_owned),
            locale,
            attributes,
            verified,
            signed_at,
            conversation_id,
            content,
            at,
        },
        other => other,
    };
    shop.receive(named(Some("Maria Luz"))).await;
    shop.receive(named(None)).await;
    assert_eq!(shop.state().await.conversation.contact.label(), "Maria Luz");
}

#[tokio::test]
async fn each_message_costs_two_requests_whoever_owns_the_conversation() {
    let shop = Shop::open().await;
    let two = vec![
        ("BatchGetItem".to_owned(), 1),
        ("TransactWriteItems".to_owned(), 1),
    ];
    shop.customer_says("where is my parcel?").await;
    assert_eq!(shop.requests(), two, "on first contact");
    shop.customer_says("hello").await;
    assert_eq!(shop.requests(), two, "answered by the bot");
    shop.customer_says("human please").await;
    assert_eq!(shop.requests(), two, "an escalation");
    shop.customer_says("are you there?").await;
    assert_eq!(shop.requests(), two, "while people own it");
}

#[tokio::test]
async fn what_came_of_each_message_is_counted_and_nothing_of_it_is_told() {
    let shop = Shop::open().await;
    let counted = Arc::new(std::sync::Mutex::new(Vec::new()));
    let deps = crate::Deps {
        reception: shop.reception.clone(),
        metrics: baton_lambda::Metrics::to(
            Arc::clone(&shop.reception.clock),
            Arc::clone(&counted) as Arc<std::sync::Mutex<dyn std::io::Write + Send>>,
        ),
    };
    let update = shop.message(Content::text("where is my parcel?"));
    for n in 0..2 {
        let record = baton_lambda::sqs::Record {
            body: shop.item(update.clone()),
            message_id: format!("m{n}"),
            receipt_handle: String::new(),
            group_id: None,
            receive_count: 1,
        };
        crate::handle(&deps, record).await.unwrap();
    }
    let lines = String::from_utf8(counted.lock().unwrap().clone()).unwrap();
    assert!(lines.contains("\"BotAnswers\":1") && lines.contains("\"UpdatesRepeated\":1"));
    assert!(!lines.contains("parcel") && !lines.contains(ADDRESS) && !lines.contains("Maria"));
}
