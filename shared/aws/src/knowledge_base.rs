//! Search in a knowledge base of Amazon Bedrock.

use async_trait::async_trait;
use aws_sdk_bedrockagentruntime::Client;
use aws_sdk_bedrockagentruntime::error::ProvideErrorMetadata;
use aws_sdk_bedrockagentruntime::types::{
    KnowledgeBaseQuery, KnowledgeBaseRetrievalConfiguration, KnowledgeBaseRetrievalResult,
    KnowledgeBaseVectorSearchConfiguration, RetrievalResultLocation,
};
use baton_app::ports::{Passage, PassageSource, PortError};

const ATTEMPTED: &str = "searching a knowledge base";

/// How many passages are asked for.
const PASSAGES: i32 = 8;

/// Search in knowledge bases of Amazon Bedrock.
#[derive(Debug, Clone)]
pub struct BedrockKnowledgeBase {
    client: Client,
}

impl BedrockKnowledgeBase {
    /// The knowledge bases of this account and region.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client }
    }
}

#[async_trait]
impl PassageSource for BedrockKnowledgeBase {
    async fn passages(&self, base: &str, question: &str) -> Result<Vec<Passage>, PortError> {
        let query = KnowledgeBaseQuery::builder().text(question).build();
        let search = KnowledgeBaseVectorSearchConfiguration::builder()
            .number_of_results(PASSAGES)
            .build();
        let how = KnowledgeBaseRetrievalConfiguration::builder()
            .vector_search_configuration(search)
            .build();
        let found = self
            .client
            .retrieve()
            .knowledge_base_id(base)
            .retrieval_query(query)
            .retrieval_configuration(how)
            .send()
            .await
            .map_err(|error| {
                // The service's own words may repeat the question.
                let code = error.code().unwrap_or("no answer").to_owned();
                PortError::new(ATTEMPTED, code)
            })?;
        Ok(found
            .retrieval_results
            .into_iter()
            .filter_map(passage)
            .collect())
    }
}

/// A result with words in it.
fn passage(result: KnowledgeBaseRetrievalResult) -> Option<Passage> {
    let text = result.content?.text;
    if text.trim().is_empty() {
        return None;
    }
    let source = result
        .location
        .as_ref()
        .and_then(address)
        .unwrap_or_default();
    let name = source.rsplit('/').find(|part| !part.is_empty());
    let name = name.unwrap_or_default();
    let title = name.rsplit_once('.').map_or(name, |(name, _)| name);
    Some(Passage {
        title: title.replace(['-', '_'], " "),
        source: source.to_owned(),
        text,
        score: result.score.unwrap_or_default(),
    })
}

fn address(location: &RetrievalResultLocation) -> Option<&str> {
    let s3 = location
        .s3_location
        .as_ref()
        .and_then(|it| it.uri.as_deref());
    let web = location
        .web_location
        .as_ref()
        .and_then(|it| it.url.as_deref());
    s3.or(web)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::config::scripted::Script;

    #[tokio::test]
    async fn a_question_is_asked_of_the_tenants_base_and_its_passages_come_with_their_sources() {
        let answer = json!({"retrievalResults": [
            {
                "content": {"text": "The lamp burns nine days.", "type": "TEXT"},
                "location": {"type": "S3", "s3Location": {"uri": "s3://help/lamps/burning-time.md"}},
                "score": 0.71,
            },
            {"content": {"text": " "}, "location": {"type": "S3"}, "score": 0.5},
        ]});
        let script = Script::new([(200, answer)]);
        let base = BedrockKnowledgeBase::new(script.aws().knowledge_bases());
        let found = base
            .passages("KB123", "how long does it burn?")
            .await
            .unwrap();
        assert_eq!(
            found,
            [Passage {
                title: "burning time".into(),
                source: "s3://help/lamps/burning-time.md".into(),
                text: "The lamp burns nine days.".into(),
                score: 0.71,
            }]
        );
        assert_eq!(script.paths(), ["/knowledgebases/KB123/retrieve"]);
        let request = &script.json_requests()[0];
        assert_eq!(request["retrievalQuery"]["text"], "how long does it burn?");
        let search = &request["retrievalConfiguration"]["vectorSearchConfiguration"];
        assert_eq!(search["numberOfResults"], 8);
    }

    #[tokio::test]
    async fn an_outage_is_not_tried_again_and_does_not_repeat_the_question() {
        let script = Script::new([(500, json!({"message": "burn"}))]);
        let base = BedrockKnowledgeBase::new(script.aws().knowledge_bases());
        let error = base
            .passages("KB123", "how long does it burn?")
            .await
            .unwrap_err();
        assert_eq!(script.requests().len(), 1);
        let told = format!("{error} {} {:?}", error.source, error.source);
        assert!(!told.contains("burn"), "{told}");
    }
}
