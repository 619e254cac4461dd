//! Writes, and the expressions in them. In an expression every attribute stands as `#name`, so
//! that none of them can be one of `DynamoDB`'s reserved words.

use std::collections::HashMap;

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, Put, ReturnValuesOnConditionCheckFailure,
    TransactWriteItem, Update,
};

use crate::items::Row;
use crate::keys::Key;

/// Values by their names in an expression, with the colon.
pub(crate) type Values = HashMap<String, AttributeValue>;

/// A text value.
pub(crate) fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::S(value.into())
}

/// A number value.
pub(crate) fn number(value: u64) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

/// Values from pairs.
pub(crate) fn values<const N: usize>(pairs: [(&str, AttributeValue); N]) -> Values {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// The names of all attributes that these expressions speak of.
pub(crate) fn names(expressions: &[&str]) -> Option<HashMap<String, String>> {
    let names: HashMap<String, String> = expressions
        .iter()
        .flat_map(|expression| expression.split('#').skip(1))
        .map(|rest| {
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            (format!("#{}", &rest[..end]), rest[..end].to_owned())
        })
        .collect();
    (!names.is_empty()).then_some(names)
}

/// What to change in a row, and under which condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    pub(crate) key: Key,
    pub(crate) update: String,
    pub(crate) condition: String,
    pub(crate) values: Values,
}

impl Change {
    /// The change as part of a transaction.
    pub(crate) fn into_part(self, table: &str) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(table)
            .set_key(Some(self.key.attributes()))
            .set_expression_attribute_names(names(&[&self.update, &self.condition]))
            .update_expression(self.update)
            .condition_expression(self.condition)
            .set_expression_attribute_values(some(self.values))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

/// A condition on a row that stays as it is, as part of a transaction.
pub(crate) fn check(
    table: &str,
    key: &Key,
    condition: &str,
    values: Values,
) -> Result<TransactWriteItem, BuildError> {
    let check = ConditionCheck::builder()
        .table_name(table)
        .set_key(Some(key.attributes()))
        .condition_expression(condition)
        .set_expression_attribute_names(names(&[condition]))
        .set_expression_attribute_values(some(values))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build()?;
    Ok(TransactWriteItem::builder().condition_check(check).build())
}

/// A whole row, as part of a transaction.
pub(crate) fn put(table: &str, row: Row) -> Result<TransactWriteItem, BuildError> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(row))
        .build()?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// A whole row under a condition, as part of a transaction.
pub(crate) fn put_if(
    table: &str,
    row: Row,
    condition: &str,
    values: Values,
) -> Result<TransactWriteItem, BuildError> {
    let put = Put::builder()
        .table_name(table)
        .set_item(Some(row))
        .condition_expression(condition)
        .set_expression_attribute_names(names(&[condition]))
        .set_expression_attribute_values(some(values))
        .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
        .build()?;
    Ok(TransactWriteItem::builder().put(put).build())
}

/// The end of a row, as part of a transaction.
pub(crate) fn delete(table: &str, key: &Key) -> Result<TransactWriteItem, BuildError> {
    let delete = Delete::builder()
        .table_name(table)
        .set_key(Some(key.attributes()))
        .build()?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

/// The end of a row under a condition, as part of a transaction.
pub(crate) fn delete_if(
    table: &str,
    key: &Key,
    condition: &str,
    values: Values,
) -> Result<TransactWriteItem, BuildError> {
    let delete = Delete::builder()
        .table_name(table)
        .set_key(Some(key.attributes()))
        .condition_expression(condition)
        .set_expression_attribute_names(names(&[condition]))
        .set_expression_attribute_values(some(values))
        .build()?;
    Ok(TransactWriteItem::builder().delete(delete).build())
}

/// `DynamoDB` refuses an empty map of values where it takes none at all.
pub(crate) fn some(values: Values) -> Option<Values> {
    (!values.is_empty()).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn every_attribute_of_an_expression_is_named() {
        let named = names(&["SET #a_b = #c + :d, #e.#f = :g", "attribute_exists(#pk)"]).unwrap();
        let mut found: Vec<_> = named.keys().map(String::as_str).collect();
        found.sort_unstable();
        assert_eq!(found, ["#a_b", "#c", "#e", "#f", "#pk"]);
        assert_eq!(named["#a_b"], "a_b");
        assert_eq!(names(&["size(x)"]), None);
    }
}
