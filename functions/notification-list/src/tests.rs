use baton_api::testing::{Ask, Office, Reply, refuses_strangers};
use baton_app::ports::Notification;
use baton_domain::{AgentId, NotificationId};

use super::{Deps, handle};

const ROUTE: &str = "/v1/me/notifications";

fn deps(office: &Office) -> Deps {
    Deps {
        notifications: office.notifications.clone(),
    }
}

async fn list(office: &Office, ask: Ask) -> Reply {
    handle(&deps(office), ask.request()).await.into()
}

/// Tells an agent of three things, a minute apart.
async fn told(office: &Office, agent: AgentId) {
    let escalation_id = office.waiting().await;
    for number in ["01", "02", "03"] {
        office.seconds_pass(60);
        let id = format!("ntf_{}{number}", "01ARZ3NDEKTSV4RRFFQ69G5F");
        let notification = Notification {
            id: id.parse::<NotificationId>().unwrap(),
            agent_id: agent,
            escalation_id: Some(escalation_id),
            change: "opened".into(),
            title: format!("number {number}"),
            created_at: office.desk.clock.now(),
            read_at: None,
        };
        let notifications = [notification];
        let kept = office
            .notifications
            .keep(&office.ana.tenant, &notifications);
        assert_eq!(kept.await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn an_agent_reads_their_own_newest_first_in_parts() {
    let office = Office::open().await;
    told(&office, office.ana.agent.id).await;
    let first = list(&office, office.ana.asks("GET", ROUTE).with("limit", 2))
        .await
        .ok(200);
    let titles = |list: &serde_json::Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles(&first), ["number 03", "number 02"]);
    let newest = &first["items"][0];
    assert_eq!(newest["read"], false);
    assert_eq!(newest["read_at"], serde_json::Value::Null);
    let rest = office
        .ana
        .asks("GET", ROUTE)
        .with("cursor", first["next_cursor"].as_str().unwrap());
    let rest = list(&office, rest).await.ok(200);
    assert_eq!(titles(&rest), ["number 01"]);
    assert_eq!(rest["next_cursor"], serde_json::Value::Null);

    let now = office.desk.clock.now();
    let newest = newest["id"].as_str().unwrap().parse().unwrap();
    let (tenant, ana) = (&office.ana.tenant, office.ana.agent.id);
    let marked = office.notifications.mark_read(tenant, ana, newest, now);
    marked.await.unwrap();
    let all = list(&office, office.ana.asks("GET", ROUTE)).await.ok(200);
    for item in all["items"].as_array().unwrap() {
        assert_eq!(item["read"], true);
        assert_eq!(item["read_at"], now.to_string());
    }

    let others = list(&office, office.ben.asks("GET", ROUTE)).await.ok(200);
    assert_eq!(titles(&others), Vec::<String>::new());
}

#[tokio::test]
async fn a_limit_that_is_none_is_named() {
    let office = Office::open().await;
    list(&office, office.ana.asks("GET", ROUTE).with("limit", 0))
        .await
        .names("limit");
}

#[tokio::test]
async fn strangers_get_nothing() {
    let office = Office::open().await;
    let deps = deps(&office);
    refuses_strangers(
        office.ana.asks("GET", ROUTE),
        &office.zoe,
        async |request| handle(&deps, request).await,
    )
    .await;
}
