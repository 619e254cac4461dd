//! Reading the table's stream, which is the outbox: what was committed, in the app's own terms.

use aws_lambda_events::dynamodb::EventRecord;
use baton_app::committed::{CommittedRow, Notice, Place};
use baton_app::ports::{Agent, Notification};
use baton_domain::quota::Balance;
use baton_domain::{Conversation, Escalation, Message};
use serde::de::DeserializeOwned;
use serde_dynamo::{AttributeValue, Item};

use crate::items::NOTICE;
use crate::keys::{PK, RowKind, SK};

/// A record of the stream that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the {kind:?} in stream record {record} does not have the shape of its kind")]
pub struct DecodeError {
    /// What its key says that it is.
    pub kind: RowKind,
    /// The record's sequence number in the stream.
    pub record: String,
    /// What is wrong with it.
    pub source: serde_dynamo::Error,
}

/// What a record tells; none where nobody needs to hear of it: the end of a row, a row of the
/// store's own, a change of what only the store needs to know.
pub fn decode(record: &EventRecord) -> Result<Option<CommittedRow>, DecodeError> {
    let change = &record.change;
    if record.event_name == "REMOVE" || change.new_image.is_empty() {
        return Ok(None);
    }
    let Some((tenant_id, kind)) = text(&change.keys, PK)
        .zip(text(&change.keys, SK))
        .and_then(|(pk, sk)| RowKind::of(pk, sk))
    else {
        return Ok(None);
    };
    let images = Images {
        new: &change.new_image,
        old: (!change.old_image.is_empty()).then_some(&change.old_image),
        kind,
        record: change.sequence_number.as_deref().unwrap_or_default(),
    };
    Ok(match kind {
        RowKind::Head => images.head()?,
        RowKind::Live | RowKind::Ended => {
            let (escalation, old) = images.both::<Escalation>()?;
            // The place of the live escalation may have held another one before.
            let previous = old.filter(|old| old.id == escalation.id);
            let news = previous
                .as_ref()
                .is_none_or(|old| old.version != escalation.version);
            news.then(|| CommittedRow::Escalation {
                tenant_id,
                escalation: Box::new(escalation),
                previous: previous.map(Box::new),
            })
        }
        RowKind::Message => {
            let (message, old) = images.both::<Message>()?;
            if old.as_ref() == Some(&message) {
                return Ok(None);
            }
            let place: Place = images.read(images.new)?;
            Some(CommittedRow::Message {
                message: Box::new(message),
                place,
                previous: old.map(|old| old.status),
            })
        }
        RowKind::Agent => {
            let (agent, old) = images.both::<Agent>()?;
            old.is_none_or(|old| old.version != agent.version)
                .then_some(CommittedRow::Agent { tenant_id, agent })
        }
        RowKind::Quota => {
            let (balance, previous) = images.both::<Balance>()?;
            Some(CommittedRow::Quota {
                tenant_id,
                balance,
                previous,
            })
        }
        RowKind::Notification => match images.old {
            Some(_) => None,
            None => Some(CommittedRow::Notification {
                tenant_id,
                notification: images.read::<Notification>(images.new)?,
            }),
        },
    })
}

/// A row before and after.
struct Images<'a> {
    new: &'a Item,
    old: Option<&'a Item>,
    kind: RowKind,
    record: &'a str,
}

impl Images<'_> {
    fn read<T: DeserializeOwned>(&self, image: &Item) -> Result<T, DecodeError> {
        serde_dynamo::from_item(image.clone()).map_err(|source| self.unreadable(source))
    }

    fn unreadable(&self, source: serde_dynamo::Error) -> DecodeError {
        DecodeError {
            kind: self.kind,
            record: self.record.to_owned(),
            source,
        }
    }

    fn both<T: DeserializeOwned>(&self) -> Result<(T, Option<T>), DecodeError> {
        let old = self.old.map(|old| self.read(old)).transpose()?;
        Ok((self.read(self.new)?, old))
    }

    fn head(&self) -> Result<Option<CommittedRow>, DecodeError> {
        let (conversation, old) = self.both::<Conversation>()?;
        if old.is_some_and(|old| old.version == conversation.version) {
            return Ok(None);
        }
        let notice: Option<Notice> = self
            .new
            .get(NOTICE)
            .cloned()
            .map(serde_dynamo::from_attribute_value)
            .transpose()
            .map_err(|source| self.unreadable(source))?;
        Ok(Some(CommittedRow::Conversation {
            conversation: Box::new(conversation),
            notice,
        }))
    }
}

fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    match item.get(name) {
        Some(AttributeValue::S(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(all(feature = "in-process", feature = "contract"))]
mod tests;
