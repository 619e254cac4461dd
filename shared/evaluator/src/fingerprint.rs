//! Telling one version of a tenant's articles from another.

use std::hash::{DefaultHasher, Hash, Hasher};

use baton_app::ports::Article;

/// A number that differs where the articles differ. It lives as long as a process does.
pub(crate) fn of(articles: &[Article]) -> u64 {
    let mut hasher = DefaultHasher::new();
    articles.len().hash(&mut hasher);
    for article in articles {
        let Article {
            id,
            title,
            body,
            questions,
            locale,
        } = article;
        (id, title, body, questions, locale).hash(&mut hasher);
    }
    hasher.finish()
}
