//! Where a list goes on. A cursor is opaque to callers, who get it back checked: it only fits the
//! tenant, the list and the order that gave it out.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_app::ports::PortError;
use serde::{Deserialize, Serialize};

use crate::error::{InvalidCursor, RowError};
use crate::expression::text;
use crate::items::{Row, text_of};
use crate::keys::{PK, SK};

/// One stretch of a list: rows of one partition of an index, or of the table itself where none is
/// named, whose places begin and end alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leg {
    pub(super) index: Option<&'static str>,
    pub(super) pk: (&'static str, String),
    pub(super) sk: &'static str,
    /// The first and the last place, both included.
    pub(super) between: Option<(String, String)>,
    pub(super) backward: bool,
}

impl Leg {
    /// Tells it from the others of its list. In the table itself several stretches of one
    /// partition may follow each other, and differ in where they begin.
    fn name(&self) -> String {
        let direction = if self.backward { "-" } else { "+" };
        match (self.index, &self.between) {
            (Some(index), _) => format!("{direction}{index}/{}", self.pk.1),
            (None, Some((first, _))) => format!("{direction}table/{}/{first}", self.pk.1),
            (None, None) => format!("{direction}table/{}", self.pk.1),
        }
    }

    fn holds(&self, place: &str) -> bool {
        self.between
            .as_ref()
            .is_none_or(|(first, last)| (first.as_str()..=last.as_str()).contains(&place))
    }
}

/// A place in a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Position {
    /// Which leg.
    pub(super) leg: usize,
    /// Behind which row of it; none for its beginning.
    pub(super) start: Option<Row>,
}

/// What a cursor's text holds: the leg by name, and the row's place in the index and in the table.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Token {
    leg: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<(String, String, String)>,
}

/// The cursor that goes on behind this row of a leg, or at the leg's beginning.
pub(super) fn goes_on(leg: &Leg, behind: Option<&Row>) -> Result<String, RowError> {
    let row = match behind {
        Some(row) => Some((
            text_of(row, leg.sk)?.to_owned(),
            text_of(row, PK)?.to_owned(),
            text_of(row, SK)?.to_owned(),
        )),
        None => None,
    };
    written(&Token {
        leg: leg.name(),
        row,
    })
}

fn written(token: &Token) -> Result<String, RowError> {
    let json = serde_json::to_vec(token).map_err(|_| RowError::Attribute("cursor"))?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// The place that a cursor stands for in this list of this tenant's.
pub(super) fn position(
    cursor: Option<&str>,
    legs: &[Leg],
    rows_begin_with: &str,
) -> Result<Position, PortError> {
    let Some(cursor) = cursor else {
        return Ok(Position::default());
    };
    read(cursor, legs, rows_begin_with)
        .ok_or_else(|| PortError::new("continuing a list", InvalidCursor))
}

fn read(cursor: &str, legs: &[Leg], rows_begin_with: &str) -> Option<Position> {
    let json = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let token: Token = serde_json::from_slice(&json).ok()?;
    let at = legs.iter().position(|leg| leg.name() == token.leg)?;
    let leg = &legs[at];
    let start = match token.row {
        None => None,
        Some((place, pk, sk)) => {
            if !leg.holds(&place) || !pk.starts_with(rows_begin_with) || sk.is_empty() {
                return None;
            }
            Some(Row::from([
                (leg.pk.0.to_owned(), text(leg.pk.1.clone())),
                (leg.sk.to_owned(), text(place)),
                (PK.to_owned(), text(pk)),
                (SK.to_owned(), text(sk)),
            ]))
        }
    };
    Some(Position { leg: at, start })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(partition: &str, backward: bool) -> Leg {
        Leg {
            index: Some("by_queue"),
            pk: ("by_queue_pk", partition.to_owned()),
            sk: "by_queue_sk",
            between: Some(("0#".into(), "0#~".into())),
            backward,
        }
    }

    fn row(place: &str, pk: &str) -> Row {
        Row::from([
            ("by_queue_sk".to_owned(), text(place)),
            (PK.to_owned(), text(pk)),
            (SK.to_owned(), text("live")),
        ])
    }

    #[test]
    fn a_cursor_leads_back_to_its_row() {
        let legs = [leg("acme#esc#queued", false), leg("acme#esc#open", false)];
        let cursor = goes_on(&legs[1], Some(&row("0#2026", "acme#cnv#x"))).unwrap();
        let position = position(Some(&cursor), &legs, "acme#cnv#").unwrap();
        assert_eq!(position.leg, 1);
        let start = position.start.unwrap();
        assert_eq!(text_of(&start, "by_queue_pk").unwrap(), "acme#esc#open");
        assert_eq!(text_of(&start, "by_queue_sk").unwrap(), "0#2026");
        assert_eq!(text_of(&start, PK).unwrap(), "acme#cnv#x");
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let legs = [leg("acme#esc#queued", false)];
        let refused = |cursor: &str| {
            InvalidCursor::caused(&position(Some(cursor), &legs, "acme#cnv#").unwrap_err())
        };
        let good = row("0#2026", "acme#cnv#x");
        assert!(refused(
            &goes_on(&leg("bank#esc#queued", false), Some(&good)).unwrap()
        ));
        assert!(refused(
            &goes_on(&leg("acme#esc#queued", true), Some(&good)).unwrap()
        ));
        assert!(refused(
            &goes_on(&leg("acme#esc#closed", false), None).unwrap()
        ));
        // Another tenant's row, a place outside the leg, and no cursor at all.
        assert!(refused(
            &goes_on(&legs[0], Some(&row("0#2026", "bank#cnv#x"))).unwrap()
        ));
        assert!(refused(
            &goes_on(&legs[0], Some(&row("1#2026", "acme#cnv#x"))).unwrap()
        ));
        for nonsense in ["", "%%%", "bm90IGpzb24", "e30"] {
            assert!(refused(nonsense), "{nonsense}");
        }
    }
}
