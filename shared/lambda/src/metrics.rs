//! Counters, as CloudWatch's embedded metric format: a JSON line on stdout, and no request.

use std::fmt;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use baton_app::ports::Clock;
use baton_domain::TenantId;
use serde_json::{Map, Value, json};

/// The namespace of every metric.
pub const NAMESPACE: &str = "Baton";

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Updates that a webhook brought and that were queued.
    WebhookUpdates,
    /// Webhook fields that Baton has no use for.
    WebhookFieldsIgnored,
    /// Webhooks whose signature was wrong or missing.
    WebhookSignaturesRefused,
    /// Messages of kinds that Baton cannot show.
    UnsupportedMessages,
    /// Widget messages above their session's limit.
    WidgetMessagesThrottled,
    /// Sessions above their widget's limit.
    WidgetSessionsThrottled,
    /// Widget sockets above their session's limit.
    WidgetSocketsThrottled,
    /// Records of a queue that will come again.
    RecordsFailed,
    /// Answers that the bot gave.
    BotAnswers,
    /// Escalations that were opened.
    EscalationsOpened,
    /// Messages that the provider took.
    MessagesSent,
    /// Messages that were not sent and will not be.
    MessagesFailed,
    /// Messages whose send had no answer.
    MessagesUncertain,
    /// A bot's messages that the fence held back.
    MessagesSuperseded,
    /// Frames that were posted to sockets.
    FramesPosted,
    /// Sockets that were found gone.
    SocketsGone,
    /// Notifications that were kept.
    NotificationsKept,
    /// Letters that were sent.
    EmailsSent,
    /// Letters that could not be sent.
    EmailsFailed,
    /// Conversations whose timer the sweep found ringing.
    ConversationsDue,
    /// Conversations that waited and had nobody: what must never be.
    ConversationsStranded,
    /// Escalations that the sweep found waiting past their limit.
    EscalationsOverdue,
    /// Escalations that the sweep took from a silent agent and queued again.
    EscalationsRequeued,
    /// Conversations and tenants that the sweep could not look at.
    SweepFailures,
    /// Updates that were received before.
    UpdatesRepeated,
    /// Updates about messages that Baton does not know.
    UpdatesUnmatched,
    /// Files that were fetched and kept.
    FilesKept,
    /// Files that the channel did not give out.
    FilesLost,
    /// Messages about which the embedded evaluator decided because the tenant's model failed, and escalations
    /// of which it failed to tell.
    ModelFailures,
}

impl Metric {
    /// The metric's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::WebhookUpdates => "WebhookUpdates",
            Self::WebhookFieldsIgnored => "WebhookFieldsIgnored",
            Self::WebhookSignaturesRefused => "WebhookSignaturesRefused",
            Self::UnsupportedMessages => "UnsupportedMessages",
            Self::WidgetMessagesThrottled => "WidgetMessagesThrottled",
            Self::WidgetSessionsThrottled => "WidgetSessionsThrottled",
            Self::WidgetSocketsThrottled => "WidgetSocketsThrottled",
            Self::RecordsFailed => "RecordsFailed",
            Self::BotAnswers => "BotAnswers",
            Self::EscalationsOpened => "EscalationsOpened",
            Self::MessagesSent => "MessagesSent",
            Self::MessagesFailed => "MessagesFailed",
            Self::MessagesUncertain => "MessagesUncertain",
            Self::MessagesSuperseded => "MessagesSuperseded",
            Self::FramesPosted => "FramesPosted",
            Self::SocketsGone => "SocketsGone",
            Self::NotificationsKept => "NotificationsKept",
            Self::EmailsSent => "EmailsSent",
            Self::EmailsFailed => "EmailsFailed",
            Self::ConversationsDue => "ConversationsDue",
            Self::ConversationsStranded => "ConversationsStranded",
            Self::EscalationsOverdue => "EscalationsOverdue",
            Self::EscalationsRequeued => "EscalationsRequeued",
            Self::SweepFailures => "SweepFailures",
            Self::UpdatesRepeated => "UpdatesRepeated",
            Self::UpdatesUnmatched => "UpdatesUnmatched",
            Self::FilesKept => "FilesKept",
            Self::FilesLost => "FilesLost",
            Self::ModelFailures => "ModelFailures",
        }
    }
}

/// Counts. Cheap to clone.
#[derive(Clone)]
pub struct Metrics {
    clock: Arc<dyn Clock>,
    out: Arc<Mutex<dyn Write + Send>>,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics(..)")
    }
}

impl Metrics {
    /// Counts on stdout, where the Lambda service reads them.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self::to(clock, Arc::new(Mutex::new(std::io::stdout())))
    }

    /// Counts somewhere else.
    #[must_use]
    pub fn to(clock: Arc<dyn Clock>, out: Arc<Mutex<dyn Write + Send>>) -> Self {
        Self { clock, out }
    }

    /// Counts `n` more; nothing is told of zero.
    pub fn count(&self, metric: Metric, n: u64) {
        self.write(metric, n, None);
    }

    /// Counts `n` more for a tenant, and for all of them together.
    pub fn count_for(&self, metric: Metric, n: u64, tenant: &TenantId) {
        self.write(metric, n, Some(tenant));
    }

    fn write(&self, metric: Metric, n: u64, tenant: Option<&TenantId>) {
        if n == 0 {
            return;
        }
        let line = line(metric, n, tenant, self.clock.now().as_millisecond());
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        // A count that cannot be written is not worth failing a customer's message for.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }
}

/// The embedded metric format: "Specification: Embedded metric format", Amazon CloudWatch user
/// guide. An empty dimension set aggregates over everything.
fn line(metric: Metric, n: u64, tenant: Option<&TenantId>, at_millisecond: i64) -> Value {
    let dimensions = match tenant {
        Some(_) => json!([[], ["tenant"]]),
        None => json!([[]]),
    };
    let mut line = Map::new();
    line.insert(
        "_aws".into(),
        json!({
            "Timestamp": at_millisecond,
            "CloudWatchMetrics": [{
                "Namespace": NAMESPACE,
                "Dimensions": dimensions,
                "Metrics": [{ "Name": metric.name(), "Unit": "Count" }],
            }],
        }),
    );
    line.insert(metric.name().into(), n.into());
    if let Some(tenant) = tenant {
        line.insert("tenant".into(), tenant.as_str().into());
    }
    Value::Object(line)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    struct At(i64);

    impl Clock for At {
        fn now(&self) -> Timestamp {
            Timestamp::from_millisecond(self.0).unwrap()
        }
    }

    fn counted(count: impl Fn(&Metrics)) -> Vec<Value> {
        let out = Arc::new(Mutex::new(Vec::new()));
        count(&Metrics::to(
            Arc::new(At(1_700_000_000_123)),
            Arc::clone(&out) as Arc<Mutex<dyn Write + Send>>,
        ));
        let bytes = out.lock().unwrap().clone();
        String::from_utf8(bytes)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn a_count_is_one_line_of_the_embedded_metric_format() {
        let lines = counted(|metrics| {
            metrics.count_for(Metric::ConversationsStranded, 3, &"acme".parse().unwrap());
        });
        assert_eq!(
            lines,
            [json!({
                "_aws": {
                    "Timestamp": 1_700_000_000_123_i64,
                    "CloudWatchMetrics": [{
                        "Namespace": "Baton",
                        "Dimensions": [[], ["tenant"]],
                        "Metrics": [{ "Name": "ConversationsStranded", "Unit": "Count" }],
                    }],
                },
                "ConversationsStranded": 3,
                "tenant": "acme",
            })]
        );
    }

    #[test]
    fn without_a_tenant_there_is_no_tenant_dimension() {
        let lines = counted(|metrics| metrics.count(Metric::WebhookFieldsIgnored, 1));
        assert_eq!(
            lines[0]["_aws"]["CloudWatchMetrics"][0]["Dimensions"],
            json!([[]])
        );
        assert!(lines[0].get("tenant").is_none());
    }

    #[test]
    fn an_alarm_watches_what_must_not_go_on_and_has_a_runbook() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let read = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).unwrap();
        let alarms = read("infra/observability.yaml");
        for metric in [Metric::ConversationsStranded, Metric::ModelFailures] {
            let watched = format!(
                "Namespace: {NAMESPACE}\n      MetricName: {}\n",
                metric.name()
            );
            assert!(alarms.contains(&watched), "{metric:?}");
        }
        let operations = read("docs/OPERATIONS.md");
        let runbooks = alarms.split("docs/OPERATIONS.md, \"").skip(1);
        for heading in runbooks.filter_map(|rest| rest.split('"').next()) {
            assert!(
                operations.contains(&format!("\n### {heading}\n")),
                "{heading}"
            );
        }
    }

    #[test]
    fn nothing_is_told_of_nothing() {
        assert!(counted(|metrics| metrics.count(Metric::EmailsSent, 0)).is_empty());
    }
}
