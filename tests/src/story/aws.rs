//! AWS as the stories see it: what no part of Baton shows.

use serde_json::{Value, json};

use super::{Answer, Outputs};

/// A file in a bucket.
#[derive(Clone, PartialEq, Eq)]
pub struct Object {
    /// Its type.
    pub mime_type: String,
    /// Its name, percent-encoded.
    pub filename: Option<String>,
    /// Why there are no bytes, where that is what it says.
    pub lost: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// AWS, past the meter. The local one checks no signatures, only which service is signed for.
#[derive(Clone)]
pub struct Aws {
    http: reqwest::Client,
    endpoint: String,
    region: String,
}

impl Aws {
    pub(super) fn new(http: reqwest::Client, outputs: &Outputs) -> Self {
        Self {
            http,
            endpoint: outputs.aws_endpoint_url.trim_end_matches('/').to_owned(),
            region: outputs.region.clone(),
        }
    }

    async fn call(&self, service: &str, target: &str, body: &Value) -> Answer {
        let scope = format!("test/20260101/{}/{service}/aws4_request", self.region);
        let request = self
            .http
            .post(&self.endpoint)
            .header("x-amz-target", target)
            .header("content-type", "application/x-amz-json-1.1")
            .header(
                "authorization",
                format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"),
            )
            .body(body.to_string());
        Answer::to(request).await
    }

    /// Asks DynamoDB.
    pub async fn dynamodb(&self, operation: &str, body: &Value) -> Answer {
        let target = format!("DynamoDB_20120810.{operation}");
        self.call("dynamodb", &target, body).await
    }

    /// Asks SQS.
    pub async fn sqs(&self, operation: &str, body: &Value) -> Answer {
        self.call("sqs", &format!("AmazonSQS.{operation}"), body)
            .await
    }

    /// Asks Cognito.
    pub async fn cognito(&self, operation: &str, body: &Value) -> Answer {
        let target = format!("AWSCognitoIdentityProviderService.{operation}");
        self.call("cognito-idp", &target, body).await
    }

    /// Asks CloudWatch Logs.
    pub async fn logs(&self, operation: &str, body: &Value) -> Answer {
        self.call("logs", &format!("Logs_20140328.{operation}"), body)
            .await
    }

    /// A secret, as JSON.
    pub async fn secret(&self, name: &str) -> Value {
        let ask = json!({"SecretId": name});
        let answer = self
            .call("secretsmanager", "secretsmanager.GetSecretValue", &ask)
            .await
            .expect(200);
        let text = answer["SecretString"].as_str().unwrap_or_default();
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Puts an empty object in a bucket, with these headers.
    pub async fn empties(&self, bucket: &str, key: &str, headers: &[(&str, &str)]) -> Answer {
        let scope = format!("test/20260101/{}/s3/aws4_request", self.region);
        let mut request = self
            .http
            .put(format!("{}/{bucket}/{key}", self.endpoint))
            .header(
                "authorization",
                format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"),
            )
            .body("");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::to(request).await
    }

    /// Every row of a table.
    pub async fn scan(&self, table: &str) -> Vec<Value> {
        let mut rows = vec![];
        let mut start = Value::Null;
        loop {
            let mut ask = json!({"TableName": table, "ConsistentRead": true});
            if !start.is_null() {
                ask["ExclusiveStartKey"] = start;
            }
            let mut answer = self.dynamodb("Scan", &ask).await.expect(200);
            if let Value::Array(items) = answer["Items"].take() {
                rows.extend(items);
            }
            start = answer["LastEvaluatedKey"].take();
            if start.is_null() {
                return rows;
            }
        }
    }

    /// What stands in a bucket under this key, if anything does.
    pub async fn object(&self, bucket: &str, key: &str) -> Option<Object> {
        let scope = format!("test/20260101/{}/s3/aws4_request", self.region);
        let answer = self
            .http
            .get(format!("{}/{bucket}/{key}", self.endpoint))
            .header(
                "authorization",
                format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"),
            )
            .send()
            .await
            .ok()?;
        if answer.status() == 404 {
            return None;
        }
        assert_eq!(answer.status(), 200, "reading {key}");
        let header = |name: &str| {
            let value = answer.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        Some(Object {
            mime_type: header("content-type").unwrap_or_default(),
            filename: header("x-amz-meta-filename"),
            lost: header("x-amz-meta-lost"),
            bytes: answer.bytes().await.ok()?.to_vec(),
        })
    }

    /// The bodies that wait in a queue, whether visible or not, without touching them.
    pub async fn peek(&self, queue_url: &str) -> Vec<String> {
        let request = self
            .http
            .get(format!("{}/_ministack/sqs/messages", self.endpoint))
            .query(&[("QueueUrl", queue_url)]);
        let answer = Answer::to(request).await.expect(200);
        let mut bodies = vec![];
        collect(&answer["messages"], "Body", &mut bodies);
        bodies
    }

    /// All letters that were sent.
    pub async fn letters(&self) -> Vec<Value> {
        let request = self
            .http
            .get(format!("{}/_ministack/ses/messages", self.endpoint));
        let answer = Answer::to(request).await.expect(200);
        let accounts = answer["messages"].as_object().cloned().unwrap_or_default();
        accounts
            .into_iter()
            .filter_map(|(_, letters)| letters.as_array().cloned())
            .flatten()
            .collect()
    }
}

/// The texts under this name, however deep they are.
fn collect(value: &Value, name: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if key == name => found.push(text.clone()),
                    _ => collect(value, name, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, name, found)),
        _ => {}
    }
}
