//! Lists of escalations and conversations: queries on indexes only, already in order.

use baton_app::ports::{ConversationFilter, EscalationFilter, Page, PortError, Section, Sort};
use baton_domain::{AgentId, Conversation, Escalation, EscalationStatus, TenantId, ThreadKey};
use serde::de::DeserializeOwned;

use super::DynamoConversations;
use super::cursor::{Leg, Position, goes_on, position};
use super::query::Query;
use crate::error::unreadable;
use crate::expression::{Values, text, values};
use crate::items::{LIVE_STATUS, MODE, Row, SEARCH, Wanted, from_row, mode_name, to_value};
use crate::keys::{ENDED, Entry, Index, Key, LIVE, PK, SK, stamp, status_name};

const LISTING_ESCALATIONS: &str = "listing escalations";
const LISTING_CONVERSATIONS: &str = "listing conversations";
/// The most rows that a caller gets at once.
const MOST: usize = 100;
/// The most requests for one page. A filter that lets little through gives a short page and a
/// cursor rather than an answer that takes forever.
const QUERIES: usize = 8;
/// How many rows a request with a filter looks at.
const LOOKED_AT: usize = 200;
/// Sorts behind everything that stands in a key.
const END: char = '~';

/// What else must hold for a row of a list.
#[derive(Default)]
struct Filter {
    conditions: Vec<String>,
    values: Values,
}

impl Filter {
    fn add(&mut self, condition: &str, name: &str, value: aws_sdk_dynamodb::types::AttributeValue) {
        self.conditions.push(condition.to_owned());
        self.values.insert(name.to_owned(), value);
    }

    fn add_search(&mut self, search: &str) {
        let Wanted { words, digits } = Wanted::from(search);
        let mut condition = format!("contains(#{SEARCH}, :words)");
        self.values.insert(":words".into(), text(words));
        if let Some(digits) = digits {
            condition = format!("({condition} OR contains(#{SEARCH}, :digits))");
            self.values.insert(":digits".into(), text(digits));
        }
        self.conditions.push(condition);
    }
}

impl DynamoConversations {
    pub(super) async fn list_escalations(
        &self,
        tenant: &TenantId,
        filter: &EscalationFilter,
    ) -> Result<Page<Escalation>, PortError> {
        let legs = escalation_legs(tenant, filter);
        let rest = escalation_filter(filter)?;
        self.list(
            tenant,
            &legs,
            &rest,
            filter.limit,
            filter.cursor.as_deref(),
            LISTING_ESCALATIONS,
        )
        .await
    }

    pub(super) async fn list_conversations(
        &self,
        tenant: &TenantId,
        filter: &ConversationFilter,
    ) -> Result<Page<Conversation>, PortError> {
        let mut rest = Filter::default();
        if let Some(mode) = filter.mode {
            rest.add(&format!("#{MODE} = :mode"), ":mode", text(mode_name(mode)));
        }
        if let Some(status) = filter.status {
            let live = text(status_name(status));
            rest.add(&format!("#{LIVE_STATUS} = :live"), ":live", live);
        }
        if let Some(channel) = filter.channel {
            let channel = to_value(&channel).map_err(unreadable(LISTING_CONVERSATIONS))?;
            rest.add("#channel = :channel", ":channel", channel);
        }
        if let Some(agent) = filter.agent {
            rest.add("#owner.#id = :agent", ":agent", agent_text(agent));
        }
        if let Some(search) = &filter.search {
            rest.add_search(search);
        }
        let first = filter.from.map(stamp).unwrap_or_default();
        // No entry is just a time, so the end itself is left out.
        let last = filter.to.map_or_else(|| END.to_string(), stamp);
        let legs = if first <= last {
            vec![Leg {
                index: Some(Index::ByActivity.name()),
                pk: (Index::ByActivity.pk(), Entry::activity_partition(tenant)),
                sk: "by_activity_sk",
                between: bounded(first, last),
                backward: true,
            }]
        } else {
            vec![]
        };
        self.list(
            tenant,
            &legs,
            &rest,
            filter.limit,
            filter.cursor.as_deref(),
            LISTING_CONVERSATIONS,
        )
        .await
    }

    async fn list<T: DeserializeOwned>(
        &self,
        tenant: &TenantId,
        legs: &[Leg],
        filter: &Filter,
        limit: usize,
        cursor: Option<&str>,
        attempted: &'static str,
    ) -> Result<Page<T>, PortError> {
        let limit = limit.clamp(1, MOST);
        let rows_begin_with = format!("{tenant}#cnv#");
        let Position {
            leg: mut at,
            mut start,
        } = position(cursor, legs, &rows_begin_with)?;
        let mut items = vec![];
        for _ in 0..QUERIES {
            let Some(leg) = legs.get(at) else {
                return Ok(Page {
                    items,
                    next_cursor: None,
                });
            };
            let wanted = limit - items.len();
            // One row more than wanted tells whether there is more.
            let looked_at = if filter.conditions.is_empty() {
                wanted + 1
            } else {
                LOOKED_AT
            };
            let from = start.take();
            let answer = leg_query(leg, filter, looked_at, from.clone())
                .send(&self.client, &self.tables.conversations, attempted)
                .await?;
            let rows = answer.items.unwrap_or_default();
            let surplus = rows.len() > wanted;
            if surplus {
                // With nothing wanted, the next page begins where this request did.
                let last = wanted.checked_sub(1).and_then(|last| rows.get(last));
                let cursor = goes_on(leg, last.or(from.as_ref())).map_err(unreadable(attempted))?;
                for row in rows.into_iter().take(wanted) {
                    items.push(from_row(row).map_err(unreadable(attempted))?);
                }
                return Ok(Page {
                    items,
                    next_cursor: Some(cursor),
                });
            }
            for row in rows {
                items.push(from_row(row).map_err(unreadable(attempted))?);
            }
            start = answer.last_evaluated_key;
            if start.is_none() {
                at += 1;
            }
        }
        let next_cursor = legs
            .get(at)
            .map(|leg| goes_on(leg, start.as_ref()))
            .transpose()
            .map_err(unreadable(attempted))?;
        Ok(Page { items, next_cursor })
    }
}

fn leg_query(leg: &Leg, filter: &Filter, looked_at: usize, start: Option<Row>) -> Query {
    let mut condition = format!("#{} = :pk", leg.pk.0);
    let mut compared = values([(":pk", text(leg.pk.1.clone()))]);
    if let Some((first, last)) = &leg.between {
        condition = format!("{condition} AND #{} BETWEEN :first AND :last", leg.sk);
        compared.insert(":first".into(), text(first.clone()));
        compared.insert(":last".into(), text(last.clone()));
    }
    compared.extend(filter.values.clone());
    Query {
        index: leg.index,
        condition,
        filter: filter.conditions.join(" AND "),
        values: compared,
        backward: leg.backward,
        limit: Some(looked_at),
        start,
        ..Query::default()
    }
}

fn bounded(first: String, last: String) -> Option<(String, String)> {
    (!first.is_empty() || last != END.to_string()).then(|| {
        // A key value may not be empty; everything sorts behind a blank.
        let first = if first.is_empty() {
            " ".to_owned()
        } else {
            first
        };
        (first, last)
    })
}

/// The statuses that a list runs through, in order. None where section and status exclude each
/// other.
fn statuses(filter: &EscalationFilter) -> Vec<EscalationStatus> {
    use EscalationStatus::{Open, Queued};
    let in_section: &[EscalationStatus] = match filter.section {
        None => &[Queued, Open],
        Some(Section::Waiting) => &[Queued],
        Some(Section::Mine(_) | Section::Teammates(_)) => &[Open],
    };
    match (filter.status, filter.section) {
        (None, _) => in_section.to_vec(),
        (Some(Queued), Some(Section::Mine(_) | Section::Teammates(_))) => vec![],
        (Some(status), Some(Section::Waiting)) if status != Queued => vec![],
        (Some(status), _) => vec![status],
    }
}

fn escalation_legs(tenant: &TenantId, filter: &EscalationFilter) -> Vec<Leg> {
    if let Some(thread) = filter.thread {
        return thread_legs(tenant, thread, filter);
    }
    statuses(filter)
        .into_iter()
        .map(|status| escalation_leg(tenant, filter, status))
        .collect()
}

/// The live escalation of one thread, then those that ended, the last one first: they stand beside
/// its messages in the table itself.
fn thread_legs(tenant: &TenantId, thread: ThreadKey, filter: &EscalationFilter) -> Vec<Leg> {
    let leg = |first: String, last: String| Leg {
        index: None,
        pk: (PK, Key::thread_partition(tenant, thread)),
        sk: SK,
        between: Some((first, last)),
        backward: true,
    };
    let live = leg(LIVE.to_owned(), LIVE.to_owned());
    let ended = leg(ENDED.to_owned(), format!("{ENDED}{END}"));
    match (filter.section, filter.status) {
        (None, None) => vec![live, ended],
        _ => match statuses(filter).first() {
            Some(status) if status.is_live() => vec![live],
            Some(_) => vec![ended],
            None => vec![],
        },
    }
}

fn escalation_leg(tenant: &TenantId, filter: &EscalationFilter, status: EscalationStatus) -> Leg {
    let partition = Entry::status_partition(tenant, status);
    match (filter.sort, filter.section) {
        (Sort::Urgency, Some(Section::Mine(agent))) if status == EscalationStatus::Open => Leg {
            index: Some(Index::ByAssignee.name()),
            pk: (
                Index::ByAssignee.pk(),
                Entry::assignee_partition(tenant, agent),
            ),
            sk: "by_assignee_sk",
            between: urgency_bounds(filter),
            backward: false,
        },
        // Those that ended stand by when they ended: the last one first.
        (Sort::Urgency, _) => Leg {
            index: Some(Index::ByQueue.name()),
            pk: (Index::ByQueue.pk(), partition),
            sk: "by_queue_sk",
            between: status.is_live().then(|| urgency_bounds(filter)).flatten(),
            backward: !status.is_live(),
        },
        (Sort::Wait | Sort::Newest, _) => Leg {
            index: Some(Index::ByWait.name()),
            pk: (Index::ByWait.pk(), partition),
            sk: "by_wait_sk",
            between: bounded(
                filter.queued_after.map(stamp).unwrap_or_default(),
                filter
                    .waiting_since
                    .map_or_else(|| END.to_string(), |since| format!("{}{END}", stamp(since))),
            ),
            backward: filter.sort == Sort::Newest,
        },
    }
}

fn urgency_bounds(filter: &EscalationFilter) -> Option<(String, String)> {
    let prefix = Entry::urgency_prefix(filter.urgency?);
    let last = format!("{prefix}{END}");
    Some((prefix, last))
}

/// What the legs do not already see to. Where they do, the condition is merely true.
fn escalation_filter(filter: &EscalationFilter) -> Result<Filter, PortError> {
    let mut rest = Filter::default();
    let encoded = |value: Result<_, _>| value.map_err(unreadable(LISTING_ESCALATIONS));
    let by_thread = filter.thread.is_some();
    let sorted_by_urgency = filter.sort == Sort::Urgency && !by_thread;
    let live = statuses(filter).iter().all(|status| status.is_live());
    if let Some(urgency) = filter.urgency
        && !(sorted_by_urgency && live)
    {
        rest.add(
            "#urgency = :urgency",
            ":urgency",
            encoded(to_value(&urgency))?,
        );
    }
    if by_thread && let [status] = statuses(filter)[..] {
        rest.add("#status = :status", ":status", encoded(to_value(&status))?);
    }
    if let Some(topic) = filter.topic {
        rest.add("#type = :topic", ":topic", encoded(to_value(&topic))?);
    }
    if let Some(channel) = filter.channel {
        rest.add(
            "#channel = :channel",
            ":channel",
            encoded(to_value(&channel))?,
        );
    }
    if let Some(group) = filter.group {
        rest.add("#group = :group", ":group", text(group.to_string()));
    }
    let mut names = vec![];
    for (place, reason) in filter.reasons.iter().enumerate() {
        let name = format!(":reason_{place}");
        rest.values.insert(name.clone(), encoded(to_value(reason))?);
        names.push(name);
    }
    if !names.is_empty() {
        let condition = format!("#reason IN ({})", names.join(", "));
        rest.conditions.push(condition);
    }
    if let Some(since) = filter.waiting_since
        && (sorted_by_urgency || by_thread)
    {
        // Not `queued_at`, whose width varies.
        let end = text(format!("{}{END}", stamp(since)));
        rest.add("#by_wait_sk <= :waiting", ":waiting", end);
    }
    match filter.section {
        Some(Section::Mine(agent)) if !(sorted_by_urgency && live) => {
            rest.add("#assignee.#id = :agent", ":agent", agent_text(agent));
        }
        Some(Section::Teammates(agent)) => {
            // Those that ended without ever being taken are nobody's.
            let others = "attribute_exists(#assignee) AND #assignee.#id <> :agent";
            rest.add(others, ":agent", agent_text(agent));
        }
        _ => {}
    }
    Ok(rest)
}

fn agent_text(agent: AgentId) -> aws_sdk_dynamodb::types::AttributeValue {
    text(agent.to_string())
}
