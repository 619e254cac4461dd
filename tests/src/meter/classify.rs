//! Which function asks what of which service.

use axum::http::{HeaderMap, Method, Uri};

/// What a request is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    /// The function, as its SDK's application name says; empty where it says nothing.
    pub(super) function: String,
    /// The service, as its endpoint prefix: `dynamodb`, `sqs`.
    pub(super) service: String,
    /// The operation: `TransactWriteItems`.
    pub(super) operation: String,
}

/// Reads a request's class off its headers, path and body.
pub(super) fn classify(method: &Method, uri: &Uri, headers: &HeaderMap, body: &str) -> Class {
    let function = application(headers);
    let (service, operation) = target(headers)
        .or_else(|| by_path(method, uri.path()))
        .or_else(|| by_action(headers, body))
        .or_else(|| by_address(method, uri))
        .unwrap_or_else(|| {
            let service = signed_for(headers).unwrap_or_default();
            (service, format!("{method} {}", uri.path()))
        });
    Class {
        function,
        service,
        operation,
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// `… app/acme-evaluate …` in either of the SDK's user agents.
fn application(headers: &HeaderMap) -> String {
    ["x-amz-user-agent", "user-agent"]
        .iter()
        .filter_map(|name| header(headers, name))
        .flat_map(str::split_whitespace)
        .find_map(|word| word.strip_prefix("app/"))
        .unwrap_or_default()
        .to_owned()
}

/// `DynamoDB_20120810.TransactWriteItems`
fn target(headers: &HeaderMap) -> Option<(String, String)> {
    let (service, operation) = header(headers, "x-amz-target")?.rsplit_once('.')?;
    let name = service.split('_').next().unwrap_or(service);
    let service = match name {
        "DynamoDB" => "dynamodb",
        "DynamoDBStreams" => "streams",
        "AmazonSQS" => "sqs",
        "AmazonSNS" => "sns",
        "AmazonSSM" => "ssm",
        "secretsmanager" => "secretsmanager",
        "Logs" => "logs",
        "AWSCognitoIdentityProviderService" => "cognito-idp",
        other => other,
    };
    Some((service.to_owned(), operation.to_owned()))
}

fn by_path(method: &Method, path: &str) -> Option<(String, String)> {
    let named = |service: &str, operation: &str| Some((service.into(), operation.into()));
    if path.contains("/@connections/") {
        return match *method {
            Method::POST => named("execute-api", "PostToConnection"),
            Method::DELETE => named("execute-api", "DeleteConnection"),
            _ => named("execute-api", "GetConnection"),
        };
    }
    if path == "/v2/email/outbound-emails" {
        return named("ses", "SendEmail");
    }
    None
}

/// `Action=PublishBatch&…`, as the query protocol has it.
fn by_action(headers: &HeaderMap, body: &str) -> Option<(String, String)> {
    let operation = body
        .split('&')
        .find_map(|part| part.strip_prefix("Action="))?;
    Some((signed_for(headers)?, operation.to_owned()))
}

/// A signed address of a file, `…?X-Amz-Credential=key%2Fdate%2Fregion%2Fs3%2Faws4_request&…`,
/// which says nothing of who asks.
fn by_address(method: &Method, uri: &Uri) -> Option<(String, String)> {
    let scope = uri
        .query()?
        .split('&')
        .find_map(|part| part.strip_prefix("X-Amz-Credential="))?;
    let is_file = scope.replace("%2F", "/").split('/').nth(3) == Some("s3");
    let operation = match *method {
        Method::PUT => "PutObject",
        Method::HEAD => "HeadObject",
        _ => "GetObject",
    };
    is_file.then(|| ("s3".to_owned(), operation.to_owned()))
}

/// The service in `Credential=key/date/region/service/aws4_request`.
fn signed_for(headers: &HeaderMap) -> Option<String> {
    let (_, scope) = header(headers, "authorization")?.split_once("Credential=")?;
    scope.split('/').nth(3).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(path: &str, headers: &[(&'static str, &str)], body: &str) -> Class {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        classify(&Method::POST, &path.parse().unwrap(), &headers, body)
    }

    const SIGNED: &str =
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sns/aws4_request, Signature=x";

    #[test]
    fn the_function_stands_in_the_user_agent() {
        let agent = "aws-sdk-rust/1.3 os/linux lang/rust/1.94 app/baton-evaluate";
        let class = class("/", &[("x-amz-user-agent", agent)], "");
        assert_eq!(class.function, "baton-evaluate");
    }

    #[test]
    fn every_protocol_names_its_operation() {
        for (path, headers, body, service, operation) in [
            (
                "/",
                [("x-amz-target", "DynamoDB_20120810.TransactWriteItems")],
                "{}",
                "dynamodb",
                "TransactWriteItems",
            ),
            (
                "/",
                [("x-amz-target", "AmazonSQS.SendMessageBatch")],
                "{}",
                "sqs",
                "SendMessageBatch",
            ),
            (
                "/",
                [("authorization", SIGNED)],
                "Action=PublishBatch&Version=1",
                "sns",
                "PublishBatch",
            ),
            (
                "/_aws/execute-api/abc/live/@connections/x%3D",
                [("authorization", SIGNED)],
                "{}",
                "execute-api",
                "PostToConnection",
            ),
            (
                "/v2/email/outbound-emails",
                [("authorization", SIGNED)],
                "{}",
                "ses",
                "SendEmail",
            ),
            (
                "/files/acme/fil_1?x=1&X-Amz-Credential=k%2F20260101%2Feu-west-1%2Fs3%2Faws4_request",
                [("host", "localhost")],
                "",
                "s3",
                "GetObject",
            ),
            (
                "/else",
                [("authorization", SIGNED)],
                "",
                "sns",
                "POST /else",
            ),
        ] {
            let class = class(path, &headers, body);
            assert_eq!(
                (class.service.as_str(), class.operation.as_str()),
                (service, operation)
            );
        }
    }
}
