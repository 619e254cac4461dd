//! `PATCH /v1/contacts/{id}`: a lead, or the company's own systems, say what is known of a customer.

use baton_api::acting::with_contact;
use baton_api::contact::ContactDetail;
use baton_api::{Fault, FieldFault, Problem, Request, Response};
use baton_app::act::Desk;
use baton_domain::{Contact, ContactId, Flaw, Role, Saying};
use serde::Deserialize;
use utoipa::ToSchema;

/// What changes; a name that is absent stays as it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactChange {
    /// A text of at most 256 characters under each name, or null to take it away. Names have 1 to
    /// 64 letters, digits, `_`, `-` and `.`. 1 to 32 at once, and at most 32 are kept.
    #[schema(value_type = std::collections::BTreeMap<String, Option<String>>)]
    pub attributes: Saying,
}

/// Sets what triggers may know of a customer, name by name. What is said later holds, whether it is
/// set here or signed by the company's own systems. Needs a lead or an administrator.
///
/// # Errors
///
/// 403 for an agent, 404 where the tenant has no such contact, 422 with each name that cannot be.
#[utoipa::path(
    patch,
    path = "/v1/contacts/{id}",
    operation_id = "updateContact",
    tag = "conversations",
    params(("id" = String, Path, description = "The contact, `ctc_…`")),
    request_body = ContactChange,
    responses(
        (status = 200, description = "The contact now", body = ContactDetail),
        (status = 404, description = "`not-found`"),
        (status = 409, description = "`busy`"),
    )
)]
pub async fn handle(desk: &Desk, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let contact: ContactId = request.path_id("id")?;
    let saying = checked(request.json()?)?;
    let answer = desk
        .describe(&asked, contact, &saying, &with_contact)
        .await?;
    let by = asked.by.agent.id;
    tracing::info!(tenant = %asked.tenant, %by, %contact, "what is known of a contact was set");
    Ok(answer.into())
}

fn checked(sent: ContactChange) -> Result<Saying, Problem> {
    let names = sent.attributes.len();
    let most = Contact::MOST_ATTRIBUTES;
    if let Some(flaw) = Flaw::of_count(names, most) {
        let detail = format!("Send 1 to {most} attributes.");
        return Err(Problem::validation("attributes", flaw.into(), detail));
    }
    let faults: Vec<FieldFault> = sent.attributes.iter().filter_map(fault).collect();
    if faults.is_empty() {
        Ok(sent.attributes)
    } else {
        Err(Problem::refused(&faults))
    }
}

fn fault((name, value): (&String, &Option<String>)) -> Option<FieldFault> {
    if !Contact::names_an_attribute(name) {
        let detail = "Name attributes with 1 to 64 letters, digits, `_`, `-` and `.`.";
        let fault = Fault::NotAnAttributeName;
        return Some(FieldFault::new("attributes", fault, detail));
    }
    let at_most = Contact::LONGEST_ATTRIBUTE;
    value
        .as_ref()
        .filter(|value| value.chars().count() > at_most)
        .map(|_| {
            let detail = format!("Send at most {at_most} characters.");
            let fault = Fault::TooLong { at_most };
            FieldFault::new(format!("attributes.{name}"), fault, detail)
        })
}

#[cfg(test)]
mod tests;
