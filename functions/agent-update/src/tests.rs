use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/agents/{id}";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&office.people, ask.request()).await.into()
}

/// A lead about Ana.
fn about_ana(office: &Office) -> Ask {
    office.lea.asks("PATCH", ROUTE).about(office.ana.agent.id)
}

#[tokio::test]
async fn a_lead_says_how_much_an_agent_takes_on_and_in_which_teams() {
    let office = Office::open().await;
    let returns = office.team(&office.lea, "Returns").await.to_string();
    let billing = office.team(&office.lea, "Billing").await.to_string();

    let both = json!({ "capacity": 50, "group_ids": [billing, returns, billing] });
    let (answer, requests) = office
        .requests_of(update(&office, about_ana(&office).saying(both)))
        .await;
    let after = answer.ok(200);
    assert_eq!(requests, 2);
    assert_eq!(
        (&after["capacity"], &after["version"]),
        (&json!(50), &json!(2))
    );
    let mut teams = [returns.clone(), billing];
    teams.sort();
    assert_eq!(after["group_ids"], json!(teams));

    let one = json!({ "capacity": 1 });
    let after = update(&office, about_ana(&office).saying(one))
        .await
        .ok(200);
    assert_eq!(after["group_ids"], json!(teams), "the rest stays as it is");
    let none = json!({ "group_ids": [] });
    let after = update(&office, about_ana(&office).saying(none))
        .await
        .ok(200);
    assert_eq!(
        (&after["capacity"], &after["group_ids"]),
        (&json!(1), &json!([]))
    );
    assert_eq!(office.record_of(&office.ben).await.version.0, 1);
}

#[tokio::test]
async fn less_room_takes_nothing_away_and_lets_nothing_more_in() {
    let office = Office::open().await;
    for address in ["15550001", "15550002"] {
        let escalation = office.escalated(address, baton_domain::Urgency::High).await;
        office.take(escalation, &office.ana).await;
    }
    let less = about_ana(&office).saying(json!({ "capacity": 1 }));
    let after = update(&office, less).await.ok(200);
    assert_eq!(
        (&after["active"], &after["capacity"]),
        (&json!(2), &json!(1))
    );
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named_and_changes_nothing() {
    let office = Office::open().await;
    let many: Vec<_> = (0..21).map(|number| format!("grp_{number:026}")).collect();
    let foreign = office.team(&office.zoe, "Returns").await.to_string();
    for (body, field, code) in [
        (json!({}), "body", "at_least_one"),
        (json!({ "capacity": 0 }), "capacity", "out_of_range"),
        (json!({ "capacity": 51 }), "capacity", "out_of_range"),
        (json!({ "capacity": "many" }), "capacity", "wrong_form"),
        (
            json!({ "group_ids": ["team"] }),
            "group_ids[0]",
            "wrong_form",
        ),
        (json!({ "group_ids": many }), "group_ids", "too_many"),
        (
            json!({ "capacity": 5, "group_ids": [foreign] }),
            "group_ids",
            "unknown_id",
        ),
    ] {
        update(&office, about_ana(&office).saying(body))
            .await
            .refuses(&[(field, code)]);
    }
    assert_eq!(office.record_of(&office.ana).await.version.0, 1);
}

#[tokio::test]
async fn agents_change_nobody() {
    let office = Office::open().await;
    let ask = office.ana.asks("PATCH", ROUTE).about(office.ana.agent.id);
    let more = json!({ "capacity": 50 });
    update(&office, ask.saying(more))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Returns").await.to_string();
    let ask = about_ana(&office).saying(json!({ "group_ids": [team] }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.people, request).await
    })
    .await;
}
