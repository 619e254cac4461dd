//! Telling the others in a conversation that somebody is writing.

use baton_api::Problem;
use baton_app::ports::{Socket, SocketOwner};
use baton_domain::{AgentId, ConversationId};
use serde_json::{Value, json};

use crate::{Deps, Refusal, find, post};

/// Tells those whom it concerns: of a visitor, the agents who watch or own the conversation; of an
/// agent, the other agents who do, and the visitor where the agent owns it. What somebody writes
/// who only watches may be a note, of which the visitor hears nothing.
///
/// It is not versioned and not kept: a frame that is lost is made up for by the next.
pub(crate) async fn forward(deps: &Deps, from: &Socket, id: ConversationId) -> Result<(), Refusal> {
    if let SocketOwner::Visitor { conversation_id } = &from.owner
        && *conversation_id != id
    {
        return Err(Problem::not_found().into());
    }
    let conversation = find(deps, &from.tenant_id, id).await?;
    let owner = conversation.owner.agent().map(|agent| agent.id);
    for socket in deps.sockets.of_tenant(&from.tenant_id).await? {
        if socket.connection_id == from.connection_id || socket.tenant_id != from.tenant_id {
            continue;
        }
        let Some(frame) = frame_for(&socket, from, id, owner) else {
            continue;
        };
        // One socket that cannot be reached keeps nothing from the others.
        if let Err(error) = post(deps, &socket.connection_id, &frame).await {
            tracing::warn!(
                tenant = %from.tenant_id,
                error = &error as &dyn std::error::Error,
                "a typing frame was not posted"
            );
        }
    }
    Ok(())
}

fn frame_for(
    to: &Socket,
    from: &Socket,
    id: ConversationId,
    owner: Option<AgentId>,
) -> Option<Value> {
    let author = match (&to.owner, &from.owner) {
        (SocketOwner::Agent { agent_id: reader }, author) => {
            if to.watching != Some(id) && owner != Some(*reader) {
                return None;
            }
            match author {
                // Their own other window.
                SocketOwner::Agent { agent_id } if agent_id == reader => return None,
                SocketOwner::Agent { agent_id } => json!({ "kind": "agent", "id": agent_id }),
                SocketOwner::Visitor { .. } => json!({ "kind": "customer" }),
            }
        }
        (SocketOwner::Visitor { conversation_id }, SocketOwner::Agent { agent_id }) => {
            if *conversation_id != id || owner != Some(*agent_id) {
                return None;
            }
            json!({ "kind": "agent" })
        }
        (SocketOwner::Visitor { .. }, SocketOwner::Visitor { .. }) => return None,
    };
    Some(json!({ "type": "typing", "conversation_id": id, "author": author }))
}
