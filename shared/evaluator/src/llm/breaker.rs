//! Whether an endpoint is asked at all: after some failures in a row it is left alone for a while,
//! then asked once to see whether it has come back.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// After how many failures in a row an endpoint is left alone.
const FAILURES: u32 = 5;
/// For how long.
const REST: SignedDuration = SignedDuration::from_secs(30);
/// How long one question may be on its way before another one may find out.
const PROBE: SignedDuration = SignedDuration::from_secs(60);
/// How many endpoints are known at a time.
const KEPT: usize = 1_000;

/// What is known of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breaker {
    /// It answers, as far as is known.
    Closed {
        /// How often it failed in a row.
        failures: u32,
    },
    /// It is left alone.
    Open {
        /// Since when.
        since: Timestamp,
    },
    /// One question is on its way to find out.
    HalfOpen {
        /// Since when.
        since: Timestamp,
    },
}

impl Default for Breaker {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Breaker {
    /// Whether to ask now, and what is known then.
    pub(crate) fn admit(self, now: Timestamp) -> (Self, bool) {
        let has_passed = |since: Timestamp, rest: SignedDuration| {
            let passed = now.duration_since(since);
            // A clock that was set back must not keep an endpoint closed for long.
            passed.is_negative() || passed >= rest
        };
        match self {
            Self::Closed { .. } => (self, true),
            Self::Open { since } if has_passed(since, REST) => {
                (Self::HalfOpen { since: now }, true)
            }
            Self::HalfOpen { since } if has_passed(since, PROBE) => {
                (Self::HalfOpen { since: now }, true)
            }
            Self::Open { .. } | Self::HalfOpen { .. } => (self, false),
        }
    }

    /// After an answer.
    pub(crate) fn answered() -> Self {
        Self::default()
    }

    /// After an answer that is none, but tells that somebody is there.
    pub(crate) fn heard(self) -> Self {
        match self {
            Self::HalfOpen { .. } => Self::default(),
            Self::Closed { .. } | Self::Open { .. } => self,
        }
    }

    /// After a question of which nothing was learnt: the next one may find out.
    pub(crate) fn learnt_nothing(self) -> Self {
        match self {
            Self::HalfOpen { since } => Self::Open {
                since: since - REST,
            },
            Self::Closed { .. } | Self::Open { .. } => self,
        }
    }

    /// After a failure.
    pub(crate) fn failed(self, now: Timestamp) -> Self {
        match self {
            Self::Closed { failures } if failures + 1 < FAILURES => Self::Closed {
                failures: failures + 1,
            },
            Self::Closed { .. } | Self::HalfOpen { .. } => Self::Open { since: now },
            Self::Open { .. } => self,
        }
    }
}

/// What is known of every endpoint, for as long as the process lives.
#[derive(Debug, Default)]
pub(crate) struct Breakers(Mutex<HashMap<String, Breaker>>);

impl Breakers {
    fn update<T>(&self, endpoint: &str, change: impl FnOnce(Breaker) -> (Breaker, T)) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (after, told) = change(known.get(endpoint).copied().unwrap_or_default());
        if after == Breaker::default() {
            known.remove(endpoint);
        } else {
            if known.len() >= KEPT && !known.contains_key(endpoint) {
                known.clear();
            }
            known.insert(endpoint.to_owned(), after);
        }
        told
    }

    pub(crate) fn admits(&self, endpoint: &str, now: Timestamp) -> bool {
        self.update(endpoint, |breaker| breaker.admit(now))
    }

    pub(crate) fn answered(&self, endpoint: &str) {
        self.update(endpoint, |_| (Breaker::answered(), ()));
    }

    pub(crate) fn heard(&self, endpoint: &str) {
        self.update(endpoint, |breaker| (breaker.heard(), ()));
    }

    pub(crate) fn learnt_nothing(&self, endpoint: &str) {
        self.update(endpoint, |breaker| (breaker.learnt_nothing(), ()));
    }

    pub(crate) fn failed(&self, endpoint: &str, now: Timestamp) {
        self.update(endpoint, |breaker| (breaker.failed(now), ()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Ask,
        Answered,
        Failed,
        Wait(i64),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            4 => Just(Step::Ask),
            1 => Just(Step::Answered),
            4 => Just(Step::Failed),
            2 => (1_i64..40).prop_map(Step::Wait),
        ];
        prop::collection::vec(step, 0..200)
    }

    proptest! {
        #[test]
        fn it_opens_after_so_many_failures_in_a_row_and_not_before(steps in steps()) {
            let (mut breaker, mut now, mut in_a_row) = (Breaker::default(), 0, 0_u32);
            for step in steps {
                match step {
                    Step::Ask => {
                        let (after, admitted) = breaker.admit(at(now));
                        if in_a_row < FAILURES {
                            prop_assert!(admitted);
                        }
                        if let Breaker::Open { since } = breaker {
                            prop_assert_eq!(admitted, at(now).duration_since(since) >= REST);
                        }
                        breaker = after;
                    }
                    Step::Answered => {
                        breaker = Breaker::answered();
                        in_a_row = 0;
                        prop_assert!(breaker.admit(at(now)).1);
                    }
                    Step::Failed => {
                        breaker = breaker.failed(at(now));
                        in_a_row += 1;
                        prop_assert_eq!(
                            matches!(breaker, Breaker::Open { .. }),
                            in_a_row >= FAILURES
                        );
                    }
                    Step::Wait(seconds) => now += seconds,
                }
            }
        }

        #[test]
        fn one_question_at_a_time_finds_out_whether_it_is_back(asked in 2_usize..20) {
            let mut breaker = (0..FAILURES).fold(Breaker::default(), |b, _| b.failed(at(0)));
            let mut admitted = 0;
            for _ in 0..asked {
                let (after, yes) = breaker.admit(at(31));
                breaker = after;
                admitted += usize::from(yes);
            }
            prop_assert_eq!(admitted, 1);
            prop_assert_eq!(breaker.failed(at(32)), Breaker::Open { since: at(32) });
            prop_assert!(breaker.admit(at(31 + 60)).1, "a probe that was lost blocks nobody");
        }

        #[test]
        fn a_clock_that_was_set_back_blocks_nobody(back in 1_i64..100_000) {
            let breaker = (0..FAILURES).fold(Breaker::default(), |b, _| b.failed(at(0)));
            prop_assert!(breaker.admit(at(-back)).1);
        }
    }

    #[test]
    fn what_tells_nothing_of_an_endpoint_neither_opens_nor_blocks_it() {
        let one = Breaker::default().failed(at(0));
        assert_eq!((one.heard(), one.learnt_nothing()), (one, one));
        let open = (0..FAILURES).fold(Breaker::default(), |b, _| b.failed(at(0)));
        assert_eq!((open.heard(), open.learnt_nothing()), (open, open));
        let (probed, _) = open.admit(at(31));
        assert_eq!(probed.heard(), Breaker::default());
        let (again, admitted) = probed.learnt_nothing().admit(at(31));
        assert!(admitted && !again.admit(at(31)).1, "one at a time");
    }

    #[test]
    fn endpoints_are_known_apart() {
        let breakers = Breakers::default();
        for _ in 0..FAILURES {
            breakers.failed("acme a", at(0));
        }
        assert!(!breakers.admits("acme a", at(1)));
        assert!(breakers.admits("other a", at(1)));
        assert!(breakers.admits("acme a", at(30)));
        breakers.answered("acme a");
        assert!(breakers.admits("acme a", at(30)) && breakers.admits("acme a", at(30)));
    }
}
