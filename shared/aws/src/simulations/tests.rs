use baton_app::ports::{Figures, Progress, SimulationStatus};
use baton_domain::{AgentId, AgentRef, ConversationId, Policy, PolicyId, ThreadKey, Version};
use jiff::Timestamp;
use serde_json::{Value, json};
use ulid::Ulid;

use super::*;
use crate::config::scripted::Script;
use crate::in_process::Tables;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        "2026-03-01T09:00:00Z".parse().unwrap()
    }
}

fn acme() -> TenantId {
    "acme".parse().unwrap()
}

fn id() -> SimulationId {
    SimulationId::from_ulid(Ulid::from_parts(1, 1))
}

fn simulation() -> Simulation {
    Simulation {
        id: id(),
        version: Version(1),
        status: SimulationStatus::Queued,
        policy_id: PolicyId::from_ulid(Ulid::from_parts(2, 2)),
        policy_version: Version(3),
        live_id: PolicyId::from_ulid(Ulid::nil()),
        from: Timestamp::UNIX_EPOCH,
        to: Fixed.now(),
        channel: None,
        created_by: AgentRef {
            id: AgentId::from_ulid(Ulid::nil()),
            name: "Lea".into(),
        },
        created_at: Fixed.now(),
        started_at: None,
        finished_at: None,
        sample: 5_000,
        progress: Progress::default(),
        figures: Figures::default(),
        differences: vec![],
    }
}

fn sample(of: u64) -> Vec<Sampled> {
    let lots = (0..of).map(|n| Sampled {
        lot: u64::MAX - of + n,
        conversation: ConversationId::in_thread(ThreadKey::from_bytes([1; 10]), Fixed.now()),
    });
    lots.collect()
}

async fn begun() -> (SimulationStore, Tables) {
    let tables = Tables::start().await.unwrap();
    let store = SimulationStore::new(tables.client(), tables.names(), Arc::new(Fixed));
    let inputs = SimulationInputs {
        live: Policy::built_in(),
        tried: Policy { triggers: vec![] },
    };
    let written = store.create(&acme(), &simulation(), &inputs, None).await;
    assert_eq!(written.unwrap(), Creation::Created);
    let read = store.inputs(&acme(), id()).await.unwrap();
    assert_eq!(read, Some(inputs));
    (store, tables)
}

#[tokio::test]
async fn what_was_asked_for_is_read_back_and_nobody_elses() {
    let (store, _tables) = begun().await;
    let found = store.simulation(&acme(), id()).await.unwrap();
    assert_eq!(found, Some(simulation()));
    let globex = "globex".parse().unwrap();
    assert_eq!(store.simulation(&globex, id()).await.unwrap(), None);
    assert_eq!(store.sample(&acme(), id()).await.unwrap(), []);
}

#[tokio::test]
async fn of_two_who_work_on_it_one_writes_and_the_sample_goes_with_it() {
    let (store, _tables) = begun().await;
    let next = Simulation {
        version: Version(2),
        status: SimulationStatus::Running,
        ..simulation()
    };
    let drawn = sample(1_201);
    assert!(store.save(&acme(), &next, Some(&drawn)).await.unwrap());
    assert!(!store.save(&acme(), &next, Some(&sample(3))).await.unwrap());
    assert_eq!(store.sample(&acme(), id()).await.unwrap(), drawn);
    assert_eq!(store.simulation(&acme(), id()).await.unwrap(), Some(next));
}

#[tokio::test]
async fn an_order_says_whose_and_which() {
    let script = Script::new([(200, json!({ "MessageId": "m" }))]);
    let jobs = SqsJobs::new(script.aws().sqs(), "https://sqs.test/1/jobs");
    let job = SimulationJob {
        tenant_id: acme(),
        simulation_id: id(),
    };
    jobs.enqueue(&job).await.unwrap();
    let requests = script.json_requests();
    let body: Value = serde_json::from_str(requests[0]["MessageBody"].as_str().unwrap()).unwrap();
    assert_eq!(
        body,
        json!({"tenant_id": "acme", "simulation_id": id().to_string()})
    );
}
