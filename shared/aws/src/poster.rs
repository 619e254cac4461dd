//! Frames to WebSockets, through API Gateway's management calls.

use async_trait::async_trait;
use aws_sdk_apigatewaymanagement::Client;
use aws_sdk_apigatewaymanagement::operation::post_to_connection::PostToConnectionError;
use aws_sdk_apigatewaymanagement::primitives::Blob;
use baton_app::ports::{PostError, SocketPoster};

use crate::error::failed;

const GONE: u16 = 410;

/// Frames to WebSockets, through API Gateway's management calls.
#[derive(Debug, Clone)]
pub struct ManagementPoster {
    client: Client,
}

impl ManagementPoster {
    /// Frames through this client.
    #[must_use]
    pub fn new(client: Client) -> Self {
        Self { client }
    }
}

#[async_trait]
impl SocketPoster for ManagementPoster {
    async fn post(&self, connection_id: &str, frame: &str) -> Result<(), PostError> {
        let posted = self
            .client
            .post_to_connection()
            .connection_id(connection_id)
            .data(Blob::new(frame.as_bytes()))
            .send()
            .await;
        match posted {
            Ok(_) => Ok(()),
            Err(error)
                if error
                    .raw_response()
                    .is_some_and(|raw| raw.status().as_u16() == GONE)
                    || error
                        .as_service_error()
                        .is_some_and(PostToConnectionError::is_gone_exception) =>
            {
                Err(PostError::Gone)
            }
            Err(error) => Err(failed("posting a frame")(error).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::scripted::Script;

    fn poster(script: &Script) -> ManagementPoster {
        ManagementPoster::new(script.aws().websocket_management("https://ws.test/prod"))
    }

    #[tokio::test]
    async fn a_frame_goes_out_as_it_is() {
        let script = Script::new([(200, "")]);
        poster(&script)
            .post("c-1=", r#"{"type":"pong"}"#)
            .await
            .unwrap();
        assert_eq!(script.requests(), [r#"{"type":"pong"}"#]);
        assert_eq!(script.paths(), ["/prod/@connections/c-1%3D"]);
    }

    #[tokio::test]
    async fn a_socket_that_is_gone_is_told_apart_from_an_outage() {
        let gone = Script::new([(410, "")]);
        let error = poster(&gone).post("c", "{}").await.unwrap_err();
        assert!(matches!(error, PostError::Gone));

        let refused = Script::new([(403, "{}")]);
        let error = poster(&refused).post("c", "{}").await.unwrap_err();
        assert!(matches!(error, PostError::Port(_)));
    }
}
