//! How fast the parts are that need nothing: the decision, and the reading of webhooks.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use baton_channels::whatsapp::parse;
use baton_domain::{
    Channel, Command, ContactId, Content, Conversation, ConversationId, MessageId, NewMessage,
    Settings, State, ThreadKey, decide,
};
use jiff::Timestamp;
use serde_json::json;
use tokio::time::Instant;

use crate::quantile;

const ROUNDS: usize = 200;
const ROUND: usize = 1_000;

/// Measures both.
pub(crate) fn measure(root: &Path) {
    println!();
    let (state, settings) = (state(), Settings::default());
    let now = at();
    let command = Command::CustomerMessage(NewMessage {
        id: MessageId::from_ulid(state.conversation.id.ulid()),
        content: Content::text("where is my parcel?"),
        provider_id: Some("wamid.bench".into()),
        at: now,
    })
    .into();
    rounds("decide()", || {
        black_box(decide(black_box(&state), black_box(&command), &settings, now).is_ok());
    });
    for name in ["text", "batch"] {
        let file = root.join(format!("shared/channels/fixtures/{name}.json"));
        let body = std::fs::read(file).expect("a fixture");
        rounds(&format!("parse {name}.json"), || {
            black_box(parse::read(Some("106540352242922"), black_box(&body), now).is_ok());
        });
    }
}

fn at() -> Timestamp {
    Timestamp::from_second(1_770_000_000).unwrap_or_default()
}

fn rounds(what: &str, mut run: impl FnMut()) {
    let mut took: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let began = Instant::now();
            for _ in 0..ROUND {
                run();
            }
            began.elapsed() / u32::try_from(ROUND).unwrap_or(u32::MAX)
        })
        .collect();
    took.sort();
    let (median, slow) = (quantile(&took, 0.5), quantile(&took, 0.99));
    let rate = 1.0 / median.as_secs_f64();
    println!("{what:<26} {median:>10.2?} median {slow:>10.2?} p99 {rate:>12.0} a second");
}

/// A conversation that the bot has and in which nothing happened yet.
fn state() -> State {
    let thread = ThreadKey::from_bytes([7; 10]);
    let now = at();
    let conversation: Conversation = serde_json::from_value(json!({
        "id": ConversationId::in_thread(thread, now),
        "tenant_id": "bench",
        "connection_id": "con_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "channel": Channel::Whatsapp,
        "contact": {"id": ContactId::in_thread(thread, now), "address": "15550000001"},
        "owner": {"kind": "bot"},
        "epoch": 0,
        "version": 0,
        "last_seq": 0,
        "created_at": now,
        "last_activity_at": now,
    }))
    .expect("a conversation");
    State::new(conversation)
}
