//! `notify`: tells agents of escalations that need somebody.

use baton_app::notify::Notify;
use baton_lambda::{Error, Startup, sqs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let startup = Startup::begin()?;
    let deps = Notify {
        agents: startup.agents()?,
        notifications: startup.notifications()?,
        mailer: startup.mailer()?,
        clock: startup.clock(),
        dashboard_url: startup.config().dashboard_url()?.to_owned(),
    };
    let metrics = startup.metrics();
    sqs::serve(async move |record| notify::handle(&deps, &metrics, record).await).await
}
