//! The WhatsApp numbers that the sandbox knows.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// One WhatsApp number and where its webhooks go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// Meta's id of the number.
    pub phone_number_id: String,
    /// The key of its webhooks' signatures.
    pub app_secret: String,
    /// Where its webhooks are posted.
    pub webhook_url: String,
    /// The number itself, in digits.
    #[serde(default = "display_number")]
    pub display_phone_number: String,
    /// What becomes of a send without anybody asking: `sent`, `delivered`, `read`.
    #[serde(default = "usual_statuses")]
    pub statuses: Vec<String>,
}

fn display_number() -> String {
    "15550009999".into()
}

fn usual_statuses() -> Vec<String> {
    vec!["sent".into(), "delivered".into()]
}

/// Why connections could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionsError {
    /// The file could not be read or written.
    #[error("could not use {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("{} holds no connections", path.display())]
    Content {
        /// Which.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

/// The connections, and the file that keeps them.
#[derive(Debug, Default)]
pub(super) struct Connections {
    by_number: BTreeMap<String, Connection>,
    /// Customers whose sends fare otherwise than their connection says.
    statuses_of: BTreeMap<String, Vec<String>>,
    file: Option<PathBuf>,
}

/// More customers with a fate of their own than any test has.
const KEPT_FATES: usize = 5_000;

impl Connections {
    pub(super) fn open(file: Option<PathBuf>) -> Result<Self, ConnectionsError> {
        let known: Vec<Connection> = match &file {
            Some(path) if path.exists() => read(path)?,
            _ => vec![],
        };
        Ok(Self {
            by_number: known
                .into_iter()
                .map(|connection| (connection.phone_number_id.clone(), connection))
                .collect(),
            statuses_of: BTreeMap::new(),
            file,
        })
    }

    pub(super) fn get(&self, phone_number_id: &str) -> Option<&Connection> {
        self.by_number.get(phone_number_id)
    }

    /// The one asked for, or the only one there is.
    pub(super) fn one(&self, phone_number_id: Option<&str>) -> Option<&Connection> {
        match phone_number_id {
            Some(id) => self.get(id),
            None => self.by_number.values().next(),
        }
    }

    pub(super) fn numbers(&self) -> Vec<String> {
        self.by_number.keys().cloned().collect()
    }

    pub(super) fn register(&mut self, connection: Connection) -> Result<(), ConnectionsError> {
        self.by_number
            .insert(connection.phone_number_id.clone(), connection);
        if let Some(path) = &self.file {
            write(path, &self.by_number.values().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// What becomes of a send to this customer by itself.
    pub(super) fn statuses(&self, phone_number_id: &str, to: &str) -> Vec<String> {
        self.statuses_of
            .get(to)
            .or_else(|| self.get(phone_number_id).map(|found| &found.statuses))
            .cloned()
            .unwrap_or_default()
    }

    pub(super) fn set_statuses(&mut self, to: String, statuses: Vec<String>) {
        if self.statuses_of.len() >= KEPT_FATES {
            self.statuses_of.pop_first();
        }
        self.statuses_of.insert(to, statuses);
    }
}

fn read(path: &Path) -> Result<Vec<Connection>, ConnectionsError> {
    let bytes = std::fs::read(path).map_err(|source| ConnectionsError::File {
        path: path.to_owned(),
        source,
    })?;
    serde_json::from_slice(&bytes).map_err(|source| ConnectionsError::Content {
        path: path.to_owned(),
        source,
    })
}

fn write(path: &Path, connections: &[&Connection]) -> Result<(), ConnectionsError> {
    let bytes =
        serde_json::to_vec_pretty(connections).map_err(|source| ConnectionsError::Content {
            path: path.to_owned(),
            source,
        })?;
    std::fs::write(path, bytes).map_err(|source| ConnectionsError::File {
        path: path.to_owned(),
        source,
    })
}
