//! One query.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::QueryOutput;
use aws_sdk_dynamodb::types::Select;
use baton_app::ports::PortError;

use crate::error::failed;
use crate::expression::{Values, names};
use crate::items::Row;

/// A query for rows, or for how many there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    /// The index; none for the table itself, which is then read consistently.
    pub(super) index: Option<&'static str>,
    /// What the key must be.
    pub(super) condition: String,
    /// What else must hold; empty where nothing does.
    pub(super) filter: String,
    /// The values in both.
    pub(super) values: Values,
    /// Whether to read from the end.
    pub(super) backward: bool,
    /// How many rows to look at; none for as many as fit.
    pub(super) limit: Option<usize>,
    /// Behind which row to begin.
    pub(super) start: Option<Row>,
    /// Whether only the number of rows is asked for.
    pub(super) count: bool,
}

impl Query {
    pub(super) async fn send(
        self,
        client: &Client,
        table: &str,
        attempted: &str,
    ) -> Result<QueryOutput, PortError> {
        client
            .query()
            .table_name(table)
            .set_index_name(self.index.map(ToOwned::to_owned))
            .consistent_read(self.index.is_none())
            .set_expression_attribute_names(names(&[&self.condition, &self.filter]))
            .key_condition_expression(self.condition)
            .set_filter_expression((!self.filter.is_empty()).then_some(self.filter))
            .set_expression_attribute_values(Some(self.values))
            .scan_index_forward(!self.backward)
            .set_limit(
                self.limit
                    .map(|limit| i32::try_from(limit).unwrap_or(i32::MAX)),
            )
            .set_exclusive_start_key(self.start)
            .set_select(self.count.then_some(Select::Count))
            .send()
            .await
            .map_err(failed(attempted))
    }
}
