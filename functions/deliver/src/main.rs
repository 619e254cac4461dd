//! `deliver`: sends committed messages to customers.

use std::collections::HashMap;
use std::sync::Arc;

use baton_app::deliver::Deliver;
use baton_app::ports::ChannelSender;
use baton_channels::whatsapp::send::WhatsappSender;
use baton_domain::Channel;
use baton_http::HttpClient;
use baton_lambda::{Error, Startup, sqs};
use deliver::Worker;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let whatsapp: Arc<dyn ChannelSender> = Arc::new(WhatsappSender::new(
        startup.config().graph_base_url(),
        HttpClient::default(),
    ));
    let worker = Worker {
        deliver: Deliver {
            outgoing: startup.outgoing()?,
            conversations: startup.conversations_without_receipts()?,
            directory: startup.directory()?,
            senders: HashMap::from([(Channel::Whatsapp, whatsapp)]),
            files: startup.files()?,
            clock: startup.clock(),
            max_receives: startup.config().outbound_max_receives()?,
        },
        postpone: startup.postpone()?,
        metrics: startup.metrics(),
    };
    sqs::serve(async move |record| deliver::handle(&worker, record).await).await
}
