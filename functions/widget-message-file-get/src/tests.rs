use std::collections::BTreeMap;

use baton_app::commit::Commit;
use baton_app::fakes::FilesInMemory;
use baton_app::ports::{Clock, FileFacts, FilePlace, Ids, Load, Lost};
use baton_aws::in_process::Tables;
use baton_channels::fakes::Website;
use baton_channels::widget::{Session, Visit};
use baton_domain::{
    BotAnswer, BotWork, Command, Content, Envelope, FileId, Media, MessageKind, NewMessage,
    Settings, State, decide,
};
use serde_json::Value;

use super::*;

const FILE: &str = "fil_01K75MWS0000000000000000BB";

struct World {
    deps: Deps,
    files: Arc<FilesInMemory>,
    website: Website,
}

impl World {
    async fn new() -> Self {
        let website = Website::open();
        let tables = Tables::start().await.unwrap();
        let files = Arc::<FilesInMemory>::default();
        let deps = Deps {
            sessions: website.sessions(),
            conversations: Arc::new(tables.conversations(website.clock.clone())),
            files: files.clone(),
        };
        Self {
            deps,
            files,
            website,
        }
    }

    async fn session(&self) -> (Session, String) {
        let (session, token) = self.website.visited(Visit::default()).await;
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
            id: self.website.ids.message(self.website.clock.now()),
            content,
            provider_id: None,
            at: self.website.clock.now(),
        }
    }

    async fn carry_out(&self, session: &Session, command: impl FnOnce(&State) -> Command) {
        let (tenant, thread) = (&session.tenant_id, session.conversation_id.thread());
        let conversations = &self.deps.conversations;
        let loaded = conversations.load(tenant, thread, Load::default()).await;
        let state = loaded
            .unwrap()
            .state
            .unwrap_or_else(|| State::new(self.website.conversation(session)));
        let envelope = Envelope::from(command(&state));
        let now = self.website.clock.now();
        let events = decide(&state, &envelope, &Settings::default(), now).unwrap();
        conversations
            .commit(&Commit::new(&state, events))
            .await
            .unwrap();
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
