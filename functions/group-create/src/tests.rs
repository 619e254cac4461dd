use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use serde_json::json;

use super::handle;

const ROUTE: &str = "/v1/groups";

async fn create(office: &Office, ask: Ask) -> Reply {
    handle(&office.people, ask.request()).await.into()
}

fn called(office: &Office, name: &str) -> Ask {
    office
        .lea
        .asks("POST", ROUTE)
        .saying(json!({ "name": name }))
}

#[tokio::test]
async fn a_lead_makes_teams_and_no_two_are_called_alike() {
    let office = Office::open().await;
    let made = create(&office, called(&office, " Rückgabe ")).await.ok(201);
    assert_eq!(
        (&made["name"], &made["version"]),
        (&json!("Rückgabe"), &json!(1))
    );
    assert!(made["id"].as_str().unwrap().starts_with("grp_"));
    create(&office, called(&office, "RÜCKGABE"))
        .await
        .problem(409, "group-name-taken");
    create(&office, called(&office, "Billing")).await.ok(201);
    let theirs = office
        .zoe
        .asks("POST", ROUTE)
        .saying(json!({ "name": "Billing" }));
    create(&office, theirs).await.ok(201);
}

#[tokio::test]
async fn of_two_who_choose_one_name_at_once_one_is_told() {
    let office = Office::open().await;
    let (one, other) = tokio::join!(
        create(&office, called(&office, "Returns")),
        create(&office, called(&office, "returns")),
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    assert_eq!(
        office
            .people
            .groups(&office.lea.tenant)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_request_that_is_repeated_makes_one_team() {
    let office = Office::open().await;
    let ask = called(&office, "Returns").once("key");
    let first = create(&office, ask.clone()).await.ok(201);
    assert_eq!(create(&office, ask).await.ok(201), first);
    create(&office, called(&office, "Billing").once("key"))
        .await
        .problem(422, "idempotency-key-reused");
    create(&office, called(&office, "Returns").once("another"))
        .await
        .problem(409, "group-name-taken");
}

#[tokio::test]
async fn there_are_fifty_at_most() {
    let office = Office::open().await;
    for number in 0..50 {
        office.team(&office.lea, &format!("Team {number}")).await;
    }
    create(&office, called(&office, "One more"))
        .await
        .problem(409, "too-many-groups");
}

#[tokio::test]
async fn a_name_that_is_wrong_is_named_and_agents_make_nothing() {
    let office = Office::open().await;
    for body in [
        json!({}),
        json!({ "name": " " }),
        json!({ "name": "x".repeat(61) }),
    ] {
        let ask = office.lea.asks("POST", ROUTE).saying(body);
        create(&office, ask).await.names("name");
    }
    let ask = office
        .ana
        .asks("POST", ROUTE)
        .saying(json!({ "name": "Mine" }));
    create(&office, ask).await.problem(403, "forbidden");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    refuses_strangers(called(&office, "Returns"), &office.zoe, async |request| {
        handle(&office.people, request).await
    })
    .await;
}
