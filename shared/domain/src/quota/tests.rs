use proptest::prelude::*;

use super::*;

fn in_month(text: &str) -> Timestamp {
    format!("{text}-15T12:00:00Z").parse().unwrap()
}

fn november() -> Timestamp {
    in_month("2026-11")
}

fn december() -> Timestamp {
    in_month("2026-12")
}

fn balance(free: u64) -> Balance {
    Balance::new(november(), free)
}

/// Charges so many replies, one after the other; answers how many went through.
fn charge_all(balance: &mut Balance, replies: u64, at: Timestamp, free: u64) -> u64 {
    let mut through = 0;
    for _ in 0..replies {
        let Some(charge) = balance.charge(at, free) else {
            break;
        };
        *balance = balance.charged(&charge).unwrap();
        through += 1;
    }
    through
}

#[test]
fn a_month_is_that_of_utc() {
    for (at, expected) in [
        ("2026-11-30T23:59:59.999Z", "2026-11"),
        ("2026-12-01T00:00:00Z", "2026-12"),
        ("2026-12-01T00:30:00+01:00", "2026-11"),
        ("2026-01-01T00:00:00Z", "2026-01"),
    ] {
        assert_eq!(Month::of(at.parse().unwrap()).as_str(), expected, "{at}");
    }
    assert!(Month::of(december()) < Month::of(in_month("2027-01")));
}

#[test]
fn the_free_replies_go_first_and_then_the_packs() {
    let mut now = balance(2).with_pack(1, november(), 2);
    let accounts: Vec<Account> = std::iter::from_fn(|| {
        let charge = now.charge(november(), 2)?;
        now = now.charged(&charge)?;
        Some(charge.account)
    })
    .collect();
    assert_eq!(accounts, [Account::Free, Account::Free, Account::Packs]);
    assert!(now.is_exhausted());
    assert_eq!((now.used(), now.remaining(), now.percent()), (3, 0, 100));
}

#[test]
fn a_new_month_gives_the_free_replies_again_and_keeps_the_packs() {
    let mut now = balance(2).with_pack(5, november(), 2);
    charge_all(&mut now, 3, november(), 2);
    assert_eq!((now.free_used, now.packs_used, now.packs_left), (2, 1, 4));
    let charge = now.charge(december(), 2).unwrap();
    assert!(charge.first);
    let now = now.charged(&charge).unwrap();
    assert_eq!((now.free_used, now.packs_used, now.packs_left), (1, 0, 4));
    assert_eq!(now.month.as_str(), "2026-12");
}

#[test]
fn a_clock_that_is_behind_brings_no_month_back() {
    let mut now = balance(1);
    charge_all(&mut now, 1, november(), 1);
    assert_eq!(now.charge(in_month("2026-10"), 1), None);
    charge_all(&mut now, 1, december(), 1);
    assert_eq!(now.charge(november(), 1), None);
    assert_eq!(now.month.as_str(), "2026-12");
}

#[test]
fn without_free_replies_and_packs_nothing_is_charged() {
    assert_eq!(balance(0).charge(november(), 0), None);
    assert!(balance(0).is_exhausted());
    assert_eq!(balance(0).percent(), 100);
    let with_pack = balance(0).with_pack(1, november(), 0);
    assert!(with_pack.charge(november(), 0).is_some());
}

#[test]
fn fewer_free_replies_than_were_used_leave_none_and_take_none_back() {
    let mut now = balance(50);
    charge_all(&mut now, 50, november(), 50);
    let lowered = now.on(november(), 30);
    assert_eq!((lowered.used(), lowered.remaining()), (50, 0));
    assert_eq!(lowered.charge(november(), 30), None);
}

#[test]
fn the_thresholds_are_reached_once_each_and_a_pack_moves_them() {
    let mut now = balance(10);
    let mut reached = vec![];
    let mut step = |now: &mut Balance| {
        let before = now.clone();
        let through = charge_all(now, 1, november(), 10);
        if let Some(threshold) = now.reached_since(Some(&before)).filter(|_| through == 1) {
            reached.push((now.used(), threshold.percent()));
        }
    };
    for _ in 0..12 {
        step(&mut now);
    }
    let with_pack = now.with_pack(10, november(), 10);
    assert_eq!(with_pack.reached_since(Some(&now)), None);
    now = with_pack;
    for _ in 0..12 {
        step(&mut now);
    }
    assert_eq!(reached, [(8, 80), (10, 100), (16, 80), (20, 100)]);
}

#[test]
fn one_reply_that_reaches_both_thresholds_is_told_as_the_higher() {
    let mut now = balance(1);
    charge_all(&mut now, 1, november(), 1);
    assert_eq!(now.reached_since(None), Some(Threshold::Exhausted));
}

#[test]
fn only_what_a_reading_decided_is_charged() {
    for reason in [
        Reason::CustomerRequest,
        Reason::Keyword,
        Reason::Manual,
        Reason::WaitExpired,
    ] {
        assert!(
            !is_charged(reason, false) && !is_charged(reason, true),
            "{reason:?}"
        );
    }
    for reason in [
        Reason::Sentiment,
        Reason::LowConfidence,
        Reason::Policy,
        Reason::BotFailure,
    ] {
        assert!(
            is_charged(reason, false) && !is_charged(reason, true),
            "{reason:?}"
        );
    }
}

/// What can happen to an account.
#[derive(Debug, Clone)]
enum Step {
    Reply,
    Pack(u64),
    MonthEnds,
    Free(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => Just(Step::Reply),
        1 => (1_u64..6).prop_map(Step::Pack),
        1 => Just(Step::MonthEnds),
        1 => (0_u64..8).prop_map(Step::Free),
    ];
    prop::collection::vec(step, 0..120)
}

proptest! {
    #[test]
    fn nothing_is_spent_that_was_not_granted(steps in steps(), free in 0_u64..8) {
        let mut free = free;
        let mut number = 1;
        let mut now = Balance::new(in_month("2026-02"), free);
        let (mut packs_granted, mut packs_spent) = (0, 0);
        let (mut spent_free, mut most_free) = (0, free);
        for step in steps {
            let this = in_month(&format!("{:04}-{:02}", 2026 + number / 12, number % 12 + 1));
            match step {
                Step::Reply => {
                    let before = now.on(this, free);
                    let Some(charge) = now.charge(this, free) else {
                        prop_assert!(before.is_exhausted());
                        continue;
                    };
                    now = now.charged(&charge).unwrap();
                    prop_assert_eq!(now.remaining() + 1, before.remaining());
                    prop_assert_eq!(now.used(), before.used() + 1);
                    match charge.account {
                        Account::Free => spent_free += 1,
                        Account::Packs => packs_spent += 1,
                    }
                }
                Step::Pack(replies) => {
                    now = now.with_pack(replies, this, free);
                    packs_granted += replies;
                }
                Step::MonthEnds => {
                    number += 1;
                    spent_free = 0;
                    most_free = free;
                }
                Step::Free(other) => {
                    free = other;
                    most_free = most_free.max(free);
                }
            }
            prop_assert!(spent_free <= most_free);
            prop_assert!(packs_spent <= packs_granted);
            prop_assert_eq!(now.packs_left, packs_granted - packs_spent);
            prop_assert!(now.percent() <= 100);
        }
    }

    #[test]
    fn packs_and_replies_in_any_order_within_what_is_granted_end_the_same(
        free in 0_u64..6,
        packs in prop::collection::vec(1_u64..5, 0..4),
        replies in 0_u64..6,
        early in 0_usize..5,
    ) {
        // Replies that the free ones cover come before, between or after the packs.
        let replies = replies.min(free);
        let run = |first: usize| {
            let mut now = balance(free);
            for pack in packs.iter().take(first) {
                now = now.with_pack(*pack, november(), free);
            }
            charge_all(&mut now, replies, november(), free);
            for pack in packs.iter().skip(first) {
                now = now.with_pack(*pack, november(), free);
            }
            now
        };
        prop_assert_eq!(run(0), run(early));
        prop_assert_eq!(run(packs.len()), run(early));
    }

    #[test]
    fn a_charge_that_was_decided_on_another_balance_does_not_go_through_twice(free in 1_u64..5) {
        let mut now = balance(free);
        charge_all(&mut now, free - 1, november(), free);
        let last = now.charge(november(), free).unwrap();
        let after = now.charged(&last).unwrap();
        prop_assert_eq!(after.charged(&last), None);
    }
}
