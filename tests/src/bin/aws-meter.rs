//! Counts, holds and breaks requests to AWS:
//! `aws-meter --upstream http://127.0.0.1:4566 [--listen 127.0.0.1:8931]`.

use std::process::ExitCode;

use baton_tests::args::Args;
use baton_tests::meter::Meter;
use baton_tests::serve;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(never) => match never {},
        Err(error) => serve::stopped("aws-meter", error.as_ref()),
    }
}

async fn run() -> Result<std::convert::Infallible, Box<dyn std::error::Error>> {
    let args = Args::parse(std::env::args().skip(1), &["--listen", "--upstream"])?;
    let meter = Meter::new(args.needed("--upstream")?);
    let listen = args.or("--listen", "127.0.0.1:8931".to_owned())?;
    let listener = TcpListener::bind(listen).await?;
    serve::announce("aws-meter", &listener)?;
    Ok(serve::serve(listener, meter.router()).await?)
}
