//! Forgets a WebSocket that was closed.

use baton_app::ports::{PortError, Sockets};
use baton_lambda::websocket::Event;

/// Forgets the socket; one that nobody knows is no error.
///
/// # Errors
///
/// A [`PortError`] where it could not be forgotten. The first frame that finds it gone, or its
/// expiry, does it then.
pub async fn handle(sockets: &dyn Sockets, event: &Event) -> Result<u16, PortError> {
    sockets.close(&event.connection_id).await?;
    Ok(200)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_trait::async_trait;
    use baton_app::ports::{Socket, Ticket};
    use baton_domain::{ConversationId, TenantId};
    use jiff::Timestamp;

    use super::*;

    #[derive(Default)]
    struct World {
        closed: Mutex<Vec<String>>,
        is_down: bool,
    }

    fn broken() -> PortError {
        PortError::new("asking a store that is down", "no answer")
    }

    #[async_trait]
    impl Sockets for World {
        async fn close(&self, connection_id: &str) -> Result<(), PortError> {
            if self.is_down {
                return Err(broken());
            }
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
        async fn of_tenant(&self, _: &TenantId) -> Result<Vec<Socket>, PortError> {
            Err(broken())
        }
    }

    fn goodbye() -> Event {
        Event {
            route: "$disconnect".to_owned(),
            connection_id: "c-1=".to_owned(),
            ticket: None,
            body: String::new(),
        }
    }

    #[tokio::test]
    async fn a_closed_socket_is_forgotten_and_no_other() {
        let world = World::default();
        assert_eq!(handle(&world, &goodbye()).await.unwrap(), 200);
        assert_eq!(*world.closed.lock().unwrap(), ["c-1="]);
    }

    #[tokio::test]
    async fn a_socket_that_could_not_be_forgotten_is_told() {
        let world = World {
            is_down: true,
            ..World::default()
        };
        assert!(handle(&world, &goodbye()).await.is_err());
    }
}
