use std::collections::BTreeMap;

use baton_app::commit::Commit;
use baton_app::fakes::FilesInMemory;
use baton_app::ports::{Clock, FileFacts, FilePlace, Ids, Load, Lost};
use baton_aws::in_process::Tables;
use baton_channels::fakes::{CountingIds, SetClock, SetDirectory};
use baton_channels::widget::{Session, Visit};
use baton_domain::{
    BotAnswer, BotWork, Channel, Command, Contact, ContactId, Content, Conversation, Envelope,
    FileId, Media, MessageKind, NewMessage, Owner, OwnerEpoch, Settings, State, Version, decide,
};
use serde_json::Value;

use super::*;

const WIDGET: &str = "con_01K75MWS0000000000000000BB";
const FILE: &str = "fil_01K75MWS0000000000000000BB";

struct World {
    deps: Deps,
    files: Arc<FilesInMemory>,
    clock: Arc<SetClock>,
    ids: CountingIds,
}

impl World {
    async fn new() -> Self {
        let directory = Arc::new(SetDirectory::default());
        directory.add(WIDGET.parse().unwrap(), Channel::Widget, None);
        let clock = Arc::new(SetClock::at(1_770_000_000));
        let tables = Tables::start().await.unwrap();
        let files = Arc::<FilesInMemory>::default();
        let deps = Deps {
            sessions: Sessions {
                directory,
                clock: clock.clone(),
            },
            conversations: Arc::new(tables.conversations(clock.clone())),
            files: files.clone(),
        };
        Self {
            deps,
            files,
            clock,
            ids: CountingIds::default(),
        }
    }

    async fn session(&self) -> (Session, String) {
        let connection = WIDGET.parse().unwrap();
        let begun = self
            .deps
            .sessions
            .begin(connection, Visit::default(), &self.ids);
        let (session, token) = begun.await.unwrap();
        (session, format!("Bearer {token}"))
    }

    async fn ask(&self, authorization: &str, seq: &str) -> (u16, Value) {
        let request = Request {
            method: "GET".into(),
            path_parameters: BTreeMap::from([("seq".into(), seq.into())]),
            headers: BTreeMap::from([("authorization".into(), authorization.into())]),
            ..Request::default()
        };
        let response = handle(&self.deps, request)
            .await
            .unwrap_or_else(Response::from);
        let body = serde_json::from_slice(&response.body).unwrap();
        (response.status, body)
    }

    fn picture(&self) -> NewMessage {
        let content = Content {
            kind: MessageKind::Image,
            media: Some(Media {
                id: FILE.into(),
                mime_type: Some("image/png".into()),
                filename: None,
                sha256: None,
                size: Some(5),
            }),
            ..Content::text("Look")
        };
        NewMessage {
            id: self.ids.message(self.clock.now()),
            content,
            provider_id: None,
            at: self.clock.now(),
        }
    }

    async fn carry_out(&self, session: &Session, command: impl FnOnce(&State) -> Command) {
        let (tenant, thread) = (&session.tenant_id, session.conversation_id.thread());
        let conversations = &self.deps.conversations;
        let loaded = conversations.load(tenant, thread, Load::default()).await;
        let state = loaded
            .unwrap()
            .state
            .unwrap_or_else(|| State::new(self.fresh(session)));
        let envelope = Envelope::from(command(&state));
        let now = self.clock.now();
        let events = decide(&state, &envelope, &Settings::default(), now).unwrap();
        conversations
            .commit(&Commit::new(&state, events))
            .await
            .unwrap();
    }

    fn fresh(&self, session: &Session) -> Conversation {
        let now = self.clock.now();
        Conversation {
            id: session.conversation_id,
            tenant_id: session.tenant_id.clone(),
            connection_id: session.connection_id,
            channel: Channel::Widget,
            contact: Contact {
                id: ContactId::in_thread(session.conversation_id.thread(), now),
                address: session.visitor_id.clone(),
                name: None,
                locale: None,
                attributes: BTreeMap::new(),
            },
            owner: Owner::Bot,
            epoch: OwnerEpoch::default(),
            version: Version::default(),
            last_seq: Seq::default(),
            created_at: now,
            last_activity_at: now,
            last_customer_at: None,
            unanswered_since: None,
            answer_seq: None,
            due_at: None,
            attempts: vec![],
            recent: vec![],
            tool_results: [].into(),
            tokens: 0,
            cost_micros: 0,
            language: None,
            variables: BTreeMap::new(),
            preview: None,
        }
    }
}

fn place(session: &Session) -> FilePlace {
    FilePlace {
        tenant_id: session.tenant_id.clone(),
        conversation_id: session.conversation_id,
        file_id: FILE.parse::<FileId>().unwrap(),
    }
}

#[tokio::test]
async fn a_visitor_reads_their_own_file_and_nobody_elses() {
    let world = World::new().await;
    let (session, token) = world.session().await;
    let (_, another) = world.session().await;
    let picture = world.picture();
    world
        .carry_out(&session, |_| Command::CustomerMessage(picture))
        .await;
    let facts = FileFacts {
        mime_type: "image/png".into(),
        filename: Some("a.png".into()),
        size: 5,
    };
    world.files.upload(&place(&session), &facts, b"hello");

    let (status, link) = world.ask(&token, "1").await;
    assert_eq!(status, 200, "{link}");
    assert_eq!(
        link["url"],
        format!(
            "https://files.test/acme/{}/{FILE}?get",
            session.conversation_id
        )
    );
    assert_eq!(link["filename"], "a.png");
    assert_eq!(world.ask("Bearer made-up", "1").await.0, 401);
    for (token, seq) in [(&another, "1"), (&token, "2"), (&token, "x")] {
        let (status, problem) = world.ask(token, seq).await;
        assert_eq!(status, 404, "{problem}");
    }

    world
        .files
        .keep_lost(&place(&session), Lost::Expired)
        .await
        .unwrap();
    let (status, problem) = world.ask(&token, "1").await;
    assert_eq!((status, &problem["lost"]), (410, &"expired".into()));
}

#[tokio::test]
async fn what_was_not_sent_to_the_visitor_they_do_not_read() {
    let world = World::new().await;
    let (session, token) = world.session().await;
    let (theirs, ours) = (world.picture(), world.picture());
    world
        .carry_out(&session, |_| Command::CustomerMessage(theirs))
        .await;
    world
        .carry_out(&session, |state| {
            Command::BotReply(BotAnswer {
                decided_under: state.conversation.epoch,
                message: ours,
                attempt: None,
                work: BotWork::default(),
                assessment: None,
            })
        })
        .await;
    let (status, problem) = world.ask(&token, "2").await;
    assert_eq!(status, 404, "it still waits to be sent: {problem}");
}
