//! The schemas of tools' arguments: the part of JSON Schema that is read here.
//!
//! A schema is an object of `type: "object"` with `properties`, and `required` where some must be
//! there. A property has a `type` out of `string`, `integer`, `number` and `boolean`; beside it
//! `description`, for strings `enum`, `minLength` and `maxLength`, for numbers `minimum` and
//! `maximum`. Whatever else a schema says is refused, not skipped, so that no tenant relies on a
//! rule that nobody keeps. Arguments that a schema does not name are refused, whatever
//! `additionalProperties` says; it may only say `false`.

use baton_domain::Flaw;
use serde_json::{Map, Value};

/// How many arguments a tool may have.
const MOST_PROPERTIES: usize = 32;
/// How many letters an argument may have that sets no limit of its own.
const LONGEST_TEXT: usize = 2_000;
/// How many bytes a schema may have.
const LONGEST_SCHEMA: usize = 16_000;
/// What an argument may be.
const KINDS: [&str; 4] = ["string", "integer", "number", "boolean"];

/// What is wrong with a schema.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {problem}")]
pub struct SchemaProblem {
    /// Where in the schema, as in `.properties.order.type`; empty for the whole.
    pub at: String,
    /// What is wrong.
    pub flaw: Flaw,
    /// The same, for people.
    pub problem: &'static str,
}

/// Why arguments do not fit a schema. It repeats nothing that was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// They are no object.
    #[error("the arguments are not an object")]
    NoObject,
    /// An argument that is required is absent.
    #[error("`{0}` is missing")]
    Missing(String),
    /// An argument that the schema does not name.
    #[error("there is an argument that the tool does not have")]
    Unknown,
    /// An argument of another type or beyond its limits.
    #[error("`{0}` is not as its schema wants it")]
    Wrong(String),
}

fn problem(at: impl Into<String>, flaw: Flaw, problem: &'static str) -> SchemaProblem {
    SchemaProblem {
        at: at.into(),
        flaw,
        problem,
    }
}

/// Whether a schema is one that arguments can be held against.
///
/// # Errors
///
/// The first [`SchemaProblem`] that was found.
pub fn check(schema: &Value) -> Result<(), SchemaProblem> {
    let Some(members) = schema.as_object() else {
        return Err(problem(
            "",
            Flaw::NotASchema,
            "Send a JSON schema: an object.",
        ));
    };
    if schema.to_string().len() > LONGEST_SCHEMA {
        let at_most = LONGEST_SCHEMA;
        return Err(problem(
            "",
            Flaw::TooLarge { at_most },
            "Send a shorter schema.",
        ));
    }
    for (name, value) in members {
        let fine = match name.as_str() {
            "type" => value == "object",
            "properties" => value.is_object(),
            "required" => value
                .as_array()
                .is_some_and(|names| names.iter().all(|name| has_property(members, name))),
            "additionalProperties" => *value == Value::Bool(false),
            "description" | "title" | "$schema" => value.is_string(),
            _ => false,
        };
        if !fine {
            return Err(problem(
                format!(".{name}"),
                Flaw::NotARule,
                "A tool's schema has type `object`, `properties` and a list `required` of their names.",
            ));
        }
    }
    if members.get("type").is_none() {
        return Err(problem(".type", Flaw::Missing, "Send `object`."));
    }
    let none = Map::new();
    let properties = properties(members).unwrap_or(&none);
    if properties.len() > MOST_PROPERTIES {
        let at_most = MOST_PROPERTIES;
        let flaw = Flaw::TooMany { at_most };
        return Err(problem(
            ".properties",
            flaw,
            "Declare at most 32 arguments.",
        ));
    }
    for (name, property) in properties {
        check_property(&format!(".properties.{name}"), property)?;
    }
    Ok(())
}

fn properties(members: &Map<String, Value>) -> Option<&Map<String, Value>> {
    members.get("properties")?.as_object()
}

fn has_property(members: &Map<String, Value>, name: &Value) -> bool {
    name.as_str()
        .zip(properties(members))
        .is_some_and(|(name, properties)| properties.contains_key(name))
}

fn check_property(at: &str, property: &Value) -> Result<(), SchemaProblem> {
    let members = property.as_object().ok_or_else(|| {
        problem(
            at,
            Flaw::NotASchema,
            "Describe each argument with an object.",
        )
    })?;
    let kind = members
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !KINDS.contains(&kind) {
        return Err(problem(
            format!("{at}.type"),
            Flaw::NotOneOf {
                options: KINDS.to_vec(),
            },
            "Send one of `string`, `integer`, `number`, `boolean`.",
        ));
    }
    for (name, value) in members {
        let fine = match (name.as_str(), kind) {
            ("type", _) => true,
            ("description" | "title", _) => value.is_string(),
            ("enum", "string") => value
                .as_array()
                .is_some_and(|all| !all.is_empty() && all.iter().all(Value::is_string)),
            ("minLength" | "maxLength", "string") => value.is_u64(),
            ("minimum" | "maximum", "integer" | "number") => value.is_number(),
            _ => false,
        };
        if !fine {
            return Err(problem(
                format!("{at}.{name}"),
                Flaw::NotARule,
                "This is no rule that is kept for such an argument.",
            ));
        }
    }
    Ok(())
}

/// Whether arguments fit a schema that was [checked](check). What a schema says beyond that fits
/// nothing.
///
/// # Errors
///
/// The first [`Unfit`] that was found.
pub fn fit(schema: &Value, arguments: &Value) -> Result<(), Unfit> {
    let given = arguments.as_object().ok_or(Unfit::NoObject)?;
    let members = schema.as_object().ok_or(Unfit::NoObject)?;
    let none = Map::new();
    let properties = properties(members).unwrap_or(&none);
    for name in members
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if !given.contains_key(name) {
            return Err(Unfit::Missing(name.to_owned()));
        }
    }
    for (name, value) in given {
        let property = properties.get(name).ok_or(Unfit::Unknown)?;
        if !fits(property, value) {
            return Err(Unfit::Wrong(name.clone()));
        }
    }
    Ok(())
}

fn fits(property: &Value, value: &Value) -> bool {
    let limit = |name: &str| property.get(name);
    match property.get("type").and_then(Value::as_str) {
        Some("string") => value.as_str().is_some_and(|text| {
            let length = text.chars().count();
            let bound = |name: &str| limit(name).and_then(Value::as_u64);
            let least = bound("minLength").and_then(|n| usize::try_from(n).ok());
            let most = bound("maxLength").and_then(|n| usize::try_from(n).ok());
            least.is_none_or(|least| length >= least)
                && length <= most.unwrap_or(LONGEST_TEXT)
                && !text.contains(|c: char| c.is_control())
                && limit("enum")
                    .and_then(Value::as_array)
                    .is_none_or(|all| all.contains(value))
        }),
        Some("integer") => (value.is_i64() || value.is_u64()) && within(property, value),
        Some("number") => value.is_number() && within(property, value),
        Some("boolean") => value.is_boolean(),
        _ => false,
    }
}

fn within(property: &Value, value: &Value) -> bool {
    let bound = |name: &str| property.get(name).and_then(Value::as_f64);
    value.as_f64().is_some_and(|value| {
        bound("minimum").is_none_or(|least| value >= least)
            && bound("maximum").is_none_or(|most| value <= most)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> Value {
        json!({
            "type": "object",
            "properties": {
                "order": { "type": "string", "minLength": 3, "maxLength": 12 },
                "size": { "type": "string", "enum": ["s", "m"] },
                "count": { "type": "integer", "minimum": 1, "maximum": 9 },
                "gift": { "type": "boolean" },
            },
            "required": ["order"],
            "additionalProperties": false,
        })
    }

    #[test]
    fn arguments_fit_or_are_told_why_not() {
        let schema = schema();
        check(&schema).unwrap();
        for good in [
            json!({ "order": "12345" }),
            json!({ "order": "12345", "size": "m", "count": 9, "gift": false }),
        ] {
            assert_eq!(fit(&schema, &good), Ok(()), "{good}");
        }
        for (bad, why) in [
            (json!([]), Unfit::NoObject),
            (json!("12345"), Unfit::NoObject),
            (json!({}), Unfit::Missing("order".into())),
            (
                json!({ "order": "12345", "tenant": "other" }),
                Unfit::Unknown,
            ),
            (json!({ "order": 12345 }), Unfit::Wrong("order".into())),
            (json!({ "order": "12" }), Unfit::Wrong("order".into())),
            (
                json!({ "order": "1234567890123" }),
                Unfit::Wrong("order".into()),
            ),
            (json!({ "order": "12\r\n45" }), Unfit::Wrong("order".into())),
            (
                json!({ "order": "12345", "size": "xl" }),
                Unfit::Wrong("size".into()),
            ),
            (
                json!({ "order": "12345", "count": 1.5 }),
                Unfit::Wrong("count".into()),
            ),
            (
                json!({ "order": "12345", "count": 10 }),
                Unfit::Wrong("count".into()),
            ),
            (
                json!({ "order": "12345", "gift": "no" }),
                Unfit::Wrong("gift".into()),
            ),
            (json!({ "order": null }), Unfit::Wrong("order".into())),
        ] {
            assert_eq!(fit(&schema, &bad), Err(why), "{bad}");
        }
    }

    #[test]
    fn a_rule_that_nobody_would_keep_is_refused() {
        for (schema, at) in [
            (json!([]), ""),
            (json!({}), ".type"),
            (json!({ "type": "array" }), ".type"),
            (json!({ "type": "object", "anyOf": [] }), ".anyOf"),
            (json!({ "type": "object", "required": ["a"] }), ".required"),
            (
                json!({ "type": "object", "additionalProperties": true }),
                ".additionalProperties",
            ),
            (
                json!({ "type": "object", "properties": { "a": { "type": "object" } } }),
                ".properties.a.type",
            ),
            (
                json!({ "type": "object", "properties": { "a": { "type": "string", "pattern": "x" } } }),
                ".properties.a.pattern",
            ),
            (
                json!({ "type": "object", "properties": { "a": { "type": "boolean", "enum": [] } } }),
                ".properties.a.enum",
            ),
        ] {
            assert_eq!(check(&schema).unwrap_err().at, at, "{schema}");
        }
    }
}
