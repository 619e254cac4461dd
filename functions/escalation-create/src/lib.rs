//! `POST /v1/escalations`: an agent sees that a person is needed.

use baton_api::acting::with_new_escalation;
use baton_api::escalation::EscalationDetail;
use baton_api::words::{Topic, Urgency};
use baton_api::{Problem, Request, Response};
use baton_app::act::{Desk, ManualEscalation};
use baton_domain::{ConversationId, GroupId};
use serde::Deserialize;
use utoipa::ToSchema;

/// The most characters that a reason may have.
const LONGEST_REASON: usize = 1000;

/// What an agent opens an escalation with.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NewEscalation {
    /// In which conversation, `cnv_…`.
    #[schema(value_type = String)]
    pub conversation_id: ConversationId,
    /// Why, for whoever takes it; 1 to 1,000 characters.
    #[schema(min_length = 1, max_length = 1000)]
    pub reason_text: String,
    /// What it is about; `general` where none is named.
    #[serde(rename = "type", default)]
    pub topic: Option<Topic>,
    /// How soon a person is needed; `medium` where none is named.
    #[serde(default)]
    pub urgency: Option<Urgency>,
    /// The team that it waits for, `grp_…`; everybody where none is named.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub group_id: Option<GroupId>,
}

/// Opens an escalation, which silences the bot in its conversation.
///
/// # Errors
///
/// 404 for a conversation that the agent's tenant does not have, 409 where it is escalated already,
/// 422 with the wrong field or for a group that is not there.
#[utoipa::path(
    post,
    path = "/v1/escalations",
    operation_id = "createEscalation",
    tag = "escalations",
    request_body = NewEscalation,
    responses(
        (status = 201, description = "It waits in the queue", body = EscalationDetail),
        (status = 404, description = "`not-found`: no such conversation"),
        (status = 409, description = "`already-escalated`, with `escalation_id`; `busy`: it changed again and again, send it again"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let new: NewEscalation = request.json()?;
    let reason_text = baton_api::acting::words("reason_text", &new.reason_text, LONGEST_REASON)?;
    let manual = ManualEscalation {
        conversation: new.conversation_id,
        reason_text,
        topic: new.topic.map(Into::into).unwrap_or_default(),
        urgency: new.urgency.map(Into::into).unwrap_or_default(),
        group: new.group_id,
    };
    let answer = desk.escalate(&asked, &manual, &with_new_escalation).await?;
    Ok(answer.into())
}

#[cfg(test)]
mod tests;
