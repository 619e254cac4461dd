use baton_api::testing::{Ask, Office, Reply, Role, refuses_strangers};
use baton_domain::Channel;
use serde_json::json;

use super::{Deps, handle};

const ROUTE: &str = "/v1/connections";

fn deps(office: &Office) -> Deps {
    Deps {
        connections: office.connection_list(),
        api_url: "https://api.example".into(),
    }
}

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&deps(office), ask.request()).await.into()
}

#[tokio::test]
async fn an_admin_reads_what_to_tell_the_channels_and_no_secret() {
    let office = Office::open().await;
    let tenant = &office.ana.tenant;
    let website = office.connects(tenant, Channel::Widget, "Website").await;
    let number = office.connects(tenant, Channel::Whatsapp, "Number").await;
    let theirs = &office.zoe.tenant;
    let foreign = office.connects(theirs, Channel::Whatsapp, "Theirs").await;
    let admin = office.colleague("Ada", Role::Admin);
    let (answer, requests) = office
        .requests_of(list(&office, admin.asks("GET", ROUTE)))
        .await;
    assert_eq!(requests, 1);
    assert_eq!(
        answer.ok(200),
        json!({
            "items": [
                {
                    "id": number, "channel": "whatsapp", "name": "Number", "address": "15550009999",
                    "webhook_url": format!("https://api.example/webhooks/{number}"),
                    "widget_key": null, "secret_name": format!("baton/test/connections/{number}"),
                },
                {
                    "id": website, "channel": "widget", "name": "Website", "address": null,
                    "webhook_url": null, "widget_key": website,
                    "secret_name": format!("baton/test/connections/{website}"),
                },
            ],
            "next_cursor": null,
        })
    );
    let others = list(&office, office.zoe.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(others["items"][0]["id"], foreign);
    assert_eq!(others["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn only_admins_may() {
    let office = Office::open().await;
    for other in [&office.ana, &office.lea] {
        let answer = list(&office, other.asks("GET", ROUTE)).await;
        answer.problem(403, "forbidden");
    }
    let admin = office.colleague("Ada", Role::Admin);
    refuses_strangers(admin.asks("GET", ROUTE), &office.zoe, async |request| {
        handle(&deps(&office), request).await
    })
    .await;
}
