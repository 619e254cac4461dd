//! A person is needed, found, changed, and done.

use super::Decision;
use crate::command::{Briefing, NewMessage, Opening};
use crate::{
    Actor, AgentRef, Author, BotWork, Change, Deed, DeedKind, DeliveryStatus, Doer, Escalation,
    EscalationId, EscalationStatus, Event, GroupId, Owner, Rejection, Seq, Topic, Urgency, Version,
    timing,
};

impl Decision<'_> {
    pub(super) fn escalate(&mut self, opening: Opening) -> Result<(), Rejection> {
        if let Some(live) = &self.before.live {
            return Err(Rejection::AlreadyEscalated {
                escalation: live.id,
            });
        }
        self.open(opening);
        Ok(())
    }

    pub(super) fn open(&mut self, opening: Opening) {
        let conversation = &self.after.conversation;
        let opened = Deed {
            at: self.now,
            by: opening.by,
            what: DeedKind::Opened {
                reason: opening.reason,
            },
        };
        let escalation = Escalation {
            id: opening.id,
            version: Version::default().next(),
            conversation_id: conversation.id,
            connection_id: conversation.connection_id,
            contact: conversation.contact.clone(),
            channel: conversation.channel,
            reason: opening.reason,
            reason_text: opening.reason_text,
            topic: opening.topic,
            urgency: opening.urgency,
            status: EscalationStatus::Queued,
            assignee: None,
            assigned_by: None,
            group: opening.group,
            ticket_id: opening.ticket_id,
            ticket: opening.ticket,
            created_at: self.now,
            queued_at: self.now,
            taken_at: None,
            ended_at: None,
            window_expires_at: conversation.window_expires_at(),
            sla_due_at: Some(timing::pickup_due(self.now, opening.urgency, self.settings)),
            assessment: opening.assessment,
            handoff: opening.handoff,
            history: vec![opened],
            forgotten_deeds: 0,
        };
        if !opening.work.is_empty() {
            self.push(Event::BotWorked(opening.work));
        }
        self.push(Event::EscalationOpened(Box::new(escalation)));
        self.hand_to(Owner::Queue);
        if let Some(connecting) = opening.connecting {
            self.say(Author::System, connecting, DeliveryStatus::Accepted);
        }
        self.wait(self.after.conversation.unanswered_since, None);
    }

    /// Puts a model's words in the place of the extracted ones, while the episode lasts and nobody
    /// did so before. Nothing but these words changes, whoever has the conversation. What the model
    /// used is counted in any case.
    pub(super) fn brief(&mut self, briefing: Briefing) -> Result<(), Rejection> {
        let used = BotWork {
            tokens: briefing.tokens,
            cost_micros: briefing.cost_micros,
            ..BotWork::default()
        };
        let waits =
            |live: &Escalation| live.id == briefing.escalation && live.handoff.is_extractive();
        let retold = briefing.told.zip(self.before.live.clone().filter(waits));
        if retold.is_none() && used.is_empty() {
            return Err(Rejection::NothingToDo);
        }
        if !used.is_empty() {
            self.push(Event::BotWorked(used));
        }
        if let Some((told, mut live)) = retold {
            live.handoff.tell(told);
            self.change(live);
        }
        Ok(())
    }

    pub(super) fn live(&self) -> Result<Escalation, Rejection> {
        self.before
            .live
            .clone()
            .ok_or(Rejection::NotLive { status: None })
    }

    pub(super) fn take(
        &mut self,
        by: &Actor,
        wanted: EscalationId,
        has_room: bool,
        notice: NewMessage,
    ) -> Result<(), Rejection> {
        let live = self.live()?;
        if live.id != wanted {
            return Err(Rejection::NotLive { status: None });
        }
        if let Some(assignee) = live.assignee {
            return Err(if assignee.id == by.agent.id {
                Rejection::AlreadyHeld {
                    version: live.version,
                }
            } else {
                Rejection::TakenBy {
                    assignee,
                    version: live.version,
                }
            });
        }
        if !has_room {
            return Err(Rejection::AtCapacity {
                agent: by.agent.clone(),
            });
        }
        self.give_to(live, by, by.agent.clone(), notice);
        Ok(())
    }

    pub(super) fn assign(
        &mut self,
        by: &Actor,
        to: AgentRef,
        has_room: bool,
        notice: NewMessage,
    ) -> Result<(), Rejection> {
        let live = self.live()?;
        self.require_may_act(by, live.assignee.as_ref())?;
        if live
            .assignee
            .as_ref()
            .is_some_and(|assignee| assignee.id == to.id)
        {
            return Err(Rejection::AlreadyHeld {
                version: live.version,
            });
        }
        if !has_room {
            return Err(Rejection::AtCapacity { agent: to });
        }
        self.give_to(live, by, to, notice);
        Ok(())
    }

    pub(super) fn give_to(
        &mut self,
        mut live: Escalation,
        by: &Actor,
        agent: AgentRef,
        notice: NewMessage,
    ) {
        if let Some(previous) = &live.assignee {
            self.push(Event::LoadRemoved(previous.id));
        }
        self.push(Event::LoadAdded(agent.id));
        live.status = EscalationStatus::Open;
        let from = live.assignee.replace(agent.clone());
        live.assigned_by = (agent.id != by.agent.id).then(|| by.agent.clone());
        live.taken_at = Some(self.now);
        let what = if from.is_none() && live.assigned_by.is_none() {
            DeedKind::Taken
        } else {
            let to = agent.clone();
            DeedKind::Assigned { from, to }
        };
        self.change_by(Doer::Agent(by.agent.clone()), what, live);
        self.hand_to(Owner::Agent(agent));
        self.say(Author::System, notice, DeliveryStatus::Accepted);
        self.wait(self.after.conversation.unanswered_since, None);
    }

    pub(super) fn requeue(&mut self, by: &Actor, group: Option<GroupId>) -> Result<(), Rejection> {
        let live = self.live()?;
        self.require_may_act(by, live.assignee.as_ref())?;
        if live.assignee.is_none() && (group.is_none() || group == live.group) {
            return Err(Rejection::NotTaken);
        }
        let from = live.assignee.clone();
        let what = match group {
            Some(group) => DeedKind::Transferred { from, group },
            None => DeedKind::Released { from },
        };
        self.back_to_queue(live, Doer::Agent(by.agent.clone()), what);
        Ok(())
    }

    pub(super) fn back_to_queue(&mut self, mut live: Escalation, by: Doer, what: DeedKind) {
        if let Some(previous) = live.assignee.take() {
            self.push(Event::LoadRemoved(previous.id));
            live.queued_at = self.now;
            live.sla_due_at = Some(timing::pickup_due(self.now, live.urgency, self.settings));
        }
        live.status = EscalationStatus::Queued;
        live.assigned_by = None;
        live.taken_at = None;
        if let DeedKind::Transferred { group, .. } = what {
            live.group = Some(group);
        }
        self.change_by(by, what, live);
        if self.after.conversation.owner != Owner::Queue {
            self.hand_to(Owner::Queue);
        }
        self.wait(self.after.conversation.unanswered_since, None);
    }

    pub(super) fn reclassify(
        &mut self,
        by: &Actor,
        topic: Option<Topic>,
        urgency: Option<Urgency>,
    ) -> Result<(), Rejection> {
        let mut live = self.live()?;
        let topic = changed(live.topic, topic);
        let urgency = changed(live.urgency, urgency);
        if topic.is_none() && urgency.is_none() {
            return Err(Rejection::NothingToDo);
        }
        live.topic = topic.map_or(live.topic, |change| change.to);
        live.urgency = urgency.map_or(live.urgency, |change| change.to);
        if live.status == EscalationStatus::Queued {
            live.sla_due_at = Some(timing::pickup_due(
                live.queued_at,
                live.urgency,
                self.settings,
            ));
        }
        let what = DeedKind::Reclassified { urgency, topic };
        self.change_by(Doer::Agent(by.agent.clone()), what, live);
        let conversation = &self.after.conversation;
        self.wait(conversation.unanswered_since, conversation.answer_seq);
        Ok(())
    }

    pub(super) fn return_to_bot(&mut self, by: &Actor, seen: Option<Seq>) -> Result<(), Rejection> {
        self.end(
            by,
            seen,
            EscalationStatus::Resolved,
            DeedKind::ReturnedToBot,
        )?;
        self.hand_to(Owner::Bot);
        // What the agent said and is still on its way may fail yet, with nobody there to see it.
        let on_its_way = self.before.conversation.answer_seq;
        self.wait(on_its_way.map(|_| self.now), on_its_way);
        Ok(())
    }

    pub(super) fn close(
        &mut self,
        by: &Actor,
        seen: Option<Seq>,
        closing: Option<NewMessage>,
    ) -> Result<(), Rejection> {
        self.end(by, seen, EscalationStatus::Closed, DeedKind::Closed)?;
        self.hand_to(Owner::Nobody);
        if let Some(closing) = closing {
            self.say(Author::System, closing, DeliveryStatus::Accepted);
        }
        self.wait(None, None);
        Ok(())
    }

    pub(super) fn end(
        &mut self,
        by: &Actor,
        seen: Option<Seq>,
        status: EscalationStatus,
        what: DeedKind,
    ) -> Result<(), Rejection> {
        let mut live = self.live()?;
        self.require_may_act(by, live.assignee.as_ref())?;
        let conversation = &self.before.conversation;
        if seen.is_some_and(|seen| conversation.last_customer_seq > Some(seen)) {
            return Err(Rejection::CustomerWrote {
                last_seq: conversation.last_seq,
            });
        }
        if let Some(assignee) = &live.assignee {
            self.push(Event::LoadRemoved(assignee.id));
        }
        live.status = status;
        live.ended_at = Some(self.now);
        live.remember(Deed::of(&by.agent, what, self.now));
        live.version = live.version.next();
        self.push(Event::EscalationEnded(Box::new(live)));
        Ok(())
    }

    pub(super) fn require_may_act(
        &self,
        by: &Actor,
        owner: Option<&AgentRef>,
    ) -> Result<(), Rejection> {
        if by.may_act_for(owner) {
            Ok(())
        } else {
            Err(self.not_owner())
        }
    }
}

/// What a correction changes, if it does.
fn changed<T: Copy + PartialEq>(from: T, to: Option<T>) -> Option<Change<T>> {
    to.filter(|to| *to != from).map(|to| Change { from, to })
}
