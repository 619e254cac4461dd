//! A company's website with its widget, for the tests of all endpoints that its visitors reach.
#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "only tests are built with it"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use baton_app::ports::Clock;
use baton_domain::{Channel, Contact, ContactId, Conversation};

use super::{CountingIds, SetClock, SetDirectory};
use crate::widget::{Session, Sessions, Visit};

/// The connection of the website's widget.
pub const WIDGET: &str = "con_01K75MWS0000000000000000BB";

/// The website of [`tenant`](super::tenant), in the night of 2 February 2026, at 02:40 UTC.
#[derive(Debug)]
pub struct Website {
    /// The company's connections, of which [`WIDGET`] is the only one, and its settings.
    pub directory: Arc<SetDirectory>,
    /// The time.
    pub clock: Arc<SetClock>,
    /// What visitors and messages are named by.
    pub ids: Arc<CountingIds>,
}

impl Website {
    /// A website that nobody has visited yet.
    #[must_use]
    pub fn open() -> Self {
        let directory = Arc::<SetDirectory>::default();
        directory.add(WIDGET.parse().unwrap(), Channel::Widget, None);
        Self {
            directory,
            clock: Arc::new(SetClock::at(1_770_000_000)),
            ids: Arc::default(),
        }
    }

    /// Where sessions begin and go on.
    #[must_use]
    pub fn sessions(&self) -> Sessions {
        Sessions {
            directory: Arc::clone(&self.directory) as _,
            clock: Arc::clone(&self.clock) as _,
        }
    }

    /// A new visitor's session, with its token.
    pub async fn visited(&self, visit: Visit) -> (Session, String) {
        let connection = WIDGET.parse().unwrap();
        let begun = self.sessions().begin(connection, visit, &*self.ids).await;
        begun.unwrap()
    }

    /// A visitor's conversation as it is before its first message.
    #[must_use]
    pub fn conversation(&self, session: &Session) -> Conversation {
        let now = self.clock.now();
        let contact = Contact {
            id: ContactId::in_thread(session.conversation_id.thread(), now),
            address: session.visitor_id.clone(),
            name: None,
            locale: None,
            attributes: BTreeMap::new(),
            verified: BTreeMap::new(),
        };
        Conversation::begun(
            session.conversation_id,
            session.tenant_id.clone(),
            session.connection_id,
            Channel::Widget,
            contact,
            now,
        )
    }
}
