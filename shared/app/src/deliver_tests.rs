//! Sends, and every place where one can break off.

use std::sync::Mutex;

use async_trait::async_trait;
use baton_domain::{AgentRef, Author, Content, Media, MessageKind, OwnerEpoch, Settings, TenantId};

use super::*;
use crate::effect_samples::{TestClock, agent_ref, at, broken, connection_id, outbound, tenant};
use crate::fakes::{FilesInMemory, Unreachable};
use crate::ports::{Directory, Knowledge};

/// A message's row and its conversation's epoch, as the adapter of the fence keeps them.
struct Row {
    status: DeliveryStatus,
    begun: bool,
    epoch: OwnerEpoch,
    exists: bool,
    code: Option<String>,
    provider_id: Option<String>,
}

struct World {
    row: Mutex<Row>,
    /// Ends the function in place of this record, as a crash would.
    crash_at_record: Mutex<bool>,
    /// Somebody takes the conversation after this many claims.
    taken_after_claims: Option<usize>,
    claims: Mutex<usize>,
    sends: Mutex<usize>,
    sent_media: Mutex<Vec<String>>,
    answers: Mutex<Vec<SendOutcome>>,
    connection_tenant: Option<TenantId>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            row: Mutex::new(Row {
                status: DeliveryStatus::Accepted,
                begun: false,
                epoch: OwnerEpoch(2),
                exists: true,
                code: None,
                provider_id: None,
            }),
            crash_at_record: Mutex::default(),
            taken_after_claims: None,
            claims: Mutex::default(),
            sends: Mutex::default(),
            sent_media: Mutex::default(),
            answers: Mutex::default(),
            connection_tenant: Some(tenant()),
        }
    }
}

impl World {
    fn answering(answers: impl IntoIterator<Item = SendOutcome>) -> Arc<Self> {
        let mut answers: Vec<_> = answers.into_iter().collect();
        answers.reverse();
        Arc::new(Self {
            answers: Mutex::new(answers),
            ..Self::default()
        })
    }

    fn sends(&self) -> usize {
        *self.sends.lock().unwrap()
    }

    fn status(&self) -> DeliveryStatus {
        self.row.lock().unwrap().status
    }

    fn code(&self) -> Option<String> {
        self.row.lock().unwrap().code.clone()
    }
}

#[async_trait]
impl Outgoing for World {
    async fn claim(&self, message: &OutboundMessage) -> Result<Claim, PortError> {
        let mut row = self.row.lock().unwrap();
        if !row.exists {
            return Ok(Claim::Missing);
        }
        if row.status != DeliveryStatus::Accepted {
            return Ok(Claim::Settled(row.status));
        }
        if row.begun {
            return Ok(Claim::Begun);
        }
        if message.author == Author::Bot && row.epoch != message.epoch {
            row.status = DeliveryStatus::Failed;
            return Ok(Claim::Superseded);
        }
        row.begun = true;
        let mut claims = self.claims.lock().unwrap();
        *claims += 1;
        if self.taken_after_claims == Some(*claims) {
            row.epoch = row.epoch.next();
        }
        Ok(Claim::Granted)
    }

    async fn claim_sent(&self, message: &OutboundMessage) -> Result<Claim, PortError> {
        let claim = self.claim(message).await?;
        if claim == Claim::Granted {
            self.row.lock().unwrap().status = DeliveryStatus::Sent;
        }
        Ok(claim)
    }

    async fn unclaim(&self, _: &OutboundMessage) -> Result<(), PortError> {
        self.row.lock().unwrap().begun = false;
        Ok(())
    }

    async fn record(&self, _: &OutboundMessage, news: &Delivery) -> Result<Recorded, PortError> {
        if std::mem::take(&mut *self.crash_at_record.lock().unwrap()) {
            return Err(broken());
        }
        let mut row = self.row.lock().unwrap();
        if row.status.advances_to(news.next) {
            row.status = news.next;
            row.code = news.error.as_ref().map(|error| error.code.clone());
            row.provider_id.clone_from(&news.provider_id);
        }
        Ok(Recorded::Done)
    }
}

#[async_trait]
impl Directory for World {
    async fn connection(
        &self,
        id: baton_domain::ConnectionId,
    ) -> Result<Option<Arc<Connection>>, PortError> {
        assert_eq!(id, connection_id());
        Ok(self.connection_tenant.clone().map(|tenant_id| {
            Arc::new(Connection {
                id,
                tenant_id,
                channel: Channel::Whatsapp,
                name: "Shop".to_owned(),
                phone_number_id: Some("1060".to_owned()),
                account_id: None,
                secret_name: "acme/whatsapp".to_owned(),
            })
        }))
    }

    async fn settings(&self, _: &TenantId) -> Result<Arc<Settings>, PortError> {
        Err(broken())
    }
    async fn knowledge(&self, _: &TenantId) -> Result<Arc<Knowledge>, PortError> {
        Err(broken())
    }

    async fn tenants(&self) -> Result<Vec<TenantId>, PortError> {
        Err(broken())
    }
}

#[async_trait]
impl DirectoryWithSecrets for World {
    async fn secrets(&self, _: &Connection) -> Result<Arc<ConnectionSecrets>, PortError> {
        Ok(Arc::default())
    }
}

#[async_trait]
impl ChannelSender for World {
    async fn send(
        &self,
        _: &Connection,
        _: &ConnectionSecrets,
        message: &OutboundMessage,
    ) -> SendOutcome {
        let media = message.content.media.iter().map(|media| media.id.clone());
        self.sent_media.lock().unwrap().extend(media);
        *self.sends.lock().unwrap() += 1;
        self.answers.lock().unwrap().pop().unwrap()
    }
}

fn deps(world: &Arc<World>, clock: TestClock) -> Deliver {
    let sender: Arc<dyn ChannelSender> = world.clone();
    Deliver {
        outgoing: world.clone(),
        conversations: Arc::new(Unreachable),
        directory: world.clone(),
        senders: HashMap::from([(Channel::Whatsapp, sender)]),
        files: Arc::new(FilesInMemory::default()),
        clock: Arc::new(clock),
        max_receives: 5,
    }
}

async fn run(
    world: &Arc<World>,
    message: &OutboundMessage,
    receives: u32,
) -> Result<Delivered, PortError> {
    deliver(
        &deps(world, TestClock::standing(at(100))),
        message,
        receives,
    )
    .await
}

fn sent() -> SendOutcome {
    SendOutcome::Sent {
        provider_id: "wamid.1".to_owned(),
    }
}

fn named(code: &str) -> DeliveryError {
    error(code, "for people")
}

fn ana() -> AgentRef {
    agent_ref(1, "Ana")
}

#[tokio::test]
async fn a_file_kept_here_goes_as_an_address_that_is_signed_for_this_send() {
    let file = |id: &str| Content {
        kind: MessageKind::Image,
        media: Some(Media {
            id: id.to_owned(),
            mime_type: Some("image/png".to_owned()),
            filename: None,
            sha256: None,
            size: Some(5),
        }),
        ..Content::text("Yours?")
    };
    let kept = "fil_01K75MWS0000000000000000BB";
    let world = World::answering([sent(), sent(), sent()]);
    for id in [kept, "1234", "https://files.example/a.png"] {
        world.row.lock().unwrap().status = DeliveryStatus::Accepted;
        world.row.lock().unwrap().begun = false;
        let message = OutboundMessage {
            content: file(id),
            ..outbound(Author::Agent { agent: Some(ana()) })
        };
        let delivered = run(&world, &message, 1).await.unwrap();
        assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Sent));
    }
    let sent_media = world.sent_media.lock().unwrap();
    let place = outbound(Author::Bot);
    assert_eq!(
        sent_media[..],
        [
            format!(
                "https://files.test/{}/{}/{kept}?get",
                place.tenant_id, place.conversation_id
            ),
            "1234".to_owned(),
            "https://files.example/a.png".to_owned(),
        ]
    );
}

#[tokio::test]
async fn a_message_is_sent_once_however_often_it_comes() {
    let world = World::answering([sent()]);
    let message = outbound(Author::Bot);
    for (receives, expected) in [
        (1, Delivered::Recorded(DeliveryStatus::Sent)),
        (2, Delivered::Settled(DeliveryStatus::Sent)),
        (3, Delivered::Settled(DeliveryStatus::Sent)),
    ] {
        let delivered = run(&world, &message, receives).await.unwrap();
        assert_eq!(delivered, expected);
    }
    assert_eq!(world.sends(), 1);
    assert_eq!(
        world.row.lock().unwrap().provider_id.as_deref(),
        Some("wamid.1")
    );
}

#[tokio::test]
async fn what_the_provider_says_is_what_is_recorded() {
    use DeliveryStatus::{Failed, Uncertain};
    for (answer, status, code) in [
        (
            SendOutcome::Refused(named("outside_customer_window")),
            Failed,
            "outside_customer_window",
        ),
        (
            SendOutcome::Uncertain(named("answer_lost")),
            Uncertain,
            "answer_lost",
        ),
    ] {
        let world = World::answering([answer]);
        let delivered = run(&world, &outbound(Author::System), 1).await.unwrap();
        assert_eq!(delivered, Delivered::Recorded(status));
        assert_eq!(world.status(), status);
        assert_eq!(world.code().as_deref(), Some(code));
    }
}

#[tokio::test]
async fn a_take_between_the_bots_decision_and_its_send_silences_the_bot_and_nobody_else() {
    for (author, sends) in [
        (Author::Bot, 0),
        (Author::System, 1),
        (Author::Agent { agent: Some(ana()) }, 1),
    ] {
        let world = World::answering([sent()]);
        world.row.lock().unwrap().epoch = OwnerEpoch(3);
        let delivered = run(&world, &outbound(author.clone()), 1).await.unwrap();
        assert_eq!(world.sends(), sends, "{author:?}");
        assert_eq!(
            delivered == Delivered::Superseded,
            sends == 0,
            "{author:?}: {delivered:?}"
        );
    }
}

#[tokio::test]
async fn a_crash_before_the_send_is_known_leaves_it_uncertain_and_unsent() {
    let world = World::answering([sent()]);
    let message = outbound(Author::Bot);
    assert_eq!(world.claim(&message).await.unwrap(), Claim::Granted);

    let delivered = run(&world, &message, 2).await.unwrap();
    assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Uncertain));
    assert_eq!(world.code().as_deref(), Some("send_interrupted"));
    assert_eq!(world.sends(), 0);
}

#[tokio::test]
async fn a_crash_after_the_send_leaves_it_uncertain_and_not_sent_twice() {
    let world = World::answering([sent(), sent()]);
    *world.crash_at_record.lock().unwrap() = true;
    let message = outbound(Author::Bot);
    assert!(run(&world, &message, 1).await.is_err());

    let delivered = run(&world, &message, 2).await.unwrap();
    assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Uncertain));
    assert_eq!(world.sends(), 1);
}

#[tokio::test]
async fn a_refusal_that_is_not_recorded_is_asked_for_again() {
    let refused = || SendOutcome::Refused(named("outside_customer_window"));
    let world = World::answering([refused(), refused()]);
    *world.crash_at_record.lock().unwrap() = true;
    let message = outbound(Author::Bot);
    assert!(run(&world, &message, 1).await.is_err());
    assert_eq!(world.status(), DeliveryStatus::Accepted);

    let delivered = run(&world, &message, 2).await.unwrap();
    assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Failed));
    assert_eq!(world.code().as_deref(), Some("outside_customer_window"));
    assert_eq!(world.sends(), 2);
}

#[tokio::test]
async fn what_the_provider_wants_again_comes_again_later_each_time_and_is_given_up_at_last() {
    let busy = || SendOutcome::Retry(named("throughput_limited"));
    let world = World::answering([busy(), busy(), busy(), busy(), busy()]);
    let message = outbound(Author::System);
    for (receives, seconds) in [(1, 5), (2, 10), (3, 20), (4, 40)] {
        let delivered = run(&world, &message, receives).await.unwrap();
        let pause = SignedDuration::from_secs(seconds);
        assert_eq!(delivered, Delivered::TryAgain { pause });
        assert_eq!(world.status(), DeliveryStatus::Accepted);
    }
    let delivered = run(&world, &message, 5).await.unwrap();
    assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Failed));
    assert_eq!(world.code().as_deref(), Some("gave_up"));
    assert_eq!(world.sends(), 5);
    assert_eq!(pause(40), LONGEST_PAUSE);
}

#[tokio::test]
async fn a_message_that_was_put_back_is_sent_when_it_comes_again() {
    let world = World::answering([SendOutcome::Retry(named("provider_unavailable")), sent()]);
    let message = outbound(Author::Bot);
    assert!(matches!(
        run(&world, &message, 1).await.unwrap(),
        Delivered::TryAgain { .. }
    ));
    let delivered = run(&world, &message, 2).await.unwrap();
    assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Sent));
}

#[tokio::test]
async fn a_claim_that_grew_old_is_made_again_and_meets_the_fence_again() {
    let world = Arc::new(World {
        taken_after_claims: Some(1),
        answers: Mutex::new(vec![sent()]),
        ..World::default()
    });
    let freezes = TestClock::stepping(at(100), SignedDuration::from_secs(4));
    let delivered = deliver(&deps(&world, freezes), &outbound(Author::Bot), 1)
        .await
        .unwrap();
    assert_eq!(delivered, Delivered::Superseded);
    assert_eq!(world.sends(), 0);
}

#[tokio::test]
async fn a_clock_that_always_jumps_puts_the_message_back_and_gives_it_up_at_last() {
    let world = World::answering([]);
    let message = outbound(Author::System);
    for (receives, expected) in [
        (1, Delivered::TryAgain { pause: FIRST_PAUSE }),
        (5, Delivered::Recorded(DeliveryStatus::Failed)),
    ] {
        let freezes = TestClock::stepping(at(100), SignedDuration::from_secs(4));
        let delivered = deliver(&deps(&world, freezes), &message, receives)
            .await
            .unwrap();
        assert_eq!(delivered, expected);
    }
    assert_eq!(world.sends(), 0);
}

#[tokio::test]
async fn the_widget_has_no_provider_but_the_same_fence() {
    let message = OutboundMessage {
        channel: Channel::Widget,
        ..outbound(Author::Bot)
    };
    let world = World::answering([]);
    for expected in [
        Delivered::Recorded(DeliveryStatus::Sent),
        Delivered::Settled(DeliveryStatus::Sent),
    ] {
        assert_eq!(run(&world, &message, 1).await.unwrap(), expected);
    }
    let taken = World::answering([]);
    taken.row.lock().unwrap().epoch = OwnerEpoch(3);
    assert_eq!(
        run(&taken, &message, 1).await.unwrap(),
        Delivered::Superseded
    );
}

#[tokio::test]
async fn what_has_no_way_to_the_customer_fails_with_a_name() {
    let gone = World {
        connection_tenant: None,
        ..World::default()
    };
    let foreign = World {
        connection_tenant: Some("globex".parse().unwrap()),
        ..World::default()
    };
    let on_whatsapp = outbound(Author::System);
    let on_messenger = OutboundMessage {
        channel: Channel::Messenger,
        ..on_whatsapp.clone()
    };
    for (world, message, code) in [
        (gone, &on_whatsapp, "connection_missing"),
        (foreign, &on_whatsapp, "connection_missing"),
        (World::default(), &on_messenger, "channel_unsupported"),
    ] {
        let world = Arc::new(world);
        let delivered = run(&world, message, 1).await.unwrap();
        assert_eq!(delivered, Delivered::Recorded(DeliveryStatus::Failed));
        assert_eq!(world.code().as_deref(), Some(code));
        assert_eq!(world.sends(), 0);
    }
}

#[tokio::test]
async fn a_message_that_is_not_there_is_done_with() {
    let world = World::answering([]);
    world.row.lock().unwrap().exists = false;
    let delivered = run(&world, &outbound(Author::Bot), 1).await.unwrap();
    assert_eq!(delivered, Delivered::Missing);
}
