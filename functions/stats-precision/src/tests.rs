use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::marking::NewMark;
use baton_app::ports::{MarkKind, Marks};
use baton_aws::marks::MarkStore;
use baton_domain::{EscalationId, Urgency};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/stats/precision";

async fn stats(office: &Office, ask: Ask) -> Reply {
    handle(&office.marks, ask.request()).await.into()
}

async fn marked(office: &Office, escalation: EscalationId, mark: MarkKind) {
    let asked = office.ana.asks("PUT", "/").request().asked().unwrap();
    let new = NewMark {
        mark: Some(mark),
        seq: None,
        note: None,
    };
    office.marks.mark(&asked, escalation, &new).await.unwrap();
}

#[tokio::test]
async fn the_figure_follows_what_agents_mark_wherever_the_escalations_stand() {
    let office = Office::open().await;
    let nothing = stats(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(nothing["precision"], Value::Null);
    assert_eq!(nothing["unmarked_count_as"], "right");

    let returned = office.taken_by(&office.ana).await;
    office.returned(returned, &office.ana).await;
    let waiting = office.escalated("15550002", Urgency::Low).await;
    let taken = office.escalated("15550003", Urgency::Low).await;
    office.take(taken, &office.ben).await;
    office.escalated("15550004", Urgency::Low).await;
    marked(&office, returned, MarkKind::ShouldNotHave).await;
    marked(&office, waiting, MarkKind::ShouldNotHave).await;
    marked(&office, waiting, MarkKind::ShouldHaveComeEarlier).await;
    let now = stats(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(
        now,
        json!({
            "window_days": 30, "since": "2026-01-31T09:00:00Z", "is_more": false,
            "escalations": 4,
            "marked_wrong": 1, "marked_late": 1, "unmarked": 2, "unmarked_count_as": "right",
            "precision": 0.75,
            "by_reason": [{
                "reason": "customer_request", "escalations": 4, "marked_wrong": 1,
                "marked_late": 1, "precision": 0.75,
            }],
        })
    );
    let theirs = stats(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(theirs["escalations"], 0);

    office.hours_pass(25);
    let ask = office.ana.asks("GET", ROUTE).with("days", 1);
    assert_eq!(stats(&office, ask).await.ok(200)["escalations"], 0);
}

#[tokio::test]
async fn a_window_that_is_wrong_is_named() {
    let office = Office::open().await;
    for (days, code) in [
        ("0", "out_of_range"),
        ("91", "out_of_range"),
        ("a week", "not_a_whole_number"),
    ] {
        let ask = office.ana.asks("GET", ROUTE).with("days", days);
        stats(&office, ask).await.refuses(&[("days", code)]);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let ask = office.ana.asks("GET", ROUTE);
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.marks, request).await
    })
    .await;
}

#[tokio::test]
async fn of_too_many_the_latest_are_counted_and_it_is_said_since_when() {
    let office = Office::open().await;
    let since = office.marks.clock.now();
    let mut opened = vec![];
    for n in 0..4 {
        office.seconds_pass(60);
        opened.push(office.escalated(&format!("1555000{n}"), Urgency::Low).await);
    }
    let tables = &office.tables;
    let store = MarkStore::new(tables.client(), tables.names().conversations);
    let told = async |most| {
        let store = store.clone().telling(most);
        let told = store.decisions(&office.ana.tenant, since);
        told.await.unwrap()
    };
    let all = told(4).await;
    assert_eq!((all.items.len(), all.is_more, all.since), (4, false, since));
    assert_eq!(all.items[0].seq, Some(baton_domain::Seq(1)));
    assert_eq!(all.items[0].evaluator, "embedded");
    assert_eq!(all.items[0].rule, "asks_for_person");
    let last = told(2).await;
    assert!(last.is_more);
    let ids: Vec<_> = last.items.iter().map(|decision| decision.id).collect();
    assert_eq!(ids, [opened[3], opened[2]]);
    assert!(last.since > since + SignedDuration::from_secs(120));
    assert!(last.since <= since + SignedDuration::from_secs(180));
}
