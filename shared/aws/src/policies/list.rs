//! Lists of versions, and of what was done to them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_app::ports::{InvalidCursor, Page, Policies, PolicyChange, PolicyVersion, PortError};
use baton_domain::{PolicyId, TenantId};

use super::{PolicyStore, sort_key};
use crate::edits;
use crate::error::{failed, unreadable};
use crate::expression::{names, text, values};
use crate::items::{Row, from_row};
use crate::keys::{Key, PK, POLICIES_PAST, POLICY_DRAFTS, SK};

const LISTING: &str = "listing policies";
/// The most rows that a caller gets at once.
const MOST: usize = 100;
/// What a list holds behind the live one, in order.
const LEGS: [&str; 2] = [POLICY_DRAFTS, POLICIES_PAST];
/// Sorts behind everything that stands in a key.
const END: char = '~';

impl PolicyStore {
    pub(super) async fn list(
        &self,
        tenant: &TenantId,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<PolicyVersion>, PortError> {
        let limit = limit.clamp(1, MOST);
        let mut items = vec![];
        let behind = match cursor {
            None => {
                items.push(self.live(tenant).await?);
                format!("{POLICY_DRAFTS}{END}")
            }
            Some(cursor) => {
                place(cursor).ok_or_else(|| PortError::new("continuing a list", InvalidCursor))?
            }
        };
        let mut last = behind.clone();
        let mut start = Some(behind);
        for leg in LEGS {
            let from = match start.take() {
                Some(behind) if behind.starts_with(leg) => behind,
                // The place is in a later leg.
                Some(behind) => {
                    start = Some(behind);
                    continue;
                }
                None => format!("{leg}{END}"),
            };
            // One more than asked for tells whether there is more.
            let rows = self
                .leg(tenant, leg, &from, limit + 1 - items.len())
                .await?;
            for row in rows {
                if items.len() == limit {
                    let next_cursor = Some(URL_SAFE_NO_PAD.encode(&last));
                    return Ok(Page { items, next_cursor });
                }
                sort_key(&row).unwrap_or_default().clone_into(&mut last);
                items.push(from_row(row).map_err(unreadable(LISTING))?);
            }
        }
        Ok(Page {
            items,
            next_cursor: None,
        })
    }

    /// Rows of a leg behind a place, newest first.
    async fn leg(
        &self,
        tenant: &TenantId,
        leg: &str,
        behind: &str,
        limit: usize,
    ) -> Result<Vec<Row>, PortError> {
        let mut rows = vec![];
        let mut start = Some(Row::from([
            (PK.to_owned(), text(Key::policies_partition(tenant))),
            (SK.to_owned(), text(behind)),
        ]));
        let condition = "#pk = :pk AND begins_with(#sk, :leg)";
        while rows.len() < limit {
            let asked = i32::try_from(limit - rows.len()).unwrap_or(i32::MAX);
            let answer = self
                .client
                .query()
                .table_name(&self.tables.directory)
                .consistent_read(true)
                .key_condition_expression(condition)
                .set_expression_attribute_names(names(&[condition]))
                .set_expression_attribute_values(Some(values([
                    (":pk", text(Key::policies_partition(tenant))),
                    (":leg", text(leg)),
                ])))
                .scan_index_forward(false)
                .limit(asked)
                .set_exclusive_start_key(start.take())
                .send()
                .await
                .map_err(failed(LISTING))?;
            rows.extend(answer.items.unwrap_or_default());
            start = answer.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        Ok(rows)
    }

    pub(super) async fn changes(
        &self,
        tenant: &TenantId,
        id: PolicyId,
    ) -> Result<Vec<PolicyChange>, PortError> {
        const READING: &str = "reading who changed a policy";
        let partition = Key::policy_changes(tenant, id);
        edits::last(&self.client, &self.tables.directory, partition, READING).await
    }
}

/// The place that a cursor stands for; none where it was not given out here.
fn place(cursor: &str) -> Option<String> {
    let place = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let fits = LEGS.iter().any(|leg| {
        place.strip_prefix(leg).is_some_and(|rest| {
            rest.parse::<PolicyId>().is_ok() || (rest.len() == 1 && rest.starts_with(END))
        })
    });
    fits.then_some(place)
}
