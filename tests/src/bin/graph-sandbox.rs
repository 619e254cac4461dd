//! Plays Meta's Graph API on loopback: `graph-sandbox [--port 8930] [--state FILE]`.

use std::process::ExitCode;

use baton_tests::args::Args;
use baton_tests::graph::Sandbox;
use baton_tests::serve;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(never) => match never {},
        Err(error) => serve::stopped("graph-sandbox", error.as_ref()),
    }
}

async fn run() -> Result<std::convert::Infallible, Box<dyn std::error::Error>> {
    let args = Args::parse(std::env::args().skip(1), &["--port", "--state"])?;
    let sandbox = Sandbox::open(args.text("--state").map(Into::into))?;
    let listener = TcpListener::bind(("127.0.0.1", args.or("--port", 8930)?)).await?;
    serve::announce("graph-sandbox", &listener)?;
    Ok(serve::serve(listener, sandbox.router()).await?)
}
