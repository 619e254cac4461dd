//! The whole HTTP API as one `OpenAPI` 3.1 document, out of the endpoints' own annotations.

mod common;

use baton_api::{FieldFault, words};
use serde_json::{Map, Value};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Baton",
        description = "Hands customer conversations from a bot to a person and back.\n\nJSON in `snake_case`; times are RFC 3339 in UTC; ids are a prefix and a ULID. Errors are RFC 9457 problem details with a stable `type`. Lists take `limit` and `cursor` and answer `items` and `next_cursor`. What belongs to another tenant is answered as what does not exist.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/", description = "The deployment's own address")),
    tags(
        (name = "me", description = "The agent who asks"),
        (name = "escalations", description = "Episodes of human handling"),
        (name = "conversations", description = "Threads with customers"),
        (name = "people", description = "Agents and their groups"),
        (name = "quota", description = "What is left of the bot's replies"),
        (name = "settings", description = "What the tenant has set, canned replies, connections"),
        (name = "policies", description = "When a person is called, and the proof that it is right"),
        (name = "evaluator", description = "Who decides for the bot"),
        (name = "knowledge", description = "Articles that the bot answers from"),
        (name = "stats", description = "Live numbers"),
        (name = "websocket", description = "Permission to listen to changes"),
        (name = "webhooks", description = "What channels send"),
        (name = "widget", description = "What the website's widget calls")
    ),
    paths(
        article_ask::handle,
        article_create::handle,
        article_delete::handle,
        article_get::handle,
        article_import::handle,
        article_list::handle,
        article_publish::handle,
        article_unpublish::handle,
        article_update::handle,
        contact_update::handle,
        conversation_get::handle,
        conversation_list::handle,
        escalation_assign::handle,
        escalation_close::handle,
        escalation_create::handle,
        escalation_get::handle,
        escalation_list::handle,
        escalation_mark::handle,
        escalation_release::handle,
        escalation_return_to_bot::handle,
        escalation_take::handle,
        escalation_transfer::handle,
        escalation_update::handle,
        example_export::handle,
        evaluator_get::handle,
        evaluator_put::handle,
        evaluator_test::handle,
        agent_list::handle,
        agent_update::handle,
        group_create::handle,
        group_list::handle,
        group_update::handle,
        me_update::handle,
        notification_read::handle,
        me_get::handle,
        file_create::handle,
        message_create::handle,
        message_file_get::handle,
        message_list::handle,
        note_create::handle,
        notification_list::handle,
        policy_create::handle,
        policy_delete::handle,
        policy_get::handle,
        policy_list::handle,
        policy_publish::handle,
        policy_simulate::handle,
        policy_update::handle,
        presence_put::handle,
        quota_get::handle,
        quota_pack_create::handle,
        canned_reply_delete::handle,
        canned_reply_list::handle,
        canned_reply_put::handle,
        connection_list::handle,
        settings_get::handle,
        settings_put::handle,
        simulation_cancel::handle,
        simulation_get::handle,
        simulation_list::handle,
        stats_live::handle,
        stats_precision::handle,
        template_list::handle,
        unanswered_list::handle,
        webhook_intake::receive,
        webhook_intake::verify,
        widget_file_create::handle,
        widget_message_create::handle,
        widget_message_file_get::handle,
        widget_message_list::handle,
        widget_session_create::handle,
        widget_ws_ticket_create::handle,
        ws_ticket_create::handle,
    ),
    components(schemas(
        FieldFault,
        words::ArticleStatus,
        words::Channel,
        words::EscalationStatus,
        words::Lost,
        words::MarkKind,
        words::Mode,
        words::PolicyStatus,
        words::Reason,
        words::Section,
        words::Sort,
        words::Topic,
        words::Urgency,
    ))
)]
struct Endpoints;

/// The document, with what all endpoints have in common.
///
/// # Errors
///
/// Where the annotations have no form in JSON.
pub fn document() -> Result<Value, serde_json::Error> {
    let mut document = serde_json::to_value(Endpoints::openapi())?;
    common::complete(&mut document);
    Ok(sorted(document))
}

/// The text of `docs/openapi.json`: keys in order, so that it changes only where the API does.
///
/// # Errors
///
/// See [`document`].
pub fn text() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&document()?)?;
    text.push('\n');
    Ok(text)
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            let members = members
                .into_iter()
                .map(|(name, value)| (name, sorted(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}
