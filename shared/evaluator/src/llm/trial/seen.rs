//! What a model says and uses, seen from beside it.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use baton_app::ports::{LanguageModel, ModelAnswer, ModelCall, ModelError, Usage};

use super::Models;

/// What models said and used while they were watched.
#[derive(Clone, Default)]
pub(super) struct Seen(Arc<Mutex<Sight>>);

#[derive(Default)]
struct Sight {
    usage: Usage,
    said: Option<String>,
    unreachable: Option<String>,
}

impl Seen {
    /// The same models, watched.
    pub(super) fn watching(&self, models: &Models) -> Models {
        let watched = |model: &Arc<dyn LanguageModel>| -> Arc<dyn LanguageModel> {
            Arc::new(Watched {
                model: Arc::clone(model),
                seen: self.clone(),
            })
        };
        Models {
            bedrock: watched(&models.bedrock),
            chat: watched(&models.chat),
            ..models.clone()
        }
    }

    /// What they used.
    pub(super) fn usage(&self) -> Usage {
        self.with(|sight| sight.usage)
    }

    /// The last that they said: words, or the names of the tools that they asked for.
    pub(super) fn said(&self) -> Option<String> {
        self.with(|sight| sight.said.clone())
    }

    /// Why they could not be reached the last time.
    pub(super) fn unreachable(&self) -> Option<String> {
        self.with(|sight| sight.unreachable.clone())
    }

    fn with<T>(&self, look: impl FnOnce(&mut Sight) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

struct Watched {
    model: Arc<dyn LanguageModel>,
    seen: Seen,
}

#[async_trait]
impl LanguageModel for Watched {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        let answer = self.model.ask(call).await;
        self.seen.with(|sight| match &answer {
            Ok(answer) => {
                sight.usage.input += answer.usage.input;
                sight.usage.output += answer.usage.output;
                let calls = answer.calls.iter().map(|call| call.name.as_str());
                let calls = calls.collect::<Vec<_>>().join(", ");
                let words = answer.text.clone();
                sight.said = words.or(Some(calls).filter(|calls| !calls.is_empty()));
            }
            // What lies deeper tells of this side, which is not the tenant's.
            Err(ModelError::Unreachable(why)) => sight.unreachable = Some(outermost(&**why)),
            Err(_) => {}
        });
        answer
    }
}

fn outermost(error: &(dyn Error + 'static)) -> String {
    error.to_string()
}
