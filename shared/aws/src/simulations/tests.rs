use baton_app::commit::Outcome;
use baton_app::ports::{Conclusion, Difference, Figures, Progress, SimulationStatus};
use baton_domain::{AgentId, AgentRef, ConversationId, Policy, PolicyId, ThreadKey, Version};
use jiff::Timestamp;
use serde_json::{Value, json};
use ulid::Ulid;

use super::*;
use crate::config::scripted::Script;
use crate::in_process::Tables;
use crate::patience::ATTEMPTS;

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
        progressed_at: None,
        awaits_turn: false,
        decided_by: None,
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
    assert_eq!(written.unwrap(), Begun::Created);
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

fn numbered(n: u64, policy: u128) -> Simulation {
    Simulation {
        id: SimulationId::from_ulid(Ulid::from_parts(n, 1)),
        policy_id: PolicyId::from_ulid(Ulid::from_parts(2, policy)),
        ..simulation()
    }
}

/// The same, over.
fn done(simulation: &Simulation) -> Simulation {
    Simulation {
        version: simulation.version.next(),
        status: SimulationStatus::Done,
        differences: vec![Difference {
            conversation_id: ConversationId::in_thread(ThreadKey::from_bytes([1; 10]), Fixed.now()),
            seq: baton_domain::Seq(3),
            before: Conclusion::Answer,
            after: Conclusion::Answer,
        }],
        ..simulation.clone()
    }
}

fn inputs() -> SimulationInputs {
    SimulationInputs {
        live: Policy::built_in(),
        tried: Policy { triggers: vec![] },
    }
}

#[tokio::test]
async fn a_tenant_has_one_at_a_time_and_a_request_that_comes_again_is_no_other() {
    let tables = Tables::start().await.unwrap();
    let store = SimulationStore::new(tables.client(), tables.names(), Arc::new(Fixed));
    let (first, second) = (numbered(1, 2), numbered(2, 2));
    let answer = Outcome {
        status: 202,
        body: "{}".into(),
        fingerprint: String::new(),
    };
    let receipt = || Some((ReceiptKey("key".into()), answer.clone()));
    let globex = "globex".parse().unwrap();
    let create = async |tenant: &TenantId, simulation: &Simulation, receipt| {
        let inputs = inputs();
        let created = store.create(tenant, simulation, &inputs, receipt);
        created.await.unwrap()
    };
    assert_eq!(create(&acme(), &first, receipt()).await, Begun::Created);
    assert_eq!(
        create(&acme(), &second, None).await,
        Begun::Occupied(first.id)
    );
    let again = create(&acme(), &second, receipt()).await;
    assert_eq!(again, Begun::Repeated(Some(answer.clone())));
    assert_eq!(create(&globex, &second, None).await, Begun::Created);

    assert!(store.save(&acme(), &done(&first), None).await.unwrap());
    assert_eq!(create(&acme(), &second, None).await, Begun::Created);
}

#[tokio::test]
async fn they_are_listed_newest_first_by_policy_and_without_what_changed() {
    let tables = Tables::start().await.unwrap();
    let store = SimulationStore::new(tables.client(), tables.names(), Arc::new(Fixed));
    let all: Vec<Simulation> = (1..=5).map(|n| numbered(n, u128::from(n % 2))).collect();
    let mut expected = vec![];
    for one in &all {
        let begun = store.create(&acme(), one, &inputs(), None).await.unwrap();
        assert_eq!(begun, Begun::Created);
        assert!(store.save(&acme(), &done(one), None).await.unwrap());
        expected.insert(
            0,
            Simulation {
                differences: vec![],
                ..done(one)
            },
        );
    }
    let list = async |policy, limit, cursor: Option<String>| {
        let acme = acme();
        let page = store.simulations(&acme, policy, limit, cursor.as_deref());
        let page = page.await.unwrap();
        (page.items, page.next_cursor)
    };
    let (items, next) = list(None, 2, None).await;
    assert_eq!(items, expected[..2]);
    let (items, next) = list(None, 2, next).await;
    assert_eq!(items, expected[2..4]);
    let (items, next) = list(None, 2, next).await;
    assert_eq!((items.as_slice(), next), (&expected[4..], None));

    let odd: Vec<_> = expected.iter().step_by(2).cloned().collect();
    let (items, next) = list(Some(odd[0].policy_id), 2, None).await;
    assert_eq!(items, odd[..2]);
    let (items, next) = list(Some(odd[0].policy_id), 2, next).await;
    assert_eq!((items.as_slice(), next), (&odd[2..], None));
    let globex = "globex".parse().unwrap();
    let theirs = store.simulations(&globex, None, 9, None).await.unwrap();
    assert!(theirs.items.is_empty());
    let wrong = store.simulations(&acme(), None, 9, Some("cnVuI3g")).await;
    assert!(InvalidCursor::caused(&wrong.unwrap_err()));
}

#[tokio::test]
async fn what_is_kept_of_one_ends_ninety_days_after_it_was_asked_for() {
    let (store, tables) = begun().await;
    let next = Simulation {
        version: Version(2),
        ..simulation()
    };
    assert!(store.save(&acme(), &next, Some(&sample(3))).await.unwrap());
    let rows = tables.client().scan().table_name(tables.names().directory);
    let rows = rows.send().await.unwrap().items.unwrap_or_default();
    let until = "1780131600";
    let kept: Vec<_> = rows
        .iter()
        .filter(|row| row["sk"].as_s().unwrap() != "live")
        .map(|row| row["expires_at"].as_n().unwrap().as_str())
        .collect();
    assert_eq!(kept, [until; 3]);
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

/// What DynamoDB answers to a transaction that it refused for this reason.
fn cancelled(reason: &str) -> (u16, Value) {
    let refused = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "message": "Transaction cancelled",
        "CancellationReasons": [{ "Code": reason }],
    });
    (400, refused)
}

async fn saved(answers: Vec<(u16, Value)>) -> (Result<bool, PortError>, usize) {
    let script = Script::new(answers);
    let names = TableNames {
        conversations: "conversations".into(),
        directory: "directory".into(),
        receipts: "receipts".into(),
        sockets: "sockets".into(),
    };
    let store = SimulationStore::new(script.aws().dynamodb(), names, Arc::new(Fixed));
    let saved = store.save(&acme(), &simulation(), None).await;
    (saved, script.requests().len())
}

#[tokio::test]
async fn a_step_that_meets_another_write_is_saved_behind_it() {
    let met = || cancelled("TransactionConflict");
    let (step, requests) = saved(vec![met(), met(), (200, json!({}))]).await;
    assert!(step.unwrap());
    assert_eq!(requests, 3);
    let (step, _) = saved((0..ATTEMPTS).map(|_| met()).collect()).await;
    assert!(step.is_err(), "it was not saved, and not by others either");
}

#[tokio::test]
async fn a_step_that_somebody_else_has_taken_is_not_saved() {
    let (step, requests) = saved(vec![cancelled("ConditionalCheckFailed")]).await;
    assert!(!step.unwrap());
    assert_eq!(requests, 1);
}
