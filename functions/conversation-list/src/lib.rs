//! `GET /v1/conversations`: all threads with customers, last active first.

use std::ops::RangeInclusive;

use baton_api::conversation::Conversation;
use baton_api::list::{List, Query};
use baton_api::words::{Channel, EscalationStatus, Mode};
use baton_api::{Fault, Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::ports::ConversationFilter;

/// How many characters a search may have.
const SEARCH: RangeInclusive<usize> = 2..=100;

/// Conversations of the agent's tenant.
///
/// # Errors
///
/// 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/conversations",
    operation_id = "listConversations",
    tag = "conversations",
    params(
        ("mode" = Option<Mode>, Query, description = "Who may speak"),
        ("status" = Option<EscalationStatus>, Query, description = "With a live escalation in this status: `queued` or `open`"),
        ("from" = Option<String>, Query, format = DateTime, description = "Active at this time or after"),
        ("to" = Option<String>, Query, format = DateTime, description = "Active before this time"),
        ("channel" = Option<Channel>, Query, description = "The customer's channel"),
        ("agent" = Option<String>, Query, description = "With a live escalation that this agent has, `agt_…`"),
        ("q" = Option<String>, Query, min_length = 2, max_length = 100, description = "With a contact in whose name, whatever the case, or address this stands; of a phone number any digits, with or without `+` and spaces"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "At most how many; 25 where none is named"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the part before, with the same filters"),
    ),
    responses((status = 200, description = "Last active first", body = List<Conversation>))
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked()?;
    let filter = filter(&request)?;
    let page = desk
        .conversations
        .conversations(&asked.tenant, &filter)
        .await?;
    Ok(Response::json(200, &List::<Conversation>::of(page)))
}

fn filter(request: &Request) -> Result<ConversationFilter, Problem> {
    let query = request.query();
    let filter = ConversationFilter {
        mode: query.word::<Mode>("mode")?.map(Into::into),
        status: query.word::<EscalationStatus>("status")?.map(Into::into),
        from: query.time("from")?,
        to: query.time("to")?,
        channel: query.word::<Channel>("channel")?.map(Into::into),
        agent: query.id("agent")?,
        search: search(query)?,
        limit: query.limit()?,
        cursor: query.cursor()?,
    };
    if let (Some(from), Some(to)) = (filter.from, filter.to)
        && from > to
    {
        return Err(Problem::validation(
            "to",
            Fault::OutOfOrder,
            "Send a time after `from`.",
        ));
    }
    Ok(filter)
}

fn search(query: Query<'_>) -> Result<Option<String>, Problem> {
    query
        .text("q")
        .map(|text| {
            let text = text.trim();
            let (at_least, at_most) = (*SEARCH.start(), *SEARCH.end());
            let fault = match text.chars().count() {
                length if length < at_least => Fault::TooShort { at_least },
                length if length > at_most => Fault::TooLong { at_most },
                _ => return Ok(text.to_owned()),
            };
            let detail = format!("Send {at_least} to {at_most} characters.");
            Err(Problem::validation("q", fault, detail))
        })
        .transpose()
}

#[cfg(test)]
mod tests;
