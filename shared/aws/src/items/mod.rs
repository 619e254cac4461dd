//! Rows: what stands in the tables, and how it is read back.
//!
//! A row is the domain's own type with its attributes at the top, the key, the entries in indexes,
//! and what only the store needs.

mod conversation;
mod delivery;
mod escalation;
mod message;
mod receipt;
mod search;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::RowError;
use crate::keys::{Key, PK, SK};

pub(crate) use conversation::{
    LIVE_STATUS, LIVE_VERSION, MODE, NOTICE, head_row, mode_name, same_live, wait_due, wait_over,
};
pub(crate) use delivery::{Moved, moved, status_name as delivery_name};
pub(crate) use escalation::escalation_row;
pub(crate) use message::{SEND_BEGUN_AT, message_row};
pub(crate) use receipt::{outcome_of, receipt_row};
pub(crate) use search::{SEARCH, Wanted};

/// A row.
pub type Row = HashMap<String, AttributeValue>;

/// A row with this key and what `value` holds.
pub fn to_row(key: &Key, value: &impl Serialize) -> Result<Row, RowError> {
    let mut row: Row = serde_dynamo::to_item(value)?;
    row.extend(key.attributes());
    Ok(row)
}

/// What a row holds.
pub fn from_row<T: DeserializeOwned>(row: Row) -> Result<T, RowError> {
    Ok(serde_dynamo::from_item(row)?)
}

/// One value as it stands in a row.
pub(crate) fn to_value(value: &impl Serialize) -> Result<AttributeValue, RowError> {
    Ok(serde_dynamo::to_attribute_value(value)?)
}

/// An attribute that is a text.
pub(crate) fn text_of<'a>(row: &'a Row, name: &'static str) -> Result<&'a str, RowError> {
    row.get(name)
        .and_then(|value| value.as_s().ok())
        .map(String::as_str)
        .ok_or(RowError::Attribute(name))
}

/// An attribute that is a whole number.
pub(crate) fn number_of(row: &Row, name: &'static str) -> Result<u64, RowError> {
    row.get(name)
        .and_then(|value| value.as_n().ok())
        .and_then(|number| number.parse().ok())
        .ok_or(RowError::Attribute(name))
}

/// The key of a row.
pub(crate) fn key_of(row: &Row) -> Result<Key, RowError> {
    Ok(Key {
        pk: text_of(row, PK)?.to_owned(),
        sk: text_of(row, SK)?.to_owned(),
    })
}
