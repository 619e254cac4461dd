use super::handle;
use baton_api::testing::{Ask, Colleague, Office, Reply, refuses_strangers};
use baton_app::marking::NewMark;
use baton_app::ports::MarkKind;
use baton_domain::Urgency;
use serde_json::Value;

const ROUTE: &str = "/v1/escalations/{id}";

async fn get(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

#[tokio::test]
async fn one_escalation_comes_with_its_handoff() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    let conversation = office.conversation_of(escalation).await;
    let detail = get(&office, office.ana.asks("GET", ROUTE).about(escalation))
        .await
        .ok(200);
    assert_eq!(detail["id"], escalation.to_string());
    assert_eq!(detail["conversation_id"], conversation.to_string());
    assert_eq!(detail["status"], "queued");
    assert_eq!(detail["ticket"], 1);
    assert_eq!(
        detail["handoff"]["evidence"]["text"],
        "I want a refund and a real person"
    );
    assert_eq!(detail["assessment"]["rule"], "asks_for_person");
}

#[tokio::test]
async fn it_tells_who_did_what_with_it() {
    let office = Office::open().await;
    let id = office.waiting().await;
    office.seconds_pass(5);
    office.take(id, &office.ana).await;
    office.seconds_pass(5);
    office.returned(id, &office.ana).await;
    let detail = get(&office, office.ben.asks("GET", ROUTE).about(id))
        .await
        .ok(200);
    let history = detail["history"].as_array().unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|deed| (deed["what"].as_str().unwrap(), &deed["by"]["name"]))
        .collect();
    assert_eq!(
        told,
        [
            ("opened", &Value::Null),
            ("taken", &"Ana".into()),
            ("returned_to_bot", &"Ana".into()),
        ]
    );
    assert_eq!(history[0]["by"]["kind"], "bot");
    assert_eq!(history[0]["reason"], "customer_request");
    assert_eq!(history[0]["at"], detail["created_at"]);
    assert_eq!(history[1]["at"], detail["taken_at"]);
    assert_eq!(history[2]["at"], detail["ended_at"]);
    assert_eq!(detail["forgotten_deeds"], 0);
}

#[tokio::test]
async fn what_was_said_of_it_comes_with_it_in_the_same_request() {
    let office = Office::open().await;
    let other = office.waiting().await;
    let id = office.escalated("15550002", Urgency::Low).await;
    let mark = async |kind, by: &Colleague| {
        let new = NewMark {
            mark: Some(kind),
            seq: None,
            note: Some("The article says it.".into()),
        };
        let asked = by.asks("PUT", ROUTE).request().asked().unwrap();
        office.marks.mark(&asked, id, &new).await.unwrap();
    };
    mark(MarkKind::ShouldNotHave, &office.ana).await;
    office.seconds_pass(60);
    mark(MarkKind::ShouldHaveComeEarlier, &office.ben).await;
    for id in [id, other] {
        let ask = office.ana.asks("GET", ROUTE).about(id);
        let (reply, requests) = office.requests_of(get(&office, ask)).await;
        assert_eq!(requests, 1);
        let detail = reply.ok(200);
        if id == other {
            assert_eq!(detail.get("mark"), None);
            continue;
        }
        assert_eq!(detail["mark"]["mark"], "should_have_come_earlier");
        assert_eq!(detail["mark"]["by"]["name"], "Ben");
        assert_eq!(detail["mark"]["note"], "The article says it.");
        assert_eq!(detail["mark"]["seq"], Value::Null);
        assert_eq!(detail["mark"]["version"], 2);
        assert_eq!(detail["mark"]["earlier"][0]["by"]["name"], "Ana");
    }
}

#[tokio::test]
async fn what_is_over_is_still_found_beside_what_came_after() {
    let office = Office::open().await;
    let first = office.taken_by(&office.ana).await;
    office.seconds_pass(5);
    office.returned(first, &office.ana).await;
    office.seconds_pass(5);
    let second = office.waiting().await;
    for (id, status) in [(first, "resolved"), (second, "queued")] {
        let detail = get(&office, office.ben.asks("GET", ROUTE).about(id))
            .await
            .ok(200);
        assert_eq!(detail["id"], id.to_string());
        assert_eq!(detail["status"], status);
    }
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let escalation = office.waiting().await;
    refuses_strangers(
        office.ana.asks("GET", ROUTE).about(escalation),
        &office.zoe,
        async |request| handle(&office.desk, request).await,
    )
    .await;
}
