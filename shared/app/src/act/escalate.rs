//! An agent opens an escalation by hand.

use baton_domain::{
    AgentRef, Assessment, BotWork, Command, Content, ConversationId, Doer, EscalationId, GroupId,
    Opening, Reason, TicketId, TicketNumber, Topic, Urgency,
};

use super::{ActError, Answer, Asked, Desk, Moment, Target, Wording, window_is_open};
use crate::receive::packet;

/// What an agent opens an escalation with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManualEscalation {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Why, in the agent's words.
    pub reason_text: String,
    /// What it is about.
    pub topic: Topic,
    /// How soon a person is needed.
    pub urgency: Urgency,
    /// The team that it waits for.
    pub group: Option<GroupId>,
}

impl Desk {
    /// Opens an escalation. The customer is told that a person is being called, where the channel
    /// still takes a message.
    ///
    /// # Errors
    ///
    /// The [`ActError`] that says why not.
    pub async fn escalate(
        &self,
        asked: &Asked,
        manual: &ManualEscalation,
        wording: Wording<'_>,
    ) -> Result<Answer, ActError> {
        let target = Target::Opening(manual.conversation);
        let group_is_there = match manual.group {
            None => true,
            Some(group) => self.groups.groups(&asked.tenant).await?.has(group),
        };
        // Told with the settings, which are read in any case.
        let has_model = self.directory.has_model(&asked.tenant).await?;
        self.carry_out(asked, target, wording, &|moment| {
            if !group_is_there {
                return Err(ActError::UnknownGroup);
            }
            let opening = self.opening(&asked.by.agent, manual, has_model, &moment);
            Ok(Command::Escalate(Box::new(opening)))
        })
        .await
    }

    fn opening(
        &self,
        by: &AgentRef,
        manual: &ManualEscalation,
        has_model: bool,
        moment: &Moment<'_>,
    ) -> Opening {
        let Moment {
            state,
            settings,
            last_ticket,
            now,
        } = *moment;
        let thread = manual.conversation.thread();
        let connecting = window_is_open(state, now).then(|| {
            let text = settings.texts.connecting(settings.expected_wait_minutes);
            self.message(Content::text(text), now)
        });
        Opening {
            id: EscalationId::in_thread(thread, now),
            ticket_id: TicketId::in_thread(thread, now),
            ticket: TicketNumber(last_ticket.0 + 1),
            by: Doer::Agent(by.clone()),
            reason: Reason::Manual,
            reason_text: manual.reason_text.clone(),
            topic: manual.topic,
            urgency: manual.urgency,
            group: manual.group,
            assessment: Assessment {
                evaluator: "person".into(),
                rule: "manual".into(),
                score: 1.0,
                threshold: 1.0,
                ..Assessment::default()
            },
            // A person's word needs no evidence from the conversation.
            handoff: packet::handoff(&packet::Facts {
                conversation: &state.conversation,
                settings,
                reason: Reason::Manual,
                topic: manual.topic,
                evidence: None,
                considered: None,
                work: BotWork::default(),
                brief: None,
                has_model,
            }),
            work: BotWork::default(),
            connecting,
        }
    }
}
