//! The kinds of problem, which are stable.

/// The stable kinds of problem; the last part of `type`, as in `/problems/not-found`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// 400: the body is not JSON.
    MalformedJson,
    /// 400: the request is not as agreed, in a way that no field explains.
    BadRequest,
    /// 401: no valid token or signature.
    Unauthorized,
    /// 401: a webhook's signature is missing or wrong.
    BadSignature,
    /// 403: the role does not allow it.
    Forbidden,
    /// 403: the tenant's visitors send no files.
    AttachmentsNotAllowed,
    /// 403: a webhook's verification token is not the connection's.
    WrongVerifyToken,
    /// 404: no such thing in the caller's tenant.
    NotFound,
    /// 409: another agent has the escalation.
    EscalationTaken,
    /// 409: the escalation is over.
    EscalationEnded,
    /// 409: nobody has the escalation.
    EscalationNotTaken,
    /// 409: the conversation already has a live escalation.
    AlreadyEscalated,
    /// 409: the conversation is not the caller's to act on.
    NotOwner,
    /// 409: an agent has no room for one more conversation.
    AtCapacity,
    /// 409: the channel takes no free-form message any more.
    WindowClosed,
    /// 409: the customer has written something that the agent had not seen.
    CustomerWrote,
    /// 409: others changed the same conversation over and over.
    Busy,
    /// 409: somebody else changed what was to be changed.
    StaleVersion,
    /// 409: the tenant has as many articles, or as much text in them, as it may have.
    KnowledgeFull,
    /// 409: there is a canned reply with this shortcut.
    CannedReplyExists,
    /// 409: the tenant has as many canned replies as it may have.
    TooManyCannedReplies,
    /// 409: another policy is live than the one to be replaced.
    PolicyOutdated,
    /// 409: only a draft may be changed or published.
    PolicyNotDraft,
    /// 409: the tenant has a simulation that is not over.
    SimulationRunning,
    /// 409: another group has the name.
    GroupNameTaken,
    /// 409: the tenant has as many groups as it may have.
    TooManyGroups,
    /// 409: nobody has told which account of the provider's a connection belongs to.
    ConnectionAccountUnknown,
    /// 409: the file is still being fetched from the channel's provider.
    FileNotHereYet,
    /// 410: the file cannot be had any more.
    FileLost,
    /// 413: the body is too long.
    PayloadTooLarge,
    /// 415: the body is not said to be JSON.
    UnsupportedMediaType,
    /// 422: a field is wrong.
    Validation,
    /// 422: the idempotency key was used for another request.
    IdempotencyKeyReused,
    /// 429: too many requests.
    RateLimited,
    /// 500: a fault of Baton's.
    Internal,
    /// 502: the channel's provider does not let the connection do this.
    ProviderRefused,
    /// 503: something that Baton needs did not answer.
    Unavailable,
}

impl ProblemKind {
    /// All of them, in the order of their statuses.
    pub const ALL: [Self; 37] = [
        Self::MalformedJson,
        Self::BadRequest,
        Self::Unauthorized,
        Self::BadSignature,
        Self::Forbidden,
        Self::AttachmentsNotAllowed,
        Self::WrongVerifyToken,
        Self::NotFound,
        Self::EscalationTaken,
        Self::EscalationEnded,
        Self::EscalationNotTaken,
        Self::AlreadyEscalated,
        Self::NotOwner,
        Self::AtCapacity,
        Self::WindowClosed,
        Self::CustomerWrote,
        Self::Busy,
        Self::StaleVersion,
        Self::KnowledgeFull,
        Self::CannedReplyExists,
        Self::TooManyCannedReplies,
        Self::PolicyOutdated,
        Self::PolicyNotDraft,
        Self::SimulationRunning,
        Self::GroupNameTaken,
        Self::TooManyGroups,
        Self::ConnectionAccountUnknown,
        Self::FileNotHereYet,
        Self::FileLost,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::Validation,
        Self::IdempotencyKeyReused,
        Self::RateLimited,
        Self::Internal,
        Self::ProviderRefused,
        Self::Unavailable,
    ];

    /// The HTTP status, the stable name and the title.
    const fn facts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::MalformedJson => (400, "malformed-json", "The body is not JSON"),
            Self::BadRequest => (400, "bad-request", "The request is not as agreed"),
            Self::BadSignature => (401, "bad-signature", "The signature is not valid"),
            Self::WrongVerifyToken => (
                403,
                "wrong-verify-token",
                "The verification token is not this connection's",
            ),
            Self::Unauthorized => (401, "unauthorized", "Sign in first"),
            Self::Forbidden => (403, "forbidden", "Your role does not allow this"),
            Self::AttachmentsNotAllowed => {
                (403, "attachments-not-allowed", "No files are taken here")
            }
            Self::NotFound => (404, "not-found", "There is no such thing"),
            Self::EscalationTaken => (409, "escalation-taken", "Somebody else has this escalation"),
            Self::EscalationEnded => (409, "escalation-ended", "This escalation is over"),
            Self::EscalationNotTaken => (409, "escalation-not-taken", "Nobody has this escalation"),
            Self::AlreadyEscalated => (
                409,
                "already-escalated",
                "This conversation already has a live escalation",
            ),
            Self::NotOwner => (409, "not-owner", "This conversation is not in your hands"),
            Self::AtCapacity => (
                409,
                "at-capacity",
                "The agent has no room for another conversation",
            ),
            Self::WindowClosed => (
                409,
                "window-closed",
                "The customer's 24-hour window has closed",
            ),
            Self::CustomerWrote => (409, "customer-wrote", "The customer has written meanwhile"),
            Self::Busy => (409, "busy", "The conversation keeps changing"),
            Self::StaleVersion => (409, "stale-version", "Somebody else has changed this"),
            Self::KnowledgeFull => (409, "knowledge-full", "The knowledge base is full"),
            Self::CannedReplyExists => (
                409,
                "canned-reply-exists",
                "There is a canned reply with this shortcut",
            ),
            Self::TooManyCannedReplies => (
                409,
                "too-many-canned-replies",
                "There are as many canned replies as there may be",
            ),
            Self::PolicyOutdated => (
                409,
                "policy-outdated",
                "Another policy is live than the one to be replaced",
            ),
            Self::PolicyNotDraft => (409, "policy-not-draft", "This policy is no draft any more"),
            Self::SimulationRunning => (
                409,
                "simulation-running",
                "Another simulation is not over yet",
            ),
            Self::GroupNameTaken => (409, "group-name-taken", "Another group has this name"),
            Self::TooManyGroups => (409, "too-many-groups", "There are as many groups as can be"),
            Self::ConnectionAccountUnknown => (
                409,
                "connection-account-unknown",
                "Nobody has told which account this connection belongs to",
            ),
            Self::FileNotHereYet => (409, "file-not-here-yet", "The file is not here yet"),
            Self::FileLost => (410, "file-lost", "The file is lost"),
            Self::PayloadTooLarge => (413, "payload-too-large", "The body is too long"),
            Self::UnsupportedMediaType => (
                415,
                "unsupported-media-type",
                "The body is not said to be JSON",
            ),
            Self::Validation => (422, "validation", "A field is not valid"),
            Self::IdempotencyKeyReused => (
                422,
                "idempotency-key-reused",
                "The idempotency key was used for another request",
            ),
            Self::RateLimited => (429, "rate-limited", "Too many requests"),
            Self::Internal => (500, "internal", "Something went wrong on our side"),
            Self::ProviderRefused => (
                502,
                "provider-refused",
                "The channel's provider does not allow this",
            ),
            Self::Unavailable => (503, "unavailable", "Something that we need did not answer"),
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.facts().0
    }

    /// The stable name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.facts().1
    }

    /// The title, the same for every problem of this kind.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.facts().2
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        let slugs: BTreeSet<_> = ProblemKind::ALL.iter().map(|kind| kind.slug()).collect();
        assert_eq!(slugs.len(), ProblemKind::ALL.len());
        assert!(ProblemKind::ALL.is_sorted_by_key(|kind| kind.status()));
    }
}
