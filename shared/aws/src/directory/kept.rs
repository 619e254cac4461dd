//! Tenants' knowledge in memory, up to so many bytes of articles.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use baton_app::ports::{Article, Articles, Knowledge};
use baton_domain::TenantId;

use super::Configured;

/// What an entry takes beside the words and vectors of its articles, in bytes; and each of them.
const ENTRY: usize = 4 * 1024;
const ARTICLE: usize = size_of::<Article>();

/// What was read for a tenant.
#[derive(Clone)]
pub(super) struct Known {
    /// What its settings and policy are from.
    pub(super) configured: Arc<Configured>,
    pub(super) knowledge: Arc<Knowledge>,
}

struct Entry {
    tenant: TenantId,
    known: Known,
    bytes: usize,
}

/// The knowledge that was asked for last, of as many tenants as their articles leave room for; of
/// the last one in any case.
pub(super) struct KeptKnowledge {
    most_bytes: usize,
    /// The one that was asked for longest ago stands first.
    entries: Mutex<Vec<Entry>>,
}

impl KeptKnowledge {
    pub(super) fn new(most_bytes: usize) -> Self {
        Self {
            most_bytes,
            entries: Mutex::default(),
        }
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, tenant: &TenantId) -> Option<Known> {
        let mut entries = self.entries();
        let at = entries.iter().position(|entry| entry.tenant == *tenant)?;
        let entry = entries.remove(at);
        let known = entry.known.clone();
        entries.push(entry);
        Some(known)
    }

    pub(super) fn put(&self, tenant: &TenantId, known: Known) {
        let mut entries = self.entries();
        entries.retain(|entry| entry.tenant != *tenant);
        let bytes = ENTRY + bytes_of(&known.knowledge.articles);
        let mut held: usize = entries.iter().map(|entry| entry.bytes).sum();
        while !entries.is_empty() && held + bytes > self.most_bytes {
            held -= entries.remove(0).bytes;
        }
        entries.push(Entry {
            tenant: tenant.clone(),
            known,
            bytes,
        });
    }
}

fn bytes_of(articles: &Articles) -> usize {
    let of = |article: &Article| {
        let questions: usize = article.questions.iter().map(String::len).sum();
        let vectors = article.vectors.as_ref().map_or(0, |it| it.bytes().len());
        ARTICLE + article.title.len() + article.body.len() + questions + vectors
    };
    articles.items.iter().map(of).sum()
}
