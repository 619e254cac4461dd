//! What the bot says is charged, exactly.

use baton_app::commit::{CommitError, Outcome};
use baton_app::ports::{Load, Loaded, Pack, PackOutcome};
use baton_domain::quota::{Account, Balance};
use baton_domain::{Channel, Owner, ReceiptKey, State};
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};

use super::fixture::{Harness, at};

const MONTH: SignedDuration = SignedDuration::from_hours(31 * 24);

async fn load(store: &Harness, number: u8) -> Loaded {
    let load = Load {
        quota: true,
        ..Load::default()
    };
    let thread = Harness::thread(number);
    let loaded = store.conversations.load(&store.tenant, thread, load);
    loaded.await.unwrap()
}

/// The bot answers in a thread, charged to what is left as far as the caller knows.
async fn answers(
    store: &Harness,
    before: &State,
    balance: &Balance,
    free: u64,
    time: Timestamp,
) -> Result<(), CommitError> {
    let reply = store.bot_reply(before.conversation.epoch, time);
    let mut commit = Harness::commit_of(before, reply, time);
    commit.charge = Some(balance.charge(time, free).unwrap());
    store.conversations.commit(&commit).await
}

async fn account(store: &Harness) -> Balance {
    store.quotas.balance(&store.tenant).await.unwrap().unwrap()
}

/// Gives the tenant a pack.
async fn gives(store: &Harness, replies: u64, free: u64) {
    let read = store.quotas.balance(&store.tenant).await.unwrap();
    let read = read.unwrap_or_else(|| Balance::new(at(0), free));
    let pack = Pack {
        tenant: store.tenant.clone(),
        read: read.version,
        after: read.with_pack(replies, at(0), free),
        at: at(0),
        receipt: None,
    };
    let outcome = store.quotas.add(&pack).await.unwrap();
    assert_eq!(outcome, PackOutcome::Added);
}

/// A charge costs no request of its own, and what is left is read with the conversation.
pub async fn a_charge_is_part_of_the_commit_and_the_account_of_the_load(store: &Harness) {
    let before = store.begin(1, at(0)).await;
    assert_eq!(load(store, 1).await.balance, None);
    let new = Balance::new(at(1), 2);
    let (done, requests) = store.counted(answers(store, &before, &new, 2, at(1))).await;
    done.unwrap();
    assert_eq!(requests, ["1 TransactWriteItems"]);
    let (loaded, requests) = store.counted(load(store, 1)).await;
    assert_eq!(requests, ["1 BatchGetItem"]);
    let charge = new.charge(at(1), 2).unwrap();
    assert_eq!(loaded.balance, new.charged(&charge));
    let unasked = store.load(Harness::thread(1)).await;
    assert_eq!(unasked.balance, None);
    let first = store.fresh(Harness::thread(9), Channel::Whatsapp, at(0));
    assert!(first.live.is_none());
    assert_eq!(load(store, 9).await.balance, loaded.balance);
}

/// A charge that does not hold for what is left writes nothing, and tells what is left.
pub async fn a_charge_that_does_not_hold_writes_nothing_and_tells_what_is_left(store: &Harness) {
    let new = Balance::new(at(1), 1);
    let one = store.begin(1, at(0)).await;
    let two = store.begin(2, at(0)).await;
    answers(store, &one, &new, 1, at(1)).await.unwrap();
    let refused = answers(store, &two, &new, 1, at(1)).await.unwrap_err();
    let CommitError::QuotaMoved(Some(left)) = refused else {
        panic!("{refused:?}");
    };
    assert!(left.is_exhausted());
    assert_eq!(*left, account(store).await);
    assert_eq!(store.state(Harness::thread(2)).await, two);

    // That the conversation has changed is told before.
    let refused = answers(store, &one, &new, 1, at(1)).await.unwrap_err();
    assert!(matches!(refused, CommitError::Conflict), "{refused:?}");
}

/// The domain's arithmetic is the store's, through free replies, packs and the end of a month.
pub async fn the_store_charges_as_the_domain_does(store: &Harness) {
    let mut accounts = vec![];
    let mut expected = Balance::new(at(0), 2);
    let free = 2;
    let times = [
        at(1),
        at(2),
        at(3),
        at(4) + MONTH,
        at(5) + MONTH,
        at(6) + MONTH,
    ];
    for (number, time) in (1..).zip(times) {
        let before = store.begin(number, at(0)).await;
        if number == 2 {
            gives(store, 3, free).await;
            expected = account(store).await;
        }
        let charge = expected.charge(time, free).unwrap();
        accounts.push(charge.account);
        answers(store, &before, &expected, free, time)
            .await
            .unwrap();
        expected = expected.charged(&charge).unwrap();
        assert_eq!(account(store).await, expected);
    }
    let (free_one, pack_one) = (Account::Free, Account::Packs);
    assert_eq!(
        accounts,
        [free_one, free_one, pack_one, free_one, free_one, pack_one]
    );
    // A month that begins without free replies is paid from the packs.
    let before = store.begin(7, at(0)).await;
    let later = at(7) + MONTH * 2;
    let charge = expected.charge(later, 0).unwrap();
    assert_eq!((charge.account, charge.first), (pack_one, true));
    answers(store, &before, &expected, 0, later).await.unwrap();
    expected = expected.charged(&charge).unwrap();
    assert_eq!(account(store).await, expected);
    assert!(expected.is_exhausted());
}

/// However many conversations answer at once, as many are charged as there are replies.
pub async fn of_fifty_answers_at_once_as_many_go_through_as_are_left(store: &Harness) {
    const FREE: u64 = 20;
    const PACK: u64 = 10;
    gives(store, PACK, FREE).await;
    let begun = join_all((1..=50).map(|number| store.begin(number, at(0)))).await;
    let stale = account(store).await;
    let through = join_all(begun.iter().map(async |before| {
        let mut balance = stale.clone();
        loop {
            if balance.charge(at(1), FREE).is_none() {
                return false;
            }
            match answers(store, before, &balance, FREE, at(1)).await {
                Ok(()) => return true,
                Err(CommitError::QuotaMoved(Some(left))) => balance = *left,
                Err(CommitError::Conflict) => tokio::task::yield_now().await,
                Err(error) => panic!("{error:?}"),
            }
        }
    }))
    .await;
    let answered = through.iter().filter(|through| **through).count();
    assert_eq!(u64::try_from(answered).unwrap(), FREE + PACK);
    let left = account(store).await;
    assert_eq!(
        (left.free_used, left.packs_used, left.packs_left),
        (FREE, PACK, 0)
    );
    assert_eq!(left.version.0, stale.version.0 + FREE + PACK);
    for (number, through) in (1..=50).zip(through) {
        let conversation = store.state(Harness::thread(number)).await.conversation;
        assert_eq!(conversation.last_seq.0, 1 + u64::from(through));
        assert_eq!(conversation.owner, Owner::Bot);
    }
}

/// A pack is added on the balance that was read and once under its key.
pub async fn a_pack_is_added_once_and_never_over_a_charge(store: &Harness) {
    let before = store.begin(1, at(0)).await;
    let read = Balance::new(at(1), 5);
    let outcome = Outcome {
        fingerprint: "f".into(),
        status: 201,
        body: "{}".into(),
    };
    let pack = |read: &Balance| Pack {
        tenant: store.tenant.clone(),
        read: read.version,
        after: read.with_pack(7, at(2), 5),
        at: at(2),
        receipt: Some((ReceiptKey("pack:1".into()), outcome.clone())),
    };
    answers(store, &before, &read, 5, at(1)).await.unwrap();
    let late = store.quotas.add(&pack(&read)).await.unwrap();
    assert_eq!(late, PackOutcome::Moved);
    let now = account(store).await;
    let (added, requests) = store.counted(store.quotas.add(&pack(&now))).await;
    assert_eq!(added.unwrap(), PackOutcome::Added);
    assert_eq!(requests, ["1 TransactWriteItems"]);
    let again = store
        .quotas
        .add(&pack(&account(store).await))
        .await
        .unwrap();
    assert_eq!(again, PackOutcome::Replayed(Some(outcome.clone())));
    let left = account(store).await;
    assert_eq!((left.free_used, left.packs_left), (1, 7));
    let foreign = store.quotas.balance(&store.foreign()).await.unwrap();
    assert_eq!(foreign, None);
}
