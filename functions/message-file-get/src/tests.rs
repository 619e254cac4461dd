use baton_api::acting::with_new_message;
use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::act::Asked;
use baton_app::fakes::FilesInMemory;
use baton_app::ports::{FileFacts, FilePlace, Files, Lost, UNKNOWN_TYPE};
use baton_domain::{
    Actor, Content, ConversationId, FileId, Media, Message, MessageKind, Revision, Role, Seq,
};

use super::handle;

const ROUTE: &str = "/v1/conversations/{id}/messages/{seq}/file";

async fn get(office: &Office, files: &FilesInMemory, ask: Ask) -> Reply {
    let conversations = office.desk.conversations.as_ref();
    handle(conversations, files, ask.request()).await.into()
}

fn picture(id: &str) -> Content {
    Content {
        kind: MessageKind::Image,
        text: None,
        media: Some(Media {
            id: id.into(),
            mime_type: Some("image/png".into()),
            filename: None,
            sha256: None,
            size: None,
        }),
        raw: None,
        in_reply_to: None,
    }
}

fn place(office: &Office, conversation: ConversationId, file_id: FileId) -> FilePlace {
    FilePlace {
        tenant_id: office.ana.tenant.clone(),
        conversation_id: conversation,
        file_id,
    }
}

fn facts(mime_type: &str) -> FileFacts {
    FileFacts {
        mime_type: mime_type.into(),
        filename: Some("a.png".into()),
        size: 5,
    }
}

async fn last(office: &Office, conversation: ConversationId) -> Message {
    office.said(conversation).await.pop().unwrap()
}

fn asks(office: &Office, conversation: ConversationId, seq: Seq) -> Ask {
    let ask = office.ben.asks("GET", ROUTE).about(conversation);
    ask.naming("seq", seq.0)
}

#[tokio::test]
async fn a_customers_picture_is_awaited_until_it_was_fetched_or_lost() {
    let office = Office::open().await;
    let files = FilesInMemory::default();
    let conversation = office.customer_sends("15550001", picture("1234")).await;
    let message = last(&office, conversation).await;
    let ask = asks(&office, conversation, message.seq);
    let waiting = get(&office, &files, ask.clone()).await;
    assert_eq!(waiting.headers["retry-after"], "2");
    waiting.problem(409, "file-not-here-yet");

    let place = place(&office, conversation, FileId::of_message(message.id));
    files.upload(&place, &facts("image/png"), b"hello");
    let (reply, requests) = office
        .requests_of(Box::pin(get(&office, &files, ask.clone())))
        .await;
    assert_eq!(requests, 2);
    assert_eq!(reply.headers["cache-control"], "private, no-store");
    let link = reply.ok(200);
    assert!(link["url"].as_str().unwrap().ends_with("?get"), "{link}");
    assert_eq!(link["mime_type"], "image/png");
    assert_eq!(link["filename"], "a.png");
    assert_eq!(link["size"], 5);
    assert!(link["expires_at"].is_string());

    files.keep_lost(&place, Lost::Expired).await.unwrap();
    let lost = get(&office, &files, ask.clone()).await;
    let lost = lost.problem(410, "file-lost");
    assert!(lost["detail"].as_str().unwrap().contains("provider"));
    assert_eq!(lost["lost"], "expired");
    files.fail(true);
    get(&office, &files, ask).await.problem(503, "unavailable");
}

#[tokio::test]
async fn what_an_agent_sent_is_read_from_where_it_was_uploaded() {
    let office = Office::open().await;
    let files = FilesInMemory::default();
    let escalation = office.taken_by(&office.ana).await;
    let conversation = office.conversation_of(escalation).await;
    let asked = Asked {
        tenant: office.ana.tenant.clone(),
        by: Actor {
            agent: office.ana.agent.clone(),
            role: Role::Agent,
        },
        once: None,
    };
    let file: FileId = "fil_01K75MWS0000000000000000BB".parse().unwrap();
    let content = picture(&file.to_string());
    let reply = office
        .desk
        .reply(&asked, conversation, content, &with_new_message);
    reply.await.unwrap();
    let seq = last(&office, conversation).await.seq;
    let ask = asks(&office, conversation, seq);
    let gone = get(&office, &files, ask.clone()).await;
    assert_eq!(gone.problem(410, "file-lost")["lost"], "not_kept");
    let place = place(&office, conversation, file);
    files.upload(&place, &facts(UNKNOWN_TYPE), b"hello");
    let link = get(&office, &files, ask).await.ok(200);
    assert_eq!(link["mime_type"], "application/octet-stream");
}

#[tokio::test]
async fn words_an_address_and_what_is_not_there_have_no_file() {
    let office = Office::open().await;
    let files = FilesInMemory::default();
    let conversation = office.customer_writes("15550001", "hello").await;
    let words = last(&office, conversation).await.seq;
    let address = picture("https://files.example/a.png");
    office.customer_sends("15550001", address).await;
    let elsewhere = last(&office, conversation).await.seq;
    for seq in [words, elsewhere, Seq(99), Seq(0)] {
        let ask = asks(&office, conversation, seq);
        get(&office, &files, ask).await.problem(404, "not-found");
    }
    let ask = office.ben.asks("GET", ROUTE).about(conversation);
    let ask = ask.naming("seq", "first");
    get(&office, &files, ask).await.problem(404, "not-found");
}

#[test]
fn a_message_that_was_taken_back_has_no_file() {
    let mut message: Message = serde_json::from_value(serde_json::json!({
        "id": "msg_01K75MWS0000000000000000BB", "seq": 1, "author": { "kind": "customer" },
        "kind": "image", "media": { "id": "1234" }, "status": "received", "epoch": 0,
        "created_at": "2026-03-02T09:00:00Z",
    }))
    .unwrap();
    assert_eq!(message.file(), Some(FileId::of_message(message.id)));
    message.revision = Some(Revision::Deleted {
        at: message.created_at,
    });
    assert_eq!(message.file(), None);
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let files = FilesInMemory::default();
    let conversation = office.customer_sends("15550001", picture("1234")).await;
    let ask = office.ana.asks("GET", ROUTE).about(conversation);
    refuses_strangers(ask.naming("seq", 1), &office.zoe, async |request| {
        handle(office.desk.conversations.as_ref(), &files, request).await
    })
    .await;
}
