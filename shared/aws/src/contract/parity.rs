//! The one write that is not decided by the domain does what the domain would decide.

use baton_app::ports::TakeOutcome;
use baton_domain::{
    Command, Envelope, EscalationId, Reason, Rejection, Settings, State, Topic, Urgency, decide,
};

use super::fixture::{Harness, Need, at};

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    /// One of `sides`, counted from 0.
    fn roll(&mut self, sides: u64) -> u64 {
        // The constants of Knuth's MMIX generator; its upper bits are good enough for dice.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// In any state, an agent's take has the outcome that the domain decides, and leaves the
/// conversation and the escalation as the domain would.
pub async fn a_take_does_what_the_domain_decides(store: &Harness) {
    let mut dice = Dice(20_260_301);
    let mut taken = 0;
    let mut refused = 0;
    for number in 1..=60 {
        store.seed_agent(1, 0, 100).await;
        store.seed_agent(2, 0, 100).await;
        let asked = some_state(store, &mut dice, number).await;
        let room = dice.roll(4) > 0;
        store.seed_agent(1, u32::from(!room), 1).await;

        let before = store.state(Harness::thread(number)).await;
        let command = Command::Take {
            by: Harness::actor(1),
            escalation: asked,
            has_room: room,
            notice: store.new_message("Now speaking with Agent 1.", at(100)),
        };
        let decided = decide(
            &before,
            &Envelope::from(command),
            &Settings::default(),
            at(100),
        );
        let done = store.take(asked, 1, at(100)).await;
        let after = store.state(Harness::thread(number)).await;
        match (decided, done) {
            (Ok(events), TakeOutcome::Taken) => {
                taken += 1;
                same(&after, &before.after(&events));
                assert_eq!(store.load_of(1).await, 1);
            }
            (Err(rejection), done) => {
                refused += 1;
                same_refusal(&rejection, &done);
                assert_eq!(after, before);
            }
            (decided, done) => panic!("{decided:?} but {done:?} in {before:?}"),
        }
    }
    assert!(
        taken > 10 && refused > 10,
        "{taken} taken, {refused} refused"
    );
}

/// A thread somewhere in its life, and the escalation that somebody asks for.
async fn some_state(store: &Harness, dice: &mut Dice, number: u8) -> EscalationId {
    let thread = Harness::thread(number);
    let urgencies = [Urgency::Low, Urgency::Medium, Urgency::High];
    let need = Need {
        urgency: urgencies[usize::try_from(dice.roll(3)).unwrap()],
        topic: Topic::Refund,
        reason: Reason::Keyword,
    };
    let state = store.begin(number, at(0)).await;
    if dice.roll(2) == 0 {
        let reply = store.bot_reply(state.conversation.epoch, at(1));
        store.carry_out(thread, reply, at(1)).await;
    }
    let missing = EscalationId::in_thread(thread, at(999));
    if dice.roll(8) == 0 {
        return missing;
    }
    let mut asked = store.escalate(thread, need, at(2)).await.id;
    for step in 0..dice.roll(4) {
        let when = at(10 + i64::try_from(step).unwrap());
        let state = store.state(thread).await;
        let owner = state.conversation.owner.agent().cloned();
        let command = match dice.roll(7) {
            0 | 1 => store.customer(when),
            2 if owner.is_some() => Command::Release {
                by: Harness::actor(1),
            },
            2..=4 if owner.is_none() && state.live.is_some() => {
                let taker = if dice.roll(3) == 0 { 1 } else { 2 };
                store.take(asked, taker, when).await;
                continue;
            }
            5 if state.live.is_some() => Command::ReturnToBot {
                by: Harness::actor(1),
                seen: None,
            },
            6 if state.live.is_some() => Command::Close {
                by: Harness::actor(1),
                seen: None,
                closing: None,
            },
            _ if state.live.is_none() => {
                asked = store.escalate(thread, need, when).await.id;
                continue;
            }
            _ => continue,
        };
        store.carry_out(thread, command, when).await;
    }
    if dice.roll(10) == 0 { missing } else { asked }
}

/// All but what only a reader could know: the words of the notice, and a timer that may still
/// stand at the limit for picking up. The sweep sets that one right, and it is never absent where
/// the customer waits.
fn same(found: &State, decided: &State) {
    let mut expected = decided.clone();
    let timer = found.conversation.due_at;
    assert!(timer.is_some() || decided.conversation.due_at.is_none());
    expected.conversation.due_at = timer;
    expected
        .conversation
        .preview
        .clone_from(&found.conversation.preview);
    assert_eq!(*found, expected);
}

fn same_refusal(decided: &Rejection, done: &TakeOutcome) {
    let same = match (decided, done) {
        (Rejection::NotLive { .. }, TakeOutcome::NotFound)
        | (Rejection::NotLive { .. }, TakeOutcome::Rejected(Rejection::NotLive { .. })) => true,
        (Rejection::AlreadyHeld { version }, TakeOutcome::AlreadyHeld(held)) => {
            *version == held.version
        }
        (decided, TakeOutcome::Rejected(rejection)) => decided == rejection,
        _ => false,
    };
    assert!(same, "{decided:?} but {done:?}");
}
