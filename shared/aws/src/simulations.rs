//! Simulations, in the directory's table, and the queue that has them worked on.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use baton_app::commit::Outcome;
use baton_app::ports::{
    Clock, Creation, JobQueue, PortError, Sampled, Simulation, SimulationInputs, SimulationJob,
    Simulations,
};
use baton_domain::{ReceiptKey, SimulationId, TenantId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{failed, unreadable};
use crate::expression::{Values, names, number, put, put_if, text, values};
use crate::items::{from_row, to_row};
use crate::keys::{Key, SAMPLE_PARTS, TableNames};
use crate::once::{self, Part};
use crate::transaction::{Outcome as Written, Transaction};

const READING: &str = "reading a simulation";
const WRITING: &str = "writing a simulation";
/// How many conversations of a sample stand in one row.
const SAMPLED_AT_ONCE: usize = 500;

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
    ) -> Result<Creation, PortError> {
        let table = &self.tables.directory;
        let built = |error| PortError::new(WRITING, error);
        let mut transaction = Transaction::new();
        let row = to_row(&Key::simulation(tenant, simulation.id), simulation)
            .map_err(unreadable(WRITING))?;
        let row = put_if(table, row, "attribute_not_exists(#pk)", Values::new());
        transaction.add(Part::Row, row.map_err(built)?);
        let row = to_row(&Key::simulation_inputs(tenant, simulation.id), inputs)
            .map_err(unreadable(WRITING))?;
        transaction.add(Part::Row, put(table, row).map_err(built)?);
        once::create(
            &self.client,
            &self.tables.receipts,
            tenant,
            transaction,
            receipt,
            self.clock.now(),
            WRITING,
        )
        .await
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
        let row = to_row(&Key::simulation(tenant, simulation.id), simulation)
            .map_err(unreadable(WRITING))?;
        let before = number(simulation.version.0.saturating_sub(1));
        let row = put_if(
            table,
            row,
            "#version = :before",
            values([(":before", before)]),
        );
        transaction.add((), row.map_err(built)?);
        // A sample only grows, so that no part is left over from before.
        for (place, part) in sample
            .unwrap_or_default()
            .chunks(SAMPLED_AT_ONCE)
            .enumerate()
        {
            let part = SamplePart {
                sampled: part.to_vec(),
            };
            let row = to_row(&Key::simulation_sample(tenant, simulation.id, place), &part)
                .map_err(unreadable(WRITING))?;
            transaction.add((), put(table, row).map_err(built)?);
        }
        let sent = transaction
            .send(&self.client)
            .await
            .map_err(|error| PortError::new(WRITING, error))?;
        Ok(matches!(sent, Written::Written))
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
