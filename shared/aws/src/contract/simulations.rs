//! A tenant has one simulation at a time.

use baton_app::ports::{Begun, Figures, Progress, Simulation, SimulationInputs, SimulationStatus};
use baton_domain::{Policy, PolicyId, SimulationId, Version};
use ulid::Ulid;

use super::fixture::{Harness, at};

fn simulation(number: u64) -> Simulation {
    Simulation {
        id: SimulationId::from_ulid(Ulid::from_parts(number, 1)),
        version: Version(1),
        status: SimulationStatus::Queued,
        policy_id: PolicyId::from_ulid(Ulid::from_parts(2, 2)),
        policy_version: Version(1),
        live_id: PolicyId::from_ulid(Ulid::nil()),
        from: at(0),
        to: at(60),
        channel: None,
        created_by: Harness::agent_ref(1),
        // A row that is past its time may be let go of at any moment.
        created_at: "2100-01-01T00:00:00Z".parse().unwrap(),
        started_at: None,
        finished_at: None,
        progressed_at: None,
        awaits_turn: false,
        decided_by: None,
        sample: 1,
        progress: Progress::default(),
        figures: Figures::default(),
        differences: vec![],
    }
}

/// The same in its next version, over.
fn over(simulation: &Simulation) -> Simulation {
    Simulation {
        version: simulation.version.next(),
        status: SimulationStatus::Done,
        finished_at: Some(at(61)),
        ..simulation.clone()
    }
}

async fn begins(store: &Harness, simulation: &Simulation) -> Begun {
    let inputs = SimulationInputs {
        live: Policy::built_in(),
        tried: Policy { triggers: vec![] },
    };
    let created = store
        .simulations
        .create(&store.tenant, simulation, &inputs, None);
    created.await.unwrap()
}

async fn saves(store: &Harness, simulation: &Simulation) -> bool {
    let saved = store.simulations.save(&store.tenant, simulation, None);
    saved.await.unwrap()
}

/// However often an end is told, it frees no place that another simulation has taken since; and
/// it is written where there is no place to free.
pub async fn only_the_simulation_that_has_the_place_gives_it_up(store: &Harness) {
    let [first, second, third] = [1, 2, 3].map(simulation);
    assert_eq!(begins(store, &first).await, Begun::Created);
    assert_eq!(begins(store, &second).await, Begun::Occupied(first.id));
    let ended = over(&first);
    assert!(saves(store, &ended).await);
    assert_eq!(begins(store, &second).await, Begun::Created);

    // The very same write, and one by somebody who has read what it wrote.
    for again in [&ended, &over(&ended)] {
        assert!(!saves(store, again).await, "{:?}", again.version);
        assert_eq!(begins(store, &third).await, Begun::Occupied(second.id));
    }
    let kept = store.simulations.simulation(&store.tenant, first.id).await;
    assert_eq!(kept.unwrap(), Some(ended.clone()));

    assert!(saves(store, &over(&second)).await);
    assert!(saves(store, &over(&ended)).await, "nobody has the place");
    assert_eq!(begins(store, &third).await, Begun::Created);
}
