//! Who changed what leads set: rows of one partition in the directory's table, one for each change.

use aws_sdk_dynamodb::Client;
use baton_app::ports::PortError;
use serde::de::DeserializeOwned;

use crate::error::{failed, unreadable};
use crate::expression::{names, text};
use crate::items::from_row;

/// How many of the last changes are told of. They stand in a partition of their own: whoever decides
/// reads the one of what was changed, with all that stands beside it.
const MOST_EDITS: i32 = 100;

/// The last changes in this partition, oldest first.
pub(crate) async fn last<T: DeserializeOwned>(
    client: &Client,
    table: &str,
    partition: String,
    reading: &'static str,
) -> Result<Vec<T>, PortError> {
    let condition = "#pk = :pk";
    let answer = client
        .query()
        .table_name(table)
        .consistent_read(true)
        .key_condition_expression(condition)
        .set_expression_attribute_names(names(&[condition]))
        .expression_attribute_values(":pk", text(partition))
        .scan_index_forward(false)
        .limit(MOST_EDITS)
        .send()
        .await
        .map_err(failed(reading))?;
    let mut edits: Vec<T> = answer
        .items
        .unwrap_or_default()
        .into_iter()
        .map(from_row)
        .collect::<Result<_, _>>()
        .map_err(unreadable(reading))?;
    edits.reverse();
    Ok(edits)
}
