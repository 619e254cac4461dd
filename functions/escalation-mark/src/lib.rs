//! `PUT /v1/escalations/{id}/mark`: it should not have been, or should have come earlier.

use baton_api::acting::words;
use baton_api::mark::Mark;
use baton_api::words::MarkKind;
use baton_api::{Problem, Request, Response};
use baton_app::marking::{MarkDesk, NewMark};
use baton_app::ports;
use baton_domain::Seq;
use serde::Deserialize;
use utoipa::ToSchema;

/// The most characters that a note may have.
const LONGEST_NOTE: usize = 500;

/// What an agent says of an escalation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationMark {
    /// What was wrong with it.
    pub mark: MarkKind,
    /// With `should_have_come_earlier`: the place of the customer's message where a person was
    /// needed. Without it the mark counts, and makes no example.
    #[serde(default)]
    pub seq: Option<u64>,
    /// Words for teammates; at most 500 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// Marks an escalation, live or ended. A later mark takes the place of an earlier one; the same
/// mark again changes nothing.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 422 where no message led to it, or where
/// `seq` is no message of the customer's before it.
#[utoipa::path(
    put,
    path = "/v1/escalations/{id}/mark",
    operation_id = "markEscalation",
    tag = "escalations",
    params(("id" = String, Path, description = "The escalation, `esc_…`")),
    request_body = EscalationMark,
    responses(
        (status = 200, description = "The mark", body = Mark),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`busy`"),
    )
)]
pub async fn handle(desk: &MarkDesk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let escalation = request.path_id("id")?;
    let new = checked(request.json()?)?;
    let mark = desk.mark(&asked, escalation, &new).await?;
    Ok(Response::json(200, &Mark::from(&mark)))
}

fn checked(sent: EscalationMark) -> Result<NewMark, Problem> {
    let mark: ports::MarkKind = sent.mark.into();
    if sent.seq.is_some() && mark == ports::MarkKind::ShouldNotHave {
        return Err(Problem::validation(
            "seq",
            "Send it with `should_have_come_earlier` only.",
        ));
    }
    let note = sent.note.filter(|note| !note.trim().is_empty());
    Ok(NewMark {
        mark,
        seq: sent.seq.map(Seq),
        note: note
            .map(|note| words("note", &note, LONGEST_NOTE))
            .transpose()?,
    })
}

#[cfg(test)]
mod tests;
