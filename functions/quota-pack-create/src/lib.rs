//! `POST /v1/quota/packs`: an administrator adds replies on top of the free ones.

use baton_api::acting::answer;
use baton_api::quota::Quota;
use baton_api::{Fault, Problem, Request, Response};
use baton_app::quota::Treasury;
use baton_domain::Role;
use serde::Deserialize;
use utoipa::ToSchema;

/// The most replies that one pack may have.
const LARGEST_PACK: u64 = 100_000;

/// A pack of replies.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPack {
    /// How many replies it has; 1 to 100,000.
    #[schema(minimum = 1, maximum = 100_000)]
    pub replies: u64,
}

/// Adds a pack. Its replies are used when the month's free ones are gone, and what is left of them
/// goes along into the next month. Needs an administrator; send an `Idempotency-Key`, so that a
/// request that is repeated adds one pack.
///
/// # Errors
///
/// 403 for anybody but an administrator, 422 with the wrong field.
#[utoipa::path(
    post,
    path = "/v1/quota/packs",
    operation_id = "createQuotaPack",
    tag = "quota",
    request_body = NewPack,
    responses((status = 201, description = "The account with the pack", body = Quota))
)]
pub async fn handle(treasury: &Treasury, request: Request) -> Result<Response, Problem> {
    request.identity()?.require(Role::Admin)?;
    let asked = request.asked()?;
    let NewPack { replies } = request.json()?;
    if !(1..=LARGEST_PACK).contains(&replies) {
        return Err(Problem::validation(
            "replies",
            Fault::range(1, LARGEST_PACK),
            "Send 1 to 100000.",
        ));
    }
    let added = treasury
        .add_pack(&asked, replies, &|balance| {
            answer(201, &Quota::from(balance))
        })
        .await?;
    Ok(added.into())
}

#[cfg(test)]
mod tests;
