//! Counters of one minute each, in the receipts' table.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::AttributeValue;
use baton_app::ports::{PortError, Throttle};
use baton_domain::TenantId;
use jiff::Timestamp;

use crate::error::failed;
use crate::keys::{EXPIRES_AT, Key};

const MINUTE_SECONDS: i64 = 60;
/// How long a counter stays after its minute; nobody reads it then.
const KEPT_SECONDS: i64 = 600;

/// Counters of one minute each, in the receipts' table.
#[derive(Debug, Clone)]
pub struct MinuteThrottle {
    client: Client,
    table: String,
}

impl MinuteThrottle {
    /// The counters in this receipts' table.
    #[must_use]
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self {
            client,
            table: table.into(),
        }
    }
}

#[async_trait]
impl Throttle for MinuteThrottle {
    async fn admit(
        &self,
        tenant: &TenantId,
        name: &str,
        limit_per_minute: u32,
        now: Timestamp,
    ) -> Result<bool, PortError> {
        if limit_per_minute == 0 {
            return Ok(false);
        }
        let minute = now.as_second().div_euclid(MINUTE_SECONDS);
        let expires_at = (minute + 1) * MINUTE_SECONDS + KEPT_SECONDS;
        let counted = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(Key::throttle(tenant, name, minute).attributes()))
            .update_expression("SET #expires_at = :expires_at ADD #admitted :one")
            .condition_expression("attribute_not_exists(#admitted) OR #admitted < :limit")
            .expression_attribute_names("#expires_at", EXPIRES_AT)
            .expression_attribute_names("#admitted", "admitted")
            .expression_attribute_values(":one", AttributeValue::N("1".into()))
            .expression_attribute_values(":limit", AttributeValue::N(limit_per_minute.to_string()))
            .expression_attribute_values(":expires_at", AttributeValue::N(expires_at.to_string()))
            .send()
            .await;
        match counted {
            Ok(_) => Ok(true),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(failed("counting against a limit")(error)),
        }
    }
}

#[cfg(test)]
#[cfg(feature = "in-process")]
mod tests {
    use super::*;
    use crate::in_process::Tables;

    #[tokio::test]
    async fn a_minute_admits_its_limit_and_the_next_begins_anew() {
        let tables = Tables::start().await.unwrap();
        let throttle = MinuteThrottle::new(tables.client(), tables.names().receipts);
        let acme: TenantId = "acme".parse().unwrap();
        let admit = async |tenant: &TenantId, name: &str, limit: u32, at: &str| {
            throttle
                .admit(tenant, name, limit, at.parse().unwrap())
                .await
                .unwrap()
        };

        assert!(admit(&acme, "session-1", 2, "2026-01-01T00:00:01Z").await);
        assert!(admit(&acme, "session-1", 2, "2026-01-01T00:00:30Z").await);
        assert!(!admit(&acme, "session-1", 2, "2026-01-01T00:00:59Z").await);
        assert!(admit(&acme, "session-1", 2, "2026-01-01T00:01:00Z").await);

        assert!(admit(&acme, "session-2", 2, "2026-01-01T00:00:59Z").await);
        let other = "other".parse().unwrap();
        assert!(admit(&other, "session-1", 2, "2026-01-01T00:00:59Z").await);
        assert!(!admit(&acme, "closed", 0, "2026-01-01T00:00:59Z").await);
    }

    #[tokio::test]
    async fn asking_costs_one_request_whatever_the_answer() {
        let tables = Tables::start().await.unwrap();
        let throttle = MinuteThrottle::new(tables.client(), tables.names().receipts);
        let acme = "acme".parse().unwrap();
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        assert!(throttle.admit(&acme, "s", 1, now).await.unwrap());
        assert!(!throttle.admit(&acme, "s", 1, now).await.unwrap());
        assert_eq!(tables.requests().total(), 2);
    }
}
