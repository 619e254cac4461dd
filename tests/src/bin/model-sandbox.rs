//! Plays a language model and a tenant's tool on loopback: `model-sandbox [--port 8934]`.

use std::process::ExitCode;

use baton_tests::args::Args;
use baton_tests::model::ModelSandbox;
use baton_tests::serve;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(never) => match never {},
        Err(error) => serve::stopped("model-sandbox", error.as_ref()),
    }
}

async fn run() -> Result<std::convert::Infallible, Box<dyn std::error::Error>> {
    let args = Args::parse(std::env::args().skip(1), &["--port"])?;
    let listener = TcpListener::bind(("127.0.0.1", args.or("--port", 8934)?)).await?;
    serve::announce("model-sandbox", &listener)?;
    Ok(serve::serve(listener, ModelSandbox::default().router()).await?)
}
