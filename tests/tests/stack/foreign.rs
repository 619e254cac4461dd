//! Tenants never meet.

use baton_tests::story::{Agent, Stack, eventually_within};
use baton_tests::world;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::taken;

/// Every request of an agent's that names something, with ids of somebody's.
fn requests(
    escalation: &str,
    conversation: &str,
    agent: &str,
    colleague: &str,
    [policy, simulation, article, group, connection, contact]: [&str; 6],
) -> Vec<(Method, String, Option<Value>)> {
    let escalations = format!("/v1/escalations/{escalation}");
    let conversations = format!("/v1/conversations/{conversation}");
    let policies = format!("/v1/policies/{policy}");
    let articles = format!("/v1/articles/{article}");
    let patch = |path: String, body: Value| (Method::PATCH, path, Some(body));
    let post = |path: String, body: Value| (Method::POST, path, Some(body));
    vec![
        (Method::GET, escalations.clone(), None),
        (
            Method::PATCH,
            escalations.clone(),
            Some(json!({"urgency": "low"})),
        ),
        post(format!("{escalations}/take"), json!({})),
        post(format!("{escalations}/release"), json!({})),
        post(format!("{escalations}/assign"), json!({"agent_id": agent})),
        post(
            format!("{escalations}/transfer"),
            json!({"group_id": "grp_01ARZ3NDEKTSV4RRFFQ69G5FAV"}),
        ),
        post(format!("{escalations}/return-to-bot"), json!({})),
        post(format!("{escalations}/close"), json!({})),
        post(
            "/v1/escalations".into(),
            json!({"conversation_id": conversation, "reason_text": "mine"}),
        ),
        (Method::GET, conversations.clone(), None),
        (Method::GET, format!("{conversations}/messages"), None),
        post(
            format!("{conversations}/messages"),
            json!({"client_message_id": world::word(), "text": "hello"}),
        ),
        post(format!("{conversations}/notes"), json!({"text": "hello"})),
        post(
            format!("{conversations}/files"),
            json!({"filename": "a.png", "mime_type": "image/png", "size": 5}),
        ),
        post(
            format!("{conversations}/messages"),
            json!({
                "client_message_id": world::word(),
                "media": {"file_id": "fil_01ARZ3NDEKTSV4RRFFQ69G5FAV"},
            }),
        ),
        (
            Method::GET,
            format!("{conversations}/messages/1/file"),
            None,
        ),
        (
            Method::PUT,
            format!("{escalations}/mark"),
            Some(json!({"mark": "should_not_have"})),
        ),
        (Method::GET, policies.clone(), None),
        (
            Method::PUT,
            policies.clone(),
            Some(json!({"version": 1, "triggers": []})),
        ),
        (Method::DELETE, format!("{policies}?version=1"), None),
        post(format!("{policies}/publish"), json!({})),
        post(format!("{policies}/simulate"), today()),
        post("/v1/policies".into(), json!({"based_on": policy})),
        (Method::GET, format!("/v1/simulations/{simulation}"), None),
        post(format!("/v1/simulations/{simulation}/cancel"), json!({})),
        (Method::GET, articles.clone(), None),
        (
            Method::PUT,
            articles.clone(),
            Some(json!({"version": 1, "title": "mine", "body": "mine"})),
        ),
        post(format!("{articles}/publish"), json!({})),
        post(format!("{articles}/unpublish"), json!({})),
        (Method::DELETE, format!("{articles}?version=1"), None),
        patch(
            format!("/v1/groups/{group}"),
            json!({"version": 1, "name": "mine"}),
        ),
        patch(format!("/v1/agents/{colleague}"), json!({"capacity": 1})),
        (
            Method::GET,
            format!("/v1/connections/{connection}/templates"),
            None,
        ),
        patch(
            format!("/v1/contacts/{contact}"),
            json!({"attributes": {"tier": "vip"}}),
        ),
    ]
}

/// How long another simulation may take.
const A_WHILE: std::time::Duration = std::time::Duration::from_mins(2);

/// Which conversations to replay.
fn today() -> Value {
    let now = world::now();
    json!({"from": now - jiff::SignedDuration::from_hours(24), "to": now, "sample": 1})
}

/// An article of a lead's.
async fn article(stack: &Stack) -> String {
    let lead = stack.agent_with_role("lead").await;
    let words = json!({"title": "Only for us", "body": world::word()});
    let article = lead.posts("/v1/articles", &words).await.expect(201);
    article["id"].as_str().unwrap().to_owned()
}

/// A draft of a lead's, and a simulation of it.
async fn draft_and_simulation(stack: &Stack) -> [String; 2] {
    let lead = stack.agent_with_role("lead").await;
    let id = |answer: Value| answer["id"].as_str().unwrap().to_owned();
    let draft = id(lead.posts("/v1/policies", &json!({})).await.expect(201));
    let path = format!("/v1/policies/{draft}/simulate");
    // The tenant has one at a time, and others of these tests may have theirs.
    let asked = eventually_within(A_WHILE, "room for a simulation", async || {
        let answer = lead.posts(&path, &today()).await;
        (answer.status != 409).then_some(answer)
    });
    let simulation = id(asked.await.expect(202));
    [draft, simulation]
}

#[tokio::test]
async fn foreign_ids_are_as_absent_as_those_that_never_were() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let stranger = stack.foreign_agent("admin").await;
    let (_customer, entry) = taken(&stack, &ana).await;
    let (escalation, conversation) = (entry.id().to_owned(), entry.conversation_id().to_owned());
    let before = ana.opens(&entry).await;
    let history = ana.reads_history(&conversation).await;

    let missing = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    let [draft, simulation] = draft_and_simulation(&stack).await;
    let article = article(&stack).await;
    let foreign = requests(
        &escalation,
        &conversation,
        &stranger.id,
        &ana.id,
        [
            &draft,
            &simulation,
            &article,
            &stack.outputs().group().id,
            &stack.outputs().whatsapp().id,
            entry.0["contact"]["id"].as_str().unwrap(),
        ],
    );
    let absent = requests(
        &format!("esc_{missing}"),
        &format!("cnv_{missing}"),
        &stranger.id,
        &format!("agt_{missing}"),
        [
            &format!("pol_{missing}"),
            &format!("sim_{missing}"),
            &format!("art_{missing}"),
            &format!("grp_{missing}"),
            &format!("con_{missing}"),
            &format!("ctc_{missing}"),
        ],
    );
    for ((method, path, body), (_, absent, absent_body)) in foreign.into_iter().zip(absent) {
        let answer = stranger.asks(method.clone(), &path, body.as_ref()).await;
        println!("{method} {path} → {}", answer.status);
        answer.is_problem(404);
        let never = stranger
            .asks(method.clone(), &absent, absent_body.as_ref())
            .await;
        never.is_problem(404);
        assert_eq!(answer.json, never.json, "{method} {path}");
    }

    assert_eq!(ana.opens(&entry).await["version"], before["version"]);
    assert_eq!(ana.reads_history(&conversation).await.len(), history.len());
    for list in [
        "/v1/escalations?limit=100",
        "/v1/conversations?limit=100",
        "/v1/policies?limit=100",
        "/v1/articles?limit=100",
        "/v1/examples?limit=100",
        "/v1/agents",
        "/v1/groups",
    ] {
        let text = stranger.gets(list).await.text;
        assert!(!text.contains(&escalation) && !text.contains(&conversation));
        assert!(!text.contains(&draft) && !text.contains(&article));
        assert!(!text.contains(&ana.id) && !text.contains(&stack.outputs().group().id));
    }
    let assigned = ana_assigns_abroad(&stack, &entry, &stranger).await;
    assert!(matches!(assigned, 404 | 422), "{assigned}");
    ana.closes(&entry).await;
}

/// What an own lead is answered who assigns to somebody else's agent.
async fn ana_assigns_abroad(
    stack: &Stack,
    entry: &baton_tests::story::Escalation,
    stranger: &Agent,
) -> u16 {
    let lead = stack.agent_with_role("lead").await;
    let answer = lead
        .tries("assign", entry, &json!({"agent_id": stranger.id}))
        .await;
    answer.status
}

#[tokio::test]
async fn a_foreign_dashboard_hears_nothing_and_cannot_watch() {
    let stack = Stack::attach();
    let ana = stack.agent_with_role("agent").await;
    let own = ana.dashboard().await;
    let stranger = stack.foreign_agent("admin").await.dashboard().await;
    let (customer, entry) = taken(&stack, &ana).await;
    stranger.says(&json!({"action": "watch", "conversation_id": entry.conversation_id()}));
    stranger.is_answered().await;
    let typing = json!({"action": "typing", "conversation_id": entry.conversation_id()});
    stranger.says(&typing);
    let words = format!("Only for us {}", world::word());
    ana.replies(entry.conversation_id(), &words).await;
    customer.reads(&words).await;
    own.hears("the reply", |frame| frame["data"]["text"] == words.as_str())
        .await;
    own.hears_of(entry.id(), "open").await;

    stranger.is_answered().await;
    let heard = stranger.frames(|frame| {
        let text = frame.to_string();
        frame["type"] != "error"
            && (text.contains(entry.id()) || text.contains(entry.conversation_id()))
    });
    assert!(heard.is_empty(), "{heard:?}");
    let typing = own.frames(|frame| frame["type"] == "typing");
    assert!(
        typing.is_empty(),
        "nobody of another tenant is seen typing: {typing:?}"
    );
    ana.closes(&entry).await;
}

#[tokio::test]
async fn a_tenants_webhook_cannot_write_into_another() {
    let stack = Stack::attach();
    let foreign = stack.foreign_customer();
    let words = world::word();
    foreign.writes(&words).await;
    let stranger = stack.foreign_agent("admin").await;
    baton_tests::story::eventually("the message in its own tenant", async || {
        let list = stranger.lists("/v1/conversations?limit=100").await;
        list.into_iter()
            .find(|it| it["contact"]["address"] == foreign.address())
    })
    .await;
    let text = stack
        .observer()
        .await
        .gets("/v1/conversations?limit=100")
        .await
        .text;
    assert!(!text.contains(foreign.address()));
}

#[tokio::test]
async fn a_tenants_evaluator_is_its_own() {
    let stack = Stack::attach();
    let admin = stack.model_admin("embedded").await;
    let stranger = stack.foreign_agent("admin").await;
    let words = format!("Only for us {}", world::word());
    let now: Value = admin.gets("/v1/evaluator").await.expect(200);
    let settings = json!({"version": now["version"], "instructions": words});
    let answer = admin
        .asks(Method::PUT, "/v1/evaluator", Some(&settings))
        .await;
    let _: Value = answer.expect(200);
    let theirs = stranger.gets("/v1/evaluator").await;
    assert_eq!(theirs.status, 200);
    assert!(!theirs.text.contains(&words), "{}", theirs.text);
    let ours = admin.gets("/v1/evaluator").await;
    assert!(ours.text.contains(&words), "{}", ours.text);
}

#[tokio::test]
async fn what_a_tenant_sets_up_is_its_own() {
    let stack = Stack::attach();
    let lead = stack.agent_with_role("lead").await;
    let stranger = stack.foreign_agent("admin").await;
    let shortcut = format!("ours-{}", world::digits(12));
    let path = format!("/v1/canned-replies/{shortcut}");
    let text = json!({"text": format!("Only for us {}", world::word())});
    let _: Value = lead.asks(Method::PUT, &path, Some(&text)).await.expect(201);

    let theirs = stranger.gets("/v1/canned-replies").await;
    assert!(!theirs.text.contains(&shortcut), "{}", theirs.text);
    let edit = json!({"text": "Theirs", "version": 1});
    let foreign = stranger.asks(Method::PUT, &path, Some(&edit)).await;
    foreign.is_problem(404);
    let never = "/v1/canned-replies/never-was";
    let never = stranger.asks(Method::PUT, never, Some(&edit)).await;
    assert_eq!(foreign.json, never.json);
    let gone = stranger.asks(Method::DELETE, &path, None).await;
    assert_eq!(gone.status, 204, "as one that never was");
    let ours = lead.gets("/v1/canned-replies").await;
    assert!(ours.text.contains(&shortcut), "{}", ours.text);
    let gone = lead.asks(Method::DELETE, &path, None).await;
    assert_eq!(gone.status, 204, "{}", gone.text);

    let connections = stranger.gets("/v1/connections").await;
    assert_eq!(connections.status, 200, "{}", connections.text);
    for connection in &stack.outputs().connections {
        assert!(
            !connections.text.contains(&connection.id),
            "{}",
            connections.text
        );
    }
}
