use std::collections::BTreeMap;

use baton_app::commit::Commit;
use baton_app::outbound::OutboundMessage;
use baton_app::ports::{Claim, Ids, Load, Outgoing};
use baton_aws::in_process::Tables;
use baton_channels::fakes::Website;
use baton_channels::widget::Visit;
use baton_domain::{
    Author, BotAnswer, Channel, Command, Content, Delivery, DeliveryStatus, Envelope, Message,
    MessageId, NewMessage, OwnerEpoch, Settings, State, decide,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;

struct World {
    deps: Deps,
    tables: Tables,
    website: Website,
    session: Session,
    token: String,
}

impl World {
    async fn new() -> Self {
        let website = Website::open();
        let tables = Tables::start().await.unwrap();
        let deps = Deps {
            sessions: website.sessions(),
            conversations: Arc::new(tables.conversations(website.clock.clone())),
            clock: website.clock.clone(),
        };
        let (session, token) = website.visited(Visit::default()).await;
        Self {
            deps,
            tables,
            website,
            session,
            token,
        }
    }

    fn now(&self) -> Timestamp {
        self.website.clock.now()
    }

    async fn state(&self) -> State {
        let thread = self.session.conversation_id.thread();
        let tenant = &self.session.tenant_id;
        let load = Load::default();
        let loaded = self.deps.conversations.load(tenant, thread, load).await;
        loaded
            .unwrap()
            .state
            .unwrap_or_else(|| State::new(self.website.conversation(&self.session)))
    }

    async fn carry_out(&self, command: Command) {
        let state = self.state().await;
        let envelope = Envelope::from(command);
        let events = decide(&state, &envelope, &Settings::default(), self.now()).unwrap();
        let commit = Commit::new(&state, events);
        self.deps.conversations.commit(&commit).await.unwrap();
    }

    fn words(&self, text: &str, provider_id: Option<String>) -> NewMessage {
        NewMessage {
            id: self.ids_message(),
            content: Content::text(text),
            provider_id,
            at: self.now(),
        }
    }

    fn ids_message(&self) -> MessageId {
        self.website.ids.message(self.now())
    }

    async fn visitor_says(&self, text: &str, client_message_id: &str) {
        let provider_id = format!("{}:{client_message_id}", self.session.visitor_id);
        let message = self.words(text, Some(provider_id));
        self.carry_out(Command::CustomerMessage(message)).await;
    }

    async fn bot_says(&self, text: &str) {
        let answer = BotAnswer {
            decided_under: self.state().await.conversation.epoch,
            message: self.words(text, None),
            attempt: None,
            work: baton_domain::BotWork::default(),
            assessment: None,
        };
        self.carry_out(Command::BotReply(answer)).await;
    }

    fn outbound(&self, message: &Message) -> OutboundMessage {
        OutboundMessage {
            tenant_id: self.session.tenant_id.clone(),
            conversation_id: self.session.conversation_id,
            connection_id: self.session.connection_id,
            channel: Channel::Widget,
            address: self.session.visitor_id.clone(),
            message_id: message.id,
            seq: message.seq,
            author: message.author.clone(),
            epoch: message.epoch,
            content: message.content.clone(),
        }
    }

    async fn message(&self, seq: u64) -> Message {
        let thread = self.session.conversation_id.thread();
        let tenant = &self.session.tenant_id;
        let message = self.deps.conversations.message(tenant, thread, Seq(seq));
        message.await.unwrap().unwrap()
    }

    async fn send(&self, seq: u64) {
        let outbound = self.outbound(&self.message(seq).await);
        let outgoing = self.tables.outgoing(self.website.clock.clone());
        assert_eq!(
            outgoing.claim_sent(&outbound).await.unwrap(),
            Claim::Granted
        );
    }

    async fn ask(&self, query: &[(&str, &str)]) -> (u16, Value) {
        self.ask_with(&format!("Bearer {}", self.token), query)
            .await
    }

    async fn ask_with(&self, authorization: &str, query: &[(&str, &str)]) -> (u16, Value) {
        let query = query.iter().map(|(k, v)| ((*k).into(), (*v).into()));
        let request = Request {
            method: "GET".into(),
            query: query.collect(),
            headers: BTreeMap::from([("authorization".into(), authorization.into())]),
            ..Request::default()
        };
        let response = handle(&self.deps, request)
            .await
            .unwrap_or_else(Response::from);
        let body = serde_json::from_slice(&response.body).unwrap();
        (response.status, body)
    }
}

fn texts(body: &Value) -> Vec<&str> {
    let items = body["items"].as_array().unwrap();
    items
        .iter()
        .map(|it| it["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn before_the_visitor_writes_there_is_nothing() {
    let world = World::new().await;
    let (status, body) = world.ask(&[]).await;
    assert_eq!(status, 200);
    assert_eq!(body, json!({ "items": [], "next_after": 0 }));
}

#[tokio::test]
async fn the_visitor_sees_their_words_and_the_answers_that_were_sent() {
    let world = World::new().await;
    world.visitor_says("Where is my parcel?", "m-1").await;
    world.bot_says("On its way.").await;
    world.send(2).await;
    let (status, body) = world.ask(&[]).await;
    assert_eq!(status, 200);
    assert_eq!(texts(&body), ["Where is my parcel?", "On its way."]);
    assert_eq!(body["next_after"], 2);
    let mut own = body["items"][0].clone();
    assert!(own.as_object_mut().unwrap().remove("id").is_some());
    assert_eq!(
        own,
        json!({
            "seq": 1,
            "author": { "kind": "customer" },
            "kind": "text",
            "text": "Where is my parcel?",
            "status": "received",
            "client_message_id": "m-1",
            "created_at": "2026-02-02T02:40:00Z",
        })
    );
    assert_eq!(body["items"][1]["author"], json!({ "kind": "bot" }));
    assert_eq!(body["items"][1].get("client_message_id"), None);
}

#[tokio::test]
async fn an_answer_that_may_still_be_fenced_is_not_shown_and_not_missed() {
    let world = World::new().await;
    world.visitor_says("One", "m-1").await;
    world.bot_says("Answer").await;
    world.visitor_says("Two", "m-2").await;
    let (_, body) = world.ask(&[]).await;
    assert_eq!(texts(&body), ["One"]);
    assert_eq!(body["next_after"], 1);
    world.send(2).await;
    let (_, body) = world.ask(&[("after", "1")]).await;
    assert_eq!(texts(&body), ["Answer", "Two"]);
    assert_eq!(body["next_after"], 3);
}

#[tokio::test]
async fn an_answer_that_was_never_sent_is_passed_over_after_a_minute() {
    let world = World::new().await;
    world.visitor_says("One", "m-1").await;
    world.bot_says("Answer").await;
    world.visitor_says("Two", "m-2").await;
    world.website.clock.advance(60);
    let (_, body) = world.ask(&[]).await;
    assert_eq!(texts(&body), ["One", "Two"]);
}

#[tokio::test]
async fn a_failed_answer_is_not_shown() {
    let world = World::new().await;
    world.visitor_says("One", "m-1").await;
    world.bot_says("Answer").await;
    let failed = Delivery {
        seq: Seq(2),
        author: Author::Bot,
        current: DeliveryStatus::Accepted,
        next: DeliveryStatus::Failed,
        error: None,
        provider_id: None,
    };
    world.carry_out(Command::Delivery(failed)).await;
    let (_, body) = world.ask(&[]).await;
    assert_eq!(texts(&body), ["One"]);
    assert_eq!(body["next_after"], 2);
}

#[tokio::test]
async fn a_long_conversation_comes_in_parts() {
    let world = World::new().await;
    for i in 1..=5 {
        world.visitor_says(&format!("{i}"), &format!("m-{i}")).await;
    }
    let mut after = "0".to_owned();
    let mut read = vec![];
    for _ in 0..4 {
        let (_, body) = world.ask(&[("after", &after), ("limit", "2")]).await;
        read.extend(texts(&body).into_iter().map(str::to_owned));
        after = body["next_after"].to_string();
    }
    assert_eq!(read, ["1", "2", "3", "4", "5"]);
    assert_eq!(after, "5");
}

#[tokio::test]
async fn one_visitor_does_not_see_anothers_conversation() {
    let world = World::new().await;
    world.visitor_says("Mine", "m-1").await;
    let (other, token) = world.website.visited(Visit::default()).await;
    assert_ne!(other.conversation_id, world.session.conversation_id);
    let (status, body) = world.ask_with(&format!("Bearer {token}"), &[]).await;
    assert_eq!(status, 200);
    assert_eq!(body["items"], json!([]));
}

#[tokio::test]
async fn without_a_session_nothing_is_read() {
    let world = World::new().await;
    let forged = world.session.token("made up").unwrap();
    for header in ["", "Bearer", &world.token, &format!("Bearer {forged}")] {
        let (status, problem) = world.ask_with(header, &[]).await;
        assert_eq!(status, 401, "{header}");
        assert_eq!(problem["type"], "/problems/unauthorized");
    }
}

#[tokio::test]
async fn an_odd_query_is_refused_with_its_field() {
    let world = World::new().await;
    for (name, value) in [
        ("after", ""),
        ("after", "-1"),
        ("after", "1.5"),
        ("after", "msg_1"),
        ("after", "18446744073709551615"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "+5"),
        ("limit", "many"),
    ] {
        let (status, problem) = world.ask(&[(name, value)]).await;
        assert_eq!(status, 422, "{name}={value}");
        assert_eq!(problem["errors"][0]["field"], name);
        let code = match name {
            "after" => "not_a_cursor",
            _ => "out_of_range",
        };
        assert_eq!(problem["errors"][0]["code"], code);
    }
}

#[test]
fn of_an_agent_the_visitor_learns_the_name_and_of_an_edit_the_last_words() {
    let at = Timestamp::from_second(1_770_000_000).unwrap();
    let message = Message {
        id: MessageId::from_ulid(
            baton_domain::ConversationId::in_thread(
                baton_domain::ThreadKey::from_bytes([1; 10]),
                at,
            )
            .ulid(),
        ),
        seq: Seq(3),
        author: Author::Agent {
            agent: Some(baton_domain::AgentRef {
                id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
                name: "Ana".into(),
            }),
        },
        content: Content::text("first words"),
        status: DeliveryStatus::Sent,
        epoch: OwnerEpoch(4),
        provider_id: Some("vis_1:not-theirs".into()),
        error: None,
        assessment: None,
        revision: Some(baton_domain::Revision::Edited {
            content: Content::text("last words"),
            at,
        }),
        created_at: at,
    };
    let shape = serde_json::to_value(VisitorMessage::new(&message, "vis_1")).unwrap();
    assert_eq!(shape["author"], json!({ "kind": "agent", "name": "Ana" }));
    assert_eq!(shape["text"], "last words");
    for internal in ["epoch", "provider_id", "client_message_id", "error"] {
        assert_eq!(shape.get(internal), None, "{internal}");
    }
    let deleted = Message {
        revision: Some(baton_domain::Revision::Deleted { at }),
        ..message
    };
    let shape = serde_json::to_value(VisitorMessage::new(&deleted, "vis_1")).unwrap();
    assert_eq!(shape.get("text"), None);
}
