//! What is made of an article when it is written.

use std::path::Path;
use std::sync::Arc;

use baton_app::ports::{Article, ArticleReader, Vectors};

use crate::encoder::Encoder;
use crate::retrieval;

/// The encoder in this file. Where none is named, or it cannot be read, search goes on by words
/// alone; the latter is logged.
#[must_use]
pub fn encoder_at(path: Option<&str>) -> Option<Arc<Encoder>> {
    Encoder::open(Path::new(path?))
        .inspect_err(|error| tracing::error!(%error, "the sentence encoder cannot be used"))
        .ok()
        .map(Arc::new)
}

/// Prepares articles to be searched by [`crate::Library`].
#[derive(Debug, Clone, Default)]
pub struct ArticleIndexer {
    encoder: Option<Arc<Encoder>>,
}

impl ArticleIndexer {
    /// Makes vectors where there is an encoder.
    #[must_use]
    pub fn new(encoder: Option<Arc<Encoder>>) -> Self {
        Self { encoder }
    }
}

impl ArticleReader for ArticleIndexer {
    fn chunks(&self, body: &str) -> usize {
        retrieval::chunks(body).len()
    }

    fn vectors(&self, article: &Article) -> Option<Vectors> {
        let encoder = self.encoder.as_ref()?;
        Some(retrieval::encode(article, encoder))
    }
}
