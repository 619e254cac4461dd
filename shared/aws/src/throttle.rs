//! Counters of one minute each, in the receipts' table.

use async_trait::async_trait;
use aws_sdk_dynamodb::Client;
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
                    .is_some_and(|e| e.is_conditional_check_failed_exception()) =>
            {
                Ok(false)
            }
            Err(error) => Err(failed("counting against a limit")(error)),
        }
    }
}
