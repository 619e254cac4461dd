//! How likely it is that what was found answers the question.
//!
//! What words and meaning say of a candidate adds up to its strength. Its likelihood is a logistic
//! function of that strength and of the lead over the next candidate that is about something else:
//! two articles that fit a question equally well are seldom both right. All weights are positive,
//! so that more evidence never makes a find less likely. `scripts/calibrate-retrieval` fits the
//! numbers to `data/retrieval/development.tsv`.

/// What speaks for a find.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Evidence {
    /// How much the question's words have in common with the title, or with one of the questions,
    /// from 0 to 1.
    pub likeness: f64,
    /// Which share of the question's meaningful words the chunk holds, from 0 to 1.
    pub coverage: f64,
    /// How near the question's meaning is to the title's, or to that of one of the questions: a
    /// cosine; none where there is no encoder.
    pub heading: Option<f64>,
    /// How near it is to the nearest chunk's.
    pub chunk: Option<f64>,
    /// Whether the question is, but for case, accents and punctuation, the title or one of the
    /// questions.
    pub same: bool,
}

/// The numbers of one kind of index.
#[derive(Debug, Clone, Copy)]
struct Calibration {
    /// What the greater of likeness and coverage adds to the strength.
    words: f64,
    /// What the nearness of the heading adds.
    heading: f64,
    /// What the nearness of the chunk adds.
    chunk: f64,
    /// The logistic function: its constant, and what strength and lead count.
    bias: f64,
    strength: f64,
    lead: f64,
}

include!("calibrated.rs");

/// A lead above this says no more than this one.
const LONGEST_LEAD: f64 = 3.0;

impl Evidence {
    fn calibration(&self) -> &'static Calibration {
        if self.heading.is_some() {
            &HYBRID
        } else {
            &LEXICAL
        }
    }

    fn words(&self) -> f64 {
        self.likeness.max(self.coverage).clamp(0.0, 1.0)
    }

    /// How much speaks for the find, from 0 up.
    pub(super) fn strength(&self) -> f64 {
        let numbers = self.calibration();
        let near = |cosine: Option<f64>| cosine.unwrap_or_default().clamp(0.0, 1.0);
        numbers.words * self.words()
            + numbers.heading * near(self.heading)
            + numbers.chunk * near(self.chunk)
    }

    /// How likely it is to answer the question, from 0 to 1, with this lead in strength over the
    /// next. The question itself, word for word, is certain; what shares neither word nor meaning
    /// is impossible.
    pub(super) fn confidence(&self, lead: f64) -> f64 {
        let strength = self.strength();
        if self.same {
            return 1.0;
        }
        if strength <= 0.0 {
            return 0.0;
        }
        let numbers = self.calibration();
        let sum = numbers.bias
            + numbers.strength * strength
            + numbers.lead * lead.clamp(0.0, LONGEST_LEAD);
        1.0 / (1.0 + (-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn evidence() -> impl Strategy<Value = Evidence> {
        let near = prop::option::of((-1.0..=1.0_f64, -1.0..=1.0_f64));
        (0.0..=1.0_f64, 0.0..=1.0_f64, near).prop_map(|(likeness, coverage, near)| Evidence {
            likeness,
            coverage,
            heading: near.map(|near| near.0),
            chunk: near.map(|near| near.1),
            same: false,
        })
    }

    proptest! {
        #[test]
        fn more_evidence_never_lowers_confidence(
            less in evidence(), by in 0.0..0.5_f64, lead in 0.0..4.0_f64,
        ) {
            let confidence = less.confidence(lead);
            prop_assert!((0.0..=1.0).contains(&confidence));
            prop_assert!(less.confidence(lead + by) >= confidence);
            for more in [
                Evidence { likeness: less.likeness + by, ..less },
                Evidence { coverage: less.coverage + by, ..less },
                Evidence { heading: less.heading.map(|it| it + by), ..less },
                Evidence { chunk: less.chunk.map(|it| it + by), ..less },
                Evidence { same: true, ..less },
            ] {
                prop_assert!(more.strength() >= less.strength());
                prop_assert!(more.confidence(lead) >= confidence);
            }
        }
    }
}
