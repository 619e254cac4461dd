//! `GET /v1/escalations`: what waits, what is in hand, and what is over.

use baton_api::escalation::Escalation;
use baton_api::list::List;
use baton_api::words::{Channel, EscalationStatus, Reason, Section, Sort, Topic, Urgency};
use baton_api::{Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::ports::{self, EscalationFilter};
use baton_domain::{AgentId, ConversationId};
use jiff::Timestamp;

/// Escalations of the agent's tenant, already in order. Without `section` and `status`, live ones
/// are listed, those that wait before those that are open. With `conversation`, all of that one
/// are listed: the live one, then those that are over, the last one first.
///
/// # Errors
///
/// 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/escalations",
    operation_id = "listEscalations",
    tag = "escalations",
    params(
        ("conversation" = Option<String>, Query, description = "Of which conversation, `cnv_…`; `sort` counts for nothing then"),
        ("section" = Option<Section>, Query, description = "Whose"),
        ("status" = Option<EscalationStatus>, Query, description = "Where they stand"),
        ("urgency" = Option<Urgency>, Query, description = "How soon a person is needed"),
        ("type" = Option<Topic>, Query, description = "What they are about"),
        ("channel" = Option<Channel>, Query, description = "The customer's channel"),
        ("group" = Option<String>, Query, description = "The team that they wait for, `grp_…`"),
        ("reason" = Option<Reason>, Query, description = "Why they were opened"),
        ("min_wait" = Option<u32>, Query, description = "Waiting for at least this many seconds"),
        ("sort" = Option<Sort>, Query, description = "In which order; `urgency` where none is named"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before, with the same filters"),
    ),
    responses((status = 200, description = "In order", body = List<Escalation>))
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let now = desk.clock.now();
    let filter = filter(&request, asked.by.agent.id, now)?;
    let page = desk
        .conversations
        .escalations(&asked.tenant, &filter)
        .await?;
    let list = List::new(page, |escalation| Escalation::new(escalation, now));
    Ok(Response::json(200, &list))
}

fn filter(request: &Request, me: AgentId, now: Timestamp) -> Result<EscalationFilter, Problem> {
    let query = request.query();
    let section = query.word("section")?.map(|section| match section {
        Section::Mine => ports::Section::Mine(me),
        Section::Waiting => ports::Section::Waiting,
        Section::Teammates => ports::Section::Teammates(me),
    });
    let sort = query
        .word("sort")?
        .map_or(ports::Sort::default(), |sort| match sort {
            Sort::Urgency => ports::Sort::Urgency,
            Sort::Wait => ports::Sort::Wait,
            Sort::Newest => ports::Sort::Newest,
        });
    Ok(EscalationFilter {
        thread: query
            .id::<ConversationId>("conversation")?
            .map(ConversationId::thread),
        section,
        status: query.word::<EscalationStatus>("status")?.map(Into::into),
        urgency: query.word::<Urgency>("urgency")?.map(Into::into),
        topic: query.word::<Topic>("type")?.map(Into::into),
        channel: query.word::<Channel>("channel")?.map(Into::into),
        group: query.id("group")?,
        reasons: query
            .word::<Reason>("reason")?
            .map(Into::into)
            .into_iter()
            .collect(),
        waiting_since: query.seconds_ago("min_wait", now)?,
        queued_after: None,
        sort,
        limit: query.limit()?,
        cursor: query.cursor()?,
    })
}

#[cfg(test)]
mod tests;
