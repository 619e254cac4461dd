//! Passages that were found before, so that a message is looked up once for both policies.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use baton_app::ports::{Passage, PassageSource, PortError};

/// How many questions are remembered: more than a conversation mostly has.
const MOST: usize = 500;

/// Asks another source once for each question, as long as it is remembered. What could not be
/// answered is asked again.
pub struct Remembered {
    source: Arc<dyn PassageSource>,
    found: Mutex<HashMap<(String, String), Vec<Passage>>>,
}

impl Remembered {
    /// A memory in front of this source.
    #[must_use]
    pub fn new(source: Arc<dyn PassageSource>) -> Self {
        Self {
            source,
            found: Mutex::default(),
        }
    }
}

#[async_trait]
impl PassageSource for Remembered {
    async fn passages(&self, base: &str, question: &str) -> Result<Vec<Passage>, PortError> {
        let asked = (base.to_owned(), question.to_owned());
        let known = {
            let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
            found.get(&asked).cloned()
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let passages = self.source.passages(base, question).await?;
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        if found.len() >= MOST {
            found.clear();
        }
        found.insert(asked, passages.clone());
        Ok(passages)
    }
}
