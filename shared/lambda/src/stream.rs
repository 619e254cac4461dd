//! Functions that read a table's stream.

use std::error::Error as StdError;
use std::sync::Arc;

use aws_lambda_events::event::dynamodb::Event;
pub use aws_lambda_events::event::dynamodb::EventRecord;

use crate::Error;
use crate::error::chain;
use crate::invocation::{self, Failed};

/// Serves a table's stream: the handler gets each batch whole, in the stream's order. An error
/// fails the invocation, so that the whole batch comes again.
pub async fn serve<F, E>(handler: F) -> Result<(), Error>
where
    F: AsyncFn(Vec<EventRecord>) -> Result<(), E> + 'static,
    E: StdError,
{
    let handler = Arc::new(handler);
    invocation::serve(move |event: Event, _| {
        let handler = Arc::clone(&handler);
        async move {
            let records = event.records.len();
            handler(event.records).await.map_err(|error| {
                tracing::error!(records, error = chain(&error), "the batch will come again");
                Failed("the batch will come again")
            })
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::Event;

    #[test]
    fn a_batch_of_the_stream_parses() {
        let event: Event = serde_json::from_value(serde_json::json!({
            "Records": [{
                "eventID": "1",
                "eventName": "INSERT",
                "eventVersion": "1.1",
                "eventSource": "aws:dynamodb",
                "awsRegion": "eu-west-1",
                "eventSourceARN": "arn:aws:dynamodb:eu-west-1:1:table/t/stream/s",
                "dynamodb": {
                    "ApproximateCreationDateTime": 1_700_000_000.0,
                    "Keys": { "pk": { "S": "a" }, "sk": { "S": "head" } },
                    "NewImage": { "pk": { "S": "a" }, "sk": { "S": "head" }, "version": { "N": "1" } },
                    "SequenceNumber": "1",
                    "SizeBytes": 10,
                    "StreamViewType": "NEW_AND_OLD_IMAGES"
                }
            }]
        }))
        .unwrap();
        assert_eq!(event.records.len(), 1);
        assert!(event.records[0].change.old_image.is_empty());
        assert!(!event.records[0].change.new_image.is_empty());
    }
}
