use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::Load;
use baton_domain::{Author, ConversationId, Owner};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::handle;

const ROUTE: &str = "/v1/escalations";

async fn create(office: &Office, ask: Ask) -> Reply {
    handle(&office.desk, ask.request()).await.into()
}

fn opening(conversation: ConversationId) -> Value {
    json!({
        "conversation_id": conversation.to_string(),
        "reason_text": "She has been charged twice.",
        "type": "billing",
        "urgency": "high",
    })
}

#[tokio::test]
async fn an_agent_sees_that_a_person_is_needed() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "Charged twice?").await;
    office.seconds_pass(30);
    let ask = office.ana.asks("POST", ROUTE).saying(opening(conversation));
    let escalation = create(&office, ask).await.ok(201);
    assert_eq!(escalation["reason"], "manual");
    assert_eq!(escalation["reason_text"], "She has been charged twice.");
    assert_eq!(escalation["type"], "billing");
    assert_eq!(escalation["urgency"], "high");
    assert_eq!(escalation["status"], "queued");
    assert_eq!(escalation["ticket"], 1);
    assert_eq!(escalation["handoff"]["evidence"], Value::Null);
    assert_eq!(escalation["handoff"]["contact"]["name"], "Rosa");

    let now = office.conversation(conversation.thread()).await;
    assert_eq!(now.owner, Owner::Queue);
    let said = office.said(conversation).await;
    assert_eq!(said.last().unwrap().author, Author::System);
}

#[tokio::test]
async fn a_model_is_to_tell_of_it_where_there_is_one_and_finding_that_out_costs_nothing() {
    let mut costs = vec![];
    for has_model in [false, true] {
        let mut office = Office::open().await;
        office.desk.directory = office.real_directory();
        if has_model {
            let tenant = office.ana.tenant.clone();
            office.gets_a_model(&tenant).await;
        }
        let conversation = office.customer_writes("15550001", "Charged twice?").await;
        office.tables.requests().reset();
        let ask = office.ana.asks("POST", ROUTE).saying(opening(conversation));
        let escalation = create(&office, ask).await.ok(201);
        costs.push(office.tables.requests().by_operation());
        assert_eq!(
            escalation["summary_source"], "extractive",
            "nobody waits for it"
        );
        let (tenant, thread) = (&office.ana.tenant, conversation.thread());
        let load = office
            .desk
            .conversations
            .load(tenant, thread, Load::default());
        let loaded = load.await.unwrap();
        let handoff = loaded.state.unwrap().live.unwrap().handoff;
        assert_eq!(handoff.asks_model, has_model);
    }
    assert_eq!(costs[0], costs[1]);
}

#[tokio::test]
async fn it_waits_for_the_team_that_was_named() {
    let office = Office::open().await;
    let team = office.team(&office.lea, "Billing").await.to_string();
    let conversation = office.customer_writes("15550001", "Charged twice?").await;
    let mut body = opening(conversation);
    body["group_id"] = json!(team);
    let ask = office.ana.asks("POST", ROUTE).saying(body);
    assert_eq!(create(&office, ask).await.ok(201)["group"], team);
}

#[tokio::test]
async fn tickets_rise() {
    let office = Office::open().await;
    for ticket in 1..=3 {
        let address = format!("1555000{ticket}");
        let conversation = office.customer_writes(&address, "hello").await;
        let ask = office.ana.asks("POST", ROUTE).saying(opening(conversation));
        assert_eq!(create(&office, ask).await.ok(201)["ticket"], ticket);
    }
}

#[tokio::test]
async fn a_conversation_has_one_live_escalation() {
    let office = Office::open().await;
    let live = office.waiting().await;
    let conversation = office.conversation_of(live).await;
    let ask = office.ana.asks("POST", ROUTE).saying(opening(conversation));
    let problem = create(&office, ask).await.problem(409, "already-escalated");
    assert_eq!(problem["escalation_id"], live.to_string());
}

#[tokio::test]
async fn nothing_is_sent_to_a_customer_whose_window_has_closed() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "Charged twice?").await;
    office.hours_pass(25);
    let ask = office.ana.asks("POST", ROUTE).saying(opening(conversation));
    create(&office, ask).await.ok(201);
    assert_eq!(office.said(conversation).await.len(), 1);
}

#[tokio::test]
async fn a_repeated_request_is_answered_the_same_and_another_is_refused() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "Charged twice?").await;
    let ask = office
        .ana
        .asks("POST", ROUTE)
        .saying(opening(conversation))
        .once("k");
    let first = create(&office, ask.clone()).await.ok(201);
    office.seconds_pass(60);
    assert_eq!(create(&office, ask.clone()).await.ok(201), first);
    let mut other = opening(conversation);
    other["urgency"] = "low".into();
    create(&office, ask.saying(other))
        .await
        .problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn a_field_that_is_wrong_is_named() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    for (field, value) in [
        ("conversation_id", json!("1")),
        ("conversation_id", Value::Null),
        ("reason_text", json!("  ")),
        ("reason_text", json!("x".repeat(1001))),
        ("type", json!("other")),
        ("urgency", json!(3)),
        ("group_id", json!("agt_01ARZ3NDEKTSV4RRFFQ69G5FAV")),
        ("group_id", json!("grp_01ARZ3NDEKTSV4RRFFQ69G5FAV")),
    ] {
        let mut body = opening(conversation);
        body[field] = value;
        let ask = office.ana.asks("POST", ROUTE).saying(body);
        create(&office, ask).await.names(field);
    }
    let now = office.conversation(conversation.thread()).await;
    assert_eq!(now.owner, Owner::Bot);
}

#[tokio::test]
async fn a_foreign_conversation_is_a_missing_one() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    let foreign = office.zoe.asks("POST", ROUTE).saying(opening(conversation));
    let foreign = create(&office, foreign).await.problem(404, "not-found");
    let missing = ConversationId::in_thread(conversation.thread(), Timestamp::UNIX_EPOCH);
    let missing = office.ana.asks("POST", ROUTE).saying(opening(missing));
    assert_eq!(
        create(&office, missing).await.problem(404, "not-found"),
        foreign
    );
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let conversation = office.customer_writes("15550001", "hello").await;
    let ask = office.ana.asks("POST", ROUTE).saying(opening(conversation));
    refuses_strangers(ask, &office.zoe, async |request| {
        handle(&office.desk, request).await
    })
    .await;
}
