//! Starts each function against a runtime API that hands it one event.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use crate::{milliseconds, quantile};

const PATIENCE: Duration = Duration::from_secs(10);
const ENCODER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../.build/encoder/use-m3.bin");

/// A runtime API, and an AWS that refuses everything at once.
struct Runtime {
    address: String,
    asked: mpsc::UnboundedReceiver<Instant>,
}

/// One start: how soon the first event was asked for, and the memory held after it, in KiB.
struct Start {
    took: Duration,
    resident: u64,
}

/// Measures every function in this folder, as the templates deploy it.
pub(crate) async fn measure(folder: &Path, starts: usize) -> std::io::Result<()> {
    let mut functions: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path().join("bootstrap"))
        .filter(|path| path.is_file())
        .collect();
    functions.sort();
    println!("{starts} starts of each function\n");
    println!(
        "{:<26} {:>8} {:>11} {:>8} {:>9}",
        "function", "size MB", "start p50", "p99 ms", "RSS MiB"
    );
    for bootstrap in functions {
        let name = bootstrap
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let bytes = std::fs::metadata(&bootstrap)?.len();
        let mut took = vec![];
        let mut resident = vec![];
        for _ in 0..starts {
            let start = start(&bootstrap, &name).await?;
            took.push(start.took);
            resident.push(start.resident);
        }
        took.sort();
        resident.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "shown with one or two digits")]
        let (size, memory) = (
            bytes as f64 / 1e6,
            resident[resident.len() / 2] as f64 / 1_024.0,
        );
        println!(
            "{name:<26} {size:>8.2} {:>11.2} {:>8.2} {memory:>9.1}",
            milliseconds(quantile(&took, 0.5)),
            milliseconds(quantile(&took, 0.99)),
        );
    }
    Ok(())
}

async fn start(bootstrap: &Path, name: &str) -> std::io::Result<Start> {
    let mut runtime = runtime(event(name)).await?;
    let began = Instant::now();
    let mut child = spawn(bootstrap, name, &runtime.address)?;
    let late = |_| std::io::Error::other(format!("{name} asked for no event"));
    let first = timeout(PATIENCE, runtime.asked.recv())
        .await
        .map_err(late)?;
    timeout(PATIENCE, runtime.asked.recv())
        .await
        .map_err(late)?;
    let resident = child.id().map(resident).transpose()?.unwrap_or_default();
    child.kill().await?;
    Ok(Start {
        took: first.map(|at| at - began).unwrap_or_default(),
        resident,
    })
}

fn spawn(bootstrap: &Path, name: &str, address: &str) -> std::io::Result<Child> {
    let table = |what: &str| format!("bench-{what}");
    Command::new(bootstrap)
        .env_clear()
        .env("AWS_LAMBDA_RUNTIME_API", address)
        .env("AWS_LAMBDA_FUNCTION_NAME", format!("bench-{name}"))
        .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", "bench")
        .env("AWS_SECRET_ACCESS_KEY", "bench")
        .env("AWS_ENDPOINT_URL", format!("http://{address}"))
        .env("LOG_LEVEL", "error")
        .env("CONVERSATIONS_TABLE", table("conversations"))
        .env("DIRECTORY_TABLE", table("directory"))
        .env("RECEIPTS_TABLE", table("receipts"))
        .env("SOCKETS_TABLE", table("sockets"))
        .env(
            "INBOUND_QUEUE_URL",
            format!("http://{address}/inbound.fifo"),
        )
        .env(
            "OUTBOUND_QUEUE_URL",
            format!("http://{address}/outbound.fifo"),
        )
        .env("FILES_QUEUE_URL", format!("http://{address}/files"))
        .env("JOBS_QUEUE_URL", format!("http://{address}/jobs"))
        .env("JOBS_MAX_RECEIVES", "5")
        .env("FILES_BUCKET", "bench-files")
        .env("API_URL", format!("http://{address}/api"))
        .env("EVALUATOR_SECRETS_PREFIX", "bench/evaluator/")
        .env("KNOWLEDGE_BELIEF_SECONDS", "10")
        .env(
            "EVENTS_TOPIC_ARN",
            "arn:aws:sns:eu-west-1:000000000000:events",
        )
        .env("WS_ENDPOINT", format!("http://{address}/ws"))
        .env("GRAPH_BASE_URL", format!("http://{address}/graph"))
        .env("EMAIL_FROM", "bench@example.com")
        .env("DASHBOARD_URL", "https://example.com")
        .env("OUTBOUND_MAX_RECEIVES", "5")
        .env("ENCODER_PATH", ENCODER)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}

/// Resident memory in KiB, as Linux tells it.
fn resident(process: u32) -> std::io::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    Ok(kibibytes.unwrap_or_default())
}

/// Something that the function understands and that asks AWS for something, where it can.
fn event(function: &str) -> Value {
    const QUEUES: [&str; 6] = ["evaluate", "deliver", "push", "notify", "fetch", "relay"];
    if QUEUES.contains(&function) {
        return json!({"Records": []});
    }
    if function == "sweep" {
        return json!({"version": "0", "source": "aws.events", "detail": {}});
    }
    let context = json!({
        "accountId": "0", "apiId": "a", "domainName": "d", "stage": "$default", "requestId": "r",
        "connectionId": "c", "routeKey": "$default", "eventType": "MESSAGE", "time": "t",
        "timeEpoch": 1, "domainPrefix": "d",
        "http": {
            "method": "GET", "path": "/v1/me", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1",
            "userAgent": "bench",
        },
        "authorizer": {"jwt": {"claims": {
            "sub": "01563e3a-b5d3-d676-4c61-efb99302bd5b", "custom:tenant": "bench",
            "cognito:groups": "[admin]", "name": "Bench", "email": "bench@example.com",
        }, "scopes": null}},
    });
    json!({
        "version": "2.0", "routeKey": "GET /v1/me", "rawPath": "/v1/me", "rawQueryString": "",
        "headers": {"content-type": "application/json"}, "isBase64Encoded": false, "body": "{}",
        "requestContext": context,
        "pathParameters": {
            "id": "esc_01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "connection_id": "con_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        },
    })
}

async fn runtime(event: Value) -> std::io::Result<Runtime> {
    let (tell, asked) = mpsc::unbounded_channel();
    let handed_out = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let next = move || {
        let (tell, event) = (tell.clone(), event.clone());
        let again = handed_out.swap(true, std::sync::atomic::Ordering::SeqCst);
        // The measurement is over when nobody listens any more.
        let _ = tell.send(Instant::now());
        async move {
            if again {
                std::future::pending::<()>().await;
            }
            invocation(&event)
        }
    };
    let router = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route(
            "/2018-06-01/runtime/invocation/{id}/{outcome}",
            post(|| async { StatusCode::ACCEPTED }),
        )
        .fallback(|| async {
            let refusal = json!({"__type": "ValidationException", "message": "this is a bench"});
            (StatusCode::BAD_REQUEST, refusal.to_string())
        });
    let base = baton_tests::serve::in_background(router).await?;
    let address = base.trim_start_matches("http://").to_owned();
    Ok(Runtime { address, asked })
}

fn invocation(event: &Value) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (
            "lambda-runtime-aws-request-id",
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        ),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:eu-west-1:000000000000:function:bench",
        ),
        (
            "lambda-runtime-trace-id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700",
        ),
        ("content-type", "application/json"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    (headers, event.to_string()).into_response()
}
