//! The company's knowledge base.

use std::sync::Arc;

use baton_app::act::Desk;
use baton_app::articles::{Shelf, Writer};
use baton_app::ports::{Article, ArticleReader, ArticleText, Directory, Vectors};
use baton_aws::articles::DynamoArticles;
use baton_aws::directory::TenantDirectory;
use baton_aws::in_process::Tables;
use baton_aws::secrets::NoSecrets;
use baton_domain::{ArticleId, EscalationId, Reason, Urgency};

use super::Office;

/// Paragraphs are chunks, and nothing has vectors.
struct Paragraphs;

impl ArticleReader for Paragraphs {
    fn chunks(&self, body: &str) -> usize {
        body.split("\n\n").count()
    }

    fn vectors(&self, _: &Article) -> Option<Vectors> {
        None
    }
}

pub(super) fn shelf(tables: &Tables, desk: &Desk) -> Shelf {
    Shelf {
        store: Arc::new(DynamoArticles::new(
            tables.client(),
            tables.names().directory,
        )),
        reader: Arc::new(Paragraphs),
        clock: Arc::clone(&desk.clock),
        ids: Arc::clone(&desk.ids),
    }
}

impl Office {
    /// The lead, who writes articles.
    pub fn writer(&self) -> Writer {
        Writer {
            tenant: self.lea.tenant.clone(),
            by: self.lea.agent.clone(),
        }
    }

    /// A draft of the lead's.
    pub async fn article(&self, title: &str, body: &str) -> ArticleId {
        let text = ArticleText {
            title: title.into(),
            body: body.into(),
            questions: vec![],
            locale: "en".into(),
        };
        let draft = self.shelf.create(&self.writer(), text, None).await;
        draft.unwrap().id
    }

    /// What the tenants configured, out of the tables.
    pub fn real_directory(&self) -> Arc<dyn Directory> {
        Arc::new(TenantDirectory::new(
            self.tables.client(),
            self.tables.names().directory,
            NoSecrets,
            Arc::clone(&self.desk.clock),
        ))
    }

    /// A customer asks something that the bot is not sure of.
    pub async fn not_sure(&self, address: &str, question: &str) -> EscalationId {
        let conversation = self.customer_writes(address, question).await;
        self.escalate_for(conversation, Urgency::Low, Reason::LowConfidence, question)
            .await
    }
}
