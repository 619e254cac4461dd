use baton_domain::AgentRef;
use futures::future::join_all;
use jiff::Timestamp;

use super::*;
use crate::in_process::Tables;

struct Bench {
    _tables: Tables,
    store: CannedReplyTable,
    tenant: TenantId,
}

impl Bench {
    async fn new() -> Self {
        let tables = Tables::start().await.unwrap();
        Self {
            store: CannedReplyTable::new(tables.client(), tables.names().directory),
            _tables: tables,
            tenant: "acme".parse().unwrap(),
        }
    }

    async fn create(&self, shortcut: &str) -> Result<(), CannedReplyError> {
        self.store.create(&self.tenant, &reply(shortcut, 1)).await
    }

    async fn shortcuts(&self) -> Vec<String> {
        let all = self.store.all(&self.tenant).await.unwrap();
        all.iter().map(|it| it.shortcut.to_string()).collect()
    }

    async fn fill(&self) {
        for number in 0..MOST_CANNED_REPLIES {
            self.create(&format!("r{number:03}")).await.unwrap();
        }
    }
}

fn reply(shortcut: &str, version: u64) -> CannedReply {
    CannedReply {
        shortcut: shortcut.parse().unwrap(),
        text: format!("Hello {{contact_name}}, {version}"),
        version: Version(version),
        updated_at: Timestamp::UNIX_EPOCH,
        updated_by: AgentRef {
            id: "agt_01ARZ3NDEKTSV4RRFFQ69G5FAV".parse().unwrap(),
            name: "Lea".into(),
        },
    }
}

#[tokio::test]
async fn they_come_back_by_shortcut_and_are_their_tenants_own() {
    let bench = Bench::new().await;
    for shortcut in ["thanks", "hello", "hello-again", "9to5"] {
        bench.create(shortcut).await.unwrap();
    }
    assert_eq!(
        bench.shortcuts().await,
        ["9to5", "hello", "hello-again", "thanks"]
    );
    let all = bench.store.all(&bench.tenant).await.unwrap();
    assert_eq!(all[1], reply("hello", 1));
    let other = "acme-other".parse().unwrap();
    assert_eq!(bench.store.all(&other).await.unwrap(), []);
}

#[tokio::test]
async fn one_is_created_once_and_replaced_under_its_version() {
    let bench = Bench::new().await;
    let replace = async |version| {
        bench
            .store
            .replace(&bench.tenant, &reply("a", version))
            .await
    };
    assert!(matches!(
        replace(2).await.unwrap_err(),
        CannedReplyError::Absent
    ));
    bench.create("a").await.unwrap();
    let again = bench.create("a").await.unwrap_err();
    assert!(matches!(again, CannedReplyError::Exists));
    replace(2).await.unwrap();
    let stale = replace(2).await.unwrap_err();
    assert!(matches!(stale, CannedReplyError::Stale(Version(2))));
    let all = bench.store.all(&bench.tenant).await.unwrap();
    assert_eq!(all, [reply("a", 2)]);
}

#[tokio::test]
async fn there_are_never_too_many_and_one_that_goes_makes_room() {
    let bench = Bench::new().await;
    bench.fill().await;
    let one_more = bench.create("x").await.unwrap_err();
    assert!(matches!(one_more, CannedReplyError::Full));
    let there = bench.create("r000").await.unwrap_err();
    assert!(matches!(there, CannedReplyError::Exists));
    for _ in 0..2 {
        let shortcut = "r000".parse().unwrap();
        bench.store.remove(&bench.tenant, &shortcut).await.unwrap();
    }
    // Two for one place, at once.
    let both = join_all(["x", "y"].map(|shortcut| bench.create(shortcut))).await;
    assert_eq!(both.iter().filter(|it| it.is_ok()).count(), 1);
    assert_eq!(bench.shortcuts().await.len(), 200);
}
