//! Models and tools that take their time, on a clock that runs.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use baton_app::ports::{
    Clock, LanguageModel, ModelAnswer, ModelCall, ModelError, PortError, ToolCaller, ToolRequest,
};
use baton_domain::Speaker;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::super::testing::{Scripted, Tools, answers, calls};
use super::super::{Evaluators, Failure};
use super::Talk;
use crate::EmbeddedEvaluator;

const PARCEL: &str = "where is my parcel?";
const NEVER: Duration = Duration::from_mins(10);
const SECOND: Duration = Duration::from_secs(1);

/// A clock that runs with the test's own time.
struct Running {
    from: Timestamp,
    since: Instant,
}

impl Clock for Running {
    fn now(&self) -> Timestamp {
        self.from + SignedDuration::try_from(self.since.elapsed()).unwrap()
    }
}

/// A model that takes so long for its nth question.
struct Takes {
    model: Arc<Scripted>,
    time: fn(usize) -> Duration,
}

#[async_trait]
impl LanguageModel for Takes {
    async fn ask(&self, call: ModelCall<'_>) -> Result<ModelAnswer, ModelError> {
        let answer = self.model.ask(call).await;
        tokio::time::sleep((self.time)(self.model.asked().len() - 1)).await;
        answer
    }
}

/// Tools that take five seconds.
struct Slow(Arc<Tools>);

#[async_trait]
impl ToolCaller for Slow {
    async fn call(&self, request: ToolRequest<'_>) -> Result<Value, PortError> {
        tokio::time::sleep(5 * SECOND).await;
        self.0.call(request).await
    }
}

fn talk(model: Arc<Scripted>, time: fn(usize) -> Duration) -> Talk {
    let mut talk = Talk::new(model);
    let model = Arc::clone(&talk.model);
    let mut models = talk.bench.models(Arc::new(Takes { model, time }));
    models.tools = Arc::new(Slow(Arc::clone(&talk.bench.tools)));
    models.clock = Arc::new(Running {
        from: *talk.bench.clock.0.lock().unwrap(),
        since: Instant::now(),
    });
    talk.evaluators = Evaluators::new(EmbeddedEvaluator::new(), models);
    talk
}

/// The invocation ends so long after the test began.
fn ends_after(talk: &Talk, time: SignedDuration) {
    let began = *talk.bench.clock.0.lock().unwrap();
    *talk.bench.ends.0.lock().unwrap() = Some(began + time);
}

fn link() -> Arc<Scripted> {
    Scripted::new(|_, _| Ok(answers("The link.", &["p1"])))
}

#[tokio::test(start_paused = true)]
async fn after_an_answer_that_never_came_there_is_time_for_a_second_try() {
    let talk = talk(link(), |n| if n == 0 { NEVER } else { 2 * SECOND });
    let began = Instant::now();
    assert_eq!(talk.answered(PARCEL).await.0, "The link.");
    assert_eq!(talk.model.asked().len(), 2);
    assert!(began.elapsed() < 8 * SECOND, "{:?}", began.elapsed());
    assert!(talk.told().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_model_that_hangs_is_waited_for_as_long_as_the_tenant_said() {
    let talk = talk(link(), |_| NEVER);
    let began = Instant::now();
    let (said, evaluation) = talk.answered(PARCEL).await;
    assert!(said.contains("confirmation email"));
    assert_eq!(
        evaluation.assessment.note.as_deref(),
        Some("model_timed_out")
    );
    assert_eq!(talk.model.asked().len(), 2);
    let took = began.elapsed();
    assert!((9 * SECOND..=10 * SECOND).contains(&took), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_summary_is_not_waited_for_as_long_as_an_answer() {
    let mut talk = talk(link(), |_| NEVER);
    talk.change(|settings| settings.timeout_ms = 28_000);
    talk.said_before(Speaker::Customer, PARCEL);
    let began = Instant::now();
    assert_eq!(super::brief::told(&talk).await.brief, None);
    assert_eq!(talk.model.asked().len(), 2);
    let took = began.elapsed();
    assert!((9 * SECOND..=10 * SECOND).contains(&took), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn with_little_time_there_is_one_try() {
    let talk = talk(link(), |_| 450 * SECOND / 1_000);
    ends_after(&talk, SignedDuration::from_millis(2_000));
    assert_eq!(talk.answered(PARCEL).await.0, "The link.");
    assert_eq!(talk.model.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_model_that_hangs_is_left_alone_after_a_while() {
    let talk = talk(link(), |_| NEVER);
    for _ in 0..4 {
        talk.answered(PARCEL).await;
    }
    assert_eq!(talk.model.asked().len(), 5);
    assert_eq!(talk.told().last(), Some(&Failure::CircuitOpen));
}

#[tokio::test(start_paused = true)]
async fn a_model_is_not_blamed_for_time_that_it_did_not_get() {
    let began = Instant::now();
    let hurried = talk(link(), |_| 3 * SECOND);
    for _ in 0..8 {
        let spent = began.elapsed();
        let end = SignedDuration::try_from(spent + 6 * SECOND).unwrap();
        ends_after(&hurried, end);
        hurried.answered(PARCEL).await;
    }
    assert_eq!(hurried.told(), [Failure::TimedOut; 8]);
    assert_eq!(hurried.model.asked().len(), 16);
    // The tool takes half of the time, and the model more than half of what is left.
    let model = Scripted::new(|asked, _| {
        Ok(if asked.turns.len() == 1 {
            calls("order_lookup", json!({ "order": "12345" }))
        } else {
            answers("The link.", &["p1"])
        })
    });
    let mut slow_tool = talk(model, |n| if n % 3 == 0 { SECOND } else { NEVER });
    slow_tool.change(|settings| settings.tools[0].timeout_ms = 6_000);
    for _ in 0..8 {
        slow_tool.answered(PARCEL).await;
    }
    assert_eq!(slow_tool.told(), [Failure::TimedOut; 8]);
    assert_eq!(slow_tool.model.asked().len(), 24);
}
