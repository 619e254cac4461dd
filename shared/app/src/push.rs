//! From changes to the frames on open sockets.
//!
//! Each tenant of a batch costs one query for its sockets, whatever the batch holds, and one post
//! for each frame. That is why no `stats.updated` is sent: its numbers would cost queries of their
//! own. Clients read the numbers again when they hear `escalation.upserted`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use baton_domain::TenantId;
use futures::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::outbound::{Audience, Change, ChangeKind};
use crate::ports::{Clock, PortError, PostError, Socket, SocketOwner, SocketPoster, Sockets};

/// How many sockets are posted to at the same time.
const SOCKETS_AT_ONCE: usize = 16;

/// How long a socket may still be opening. It is noted before its client is let in, and until then
/// a post finds nobody there; API Gateway waits 29 seconds for `$connect` at most.
const OPENING: SignedDuration = SignedDuration::from_secs(30);

/// What pushing needs.
pub struct Push {
    /// Open sockets.
    pub sockets: Arc<dyn Sockets>,
    /// The way to them.
    pub poster: Arc<dyn SocketPoster>,
    /// A change as an agent's socket carries it.
    pub frame: fn(&Change) -> Value,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Pushed {
    /// For each change whether it reached everybody whom it concerns; if not, it shall be pushed
    /// again. Doing so is harmless: clients know a frame by its id and version.
    pub results: Vec<Result<(), PortError>>,
    /// Frames that were posted.
    pub posted: u64,
    /// Sockets that were found gone, and forgotten.
    pub gone: u64,
}

/// Posts these changes to the sockets that may hear of them, in their order on each socket.
/// Sockets that are gone are forgotten, but for those that may only just be opening: their clients
/// read everything anew once they are let in.
pub async fn push(deps: &Push, changes: &[Change]) -> Pushed {
    let mut by_tenant: BTreeMap<&TenantId, Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        by_tenant.entry(&change.tenant_id).or_default().push(index);
    }
    let tally = Mutex::new(Tally::default());
    for (tenant, indices) in by_tenant {
        match deps.sockets.of_tenant(tenant).await {
            Ok(sockets) => {
                stream::iter(&sockets)
                    .for_each_concurrent(SOCKETS_AT_ONCE, async |socket| {
                        let seen = post_all(deps, socket, changes, &indices).await;
                        let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
                        tally.add(seen);
                    })
                    .await;
            }
            Err(error) => {
                tracing::error!(%tenant, %error, "the tenant's sockets could not be read");
                let mut tally = tally.lock().unwrap_or_else(PoisonError::into_inner);
                tally.failed.extend(indices);
            }
        }
    }
    let tally = tally.into_inner().unwrap_or_else(PoisonError::into_inner);
    Pushed {
        results: (0..changes.len())
            .map(|index| {
                if tally.failed.contains(&index) {
                    Err(PortError::new(
                        "pushing a change",
                        "not every socket could be posted to",
                    ))
                } else {
                    Ok(())
                }
            })
            .collect(),
        posted: tally.posted,
        gone: tally.gone,
    }
}

/// What came of some posts.
#[derive(Default)]
struct Tally {
    failed: BTreeSet<usize>,
    posted: u64,
    gone: u64,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.failed.extend(other.failed);
        self.posted += other.posted;
        self.gone += other.gone;
    }
}

async fn post_all(deps: &Push, socket: &Socket, changes: &[Change], indices: &[usize]) -> Tally {
    let mut tally = Tally::default();
    for &index in indices {
        let Some(frame) = frame_for(socket, &changes[index], deps.frame) else {
            continue;
        };
        match deps
            .poster
            .post(&socket.connection_id, &frame.to_string())
            .await
        {
            Ok(()) => tally.posted += 1,
            Err(PostError::Gone) if is_opening(socket, deps.clock.now()) => break,
            Err(PostError::Gone) => {
                forget(deps.sockets.as_ref(), socket).await;
                tally.gone += 1;
                break;
            }
            Err(PostError::Port(error)) => {
                tracing::warn!(tenant = %socket.tenant_id, %error, "a frame was not posted");
                tally.failed.insert(index);
            }
        }
    }
    tally
}

fn is_opening(socket: &Socket, now: Timestamp) -> bool {
    now.duration_since(socket.opened_at) < OPENING
}

/// A socket that cannot be forgotten now is gone at the next frame as well.
async fn forget(sockets: &dyn Sockets, socket: &Socket) {
    if let Err(error) = sockets.close(&socket.connection_id).await {
        tracing::warn!(tenant = %socket.tenant_id, %error, "a gone socket was not forgotten");
    }
}

/// The frame that this socket gets of a change; none where it may not hear of it.
fn frame_for(socket: &Socket, change: &Change, frame: fn(&Change) -> Value) -> Option<Value> {
    if socket.tenant_id != change.tenant_id {
        return None;
    }
    match (&socket.owner, &change.audience) {
        (SocketOwner::Agent { .. }, Audience::Tenant) => Some(frame(change)),
        (SocketOwner::Agent { agent_id }, Audience::Agent { agent_id: to }) => {
            (agent_id == to).then(|| frame(change))
        }
        (
            SocketOwner::Agent { agent_id },
            Audience::Conversation {
                conversation_id,
                owner,
                ..
            },
        ) => {
            let concerned = socket.watching == Some(*conversation_id) || *owner == Some(*agent_id);
            concerned.then(|| frame(change))
        }
        (
            SocketOwner::Visitor { conversation_id },
            Audience::Conversation {
                conversation_id: about,
                for_visitor: true,
                ..
            },
        ) => (conversation_id == about).then(|| visitor_frame(change)),
        (SocketOwner::Visitor { .. }, _) | (SocketOwner::Agent { .. }, Audience::Nobody) => None,
    }
}

/// What a visitor reads of a message, of its author and of its file. Everything else stays inside:
/// whose hands it went through, why a delivery failed, what a provider says beside it.
const FOR_VISITORS: [&str; 9] = [
    "id",
    "conversation_id",
    "seq",
    "kind",
    "text",
    "status",
    "created_at",
    "edited_at",
    "deleted_at",
];
const OF_AUTHORS: [&str; 2] = ["kind", "name"];
const OF_FILES: [&str; 3] = ["id", "mime_type", "filename"];

/// A message as its visitor sees it. One that just became visible is new to them.
fn visitor_frame(change: &Change) -> Value {
    let kind = if change.change == Change::APPEARED {
        ChangeKind::MessageCreated
    } else {
        change.kind
    };
    let mut data = only(&FOR_VISITORS, &change.data);
    for (name, fields) in [("author", &OF_AUTHORS[..]), ("media", &OF_FILES[..])] {
        if let Some(whole) = change.data.get(name) {
            data.insert(name.to_owned(), Value::Object(only(fields, whole)));
        }
    }
    json!({ "type": kind, "id": change.id, "version": change.version, "data": data })
}

/// These fields of an object, as far as it has them.
fn only(fields: &[&str], whole: &Value) -> Map<String, Value> {
    fields
        .iter()
        .filter_map(|&field| Some((field.to_owned(), whole.get(field)?.clone())))
        .collect()
}

#[cfg(test)]
#[path = "push_tests.rs"]
mod tests;
