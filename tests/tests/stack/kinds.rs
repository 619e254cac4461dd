//! Every kind of webhook that there is a fixture of, as far as the agents' API.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use baton_tests::story::{ConnectionOutput, Customer, Stack, eventually};
use baton_tests::world;
use serde_json::{Value, json};

use crate::support::answered;

/// What a fixture leads to.
enum Outcome {
    /// A customer's message of this kind.
    Message(&'static str),
    /// Something that the business wrote from its phone, of this kind.
    Echo(&'static str),
    /// Other words in the message of that fixture.
    Edit(&'static str),
    /// No words in the message of that fixture.
    Deletion(&'static str),
    /// The status of a message that went out, from what it was.
    Status(&'static str),
    /// 200, and nothing else.
    Nothing,
    /// Told apart below.
    Batch,
}

use Outcome::{Batch, Deletion, Echo, Edit, Message, Nothing, Status};

const OUTCOMES: [(&str, Outcome); 45] = [
    ("audio", Message("audio")),
    ("batch", Batch),
    ("button", Message("button")),
    ("contacts", Message("contacts")),
    ("document", Message("document")),
    ("echo_edit", Edit("echo_text")),
    ("echo_image", Echo("image")),
    ("echo_revoke", Deletion("echo_text")),
    ("echo_text", Echo("text")),
    ("edit", Edit("text")),
    ("edit_caption", Edit("image")),
    ("edit_untyped", Edit("text")),
    ("foreign_number", Nothing),
    ("group_text", Message("unsupported")),
    ("image", Message("image")),
    ("interactive_button_reply", Message("interactive")),
    ("interactive_list_reply", Message("interactive")),
    ("interactive_nfm_reply", Message("interactive")),
    ("location", Message("location")),
    ("location_bare", Message("location")),
    ("order", Message("order")),
    ("other_fields", Nothing),
    ("reaction", Message("reaction")),
    ("reaction_removed", Message("reaction")),
    ("request_welcome", Message("system")),
    ("revoke", Deletion("text")),
    ("status_delivered", Status("delivered")),
    ("status_failed", Status("failed")),
    ("status_failed_undeliverable", Status("failed")),
    ("status_hidden_number", Status("delivered")),
    ("status_played", Status("read")),
    ("status_read", Status("read")),
    ("status_sent", Status("sent")),
    ("status_unknown", Nothing),
    ("sticker", Message("sticker")),
    ("system", Message("system")),
    ("text", Message("text")),
    ("text_about_product", Message("text")),
    ("text_forwarded", Message("text")),
    ("text_from_ad", Message("text")),
    ("text_hidden_number", Message("text")),
    ("text_reply", Message("text")),
    ("unknown_kind", Message("unsupported")),
    ("unsupported", Message("unsupported")),
    ("video", Message("video")),
];
const VOICE: (&str, Outcome) = ("voice", Message("voice"));

/// The fixtures, written by people of this test's own.
struct Cast {
    ann: String,
    ben: String,
    hidden: String,
    salt: String,
    phone_number_id: String,
}

impl Cast {
    fn new(connection: &ConnectionOutput) -> Self {
        Self {
            ann: format!("1555{}", world::digits(9)),
            ben: format!("1555{}", world::digits(9)),
            hidden: world::digits(20),
            salt: world::word(),
            phone_number_id: connection.phone_number_id.clone().unwrap(),
        }
    }

    /// A fixture in which everybody and every message is of this cast.
    fn plays(&self, fixture: &str) -> Value {
        let text = fs::read_to_string(folder().join(format!("{fixture}.json"))).unwrap();
        let text = text
            .replace("15550000001", &self.ann)
            .replace("15550000003", &self.ben)
            .replace("13491208655302741918", &self.hidden)
            .replace("106540352242922", &self.phone_number_id)
            .replace("wamid.", &format!("wamid.{}", self.salt));
        serde_json::from_str(&text).unwrap()
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/channels/fixtures")
}

async fn posts(by: &Customer, body: &Value) {
    let answer = by.posts(body).await;
    assert_eq!(answer.status, 200, "{} for {body}", answer.text);
}

/// The messages of the contact with this address, once this holds for one of them.
async fn waits_for(
    stack: &Stack,
    address: &str,
    what: &str,
    fits: impl Fn(&Value) -> bool,
) -> Value {
    // An observer of its own: the shared one remembers one contact at a time.
    let id = conversation_id(stack, address).await;
    eventually(&format!("{what} from {address}"), async || {
        stack
            .messages(&id)
            .await
            .into_iter()
            .find(|message| fits(message))
    })
    .await
}

async fn conversation_id(stack: &Stack, address: &str) -> String {
    let conversation = stack.conversation_of(address).await;
    conversation["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_fixture_has_an_outcome_here() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|file| {
            file.unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let known = OUTCOMES
        .iter()
        .chain([&VOICE])
        .map(|(name, _)| (*name).to_owned());
    assert_eq!(files, known.collect::<BTreeSet<_>>());
}

#[tokio::test]
async fn every_kind_of_message_reaches_the_agents() {
    let stack = Stack::attach();
    let by = stack.customer();
    let mut expected = vec![];
    for (fixture, outcome) in OUTCOMES.iter().chain([&VOICE]) {
        let (kind, author) = match outcome {
            Message(kind) => (*kind, "customer"),
            Echo(kind) => (*kind, "agent"),
            _ => continue,
        };
        let cast = Cast::new(by.connection());
        posts(&by, &cast.plays(fixture)).await;
        let address = if *fixture == "text_hidden_number" {
            format!("ES.{}", cast.hidden)
        } else {
            cast.ann
        };
        expected.push((fixture, kind, author, address));
    }
    for (fixture, kind, author, address) in expected {
        let message = waits_for(&stack, &address, fixture, |message| {
            message["author"]["kind"] == author
        })
        .await;
        assert_eq!(message["kind"], kind, "{fixture}: {message}");
        match kind {
            "image" | "video" | "document" | "sticker" | "audio" | "voice" => {
                assert!(message["media"]["id"].is_string(), "{fixture}: {message}");
            }
            "text" => assert!(message["text"].is_string(), "{fixture}: {message}"),
            "unsupported" | "location" | "contacts" | "interactive" | "order" => {
                assert!(message["details"].is_object() || message["details"].is_array());
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn edits_and_deletions_reach_the_message_that_they_are_about() {
    let stack = Stack::attach();
    let by = stack.customer();
    for (fixture, outcome) in &OUTCOMES {
        let (target, part) = match outcome {
            Edit(target) => (target, "edited_at"),
            Deletion(target) => (target, "deleted_at"),
            _ => continue,
        };
        let cast = Cast::new(by.connection());
        posts(&by, &cast.plays(target)).await;
        let before = waits_for(&stack, &cast.ann, target, |message| message["seq"] == 1).await;
        posts(&by, &cast.plays(fixture)).await;
        let after = waits_for(&stack, &cast.ann, fixture, |message| {
            message["id"] == before["id"] && !message[part].is_null()
        })
        .await;
        assert_ne!(after["text"], before["text"], "{fixture}");
        assert_eq!(
            after["text"].is_null(),
            part == "deleted_at",
            "{fixture}: {after}"
        );
    }
}

#[tokio::test]
async fn every_status_moves_the_message_that_it_is_about() {
    let stack = Stack::attach();
    for (fixture, outcome) in &OUTCOMES {
        let Status(status) = outcome else { continue };
        let customer = match *fixture {
            "status_hidden_number" => stack.customer().without_number(),
            _ => stack.customer(),
        };
        stack.sandbox().fate(customer.address(), &[]).await;
        customer.writes(crate::support::QUESTION).await;
        let sent = customer.reads_something().await;
        let conversation = customer.conversation_id().await;
        let cast = Cast {
            ann: customer.address().to_owned(),
            hidden: customer.address().trim_start_matches("ES.").to_owned(),
            ..Cast::new(customer.connection())
        };
        let mut body = cast.plays(fixture);
        body.pointer_mut("/entry/0/changes/0/value/statuses")
            .and_then(Value::as_array_mut)
            .unwrap()
            .iter_mut()
            .for_each(|news| {
                news["id"] = json!(sent.id);
                news.as_object_mut()
                    .unwrap()
                    .remove("biz_opaque_callback_data");
            });
        // The id is known with the answer to the send.
        eventually("the message to be sent", async || {
            let history = stack.messages(&conversation).await;
            (history[1]["status"] == "sent").then_some(())
        })
        .await;
        posts(&customer, &body).await;
        let message = eventually(&format!("{fixture} to be seen"), async || {
            let history = stack.messages(&conversation).await;
            (history[1]["status"] == *status).then(|| history[1].clone())
        })
        .await;
        assert_eq!(
            message["error"].is_object(),
            *status == "failed",
            "{fixture}: {message}"
        );
    }
}

#[tokio::test]
async fn what_is_not_about_a_conversation_is_acknowledged_and_leaves_no_trace() {
    let stack = Stack::attach();
    let by = stack.customer();
    let cast = Cast::new(by.connection());
    for (fixture, outcome) in &OUTCOMES {
        if let Nothing = outcome {
            posts(&by, &cast.plays(fixture)).await;
        }
    }
    // Each contact's updates are dealt with in order, so what follows shows that they were.
    posts(&by, &cast.plays("text")).await;
    let id = conversation_id(&stack, &cast.ann).await;
    let history = stack.messages(&id).await;
    let customers = history
        .iter()
        .filter(|message| message["author"]["kind"] == "customer");
    assert_eq!(customers.count(), 1, "{history:?}");
}

#[tokio::test]
async fn one_body_with_many_entries_and_changes_reaches_everybody_in_it() {
    let stack = Stack::attach();
    let by = stack.customer();
    let cast = Cast::new(by.connection());
    posts(&by, &cast.plays("batch")).await;
    waits_for(&stack, &cast.ann, "the third message", |message| {
        message["text"] == "Third"
    })
    .await;
    let ann = conversation_id(&stack, &cast.ann).await;
    let history = stack.messages(&ann).await;
    let mut said: Vec<_> = history
        .iter()
        .filter(|message| message["author"]["kind"] == "customer")
        .map(|message| message["text"].as_str().unwrap_or("(a picture)"))
        .collect();
    assert_eq!(said, ["First", "(a picture)", "Third"], "in order");
    said.clear();
    let echo = waits_for(&stack, &cast.ben, "the echo", |message| {
        message["author"]["kind"] == "agent"
    })
    .await;
    assert_eq!(echo["text"], "Ben, I will call you.");
}

#[tokio::test]
async fn a_reply_leads_to_the_message_that_it_answers() {
    let stack = Stack::attach();
    let (customer, conversation) = answered(&stack).await;
    let bot = customer.received().await.remove(0);
    let words = world::word();
    customer
        .sends(json!({"text": words, "message": {"context": {"from": "1", "id": bot.id}}}))
        .await;
    let reply = stack.observer().await.sees(&conversation, &words).await;
    assert_eq!(reply["in_reply_to"], bot.id.as_str());
    let by_words: BTreeMap<_, _> = [("text", &reply["kind"])].into();
    assert_eq!(by_words["text"], "text");
}
