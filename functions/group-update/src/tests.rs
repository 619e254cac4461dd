use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/groups/{id}";

async fn update(office: &Office, ask: Ask) -> Reply {
    handle(&office.people, ask.request()).await.into()
}

#[tokio::test]
async fn a_lead_renames_a_team_under_the_version_that_they_saw() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Returns").await;
    office.team(&office.lea, "Billing").await;
    let ask = office.lea.asks("PATCH", ROUTE).about(team);
    let renamed = json!({ "version": 1, "name": "Money back" });
    let after = update(&office, ask.clone().saying(renamed.clone()))
        .await
        .ok(200);
    assert_eq!(
        after,
        json!({ "id": team.to_string(), "name": "Money back", "version": 2 })
    );
    let stale = update(&office, ask.clone().saying(renamed)).await;
    assert_eq!(stale.problem(409, "stale-version")["version"], 2);

    let taken = json!({ "version": 2, "name": "BILLING" });
    update(&office, ask.clone().saying(taken))
        .await
        .problem(409, "group-name-taken");
    let own = json!({ "version": 2, "name": "MONEY BACK" });
    let after = update(&office, ask.saying(own)).await.ok(200);
    assert_eq!(after["name"], "MONEY BACK", "its own name is not another's");
}

#[tokio::test]
async fn of_two_who_saw_the_same_version_one_is_told() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Returns").await;
    let called = |name: &str| {
        let ask = office.lea.asks("PATCH", ROUTE).about(team);
        ask.saying(json!({ "version": 1, "name": name }))
    };
    let (one, other) = tokio::join!(
        update(&office, called("One")),
        update(&office, called("Other")),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named_and_agents_change_nothing() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Returns").await;
    for (body, field) in [
        (json!({ "name": "Billing" }), "version"),
        (json!({ "version": 1 }), "name"),
        (json!({ "version": 1, "name": "" }), "name"),
    ] {
        let ask = office.lea.asks("PATCH", ROUTE).about(team).saying(body);
        update(&office, ask).await.names(field);
    }
    let ask = office.ana.asks("PATCH", ROUTE).about(team);
    update(&office, ask.saying(json!({ "version": 1, "name": "Mine" })))
        .await
        .problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Returns").await;
    let ask = office
        .lea
        .asks("PATCH", ROUTE)
        .about(team)
        .saying(json!({ "version": 1, "name": "Billing" }));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.people, request).await
    })
    .await;
}
