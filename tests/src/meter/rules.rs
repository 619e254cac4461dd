//! What is to happen to which requests.

use std::collections::BTreeMap;

use serde::Deserialize;
use tokio::sync::watch;

use super::classify::Class;

/// Which requests. An absent part lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Pattern {
    /// How the function's name ends.
    pub(super) function: Option<String>,
    /// The service.
    pub(super) service: Option<String>,
    /// The operation.
    pub(super) operation: Option<String>,
    /// What the body contains.
    pub(super) contains: Option<String>,
}

impl Pattern {
    pub(super) fn matches(&self, class: &Class, body: &str) -> bool {
        let equals =
            |wanted: &Option<String>, is: &str| wanted.as_deref().is_none_or(|wanted| wanted == is);
        self.function
            .as_deref()
            .is_none_or(|wanted| class.function.ends_with(wanted))
            && equals(&self.service, &class.service)
            && equals(&self.operation, &class.operation)
            && self
                .contains
                .as_deref()
                .is_none_or(|wanted| body.contains(wanted))
    }
}

/// Where a request is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Loss {
    /// On the way to AWS, which never sees it.
    Before,
    /// On the way back: AWS did what was asked.
    After,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Fault {
    /// With which requests.
    #[serde(default, rename = "match")]
    pub(super) pattern: Pattern,
    /// How often.
    #[serde(default = "once")]
    pub(super) times: u32,
    /// The status of the answer, where it is answered.
    #[serde(default)]
    pub(super) status: Option<u16>,
    /// The body of that answer.
    #[serde(default)]
    pub(super) body: String,
    /// Where it is lost instead.
    #[serde(default)]
    pub(super) drop: Option<Loss>,
}

fn once() -> u32 {
    1
}

/// What to hold back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct HoldRequest {
    /// Which requests.
    #[serde(flatten)]
    pub(super) pattern: Pattern,
    /// Their answers rather than themselves: AWS has done by then what was asked.
    pub(super) answer: bool,
}

/// Requests that wait until somebody lets them go.
#[derive(Debug)]
struct Hold {
    what: HoldRequest,
    released: watch::Sender<bool>,
    waiting: usize,
}

/// All holds and faults.
#[derive(Debug, Default)]
pub(super) struct Rules {
    holds: BTreeMap<u64, Hold>,
    faults: Vec<Fault>,
    issued: u64,
}

impl Rules {
    /// Holds matching requests from now on.
    pub(super) fn hold(&mut self, what: HoldRequest) -> u64 {
        self.issued += 1;
        let hold = Hold {
            what,
            released: watch::Sender::new(false),
            waiting: 0,
        };
        self.holds.insert(self.issued, hold);
        self.issued
    }

    /// How many requests this hold has caught.
    pub(super) fn waiting(&self, id: u64) -> Option<usize> {
        self.holds.get(&id).map(|hold| hold.waiting)
    }

    /// Lets all that this hold caught go.
    pub(super) fn release(&mut self, id: u64) -> bool {
        self.holds
            .remove(&id)
            .is_some_and(|hold| hold.released.send(true).is_ok() || hold.waiting == 0)
    }

    /// What this request, or its answer, has to wait for, if it is held.
    pub(super) fn caught(
        &mut self,
        class: &Class,
        body: &str,
        answer: bool,
    ) -> Option<watch::Receiver<bool>> {
        let hold = self
            .holds
            .values_mut()
            .find(|hold| hold.what.answer == answer && hold.what.pattern.matches(class, body))?;
        hold.waiting += 1;
        Some(hold.released.subscribe())
    }

    /// Breaks matching requests from now on.
    pub(super) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// The fault that strikes this request, if any.
    pub(super) fn strike(&mut self, class: &Class, body: &str) -> Option<Fault> {
        let place = self
            .faults
            .iter()
            .position(|fault| fault.pattern.matches(class, body))?;
        let struck = self.faults[place].clone();
        if struck.times <= 1 {
            self.faults.remove(place);
        } else {
            self.faults[place].times -= 1;
        }
        Some(struck)
    }

    /// Lets everything go and breaks nothing any more.
    pub(super) fn clear(&mut self) {
        self.holds.clear();
        self.faults.clear();
    }
}
