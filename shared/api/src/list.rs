//! What lists share: limits, cursors, and queries that say which parameter is wrong.

use std::str::FromStr;

use baton_app::ports::Page;
use baton_domain::Version;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::words::Word;
use crate::{Fault, Problem, Request};

/// Part of a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct List<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Where the next part begins; null at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
}

impl<T> List<T> {
    /// A page of rows that have but one wire shape.
    #[must_use]
    pub fn of<Row>(page: Page<Row>) -> Self
    where
        T: for<'a> From<&'a Row>,
    {
        Self::new(page, |row| T::from(row))
    }

    /// A page with each item in its wire shape.
    pub fn new<Row>(page: Page<Row>, shape: impl FnMut(&Row) -> T) -> Self {
        Self {
            items: page.items.iter().map(shape).collect(),
            next_cursor: page.next_cursor,
        }
    }
}

/// The length of a list whose caller names none.
pub const DEFAULT_LIMIT: usize = 25;
const MAX_LIMIT: usize = 100;
const MAX_CURSOR: usize = 2048;

/// A request's query. An empty parameter is an absent one.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a>(&'a Request);

impl Request {
    /// The query, to be read parameter by parameter.
    #[must_use]
    pub fn query(&self) -> Query<'_> {
        Query(self)
    }
}

impl<'a> Query<'a> {
    /// A parameter's text.
    #[must_use]
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.0
            .query
            .get(name)
            .map(String::as_str)
            .filter(|text| !text.is_empty())
    }

    fn read<T>(
        self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        wanted: impl FnOnce() -> (Fault, String),
    ) -> Result<Option<T>, Problem> {
        self.text(name)
            .map(|text| {
                parse(text).ok_or_else(|| {
                    let (fault, detail) = wanted();
                    Problem::validation(name, fault, detail)
                })
            })
            .transpose()
    }

    /// One of a closed set of words.
    ///
    /// # Errors
    ///
    /// 422 with the words.
    pub fn word<W: Word>(self, name: &str) -> Result<Option<W>, Problem> {
        self.read(name, W::parse, || {
            let words: Vec<_> = W::ALL.iter().map(|(_, text)| *text).collect();
            let detail = format!("Send one of {}.", words.join(", "));
            (Fault::not_one_of(&words), detail)
        })
    }

    /// An id.
    ///
    /// # Errors
    ///
    /// 422, with what is wrong about it.
    pub fn id<T: FromStr<Err = baton_domain::IdError>>(
        self,
        name: &str,
    ) -> Result<Option<T>, Problem> {
        self.text(name)
            .map(str::parse)
            .transpose()
            .map_err(|error| {
                Problem::validation(name, Fault::NotAnId, format!("Send an id: {error}."))
            })
    }

    /// A time.
    ///
    /// # Errors
    ///
    /// 422.
    pub fn time(self, name: &str) -> Result<Option<Timestamp>, Problem> {
        self.read(
            name,
            |text| text.parse().ok(),
            || {
                let detail = "Send a time such as 2026-01-31T09:30:00Z.";
                (Fault::NotATime, detail.into())
            },
        )
    }

    /// A whole number, 0 or more.
    ///
    /// # Errors
    ///
    /// 422.
    pub fn number(self, name: &str) -> Result<Option<u64>, Problem> {
        self.read(
            name,
            |text| text.parse().ok(),
            || (Fault::NotAWholeNumber, "Send a whole number.".into()),
        )
    }

    /// The version that the caller saw of what they delete.
    ///
    /// # Errors
    ///
    /// 422 where there is none.
    pub fn version(self) -> Result<Version, Problem> {
        const NAME: &str = "version";
        let seen = self.number(NAME)?.map(Version);
        seen.ok_or_else(|| Problem::validation(NAME, Fault::Missing, "This field is required."))
    }

    /// The time that lies this many seconds before now.
    ///
    /// # Errors
    ///
    /// 422.
    pub fn seconds_ago(self, name: &str, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
        self.read(
            name,
            |text| {
                let seconds: u32 = text.parse().ok()?;
                now.checked_sub(SignedDuration::from_secs(seconds.into()))
                    .ok()
            },
            || {
                let detail = "Send a whole number of seconds.";
                (Fault::NotAWholeNumber, detail.into())
            },
        )
    }

    /// At most how many items: 1 to 100, 25 where none is named.
    ///
    /// # Errors
    ///
    /// 422.
    pub fn limit(self) -> Result<usize, Problem> {
        let limit = self.read(
            "limit",
            |text| {
                text.parse()
                    .ok()
                    .filter(|limit| (1..=MAX_LIMIT).contains(limit))
            },
            || {
                let detail = format!("Send a whole number from 1 to {MAX_LIMIT}.");
                (Fault::range(1, MAX_LIMIT as u64), detail)
            },
        )?;
        Ok(limit.unwrap_or(DEFAULT_LIMIT))
    }

    /// Where to begin.
    ///
    /// # Errors
    ///
    /// 422 where it cannot be a cursor.
    pub fn cursor(self) -> Result<Option<String>, Problem> {
        self.read(
            "cursor",
            |text| (text.len() <= MAX_CURSOR).then(|| text.to_owned()),
            || {
                let detail = "Send the `next_cursor` of the part before, unchanged.";
                (Fault::NotACursor, detail.into())
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Urgency;

    fn query(name: &str, value: &str) -> Request {
        Request {
            query: [(name.to_owned(), value.to_owned())].into(),
            ..Request::default()
        }
    }

    fn field(problem: &Problem) -> serde_json::Value {
        serde_json::to_value(problem).unwrap()["errors"][0]["field"].clone()
    }

    #[test]
    fn a_limit_is_1_to_100_and_25_where_none_is_named() {
        assert_eq!(Request::default().query().limit().unwrap(), 25);
        assert_eq!(query("limit", "100").query().limit().unwrap(), 100);
        for wrong in ["0", "101", "-1", "ten", "1.5"] {
            let problem = query("limit", wrong).query().limit().unwrap_err();
            assert_eq!(problem.status(), 422, "{wrong}");
            assert_eq!(field(&problem), "limit");
        }
    }

    #[test]
    fn an_empty_parameter_is_an_absent_one() {
        assert_eq!(
            query("urgency", "")
                .query()
                .word::<Urgency>("urgency")
                .unwrap(),
            None
        );
    }

    #[test]
    fn a_wrong_parameter_is_named() {
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        let q = query("x", "yesterday");
        let q = q.query();
        for problem in [
            q.word::<Urgency>("x").unwrap_err(),
            q.time("x").unwrap_err(),
            q.number("x").unwrap_err(),
            q.seconds_ago("x", now).unwrap_err(),
            q.id::<baton_domain::GroupId>("x").unwrap_err(),
        ] {
            assert_eq!(problem.status(), 422);
            assert_eq!(field(&problem), "x");
        }
        let long = "c".repeat(MAX_CURSOR + 1);
        assert_eq!(
            query("cursor", &long)
                .query()
                .cursor()
                .unwrap_err()
                .status(),
            422
        );
    }
}
