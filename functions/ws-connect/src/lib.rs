//! Lets a WebSocket in for a ticket, which is used up by it.

use std::sync::Arc;

use baton_app::ports::{Clock, PortError, Socket, Sockets};
use baton_lambda::websocket::Event;

/// What letting in needs.
pub struct Deps {
    /// Tickets and open sockets.
    pub sockets: Arc<dyn Sockets>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Answers 200 to the first use of a valid ticket, 401 where there is none, and 403 to one that is
/// unknown, used or expired.
///
/// # Errors
///
/// A [`PortError`] where tickets could not be read or the socket not noted. The ticket may be used
/// up by then; the client asks for another one.
pub async fn handle(deps: &Deps, event: Event) -> Result<u16, PortError> {
    let Some(secret) = event.ticket.filter(|ticket| !ticket.is_empty()) else {
        return Ok(401);
    };
    let now = deps.clock.now();
    let Some(ticket) = deps.sockets.redeem(&secret, now).await? else {
        return Ok(403);
    };
    let socket = Socket {
        connection_id: event.connection_id,
        tenant_id: ticket.tenant_id,
        owner: ticket.owner,
        watching: None,
        opened_at: now,
    };
    deps.sockets.open(&socket).await?;
    tracing::info!(tenant = %socket.tenant_id, "a socket was opened");
    Ok(200)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use async_trait::async_trait;
    use baton_app::ports::{SocketOwner, Ticket};
    use baton_domain::{AgentId, ConversationId, TenantId};
    use jiff::Timestamp;
    use ulid::Ulid;

    use super::*;

    #[derive(Default)]
    struct World {
        tickets: Mutex<BTreeMap<String, Ticket>>,
        open: Mutex<Vec<Socket>>,
        is_down: bool,
    }

    fn broken() -> PortError {
        PortError::new("asking a store that is down", "no answer")
    }

    #[async_trait]
    impl Sockets for World {
        async fn issue(&self, secret: &str, ticket: &Ticket) -> Result<(), PortError> {
            let mut tickets = self.tickets.lock().unwrap();
            tickets.insert(secret.to_owned(), ticket.clone());
            Ok(())
        }
        async fn redeem(&self, secret: &str, now: Timestamp) -> Result<Option<Ticket>, PortError> {
            if self.is_down {
                return Err(broken());
            }
            let ticket = self.tickets.lock().unwrap().remove(secret);
            Ok(ticket.filter(|ticket| now < ticket.expires_at))
        }
        async fn open(&self, socket: &Socket) -> Result<(), PortError> {
            self.open.lock().unwrap().push(socket.clone());
            Ok(())
        }
        async fn socket(&self, _: &str) -> Result<Option<Socket>, PortError> {
            Err(broken())
        }
        async fn watch(&self, _: &str, _: Option<ConversationId>) -> Result<(), PortError> {
            Err(broken())
        }
        async fn close(&self, _: &str) -> Result<(), PortError> {
            Err(broken())
        }
        async fn of_tenant(&self, _: &TenantId) -> Result<Vec<Socket>, PortError> {
            Err(broken())
        }
    }

    struct Noon;

    fn noon() -> Timestamp {
        "2026-03-01T12:00:00Z".parse().unwrap()
    }

    impl Clock for Noon {
        fn now(&self) -> Timestamp {
            noon()
        }
    }

    fn ticket(expires_in: i64) -> Ticket {
        Ticket {
            tenant_id: "acme".parse().unwrap(),
            owner: SocketOwner::Agent {
                agent_id: AgentId::from_ulid(Ulid::from_parts(1, 1)),
            },
            expires_at: noon() + jiff::SignedDuration::from_secs(expires_in),
        }
    }

    async fn connect(world: &Arc<World>, with: Option<&str>) -> Result<u16, PortError> {
        let deps = Deps {
            sockets: world.clone(),
            clock: Arc::new(Noon),
        };
        let event = Event {
            route: "$connect".to_owned(),
            connection_id: "c-1=".to_owned(),
            ticket: with.map(str::to_owned),
            body: String::new(),
        };
        handle(&deps, event).await
    }

    #[tokio::test]
    async fn a_ticket_lets_one_socket_in_and_says_whose_it_is() {
        let world = Arc::new(World::default());
        world.issue("t-1", &ticket(60)).await.unwrap();
        assert_eq!(connect(&world, Some("t-1")).await.unwrap(), 200);
        assert_eq!(connect(&world, Some("t-1")).await.unwrap(), 403);
        assert_eq!(
            *world.open.lock().unwrap(),
            [Socket {
                connection_id: "c-1=".to_owned(),
                tenant_id: ticket(60).tenant_id,
                owner: ticket(60).owner,
                watching: None,
                opened_at: noon(),
            }]
        );
    }

    #[tokio::test]
    async fn nobody_comes_in_without_a_valid_ticket() {
        let world = Arc::new(World::default());
        world.issue("old", &ticket(0)).await.unwrap();
        for (with, status) in [
            (None, 401),
            (Some(""), 401),
            (Some("old"), 403),
            (Some("invented"), 403),
        ] {
            assert_eq!(connect(&world, with).await.unwrap(), status, "{with:?}");
        }
        assert!(world.open.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_store_that_is_down_lets_nobody_in() {
        let world = Arc::new(World {
            is_down: true,
            ..World::default()
        });
        assert!(connect(&world, Some("t-1")).await.is_err());
        assert!(world.open.lock().unwrap().is_empty());
    }
}
