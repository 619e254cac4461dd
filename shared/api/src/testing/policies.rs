//! What leads do with the company's policy.

use std::sync::Arc;

use baton_app::act::Desk;
use baton_app::marking::MarkDesk;
use baton_app::policies::{NewDraft, PolicyDesk};
use baton_app::simulate::SimulationDesk;
use baton_aws::in_process::Tables;
use baton_aws::marks::MarkStore;
use baton_aws::policies::PolicyStore;
use baton_aws::simulations::SimulationStore;
use baton_domain::PolicyId;
use serde_json::Value;

use super::fixed::Orders;
use super::story::Office;
use crate::acting::answer;
use crate::policy::{Policy, policy_of};
use crate::trigger::Trigger;

impl Office {
    /// A draft that Lea begins, with these triggers as they are sent.
    pub async fn draft_with(&self, triggers: Value) -> PolicyId {
        let request = self.lea.asks("POST", "/v1/policies").request();
        let asked = request.asked().unwrap();
        let triggers: Vec<Trigger> = serde_json::from_value(triggers).unwrap();
        let new = NewDraft {
            policy: Some(policy_of(triggers, &self.policies)),
            ..NewDraft::default()
        };
        let wording = |draft: &_| answer(201, &Policy::from(draft));
        let begun = self.policies.begin(&asked, new, &wording);
        let draft: Value = serde_json::from_str(&begun.await.unwrap().body).unwrap();
        draft["id"].as_str().unwrap().parse().unwrap()
    }

    /// Lea throws a draft away as it stands.
    pub async fn discards(&self, draft: PolicyId) {
        let request = self.lea.asks("DELETE", "/v1/policies/{id}").request();
        let asked = request.asked().unwrap();
        let found = self.policies.policies.policy(&asked.tenant, draft).await;
        let seen = found.unwrap().unwrap().version;
        self.policies.discard(&asked, draft, seen).await.unwrap();
    }
}

/// Where policies, simulations and marks are worked on, with the desk's own clock.
pub(super) fn desks(
    tables: &Tables,
    desk: &Desk,
    orders: &Arc<Orders>,
) -> (PolicyDesk, SimulationDesk, MarkDesk) {
    let (names, client) = (tables.names(), tables.client());
    let (clock, ids) = (&desk.clock, &desk.ids);
    let policies = PolicyDesk {
        policies: Arc::new(PolicyStore::new(
            client.clone(),
            names.clone(),
            Arc::clone(clock),
        )),
        groups: Arc::clone(&desk.groups),
        clock: Arc::clone(clock),
        ids: Arc::clone(ids),
    };
    let simulations = SimulationDesk {
        policies: Arc::clone(&policies.policies),
        simulations: Arc::new(SimulationStore::new(
            client.clone(),
            names.clone(),
            Arc::clone(clock),
        )),
        jobs: Arc::clone(orders) as _,
        clock: Arc::clone(clock),
        ids: Arc::clone(ids),
    };
    let marks = MarkDesk {
        conversations: Arc::clone(&desk.conversations),
        marks: Arc::new(MarkStore::new(client, names.conversations)),
        clock: Arc::clone(clock),
    };
    (policies, simulations, marks)
}
