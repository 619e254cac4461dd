mod night;

use std::sync::atomic::Ordering;

use aws_sdk_dynamodb::types::AttributeValue;
use baton_app::ports::{Agents, MessageRange};
use baton_app::sweep::Swept;
use baton_domain::{
    Author, Command, Delivery, DeliveryStatus, EscalationStatus, Owner, Reason, Seq, TicketNumber,
};

use crate::handle;
use night::{Night, ana, tenant, thread};

#[tokio::test]
async fn before_any_limit_nothing_is_looked_at() {
    let night = Night::begin().await;
    night.is_asked(0).await;
    night.is_escalated(1).await;
    assert_eq!(night.sweeps().await, Swept::default());
}

#[tokio::test]
async fn an_answer_that_was_never_sent_leaves_its_customer_to_a_person() {
    let night = Night::begin().await;
    night.is_asked(0).await;
    night.wait(3);
    let swept = night.sweeps().await;
    assert_eq!((swept.looked_at, swept.stranded), (1, 1));

    let state = night.state(0).await.unwrap();
    assert_eq!(state.conversation.owner, Owner::Queue);
    let live = state.live.unwrap();
    assert_eq!(
        (live.reason, live.status),
        (Reason::WaitExpired, EscalationStatus::Queued)
    );
    assert_eq!(
        (live.assessment.rule.as_str(), live.ticket),
        ("wait_expired", TicketNumber(1))
    );
    assert_eq!(live.handoff.evidence.unwrap().text, "where is my parcel?");
    assert!(live.handoff.summary.contains("Maria"));
    let page = night
        .store
        .messages(
            &tenant(),
            thread(0),
            MessageRange {
                limit: 10,
                ..MessageRange::default()
            },
        )
        .await
        .unwrap();
    let last = page.items.last().unwrap();
    assert_eq!(last.author, Author::System);
    assert!(last.content.text.as_ref().unwrap().contains("connecting"));
    // Once is enough.
    assert_eq!(night.sweeps().await, Swept::default());
}

#[tokio::test]
async fn a_model_is_to_tell_of_whoever_was_left_alone_where_there_is_one() {
    for has_model in [false, true] {
        let night = Night::begin().await;
        night.config.has_model.store(has_model, Ordering::Relaxed);
        night.is_asked(0).await;
        night.wait(3);
        assert_eq!(night.sweeps().await.stranded, 1);
        let handoff = night.state(0).await.unwrap().live.unwrap().handoff;
        assert_eq!(handoff.asks_model, has_model);
        assert!(handoff.is_extractive());
    }
}

#[tokio::test]
async fn an_answer_that_failed_is_not_waited_for() {
    let night = Night::begin().await;
    night.is_asked(0).await;
    let failed = Delivery {
        seq: Seq(2),
        author: Author::Bot,
        current: DeliveryStatus::Accepted,
        next: DeliveryStatus::Failed,
        error: None,
        provider_id: None,
    };
    night.does(0, Command::Delivery(failed)).await;
    assert_eq!(night.sweeps().await.stranded, 1);
    assert_eq!(
        night.state(0).await.unwrap().live.unwrap().assessment.rule,
        "answer_failed"
    );
}

#[tokio::test]
async fn a_customer_who_goes_on_writing_reminds_everybody_once_a_limit() {
    let night = Night::begin().await;
    night.is_escalated(0).await;
    night.wait(16);
    assert_eq!(night.sweeps().await.overdue, 1);
    for _ in 0..9 {
        night
            .does(0, Command::CustomerMessage(night.message("hello?")))
            .await;
        night.wait(1);
        assert_eq!(night.sweeps().await, Swept::default());
    }
    night.wait(6);
    assert_eq!(night.sweeps().await.overdue, 1);
}

#[tokio::test]
async fn a_phone_that_falls_silent_leaves_its_customer_to_the_queue() {
    let night = Night::begin().await;
    night
        .does(0, Command::BusinessEcho(night.message("let me look")))
        .await;
    night
        .does(0, Command::CustomerMessage(night.message("and?")))
        .await;
    night.wait(16);
    assert_eq!(night.sweeps().await.stranded, 1);
    let live = night.state(0).await.unwrap().live.unwrap();
    assert_eq!(live.assessment.rule, "phone_silent");
    assert_eq!(live.handoff.evidence.unwrap().text, "and?");
}

#[tokio::test]
async fn outside_the_window_the_customer_is_queued_and_not_written_to() {
    let night = Night::begin().await;
    night.is_asked(0).await;
    night.wait(25 * 60);
    assert_eq!(night.sweeps().await.stranded, 1);
    assert_eq!(night.state(0).await.unwrap().conversation.last_seq, Seq(2));
}

#[tokio::test]
async fn an_agent_who_falls_silent_gives_others_the_chance() {
    let night = Night::begin().await;
    night.is_escalated(0).await;
    night.ana_takes(0).await;
    night.wait(16);
    let swept = night.sweeps().await;
    assert_eq!((swept.looked_at, swept.requeued), (1, 1));
    let state = night.state(0).await.unwrap();
    assert_eq!(state.conversation.owner, Owner::Queue);
    assert_eq!(state.live.unwrap().assignee, None);
    let ana = night
        .agents
        .agent(&tenant(), ana().id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ana.active, 0);
}

#[tokio::test]
async fn an_escalation_past_its_limit_is_told_again_each_limit() {
    let night = Night::begin().await;
    night.is_escalated(0).await;
    let version = night.state(0).await.unwrap().live.unwrap().version;
    night.wait(16);
    assert_eq!(night.sweeps().await.overdue, 1);
    assert!(night.state(0).await.unwrap().live.unwrap().version > version);
    assert_eq!(night.sweeps().await, Swept::default());
    night.wait(15);
    assert_eq!(night.sweeps().await.overdue, 1);
}

#[tokio::test]
async fn a_limit_that_was_lengthened_meanwhile_sets_the_timer_anew() {
    let night = Night::begin().await;
    night.is_asked(0).await;
    night.wait(3);
    night.config.settings.lock().unwrap().bot_limit_minutes = 10;
    assert_eq!(night.sweeps().await.rearmed, 1);
    assert_eq!(night.state(0).await.unwrap().conversation.owner, Owner::Bot);
    assert_eq!(night.sweeps().await, Swept::default());
}

#[tokio::test]
async fn one_that_cannot_be_read_keeps_nobody_else_waiting_and_all_are_counted() {
    let night = Night::begin().await;
    for n in 0..12 {
        night.is_asked(n).await;
    }
    night
        .tables
        .client()
        .update_item()
        .table_name(night.tables.names().conversations)
        .key("pk", AttributeValue::S(format!("acme#cnv#{}", thread(4))))
        .key("sk", AttributeValue::S("head".into()))
        .update_expression("SET #owner = :nonsense")
        .expression_attribute_names("#owner", "owner")
        .expression_attribute_values(":nonsense", AttributeValue::N("1".into()))
        .send()
        .await
        .unwrap();
    night.wait(3);
    handle(&night.deps).await.unwrap();

    let mut tickets = vec![];
    for n in (0..12).filter(|n| *n != 4) {
        tickets.push(night.state(n).await.unwrap().live.unwrap().ticket.0);
    }
    tickets.sort_unstable();
    assert_eq!(tickets, (1..=11).collect::<Vec<_>>());
    let lines = String::from_utf8(night.counted.lock().unwrap().clone()).unwrap();
    let told = |name: &str| {
        lines
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter_map(|line| line.get(name).and_then(serde_json::Value::as_u64))
            .sum::<u64>()
    };
    assert_eq!(told("ConversationsDue"), 12);
    assert_eq!(told("ConversationsStranded"), 11);
    // That conversation, and the tenant whose settings cannot be read.
    assert_eq!(told("SweepFailures"), 2);
    assert!(!lines.contains("parcel") && !lines.contains("1555"));
}
