//! Simulations, in the directory's table, and the queue that has them worked on.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use baton_app::commit::Outcome;
use baton_app::ports::{
    Begun, Clock, InvalidCursor, JobQueue, Page, PortError, Sampled, Simulation, SimulationInputs,
    SimulationJob, Simulations,
};
use baton_domain::{PolicyId, ReceiptKey, SimulationId, TenantId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{RowError, failed, unreadable};
use crate::expression::{Values, delete_if, names, number, put, put_if, text, values};
use crate::items::{Row, from_row, text_of, to_row};
use crate::keys::{Key, PK, SAMPLE_PARTS, SIMULATION_RUNS, SK, TableNames};
use crate::once::{self, Attempt, Part};
use crate::transaction::{Refusal, Transaction, Why};

const READING: &str = "reading a simulation";
const WRITING: &str = "writing a simulation";
/// How many conversations of a sample stand in one row.
const SAMPLED_AT_ONCE: usize = 500;
/// The most simulations that a caller gets at once.
const MOST: usize = 100;
/// How often is asked for a part of a list, of which a policy's may be few.
const MOST_PARTS: usize = 10;
/// What a list tells of a simulation: all but the conversations that changed.
const LISTED: &str = "#sk, #id, #version, #status, #policy_id, #policy_version, #live_id, #from, #to, \
    #channel, #created_by, #created_at, #started_at, #finished_at, #progressed_at, #awaits_turn, \
    #decided_by, #sample, #progress, #figures";

/// Simulations.
#[derive(Clone)]
pub struct SimulationStore {
    client: Client,
    tables: TableNames,
    clock: Arc<dyn Clock>,
}

/// Part of a sample.
#[derive(Serialize, Deserialize)]
struct SamplePart {
    sampled: Vec<Sampled>,
}

/// Which simulation is not over.
#[derive(Serialize, Deserialize)]
struct Place {
    simulation_id: SimulationId,
}

/// A row that is let go of with its simulation.
fn row_of<T: Serialize>(key: &Key, value: &T, simulation: &Simulation) -> Result<Row, RowError> {
    let mut row = to_row(key, value)?;
    let until = u64::try_from(simulation.expires_at().as_second()).unwrap_or_default();
    row.insert("expires_at".into(), number(until));
    Ok(row)
}

/// The simulation that is in the way.
fn in_the_way(refusals: Vec<Refusal<Part>>) -> Result<SimulationId, PortError> {
    let place = refusals.into_iter().find_map(|refusal| match refusal.why {
        Why::Condition(row) if refusal.part == Part::Place => row,
        _ => None,
    });
    let place = place.ok_or_else(|| once::contended(WRITING))?;
    let place: Place = from_row(place).map_err(unreadable(WRITING))?;
    Ok(place.simulation_id)
}

/// The place that a cursor stands for; none where it was not given out here.
fn place(cursor: &str) -> Option<String> {
    let place = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let id = place.strip_prefix(SIMULATION_RUNS)?;
    id.parse::<SimulationId>().is_ok().then_some(place)
}

impl SimulationStore {
    /// The simulations in these tables. The clock tells how long receipts are kept.
    #[must_use]
    pub fn new(client: Client, tables: TableNames, clock: Arc<dyn Clock>) -> Self {
        Self {
            client,
            tables,
            clock,
        }
    }

    async fn read<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, PortError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.tables.directory)
            .set_key(Some(key.attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(failed(READING))?;
        answer
            .item
            .map(from_row)
            .transpose()
            .map_err(unreadable(READING))
    }
}

#[async_trait]
impl Simulations for SimulationStore {
    async fn create(
        &self,
        tenant: &TenantId,
        simulation: &Simulation,
        inputs: &SimulationInputs,
        receipt: Option<(ReceiptKey, Outcome)>,
    ) -> Result<Begun, PortError> {
        let table = &self.tables.directory;
        let built = |error| PortError::new(WRITING, error);
        let mut transaction = Transaction::new();
        let absent = "attribute_not_exists(#pk)";
        let row = row_of(
            &Key::simulation(tenant, simulation.id),
            simulation,
            simulation,
        )
        .map_err(unreadable(WRITING))?;
        let row = put_if(table, row, absent, Values::new());
        transaction.add(Part::Row, row.map_err(built)?);
        let row = row_of(
            &Key::simulation_inputs(tenant, simulation.id),
            inputs,
            simulation,
        )
        .map_err(unreadable(WRITING))?;
        transaction.add(Part::Row, put(table, row).map_err(built)?);
        let place = Place {
            simulation_id: simulation.id,
        };
        // Nobody else would make room, once the simulation that it names is gone.
        let row = row_of(&Key::live_simulation(tenant), &place, simulation)
            .map_err(unreadable(WRITING))?;
        let row = put_if(table, row, absent, Values::new());
        transaction.add(Part::Place, row.map_err(built)?);
        let sent = once::attempt(
            &self.client,
            &self.tables.receipts,
            tenant,
            transaction,
            receipt,
            self.clock.now(),
            WRITING,
        )
        .await?;
        Ok(match sent {
            Attempt::Created => Begun::Created,
            Attempt::Repeated(outcome) => Begun::Repeated(outcome),
            Attempt::Refused(refusals) => Begun::Occupied(in_the_way(refusals)?),
        })
    }

    async fn simulations(
        &self,
        tenant: &TenantId,
        policy: Option<PolicyId>,
        limit: usize,
        cursor: Option<&str>,
    ) -> Result<Page<Simulation>, PortError> {
        const LISTING: &str = "listing simulations";
        let limit = limit.clamp(1, MOST);
        let mut behind = match cursor {
            // Sorts behind everything that stands in a key.
            None => format!("{SIMULATION_RUNS}~"),
            Some(cursor) => {
                place(cursor).ok_or_else(|| PortError::new("continuing a list", InvalidCursor))?
            }
        };
        let condition = "#pk = :pk AND begins_with(#sk, :runs)";
        let filter = policy.map(|_| "#policy_id = :policy");
        let mut items: Vec<Simulation> = vec![];
        for _ in 0..MOST_PARTS {
            let start = Row::from([
                (PK.to_owned(), text(Key::simulations_partition(tenant))),
                (SK.to_owned(), text(behind.as_str())),
            ]);
            let mut compared = values([
                (":pk", text(Key::simulations_partition(tenant))),
                (":runs", text(SIMULATION_RUNS)),
            ]);
            if let Some(policy) = policy {
                compared.insert(":policy".into(), text(policy.to_string()));
            }
            // One more than asked for tells whether there is more.
            let asked = i32::try_from(limit + 1).unwrap_or(i32::MAX);
            let answer = self
                .client
                .query()
                .table_name(&self.tables.directory)
                .consistent_read(true)
                .key_condition_expression(condition)
                .set_filter_expression(filter.map(str::to_owned))
                .projection_expression(LISTED)
                .set_expression_attribute_names(names(&[
                    condition,
                    filter.unwrap_or_default(),
                    LISTED,
                ]))
                .set_expression_attribute_values(Some(compared))
                .scan_index_forward(false)
                .limit(asked)
                .set_exclusive_start_key(Some(start))
                .send()
                .await
                .map_err(failed(LISTING))?;
            for row in answer.items.unwrap_or_default() {
                if items.len() == limit {
                    let next_cursor = Some(URL_SAFE_NO_PAD.encode(&behind));
                    return Ok(Page { items, next_cursor });
                }
                text_of(&row, SK)
                    .map_err(unreadable(LISTING))?
                    .clone_into(&mut behind);
                items.push(from_row(row).map_err(unreadable(LISTING))?);
            }
            let Some(last) = answer.last_evaluated_key else {
                return Ok(Page {
                    items,
                    next_cursor: None,
                });
            };
            text_of(&last, SK)
                .map_err(unreadable(LISTING))?
                .clone_into(&mut behind);
        }
        Ok(Page {
            items,
            next_cursor: Some(URL_SAFE_NO_PAD.encode(&behind)),
        })
    }

    async fn simulation(
        &self,
        tenant: &TenantId,
        id: SimulationId,
    ) -> Result<Option<Simulation>, PortError> {
        self.read(&Key::simulation(tenant, id)).await
    }

    async fn inputs(
        &self,
        tenant: &TenantId,
        id: SimulationId,
    ) -> Result<Option<SimulationInputs>, PortError> {
        self.read(&Key::simulation_inputs(tenant, id)).await
    }

    async fn sample(&self, tenant: &TenantId, id: SimulationId) -> Result<Vec<Sampled>, PortError> {
        let condition = "#pk = :pk AND begins_with(#sk, :part)";
        let mut sample = vec![];
        let mut start = None;
        loop {
            let answer = self
                .client
                .query()
                .table_name(&self.tables.directory)
                .consistent_read(true)
                .key_condition_expression(condition)
                .set_expression_attribute_names(names(&[condition]))
                .set_expression_attribute_values(Some(values([
                    (":pk", text(Key::simulation_partition(tenant, id))),
                    (":part", text(SAMPLE_PARTS)),
                ])))
                .set_exclusive_start_key(start.take())
                .send()
                .await
                .map_err(failed(READING))?;
            for row in answer.items.unwrap_or_default() {
                let part: SamplePart = from_row(row).map_err(unreadable(READING))?;
                sample.extend(part.sampled);
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok(sample);
            }
        }
    }

    async fn save(
        &self,
        tenant: &TenantId,
        simulation: &Simulation,
        sample: Option<&[Sampled]>,
    ) -> Result<bool, PortError> {
        let table = &self.tables.directory;
        let built = |error| PortError::new(WRITING, error);
        let mut transaction = Transaction::new();
        let row = row_of(
            &Key::simulation(tenant, simulation.id),
            simulation,
            simulation,
        )
        .map_err(unreadable(WRITING))?;
        let before = number(simulation.version.0.saturating_sub(1));
        let row = put_if(
            table,
            row,
            "#version = :before",
            values([(":before", before)]),
        );
        transaction.add((), row.map_err(built)?);
        if simulation.status.is_over() {
            // A tenant's next one may begin.
            let place = delete_if(
                table,
                &Key::live_simulation(tenant),
                "attribute_not_exists(#pk) OR #simulation_id = :id",
                values([(":id", text(simulation.id.to_string()))]),
            );
            transaction.add((), place.map_err(built)?);
        }
        // A sample only grows, so that no part is left over from before.
        for (place, part) in sample
            .unwrap_or_default()
            .chunks(SAMPLED_AT_ONCE)
            .enumerate()
        {
            let part = SamplePart {
                sampled: part.to_vec(),
            };
            let key = Key::simulation_sample(tenant, simulation.id, place);
            let row = row_of(&key, &part, simulation).map_err(unreadable(WRITING))?;
            transaction.add((), put(table, row).map_err(built)?);
        }
        transaction
            .send_behind_others(&self.client, simulation.version.0, WRITING)
            .await
    }
}

/// `jobs`: orders to work on something, in no order.
#[derive(Debug, Clone)]
pub struct SqsJobs {
    client: aws_sdk_sqs::Client,
    url: String,
}

impl SqsJobs {
    /// The queue at this URL.
    #[must_use]
    pub fn new(client: aws_sdk_sqs::Client, url: impl Into<String>) -> Self {
        Self {
            client,
            url: url.into(),
        }
    }
}

#[async_trait]
impl JobQueue for SqsJobs {
    async fn enqueue(&self, job: &SimulationJob) -> Result<(), PortError> {
        const QUEUEING: &str = "ordering a simulation";
        let body = serde_json::to_string(job).map_err(|error| PortError::new(QUEUEING, error))?;
        self.client
            .send_message()
            .queue_url(&self.url)
            .message_body(body)
            .send()
            .await
            .map_err(failed(QUEUEING))?;
        Ok(())
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests;
