//! Pushes changes to the WebSockets that may hear of them.

use baton_app::outbound::Change;
use baton_app::ports::PortError;
use baton_app::push::{Push, push};
use baton_lambda::{Metric, Metrics};

/// Pushes a batch of changes, and answers for each whether it reached everybody.
pub async fn handle(
    deps: &Push,
    metrics: &Metrics,
    changes: Vec<Change>,
) -> Vec<Result<(), PortError>> {
    let pushed = push(deps, &changes).await;
    metrics.count(Metric::FramesPosted, pushed.posted);
    metrics.count(Metric::SocketsGone, pushed.gone);
    pushed.results
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use async_trait::async_trait;
    use baton_app::outbound::{Audience, ChangeKind};
    use baton_app::ports::{Clock, PostError, Socket, SocketOwner, SocketPoster, Sockets, Ticket};
    use baton_domain::{ConversationId, TenantId};
    use jiff::Timestamp;
    use serde_json::{Value, json};

    use super::*;

    #[derive(Default)]
    struct World {
        frames: Mutex<Vec<Value>>,
        closed: Mutex<Vec<String>>,
    }

    fn broken() -> PortError {
        PortError::new("asking a store that is down", "no answer")
    }

    #[async_trait]
    impl Sockets for World {
        async fn of_tenant(&self, tenant: &TenantId) -> Result<Vec<Socket>, PortError> {
            Ok(["here", "gone"]
                .map(|name| Socket {
                    connection_id: name.to_owned(),
                    tenant_id: tenant.clone(),
                    owner: SocketOwner::Agent {
                        agent_id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
                    },
                    watching: None,
                    opened_at: Timestamp::MIN,
                })
                .to_vec())
        }
        async fn close(&self, connection_id: &str) -> Result<(), PortError> {
            self.closed.lock().unwrap().push(connection_id.to_owned());
            Ok(())
        }
        async fn issue(&self, _: &str, _: &Ticket) -> Result<(), PortError> {
            Err(broken())
        }
        async fn redeem(&self, _: &str, _: Timestamp) -> Result<Option<Ticket>, PortError> {
            Err(broken())
        }
        async fn open(&self, _: &Socket) -> Result<(), PortError> {
            Err(broken())
        }
        async fn socket(&self, _: &str) -> Result<Option<Socket>, PortError> {
            Err(broken())
        }
        async fn watch(&self, _: &str, _: Option<ConversationId>) -> Result<(), PortError> {
            Err(broken())
        }
    }

    #[async_trait]
    impl SocketPoster for World {
        async fn post(&self, connection_id: &str, frame: &str) -> Result<(), PostError> {
            if connection_id == "gone" {
                return Err(PostError::Gone);
            }
            let frame = serde_json::from_str(frame).unwrap();
            self.frames.lock().unwrap().push(frame);
            Ok(())
        }
    }

    struct Epoch;

    impl Clock for Epoch {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }
    }

    #[tokio::test]
    async fn a_change_from_the_queue_becomes_the_contracts_frame_and_is_counted() {
        let told = json!({
            "tenant_id": "acme",
            "type": "escalation.upserted",
            "id": "esc_1",
            "version": 3,
            "change": "taken",
            "audience": { "kind": "tenant" },
            "data": { "status": "open" },
        });
        let change: Change = serde_json::from_value(told).unwrap();
        assert_eq!(change.kind, ChangeKind::EscalationUpserted);
        assert_eq!(change.audience, Audience::Tenant);

        let world = Arc::new(World::default());
        let deps = Push {
            sockets: world.clone(),
            poster: world.clone(),
            frame: baton_api::ws::frame,
            clock: Arc::new(Epoch),
        };
        let lines = Arc::new(Mutex::new(Vec::<u8>::new()));
        let metrics = Metrics::to(Arc::new(Epoch), lines.clone());
        let results = handle(&deps, &metrics, vec![change]).await;

        assert!(results.iter().all(Result::is_ok));
        assert_eq!(
            *world.frames.lock().unwrap(),
            [json!({
                "type": "escalation.upserted", "id": "esc_1", "version": 3,
                "data": { "status": "open" },
            })]
        );
        assert_eq!(*world.closed.lock().unwrap(), ["gone"]);
        let lines = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
        assert!(
            lines.contains("FramesPosted") && lines.contains("SocketsGone"),
            "{lines}"
        );
    }
}
