//! Somebody says something.

use super::Decision;
use crate::command::{BotAnswer, NewMessage};
use crate::{
    Actor, Author, Content, DeliveryStatus, Escalation, Event, MessageKind, Owner, Rejection,
    timing,
};

impl Decision<'_> {
    pub(super) fn customer_message(&mut self, message: NewMessage) {
        let bot_takes_over = match self.before.conversation.owner {
            Owner::Nobody => true,
            Owner::Phone { until } => until <= self.now,
            Owner::Bot | Owner::Queue | Owner::Agent(_) => false,
        };
        if bot_takes_over {
            self.hand_to(Owner::Bot);
        }
        // While people have it, nothing of it is over for them.
        if self.after.conversation.owner == Owner::Bot
            && self.before.conversation.was_silent_until(message.at)
        {
            self.push(Event::BegunAnew);
        }
        let wants_answer = message.content.wants_answer();
        self.say(Author::Customer, message, DeliveryStatus::Received);
        let conversation = &self.after.conversation;
        if wants_answer {
            let since = conversation.unanswered_since.unwrap_or(self.now);
            self.wait(Some(since), None);
        }
        if let Some(live) = &self.after.live {
            let window_expires_at = self.after.conversation.window_expires_at();
            if live.window_expires_at != window_expires_at {
                let live = Escalation {
                    window_expires_at,
                    ..live.clone()
                };
                self.change(live);
            }
        }
    }

    pub(super) fn bot_reply(&mut self, answer: BotAnswer) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        if conversation.owner != Owner::Bot || answer.decided_under != conversation.epoch {
            return Err(Rejection::StaleEpoch {
                decided_under: answer.decided_under,
                current: conversation.epoch,
            });
        }
        let unanswered_since = conversation.unanswered_since;
        if !answer.work.is_empty() {
            self.push(Event::BotWorked(answer.work));
        }
        let seq = self.answer(answer.message, answer.assessment);
        if let Some(attempt) = answer.attempt {
            self.push(Event::AttemptRecorded(attempt));
        }
        self.wait(unanswered_since, Some(seq));
        Ok(())
    }

    pub(super) fn agent_message(
        &mut self,
        by: Actor,
        message: NewMessage,
    ) -> Result<(), Rejection> {
        let conversation = &self.before.conversation;
        if conversation
            .owner
            .agent()
            .is_none_or(|owner| owner.id != by.agent.id)
        {
            return Err(self.not_owner());
        }
        if let Some(expired_at) = conversation.window_expires_at()
            && expired_at <= self.now
            && message.content.kind != MessageKind::Template
        {
            return Err(Rejection::WindowClosed { expired_at });
        }
        let unanswered_since = conversation.unanswered_since;
        let author = Author::Agent {
            agent: Some(by.agent),
        };
        let seq = self.say(author, message, DeliveryStatus::Accepted);
        if unanswered_since.is_some() {
            self.wait(unanswered_since, Some(seq));
        }
        Ok(())
    }

    pub(super) fn note(&mut self, by: Actor, message: NewMessage) {
        let message = NewMessage {
            content: Content {
                kind: MessageKind::Note,
                ..message.content
            },
            ..message
        };
        self.say(
            Author::Agent {
                agent: Some(by.agent),
            },
            message,
            DeliveryStatus::Received,
        );
    }

    pub(super) fn business_echo(&mut self, message: NewMessage) {
        let until = timing::phone_hold(self.now, self.settings);
        if !matches!(
            self.before.conversation.owner,
            Owner::Queue | Owner::Agent(_)
        ) {
            self.hand_to(Owner::Phone { until });
        }
        self.say(Author::Agent { agent: None }, message, DeliveryStatus::Sent);
        self.wait(None, None);
    }
}
