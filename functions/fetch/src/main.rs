//! `fetch`: keeps the files that came with messages.

use std::collections::HashMap;
use std::sync::Arc;

use baton_app::fetch::Fetch;
use baton_app::ports::ChannelMedia;
use baton_channels::whatsapp::media::WhatsappMedia;
use baton_domain::Channel;
use baton_http::HttpClient;
use baton_lambda::{Error, Startup, sqs};
use fetch::Worker;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let whatsapp: Arc<dyn ChannelMedia> = Arc::new(WhatsappMedia::new(
        startup.config().graph_base_url(),
        HttpClient::default(),
    ));
    let worker = Worker {
        fetch: Fetch {
            files: startup.files()?,
            directory: startup.directory()?,
            media: HashMap::from([(Channel::Whatsapp, whatsapp)]),
        },
        postpone: startup.postpone_file()?,
        metrics: startup.metrics(),
    };
    sqs::serve(async move |record| fetch::handle(&worker, record).await).await
}
