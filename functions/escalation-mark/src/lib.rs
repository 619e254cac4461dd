//! `PUT /v1/escalations/{id}/mark`: it should not have been, or should have come earlier.

use baton_api::acting::words;
use baton_api::mark::Mark;
use baton_api::words::MarkKind;
use baton_api::{Fault, Problem, Request, Response};
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
    /// What was wrong with it; null takes back what was said, and has to be sent.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub mark: Option<MarkKind>,
    /// With `should_have_come_earlier`: the place of the customer's message where a person was
    /// needed. Without it the mark counts, and makes no example.
    #[serde(default)]
    pub seq: Option<u64>,
    /// Words for teammates; at most 500 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// Marks an escalation, live or ended, or takes back what was said of it. A later mark takes the
/// place of an earlier one, which is kept; the same again changes nothing.
///
/// # Errors
///
/// 404 where the agent's tenant has no such escalation, 422 where no message led to it, where
/// nobody marked what is taken back, or where `seq` is no message of the customer's before it.
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
    let mark: Option<ports::MarkKind> = sent.mark.map(Into::into);
    if sent.seq.is_some() && mark != Some(ports::MarkKind::ShouldHaveComeEarlier) {
        return Err(Problem::validation(
            "seq",
            Fault::DoesNotFit,
            "Send it with `should_have_come_earlier` only.",
        ));
    }
    let note = sent.note.filter(|note| !note.trim().is_empty());
    if note.is_some() && mark.is_none() {
        return Err(Problem::validation(
            "note",
            Fault::DoesNotFit,
            "Send it with a mark only.",
        ));
    }
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
