//! How often the evaluator was right, on the wire.

use baton_app::ports::Decisions;
use baton_app::precision;
use baton_domain as domain;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words::Reason;

/// What agents say of the escalations that the evaluator opened in the window.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PrecisionStats {
    /// How many days the window has.
    pub window_days: u64,
    /// Since when escalations are counted, by when they were opened.
    pub since: Timestamp,
    /// Whether the window holds more escalations than are counted at once: then `since` is later
    /// than its beginning.
    pub is_more: bool,
    /// How many the evaluator opened for what it read. Those that people opened, those that a limit
    /// did, and those that were opened because an evaluator had failed or the month's replies were
    /// used up, are not counted.
    pub escalations: u64,
    /// How many agents marked `should_not_have`.
    pub marked_wrong: u64,
    /// How many agents marked `should_have_come_earlier`: right, and late.
    pub marked_late: u64,
    /// How many nobody marked.
    pub unmarked: u64,
    /// What those count as in `precision`: `right`. Where agents mark little, the figure flatters.
    pub unmarked_count_as: String,
    /// 1 - `marked_wrong` / `escalations`; null where there were none.
    #[schema(required)]
    pub precision: Option<f64>,
    /// The same by reason.
    pub by_reason: Vec<ReasonPrecision>,
}

/// The figures of one reason.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ReasonPrecision {
    /// The reason.
    pub reason: Reason,
    /// How many the evaluator opened for it.
    pub escalations: u64,
    /// How many agents marked `should_not_have`.
    pub marked_wrong: u64,
    /// How many agents marked `should_have_come_earlier`.
    pub marked_late: u64,
    /// 1 - `marked_wrong` / `escalations`.
    #[schema(required)]
    pub precision: Option<f64>,
}

impl PrecisionStats {
    /// These figures of a window.
    #[must_use]
    pub fn new(
        window_days: u64,
        decisions: &Decisions,
        (all, by_reason): (
            precision::Precision,
            Vec<(domain::Reason, precision::Precision)>,
        ),
    ) -> Self {
        Self {
            window_days,
            since: decisions.since,
            is_more: decisions.is_more,
            escalations: all.escalations,
            marked_wrong: all.wrong,
            marked_late: all.late,
            unmarked: all.unmarked(),
            unmarked_count_as: "right".into(),
            precision: all.share(),
            by_reason: by_reason
                .into_iter()
                .map(|(reason, of)| ReasonPrecision {
                    reason: reason.into(),
                    escalations: of.escalations,
                    marked_wrong: of.wrong,
                    marked_late: of.late,
                    precision: of.share(),
                })
                .collect(),
        }
    }
}
