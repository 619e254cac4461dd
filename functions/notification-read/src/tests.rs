use baton_api::testing::{Ask, Colleague, Office, Reply, refuses_strangers};
use baton_app::ports::Notification;
use baton_domain::NotificationId;
use jiff::Timestamp;
use serde_json::json;

use super::{Deps, handle};

const ROUTE: &str = "/v1/me/notifications/read";

fn deps(office: &Office) -> Deps {
    Deps {
        notifications: office.notifications.clone(),
        clock: office.desk.clock.clone(),
    }
}

async fn read(office: &Office, ask: Ask) -> Reply {
    handle(&deps(office), ask.request()).await.into()
}

fn id(number: u8) -> NotificationId {
    format!("ntf_01ARZ3NDEKTSV4RRFFQ69G5F{number:02}")
        .parse()
        .unwrap()
}

/// Tells somebody of this.
async fn told(office: &Office, who: &Colleague, number: u8) {
    let notification = Notification {
        id: id(number),
        agent_id: who.agent.id,
        escalation_id: None,
        change: "opened".into(),
        title: format!("number {number}"),
        created_at: office.desk.clock.now(),
        read_at: None,
    };
    let notifications = [notification];
    let kept = office.notifications.keep(&who.tenant, &notifications);
    assert_eq!(kept.await.unwrap().len(), 1);
}

/// When somebody read what they were told, newest first.
async fn reading_times(office: &Office, who: &Colleague) -> Vec<Option<Timestamp>> {
    let page = office
        .notifications
        .of_agent(&who.tenant, who.agent.id, 100, None);
    let items = page.await.unwrap().items;
    items.iter().map(|item| item.read_at).collect()
}

fn up_to(who: &Colleague, number: u8) -> Ask {
    let body = json!({ "up_to": id(number).to_string() });
    who.asks("PUT", ROUTE).saying(body)
}

#[tokio::test]
async fn all_of_ones_own_up_to_that_one_are_read_and_stay_so() {
    let office = Office::open().await;
    for number in 1..=3 {
        told(&office, &office.ana, number).await;
    }
    told(&office, &office.ben, 1).await;
    let first = office.desk.clock.now();
    for _ in 0..2 {
        let answer = read(&office, up_to(&office.ana, 2)).await;
        assert_eq!(answer.status, 204);
        office.seconds_pass(60);
    }
    let times = reading_times(&office, &office.ana).await;
    assert_eq!(times, [None, Some(first), Some(first)]);
    assert_eq!(reading_times(&office, &office.ben).await, [None]);

    let second = office.desk.clock.now();
    read(&office, up_to(&office.ana, 9)).await;
    let times = reading_times(&office, &office.ana).await;
    assert_eq!(times, [Some(second), Some(first), Some(first)]);
}

#[tokio::test]
async fn what_is_no_notification_is_named() {
    let office = Office::open().await;
    for body in [
        json!({}),
        json!({ "up_to": "yesterday" }),
        json!({ "up_to": null }),
    ] {
        let ask = office.ana.asks("PUT", ROUTE).saying(body);
        read(&office, ask).await.names("up_to");
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let deps = deps(&office);
    refuses_strangers(up_to(&office.ana, 1), &office.zoe, async |request| {
        handle(&deps, request).await
    })
    .await;
}
