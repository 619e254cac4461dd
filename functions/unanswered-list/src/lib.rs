//! `GET /v1/unanswered`: what customers ask and no article answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use baton_api::{Fault, Problem, Request, Response};
use baton_app::act::Desk;
use baton_app::ports::Articles;
use baton_app::unanswered::{Unanswered, unanswered};
use baton_domain::{Role, TenantId};
use baton_evaluator::encoder::Encoder;
use baton_evaluator::{Cluster, Library, clusters};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// What the endpoint needs.
#[derive(Clone)]
pub struct Deps {
    /// Where agents act from.
    pub desk: Desk,
    /// The search.
    pub library: Arc<Library>,
    /// What puts questions together by what they mean; by their words without it.
    pub encoder: Option<Arc<Encoder>>,
}

/// Over how many days questions are collected where no number is named, and at most.
const DAYS: u64 = 30;
const MOST_DAYS: u64 = 90;

/// How many groups are shown, and how many examples of each.
const GROUPS: usize = 50;
const EXAMPLES: usize = 5;

/// What customers ask and the bot could not answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnansweredQuestions {
    /// Questions that ask for the same, the most frequent first; at most 50.
    pub items: Vec<QuestionGroup>,
    /// How many questions there are in the days asked for, of 1,000 that are looked at.
    pub questions: usize,
    /// Whether there are more questions than were looked at.
    pub is_more: bool,
}

/// Questions that ask for the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionGroup {
    /// The question that stands for all of them.
    pub question: String,
    /// How many there are.
    pub size: usize,
    /// The customers' languages, where their channels told them.
    pub languages: Vec<String>,
    /// When the last one was asked (RFC 3339).
    #[schema(value_type = String, format = DateTime)]
    pub last_at: Timestamp,
    /// Some of them, newest first.
    pub examples: Vec<AskedQuestion>,
    /// The published article that comes nearest; null where none does.
    #[schema(required)]
    pub nearest: Option<NearestArticle>,
}

/// A question where it was asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedQuestion {
    /// The customer's words.
    pub question: String,
    /// The conversation, `cnv_…`.
    pub conversation_id: String,
    /// What was opened for it, `esc_…`.
    pub escalation_id: String,
    /// When (RFC 3339).
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
}

/// The article that comes nearest.
#[derive(Debug, Serialize, ToSchema)]
pub struct NearestArticle {
    /// The article, `art_…`.
    pub article_id: String,
    /// Its title.
    pub title: String,
    /// How likely it is to answer the question, from 0 to 1.
    pub score: f64,
}

/// Questions for which a person was called because the bot was not sure enough, a language model
/// handed over, or no answer helped, put together by what they ask for.
///
/// # Errors
///
/// 403 for an agent, 422 with the wrong parameter.
#[utoipa::path(
    get,
    path = "/v1/unanswered",
    operation_id = "listUnanswered",
    tag = "knowledge",
    params(
        ("days" = Option<u32>, Query, minimum = 1, maximum = 90, description = "Of how many days; 30 where none is named"),
    ),
    responses((status = 200, description = "The most frequent first", body = UnansweredQuestions))
)]
pub async fn handle(deps: &Deps, request: Request) -> Result<Response, Problem> {
    let asked = request.asked_as(Role::Lead)?;
    let days = request.query().number("days")?.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        let wanted = format!("Send a whole number from 1 to {MOST_DAYS}.");
        return Err(Problem::validation(
            "days",
            Fault::range(1, MOST_DAYS),
            wanted,
        ));
    }
    let hours = i64::try_from(days * 24).unwrap_or(i64::MAX);
    let now = deps.desk.clock.now();
    let since = now
        .checked_sub(SignedDuration::from_hours(hours))
        .unwrap_or(Timestamp::MIN);
    let conversations = deps.desk.conversations.as_ref();
    let (found, is_more) = unanswered(conversations, &asked.tenant, since).await?;
    let knowledge = deps.desk.directory.knowledge(&asked.tenant).await?;
    let questions: Vec<&str> = found.iter().map(|it| it.question.as_str()).collect();
    let items = clusters(&questions, deps.encoder.as_deref())
        .iter()
        .take(GROUPS)
        .filter_map(|cluster| deps.group(&asked.tenant, &knowledge.articles, &found, cluster))
        .collect();
    let answer = UnansweredQuestions {
        items,
        questions: found.len(),
        is_more,
    };
    Ok(Response::json(200, &answer))
}

impl Deps {
    fn group(
        &self,
        tenant: &TenantId,
        articles: &Articles,
        found: &[Unanswered],
        cluster: &Cluster,
    ) -> Option<QuestionGroup> {
        let question = &found.get(cluster.representative)?.question;
        let members: Vec<&Unanswered> = cluster
            .members
            .iter()
            .filter_map(|member| found.get(*member))
            .collect();
        let languages: BTreeSet<&String> = members
            .iter()
            .filter_map(|member| member.locale.as_ref())
            .collect();
        let finds = self.library.search(tenant, articles, question, None);
        Some(QuestionGroup {
            question: question.clone(),
            size: members.len(),
            languages: languages.into_iter().cloned().collect(),
            last_at: members.iter().map(|member| member.at).max()?,
            examples: members
                .iter()
                .take(EXAMPLES)
                .map(|member| AskedQuestion {
                    question: member.question.clone(),
                    conversation_id: member.conversation.to_string(),
                    escalation_id: member.escalation.to_string(),
                    at: member.at,
                })
                .collect(),
            nearest: finds.first().map(|find| NearestArticle {
                article_id: find.article_id.to_string(),
                title: find.title.clone(),
                score: find.confidence,
            }),
        })
    }
}

#[cfg(test)]
mod tests;
