//! Whom a tenant's key is sent to.

use std::sync::Arc;

use async_trait::async_trait;
use baton_app::ports::{EvaluatorKeyring, EvaluatorKeys, PortError};
use baton_domain::TenantId;

use super::super::testing::{API_KEY, Scripted, answers};
use super::super::{Evaluators, Failure, Models};
use super::Talk;
use crate::EmbeddedEvaluator;

/// The key of an endpoint at this origin.
struct Of(Option<&'static str>);

#[async_trait]
impl EvaluatorKeyring for Of {
    async fn keys(&self, _: &TenantId, _: &str) -> Result<Arc<EvaluatorKeys>, PortError> {
        Ok(Arc::new(EvaluatorKeys {
            api_key: API_KEY.into(),
            api_origin: self.0.map(str::to_owned),
            ..EvaluatorKeys::default()
        }))
    }
}

fn holding(origin: Option<&'static str>) -> Talk {
    let mut talk = Talk::new(Scripted::new(|_, _| {
        Ok(answers("Use the link in your confirmation email.", &["p1"]))
    }));
    let models = talk.bench.models(Arc::<Scripted>::clone(&talk.model));
    talk.evaluators = Evaluators::new(
        EmbeddedEvaluator::new(),
        Models {
            keyring: Arc::new(Of(origin)),
            ..models
        },
    );
    talk
}

#[tokio::test]
async fn a_key_that_came_before_its_address_is_not_sent_to_the_old_one() {
    let talk = holding(Some("https://new-vendor.example"));
    let (said, evaluation) = talk.answered("where is my parcel?").await;
    assert!(
        said.contains("confirmation email"),
        "the customer is answered"
    );
    assert_eq!(
        evaluation.assessment.note.as_deref(),
        Some("model_key_elsewhere")
    );
    assert_eq!(talk.told(), [Failure::KeyElsewhere]);
    assert!(talk.model.asked().is_empty());
}

#[tokio::test]
async fn a_key_is_sent_to_its_own_origin_and_one_of_which_none_is_known_to_the_address_that_is_set()
{
    for origin in [Some("https://models.example"), None] {
        let talk = holding(origin);
        let (_, evaluation) = talk.answered("where is my parcel?").await;
        assert_eq!(evaluation.assessment.note, None);
        assert_eq!(talk.model.asked().len(), 1);
    }
}
