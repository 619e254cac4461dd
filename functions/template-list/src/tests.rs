use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use baton_api::testing::{Ask, Office, Reply, Role, refuses_strangers};
use baton_app::ports::{ConnectionSecrets, Template, TemplateError};
use baton_channels::fakes::{SetClock, SetDirectory};
use serde_json::json;

use super::*;

const ROUTE: &str = "/v1/connections/{id}/templates";
const NUMBER: &str = "con_01ARZ3NDEKTSV4RRFFQ69G5FAV";
const WEBSITE: &str = "con_01ARZ3NDEKTSV4RRFFQ69G5FAW";

/// A provider that has one template, until it has something else to say.
#[derive(Default)]
struct Provider {
    asked: AtomicUsize,
    accounts: Mutex<Vec<String>>,
    fails_with: Mutex<Option<TemplateError>>,
    is_slow: bool,
}

#[async_trait]
impl TemplateSource for Provider {
    async fn templates(
        &self,
        account: &str,
        _: &ConnectionSecrets,
    ) -> Result<Vec<Template>, TemplateError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.accounts.lock().unwrap().push(account.to_owned());
        if self.is_slow {
            std::future::pending::<()>().await;
        }
        if let Some(error) = self.fails_with.lock().unwrap().take() {
            return Err(error);
        }
        Ok(vec![Template {
            name: "order_update".into(),
            language: "en_US".into(),
            category: "utility".into(),
            body: "Hello {{1}}".into(),
            header: None,
            footer: None,
            buttons: vec![],
            placeholders: 1,
            components: vec![
                json!({"type": "body", "parameters": [{"type": "text", "text": "{{1}}"}]}),
            ],
        }])
    }
}

/// The tenant `acme` with a number and a website, and what its provider says.
struct Company {
    office: Office,
    directory: Arc<SetDirectory>,
    provider: Arc<Provider>,
    clock: Arc<SetClock>,
    deps: Deps,
}

async fn company(provider: Provider) -> Company {
    let directory = Arc::new(SetDirectory::default());
    let number = NUMBER.parse().unwrap();
    directory.add(number, Channel::Whatsapp, Some("1060"));
    directory.belongs_to(number, "102290129340398");
    directory.add(WEBSITE.parse().unwrap(), Channel::Widget, None);
    let provider = Arc::new(provider);
    let clock = Arc::new(SetClock::at(1_000_000));
    Company {
        office: Office::open().await,
        deps: Deps {
            directory: Arc::clone(&directory) as Arc<dyn DirectoryWithSecrets>,
            templates: Arc::clone(&provider) as Arc<dyn TemplateSource>,
            believed: Believed::default(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
        },
        directory,
        provider,
        clock,
    }
}

impl Company {
    fn ask(&self) -> Ask {
        self.office.ana.asks("GET", ROUTE).about(NUMBER)
    }

    async fn list(&self, ask: Ask) -> Reply {
        handle(&self.deps, ask.request()).await.into()
    }

    fn asked(&self) -> usize {
        self.provider.asked.load(Ordering::Relaxed)
    }
}

#[tokio::test]
async fn everybody_sees_what_may_be_sent_and_the_provider_is_asked_every_five_minutes() {
    let company = company(Provider::default()).await;
    let listed = company.list(company.ask()).await.ok(200);
    assert_eq!(
        listed,
        json!({
            "items": [{
                "name": "order_update", "language": "en_US", "category": "utility",
                "body": "Hello {{1}}", "placeholders": 1,
                "components_for_sending": [
                    {"type": "body", "parameters": [{"type": "text", "text": "{{1}}"}]},
                ],
            }],
            "next_cursor": null,
        })
    );
    assert_eq!(
        *company.provider.accounts.lock().unwrap(),
        ["102290129340398"]
    );
    for role in [Role::Agent, Role::Lead, Role::Admin] {
        let by = company.office.colleague("Some", role);
        let again = company.list(by.asks("GET", ROUTE).about(NUMBER)).await;
        assert_eq!(again.ok(200), listed);
    }
    company.clock.advance(299);
    company.list(company.ask()).await.ok(200);
    assert_eq!(company.asked(), 1);
    company.clock.advance(1);
    company.list(company.ask()).await.ok(200);
    assert_eq!(company.asked(), 2);
    // Another account has other templates.
    company.directory.belongs_to(NUMBER.parse().unwrap(), "103");
    company.list(company.ask()).await.ok(200);
    assert_eq!(company.asked(), 3);
}

#[tokio::test]
async fn a_website_has_none_and_nobody_is_asked() {
    let company = company(Provider::default()).await;
    let ask = company.office.ana.asks("GET", ROUTE).about(WEBSITE);
    let listed = company.list(ask).await.ok(200);
    assert_eq!(listed, json!({"items": [], "next_cursor": null}));
    assert_eq!(company.asked(), 0);
}

#[tokio::test]
async fn a_number_whose_account_nobody_told_says_what_to_do() {
    let company = company(Provider::default()).await;
    let id = "con_01ARZ3NDEKTSV4RRFFQ69G5FAX";
    company
        .directory
        .add(id.parse().unwrap(), Channel::Whatsapp, Some("1061"));
    let ask = company.office.ana.asks("GET", ROUTE).about(id);
    company
        .list(ask)
        .await
        .problem(409, "connection-account-unknown");
    assert_eq!(company.asked(), 0);
}

#[tokio::test]
async fn a_refusal_and_an_outage_are_said_and_not_believed() {
    let company = company(Provider::default()).await;
    let fails = |error| *company.provider.fails_with.lock().unwrap() = Some(error);
    fails(TemplateError::Refused {
        code: "not_authorised".into(),
    });
    let refused = company.list(company.ask()).await;
    refused.problem(502, "provider-refused");
    fails(PortError::new("listing templates", "no answer").into());
    let outage = company.list(company.ask()).await;
    outage.problem(503, "unavailable");
    company.list(company.ask()).await.ok(200);
    company.directory.go_down();
    let outage = company.list(company.ask()).await;
    outage.problem(503, "unavailable");
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_for_a_provider_that_does_not_answer() {
    let company = company(Provider {
        is_slow: true,
        ..Provider::default()
    })
    .await;
    let answer = company.list(company.ask()).await;
    answer.problem(503, "unavailable");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let company = company(Provider::default()).await;
    refuses_strangers(company.ask(), &company.office.zoe, async |request| {
        handle(&company.deps, request).await
    })
    .await;
}
