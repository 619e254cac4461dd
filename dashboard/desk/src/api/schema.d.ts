// Generated from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All agents of the agent's tenant, by name; in one part. */
        get: operations["listAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes an agent. Needs a lead or an administrator. */
        patch: operations["updateAgent"];
        trace?: never;
    };
    "/v1/articles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The articles of the agent's tenant, without their texts. A company has few thousands of them, so
         *     that all are looked at and put in order here.
         */
        get: operations["listArticles"];
        put?: never;
        /** Keeps a new article, as a draft. */
        post: operations["createArticle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Looks for an answer in the published articles, or in the knowledge base that the settings name,
         *     as the bot does, and says nothing to anybody.
         */
        post: operations["askArticles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes in Markdown files, or a table. What was imported under the same name before is changed, and
         *     left alone where it is the same; what cannot be read does not stop the others. Of several of one
         *     name the first alone counts. What the time does not suffice for is `not_reached`: send it again.
         */
        post: operations["importArticles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The article with its text. */
        get: operations["getArticle"];
        /** Replaces an article's words. Where it is published the bot answers from the new ones within a minute. */
        put: operations["updateArticle"];
        post?: never;
        /** Forgets an article, published or not: within a minute the bot answers from it no more, and it counts no more. */
        delete: operations["deleteArticle"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes an article as it stands. Nothing changes where it is published. */
        post: operations["publishArticle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/articles/{id}/unpublish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a draft of an article again. Nothing changes where it is one. */
        post: operations["unpublishArticle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/canned-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of the tenant's canned replies, by shortcut. */
        get: operations["listCannedReplies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/canned-replies/{shortcut}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keeps a new canned reply, or replaces one under the version that was seen. */
        put: operations["putCannedReply"];
        post?: never;
        /** Forgets a canned reply. One that is gone already is answered the same. */
        delete: operations["deleteCannedReply"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All of the tenant's connections, by name, with what their other end has to be told. Secrets are
         *     named and never shown. Only admins may read it.
         */
        get: operations["listConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The templates of a connection that its provider has approved and that can be filled in by hand,
         *     by name and language, at most 1,000; none on channels that know no templates. The list may be
         *     five minutes old.
         */
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Sets what triggers may know of a customer, name by name. What is said later holds, whether it is
         *     set here or signed by the company's own systems. Needs a lead or an administrator.
         */
        patch: operations["updateContact"];
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations of the agent's tenant. */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation. */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes room for a file in the conversation. Its bytes are then sent to `upload.url`, and the
         *     file attached to a message as `media.file_id`; until that, nobody sees it.
         */
        post: operations["createFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last messages, those before a place, or those after one, oldest first. `next_cursor` leads
         *     on in the direction asked for: it is the `before` or `after` of the next part, and can as well
         *     be sent as `cursor` beside the same parameters.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Commits a message to the customer; it is sent at once, and its `status` tells how far it came.
         *     Only the agent who has the conversation may write. Sent again under the same
         *     `client_message_id`, it is answered the same and sent once.
         */
        post: operations["createMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/messages/{seq}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An address at which the message's file is read, good for a quarter of an hour. */
        get: operations["getMessageFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keeps a note in the conversation. Any agent of the tenant may. */
        post: operations["createNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Escalations of the agent's tenant, already in order. Without `section` and `status`, live ones
         *     are listed, those that wait before those that are open. With `conversation`, all of that one
         *     are listed: the live one, then those that are over, the last one first.
         */
        get: operations["listEscalations"];
        put?: never;
        /** Opens an escalation, which silences the bot in its conversation. */
        post: operations["createEscalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One escalation, live or over, with its handoff packet, its history and its mark. */
        get: operations["getEscalation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Corrects type, urgency or both. */
        patch: operations["updateEscalation"];
        trace?: never;
    };
    "/v1/escalations/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an escalation to an agent who has room. For leads and administrators, and for its
         *     assignee. Assigning it to who has it already changes nothing.
         */
        post: operations["assignEscalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes an escalation with its conversation; the customer gets the closing text, unless the channel's window has closed. For its assignee, leads and administrators. */
        post: operations["closeEscalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Marks an escalation, live or ended, or takes back what was said of it. A later mark takes the
         *     place of an earlier one, which is kept; the same again changes nothing.
         */
        put: operations["markEscalation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts an escalation back into the queue. For its assignee, leads and administrators. */
        post: operations["releaseEscalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}/return-to-bot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolves an escalation and lets the bot answer the next message. For its assignee, leads and administrators. */
        post: operations["returnEscalationToBot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}/take": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an escalation that waits, in one write that also checks that the agent has room. */
        post: operations["takeEscalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/escalations/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an escalation to a team's queue or to an agent who has room. For its assignee, leads and
         *     administrators.
         */
        post: operations["transferEscalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows who decides for the tenant's bot, and who said so. Keys are never shown. Leads and admins may read it. */
        get: operations["getEvaluator"];
        /**
         * Sets who decides for the tenant's bot, under the version that was seen. What is absent stays as
         *     it was, keys too. It holds from within a minute. Only admins may.
         */
        put: operations["setEvaluator"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluator/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the tenant's model one question, as it is set or as it would be, and says what came of it:
         *     without an article, without the tenant's tools, within the time that it has for a customer, and
         *     25 seconds at most. No conversation is touched, nothing is kept, and nothing is counted against
         *     the month or a budget; whoever runs the model may charge for it. Only admins may, ten times a
         *     minute.
         */
        post: operations["testEvaluator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Examples as JSON lines, in the order in which they were marked. Phone numbers and email
         *     addresses are masked; a message that was edited or taken back makes none.
         */
        get: operations["exportExamples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All groups of the agent's tenant, by name; in one part. */
        get: operations["listGroups"];
        put?: never;
        /** Makes a group. Needs a lead or an administrator. */
        post: operations["createGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames a group. Needs a lead or an administrator. */
        patch: operations["updateGroup"];
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agent who asks. */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what the agent who asks may say of themselves. Doing it again changes nothing. */
        patch: operations["updateMe"];
        trace?: never;
    };
    "/v1/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The agent's own notifications. */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Marks all of one's own notifications up to this one as read, from now on. Those that were read
         *     before keep their time, so doing it again changes nothing.
         */
        put: operations["readNotifications"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Notes whether the agent is there. Doing it again changes nothing. */
        put: operations["setPresence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions of the tenant's policy: the live one, then drafts, then those that were live, newest
         *     first in each. A draft that was thrown away is not among them.
         */
        get: operations["listPolicies"];
        put?: never;
        /** Begins a draft, which decides nothing until it is published. */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A version with its triggers and its history, also a draft that was thrown away. The id of what is
         *     live before anything was published is `pol_00000000000000000000000000`.
         */
        get: operations["getPolicy"];
        /** Replaces a draft's triggers, and its notes where some are sent. */
        put: operations["updatePolicy"];
        post?: never;
        /**
         * Throws a draft away. It stands in no list any more and can neither be changed nor tried nor
         *     published; by its id it can still be read, with who threw it away. What is live, and what was,
         *     stays. One that was thrown away before stays so.
         */
        delete: operations["deletePolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a draft live and retires the policy that was. It decides about messages within a minute:
         *     that long functions believe what they read. One that is live already stays so.
         */
        post: operations["publishPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/policies/{id}/simulate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has stored conversations replayed under the live policy and under this one. Nothing is sent and
         *     no conversation changes; ask for the simulation to see how far it has come. A tenant has one at a
         *     time.
         */
        post: operations["simulatePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of the tenant's. Needs a lead or an administrator. */
        get: operations["getQuota"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quota/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a pack. Its replies are used when the month's free ones are gone, and what is left of them
         *     goes along into the next month. Needs an administrator; send an `Idempotency-Key`, so that a
         *     request that is repeated adds one pack.
         */
        post: operations["createQuotaPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows what the tenant has set, what is filled in in its texts, and who changed what. Leads and
         *     admins may read it.
         */
        get: operations["getSettings"];
        /**
         * Changes what the tenant has set, under the version that was seen. It holds from within a minute,
         *     and who changed what is kept.
         */
        put: operations["setSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tenant's simulations of the last 90 days, newest first. With `policy` a part may be short, or
         *     empty, and still have a next one.
         */
        get: operations["listSimulations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A simulation, with what came of it so far. One that came no further for hours is told as
         *     `failed`: what worked on it did not live to say so.
         */
        get: operations["getSimulation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a simulation and keeps what came of it so far. One that is over stays as it is. */
        post: operations["cancelSimulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of the agent's tenant. Those that ended count for 24 hours. */
        get: operations["getLiveStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/precision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counted from the escalations and the marks themselves, at the time of asking. An escalation that
         *     nobody marked counts as right. Those that no evaluator read in a message are not counted. Of more
         *     than 10,000 in a status the latest are counted, and it is said.
         */
        get: operations["getPrecisionStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unanswered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Questions for which a person was called because the bot was not sure enough, a language model
         *     handed over, or no answer helped, put together by what they ask for.
         */
        get: operations["listUnanswered"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ws-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issues a ticket for the agent. It stands in a URL in the token's place, so it is worth nothing
         *     but one connection within a minute, and says nothing about whose it is.
         */
        post: operations["createWsTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Answers Meta's verification handshake. */
        get: operations["verifyWebhook"];
        put?: never;
        /** Takes one webhook. 200 means that everything in it is durable. */
        post: operations["receiveWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes room for a file in the visitor's conversation. Its bytes are then sent to `upload.url`,
         *     and the file with a message as `file_id`; until that, nobody sees it. It counts as a message
         *     against the session's limit.
         */
        post: operations["createWidgetFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the visitor's own messages and what was sent to them, oldest first. */
        get: operations["listWidgetMessages"];
        put?: never;
        /** Takes a message. */
        post: operations["createWidgetMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/messages/{seq}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An address at which the file of a message of the visitor's, or of one that was sent to them, is
         *     read; good for a quarter of an hour.
         */
        get: operations["getWidgetMessageFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/ws-tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues a ticket: permission to open one WebSocket, once, soon. */
        post: operations["createWidgetWsTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/widget/{connection_id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a session of a new visitor. With `signed` and the token of a running session, that one
         *     goes on, proved: the same visitor and conversation, until the same end. One that was proved
         *     with other attributes is somebody else's: a new one begins.
         */
        post: operations["createWidgetSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description The only status of an accepted message.
         * @enum {string}
         */
        AcceptedStatus: "accepted";
        /** @description An agent as teammates see them. */
        Agent: {
            /**
             * Format: int32
             * @description How many they have.
             */
            active: number;
            /**
             * Format: int32
             * @description How many conversations they can have in hand.
             */
            capacity: number;
            /** @description The teams that they belong to, `grp_…`. */
            group_ids: string[];
            /** @description The agent, `agt_…`. */
            id: string;
            /** @description The name that customers and teammates read. */
            name: string;
            /** @description Whether they are there. */
            presence: components["schemas"]["Presence"];
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /**
             * Format: int64
             * @description Grows with every change.
             */
            version: number;
        };
        /** @description What changes; what is absent stays as it is. */
        AgentChange: {
            /**
             * Format: int32
             * @description How many conversations they can have in hand; 1 to 50. What they have already stays theirs.
             */
            capacity?: number | null;
            /** @description The teams that they belong to, `grp_…`: all of them, at most 20. */
            group_ids?: string[] | null;
        };
        /**
         * @description The name under which a `chat/completions` endpoint is told how long an answer may be.
         * @enum {string}
         */
        AnswerLimit: "max_tokens" | "max_completion_tokens";
        /** @description An article. */
        Article: components["schemas"]["ArticleSummary"] & {
            /** @description Its text in Markdown. */
            body: string;
            /**
             * Format: date-time
             * @description When it was written first (RFC 3339).
             */
            created_at: string;
            /** @description Who wrote it first. */
            created_by: components["schemas"]["Assignee"];
            /**
             * Format: date-time
             * @description When it was published; null for a draft.
             */
            published_at: string | null;
            published_by: components["schemas"]["Assignee"] | null;
            /** @description Questions that it answers, in customers' words. */
            questions: string[];
        };
        /** @description What the article is to say. */
        ArticleEdit: components["schemas"]["ArticleWords"] & {
            /**
             * Format: int64
             * @description The `version` that you saw.
             */
            version: number;
        };
        /** @description A passage that may answer a question. */
        ArticleFind: {
            /** @description The article, `art_…`; null where the passage is one of a knowledge base. */
            article_id: string | null;
            /**
             * Format: double
             * @description How near the question's meaning is to that of the title, a question or the passage: a
             *     cosine; null where only words are compared.
             */
            meaning: number | null;
            /** @description The words that the bot would quote. */
            passage: string;
            /**
             * Format: double
             * @description How likely they are to answer the question, from 0 to 1.
             */
            score: number;
            /**
             * @description Where a passage of a knowledge base stands, such as an address; null where nothing tells it,
             *     and for an article.
             */
            source: string | null;
            /** @description Its title. */
            title: string;
            /**
             * Format: double
             * @description How much of the question's words the title, a question or the passage has, from 0 to 1.
             */
            words: number;
        };
        /** @description Articles to take in: either `files` or `csv`. */
        ArticleImport: {
            /**
             * @description A table (RFC 4180) whose first line names the columns `title`, `body`, and, where there are,
             *     `questions` (parted by line ends or `|`) and `locale`; at most 200 rows.
             */
            csv?: string | null;
            /** @description Markdown files; at most 200. */
            files?: components["schemas"]["MarkdownFile"][] | null;
            /**
             * Format: int64
             * @description The line of the whole table at which the first row of `csv` begins, where it is a piece of a
             *     longer one; 2 where none is named. Lines are told as those of the whole table.
             */
            first_line?: number | null;
            /**
             * @description The language of what names none (BCP 47); `en` where none is named.
             * @default en
             */
            locale: string;
            /** @description Whether what is taken in is published. */
            publish?: boolean;
        };
        /**
         * @description A part of an article.
         * @enum {string}
         */
        ArticlePart: "title" | "body" | "questions" | "locale";
        /**
         * @description Whether the bot answers from an article.
         * @enum {string}
         */
        ArticleStatus: "draft" | "published";
        /** @description An article as lists show it. */
        ArticleSummary: {
            /**
             * Format: int32
             * @description How many parts of it the bot reads; 0 for a draft.
             */
            chunks: number;
            /** @description The article, `art_…`. */
            id: string;
            /** @description Its language (BCP 47). */
            locale: string;
            /** @description Where it was imported from: the path of a file, or the name of a row. */
            source: string | null;
            /** @description Whether the bot answers from it. */
            status: components["schemas"]["ArticleStatus"];
            /** @description Its title. */
            title: string;
            /**
             * Format: date-time
             * @description When it was changed last (RFC 3339).
             */
            updated_at: string;
            /** @description Who changed it. */
            updated_by: components["schemas"]["Assignee"];
            /**
             * Format: int64
             * @description Grows with every change.
             */
            version: number;
        };
        /** @description What an article says. */
        ArticleWords: {
            /**
             * @description Its text in Markdown; 1 to 50,000 characters. Customers read it without markup, a paragraph
             *     at a time.
             */
            body: string;
            /**
             * @description Its language (BCP 47); `en` where none is named.
             * @default en
             */
            locale: string;
            /** @description Questions that it answers, in customers' words; at most 50, of at most 300 characters each. */
            questions?: string[];
            /** @description Its title; 1 to 200 characters. */
            title: string;
        };
        /** @description A question where it was asked. */
        AskedQuestion: {
            /**
             * Format: date-time
             * @description When (RFC 3339).
             */
            at: string;
            /** @description The conversation, `cnv_…`. */
            conversation_id: string;
            /** @description What was opened for it, `esc_…`. */
            escalation_id: string;
            /** @description The customer's words. */
            question: string;
        };
        /** @description What decided that a person is needed, or that none is. */
        Assessment: {
            /** @description The evaluator that decided. */
            evaluator: string;
            /** @description All triggers that held, in their order; the first that was not held back decided. */
            matches: components["schemas"]["TriggerMatch"][];
            /** @description Why another evaluator than the tenant's decided, by a stable name. */
            note?: string | null;
            /** @description The rule that decided: a trigger's id, or a rule's stable name. */
            rule: string;
            /**
             * Format: double
             * @description How strongly the rule held, from 0 to 1.
             */
            score: number;
            /**
             * Format: int64
             * @description The place of the message that shows it; null where no message led to it.
             */
            seq: number | null;
            /** @description Everything that the evaluator read in the message, below its thresholds too. */
            signals: components["schemas"]["Signal"][];
            /**
             * Format: double
             * @description The score at which it decides.
             */
            threshold: number;
        };
        /** @description An agent as others name them. */
        Assignee: {
            /** @description The agent, `agt_…`. */
            id: string;
            /** @description The name that customers and teammates read. */
            name: string;
        };
        /** @description Who gets it. */
        Assignment: {
            /** @description The agent, `agt_…`. */
            agent_id: string;
        };
        /** @description Which files a visitor may send. */
        Attachments: {
            /** @description Whether any. */
            allowed: boolean;
            /** @description How large. */
            max_bytes: components["schemas"]["MaxBytes"];
            /** @description Of which MIME types. */
            mime_types: string[];
        };
        /** @description Who wrote a message. */
        Author: {
            /** @description The agent, `agt_…`, where it is one and known. */
            id?: string | null;
            /** @description What they are. */
            kind: components["schemas"]["AuthorKind"];
            /** @description The agent's name. */
            name?: string | null;
        };
        /**
         * @description Who wrote a message.
         * @enum {string}
         */
        AuthorKind: "customer" | "bot" | "agent" | "system";
        /** @description What a language model used. */
        BotSpent: {
            /**
             * Format: int64
             * @description What they cost, in millionths of a US dollar: by the tenant's prices, for Bedrock by the deployment's.
             */
            cost_micros: number;
            /**
             * Format: int64
             * @description Tokens, read and written.
             */
            tokens: number;
        };
        /** @description A reply that agents send again and again. */
        CannedReply: {
            /** @description What agents type to get it: 1 to 32 of `a-z`, `0-9` and `-`. */
            shortcut: string;
            /** @description What it says. `{contact_name}` and `{agent_name}` are to be filled in where it is used. */
            text: string;
            /**
             * Format: date-time
             * @description When it was last written.
             */
            updated_at: string;
            /** @description Who did. */
            updated_by: components["schemas"]["Assignee"];
            /**
             * Format: int64
             * @description How often it was written; from 1.
             */
            version: number;
        };
        /** @description What the canned reply is to say. */
        CannedReplyText: {
            /** @description 1 to 4,000 characters, in which `{contact_name}` and `{agent_name}` may stand. */
            text: string;
            /**
             * Format: int64
             * @description The `version` that you saw of the one that is to be replaced; nothing where it is new.
             */
            version?: number | null;
        };
        /**
         * @description A kind of channel.
         * @enum {string}
         */
        Channel: "whatsapp" | "widget" | "instagram" | "messenger";
        /** @description One channel account of the tenant's, and what its other end has to be told. */
        Connection: {
            /**
             * @description Where customers write to, as the channel calls it: a phone number in digits; null on a
             *     website.
             */
            address: string | null;
            /** @description Its channel. */
            channel: components["schemas"]["Channel"];
            /** @description The connection, `con_…`. */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description The name of the secret in Secrets Manager that holds the connection's keys. */
            secret_name: string;
            /** @description Where the channel sends what customers write; null for a website's widget. */
            webhook_url: string | null;
            /** @description What a website's widget names the connection by; null for other channels. */
            widget_key: string | null;
        };
        /** @description A customer, as lists name them. */
        Contact: {
            /** @description The channel's own name for them: a phone number in digits, a visitor's or page-scoped id. */
            address: string;
            /** @description The contact, `ctc_…`. */
            id: string;
            /** @description The name from their profile; null where the channel gives none. */
            name: string | null;
        };
        /** @description What changes; a name that is absent stays as it is. */
        ContactChange: {
            /**
             * @description A text of at most 256 characters under each name, or null to take it away. Names have 1 to
             *     64 letters, digits, `_`, `-` and `.`. 1 to 32 at once, and at most 32 are kept.
             */
            attributes: {
                [key: string]: string | null;
            };
        };
        /** @description A customer with all that is known of them, and who said so. */
        ContactDetail: components["schemas"]["ContactProfile"] & {
            /** @description Who said last what is in `verified`, or took it out, by name. */
            told: {
                [key: string]: components["schemas"]["Telling"];
            };
        };
        /** @description A customer with all that is known of them. */
        ContactProfile: components["schemas"]["Contact"] & {
            /** @description What else the channel says of them; on a website the page's word, by which no trigger goes. */
            attributes: {
                [key: string]: string;
            };
            /** @description Their locale (BCP 47); null where the channel gives none. */
            locale: string | null;
            /** @description What the company itself says of them: what its own systems signed, and what a lead set. */
            verified: {
                [key: string]: string;
            };
        };
        /** @description The thread with one contact on one connection, as lists and WebSocket frames carry it. */
        Conversation: {
            /** @description That connection's channel. */
            channel: components["schemas"]["Channel"];
            /** @description The connection that it runs on, `con_…`. */
            connection_id: string;
            /** @description The customer. */
            contact: components["schemas"]["Contact"];
            /**
             * Format: date-time
             * @description When what the company says of the customer last changed; absent where it said nothing. The
             *     conversation alone tells what it is.
             */
            contact_told_at?: string | null;
            /**
             * Format: date-time
             * @description When it began.
             */
            created_at: string;
            /** @description The conversation, `cnv_…`. */
            id: string;
            /**
             * Format: date-time
             * @description When something was last said.
             */
            last_activity_at: string;
            /**
             * Format: date-time
             * @description When the customer last wrote.
             */
            last_customer_at: string | null;
            /**
             * Format: int64
             * @description The place of the last message; 0 where there is none.
             */
            last_seq: number;
            /** @description Who may speak. */
            mode: components["schemas"]["Mode"];
            /** @description Who owns it. */
            owner: components["schemas"]["Owner"];
            /**
             * @description The start of the last words, as they were last edited; null where there are none or their
             *     writer took them back.
             */
            preview: string | null;
            /**
             * Format: date-time
             * @description Since when the customer waits for an answer; null while they do not.
             */
            unanswered_since: string | null;
            /**
             * Format: int64
             * @description Grows with every change; keep the record with the highest.
             */
            version: number;
            /**
             * Format: date-time
             * @description Until when the channel allows a free-form answer; null where it always does.
             */
            window_expires_at: string | null;
        };
        /** @description One conversation with its customer and its live escalation. */
        ConversationDetail: components["schemas"]["Conversation"] & {
            /**
             * @description What a language model used for it since the bot last became the owner, or since a silence of a
             *     day. The tenant's budgets are held against this.
             */
            bot_spent: components["schemas"]["BotSpent"];
            escalation: components["schemas"]["Escalation"] | null;
            /** @description All that is known of the customer. */
            profile: components["schemas"]["ContactDetail"];
            /** @description What was collected from the customer. */
            variables: {
                [key: string]: string;
            };
        };
        /** @description What customers read at the seams of a handoff: 1 to 1,000 characters each. */
        CustomerTexts: {
            /** @description When the conversation is closed. */
            closing: string;
            /** @description When a person is being called. */
            connecting: string;
            /** @description When a person has taken over. */
            now_speaking_with: string;
            /** @description When a person is being called because the month's replies of the bot are used up. */
            quota_exhausted: string;
        };
        /** @description One thing that was done with an escalation. What goes with it depends on `what`. */
        Deed: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whom or what. */
            by: components["schemas"]["Doer"];
            from?: components["schemas"]["Assignee"] | null;
            /** @description With `transferred`: the team, `grp_…`. */
            group?: string | null;
            reason?: components["schemas"]["Reason"] | null;
            to?: components["schemas"]["Assignee"] | null;
            type?: components["schemas"]["TypeChange"] | null;
            urgency?: components["schemas"]["UrgencyChange"] | null;
            /** @description What. */
            what: components["schemas"]["DeedKind"];
        };
        /**
         * @description What was done with an escalation.
         * @enum {string}
         */
        DeedKind: "opened" | "taken" | "released" | "assigned" | "transferred" | "put_back" | "reclassified" | "returned_to_bot" | "closed";
        /** @description Why a message was not delivered. */
        DeliveryError: {
            /** @description A stable name, such as `outside_customer_window`. */
            code: string;
            /**
             * Format: int64
             * @description The provider's own number.
             */
            provider_code?: number | null;
            /** @description What an agent can read. */
            title: string;
        };
        /** @description Who did something with an escalation. */
        Doer: {
            /** @description With `agent`: the agent, `agt_…`. */
            id?: string | null;
            /** @description Of what kind. */
            kind: components["schemas"]["DoerKind"];
            /** @description With `agent`: the name that they had then. */
            name?: string | null;
        };
        /**
         * @description Who did something with an escalation.
         * @enum {string}
         */
        DoerKind: "agent" | "bot" | "timer";
        /** @description A mark that another one took the place of. */
        EarlierMark: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who marked it. */
            by: components["schemas"]["Assignee"];
            mark: components["schemas"]["MarkKind"] | null;
        };
        /** @description What the agent had before them when they ended it. */
        Ending: {
            /**
             * Format: int64
             * @description The last message that they had seen. Where the customer has written behind it, nothing
             *     changes; without it that is not asked.
             */
            seen_seq?: number | null;
        };
        /** @description One episode of human handling, as lists and WebSocket frames carry it. */
        Escalation: {
            assigned_by: components["schemas"]["Assignee"] | null;
            assignee: components["schemas"]["Assignee"] | null;
            /** @description The customer's channel. */
            channel: components["schemas"]["Channel"];
            /** @description The connection that the customer writes on, `con_…`. */
            connection_id: string;
            /** @description The customer. */
            contact: components["schemas"]["Contact"];
            /** @description Where it happened, `cnv_…`. */
            conversation_id: string;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was resolved or closed; null while it is live.
             */
            ended_at: string | null;
            /** @description The team that it waits for, `grp_…`; null for everybody. */
            group: string | null;
            /** @description The escalation, `esc_…`. */
            id: string;
            /**
             * Format: date-time
             * @description Since when it waits, or had waited when it was taken.
             */
            queued_at: string;
            /** @description Why it was opened. */
            reason: components["schemas"]["Reason"];
            /** @description Why, for people. */
            reason_text: string;
            /**
             * Format: date-time
             * @description By when somebody should take it, or should have.
             */
            sla_due_at: string | null;
            /** @description Where it stands. */
            status: components["schemas"]["EscalationStatus"];
            /**
             * @description Who wrote the summary in its packet: it changes once at most, when a model's words take the
             *     place of those that were put together.
             */
            summary_source: components["schemas"]["SummarySource"];
            /**
             * Format: date-time
             * @description When the present assignee got it; null where nobody did.
             */
            taken_at: string | null;
            /**
             * Format: int64
             * @description The number that people use for it; unique and rising within the tenant.
             */
            ticket: number;
            /** @description The ticket, `tkt_…`. */
            ticket_id: string;
            /** @description What it is about. */
            type: components["schemas"]["EscalationType"];
            /** @description How soon a person is needed. */
            urgency: components["schemas"]["Urgency"];
            /**
             * Format: int64
             * @description Grows with every change; keep the record with the highest.
             */
            version: number;
            /**
             * Format: int64
             * @description Seconds that the customer waited for a person, until now or until it was taken.
             */
            wait_seconds: number;
            /**
             * Format: date-time
             * @description Until when the channel allows a free-form answer; null where it always does.
             */
            window_expires_at: string | null;
        };
        /** @description What is to be different; at least one of both. */
        EscalationChange: {
            type?: components["schemas"]["EscalationType"] | null;
            urgency?: components["schemas"]["Urgency"] | null;
        };
        /** @description One escalation with what the agent reads first. */
        EscalationDetail: components["schemas"]["Escalation"] & {
            /** @description What decided that a person is needed. */
            assessment: components["schemas"]["Assessment"];
            /**
             * Format: int64
             * @description How many deeds between the opening and the last ones are not remembered.
             */
            forgotten_deeds: number;
            /** @description What the agent reads first. */
            handoff: components["schemas"]["Handoff"];
            /**
             * @description Who did what with it, the first first: how it was opened and the last of what was done,
             *     at most 100. Empty or without its beginning where it is older than the record of deeds.
             */
            history: components["schemas"]["Deed"][];
        };
        /** @description What an agent says of an escalation. */
        EscalationMark: {
            mark: components["schemas"]["MarkKind"] | null;
            /** @description Words for teammates; at most 500 characters. */
            note?: string | null;
            /**
             * Format: int64
             * @description With `should_have_come_earlier`: the place of the customer's message where a person was
             *     needed. Without it the mark counts, and makes no example.
             */
            seq?: number | null;
        };
        /** @description In how many conversations a person is called. */
        EscalationRate: {
            /**
             * Format: int64
             * @description How many.
             */
            escalated: number;
            /**
             * Format: double
             * @description Which share, from 0 to 1; null where there are none.
             */
            rate: number | null;
        };
        /** @description One escalation with all that is known of it. */
        EscalationRecord: components["schemas"]["EscalationDetail"] & {
            mark?: components["schemas"]["Mark"] | null;
        };
        /**
         * @description Where an escalation stands.
         * @enum {string}
         */
        EscalationStatus: "queued" | "open" | "resolved" | "closed";
        /**
         * @description What an escalation is about.
         * @enum {string}
         */
        EscalationType: "general" | "technical" | "billing" | "refund";
        /** @description Who decides for the tenant's bot. Keys are never shown. */
        Evaluator: {
            /** @description Under which name a `chat/completions` endpoint is told so. */
            answer_limit: components["schemas"]["AnswerLimit"];
            /** @description Whether there is a key for the model's endpoint. */
            api_key_set: boolean;
            /**
             * Format: int64
             * @description What a conversation may cost until then, in millionths of a US dollar.
             */
            cost_budget_micros: number;
            /**
             * Format: date-time
             * @description When it was changed last.
             */
            edited_at: string | null;
            edited_by: components["schemas"]["Assignee"] | null;
            /**
             * Format: double
             * @description What a million tokens that are read cost, in US dollars.
             */
            input_price: number;
            /** @description When people are to be called, in the tenant's own words. */
            instructions: string;
            /** @description Which kind proposes; `embedded` where nothing was set. */
            kind: components["schemas"]["EvaluatorKind"];
            /**
             * Format: int32
             * @description How long an answer may be, in tokens.
             */
            max_tokens: number;
            /** @description The model, by the id that its endpoint knows it by. */
            model?: string | null;
            /**
             * Format: double
             * @description What a million tokens that are written cost, in US dollars.
             */
            output_price: number;
            /** @description The region of a Bedrock model; the deployment's own where there is none. */
            region?: string | null;
            /**
             * Format: double
             * @description How freely the model chooses its words, from 0 to 1; null where it is not told.
             */
            temperature: number | null;
            /**
             * Format: int32
             * @description How long a decision may take, in milliseconds.
             */
            timeout_ms: number;
            /**
             * Format: int64
             * @description How many tokens a conversation may use until people have had it, or until it was silent for a
             *     day.
             */
            token_budget: number;
            /** @description How the model is held to its tools. */
            tool_choice: components["schemas"]["ToolChoice"];
            /** @description Whether there is a key that calls of tools are signed with. */
            tool_signing_key_set: boolean;
            /** @description The tools that the model may ask for. */
            tools: components["schemas"]["EvaluatorTool"][];
            /** @description The whole address of a `chat/completions` endpoint. */
            url?: string | null;
            /**
             * Format: int64
             * @description How often it was changed, 0 where it never was; send the one that you saw with a change of
             *     your own.
             */
            version: number;
        };
        /**
         * @description Who is to decide for the tenant's bot. What is absent stays as it was. Where `kind` changes,
         *     `model`, `region` and `url` do not stay by themselves.
         */
        EvaluatorChange: {
            answer_limit?: components["schemas"]["AnswerLimit"] | null;
            /**
             * @description The key of the model's endpoint; empty to forget it. It is never shown again, and never sent
             *     to another origin than that of the `url` that it came with.
             */
            api_key?: string | null;
            /**
             * Format: int64
             * @description What a conversation may cost until then, in millionths of a US dollar; 500,000 where it was
             *     never set.
             */
            cost_budget_micros?: number | null;
            /**
             * Format: double
             * @description What a million tokens that are read cost, in US dollars; 0 where it was never set.
             */
            input_price?: number | null;
            /** @description When people are to be called, in the tenant's own words: at most 8,000 characters. */
            instructions?: string | null;
            kind?: components["schemas"]["EvaluatorKind"] | null;
            /**
             * Format: int32
             * @description How long an answer may be, in tokens; 800 where it was never set.
             */
            max_tokens?: number | null;
            /**
             * @description The model, by the id that its endpoint knows it by; null for none. Of Bedrock's, one that the
             *     deployment allows.
             */
            model?: string | null;
            /**
             * Format: double
             * @description What a million tokens that are written cost, in US dollars; 0 where it was never set.
             */
            output_price?: number | null;
            /** @description The region of a Bedrock model; null for the deployment's own. */
            region?: string | null;
            /**
             * Format: double
             * @description How freely the model chooses its words, from 0 to 1; 0.2 where it was never set, and null for
             *     models that take no such wish.
             */
            temperature?: number | null;
            /**
             * Format: int32
             * @description How long a decision may take, in milliseconds; 10,000 where it was never set.
             */
            timeout_ms?: number | null;
            /**
             * Format: int64
             * @description How many tokens a conversation may use until people have had it, or until it was silent for a
             *     day; 100,000 where it was never set.
             */
            token_budget?: number | null;
            tool_choice?: components["schemas"]["ToolChoice"] | null;
            /**
             * @description What calls of tools are signed with, at least 16 characters; empty to forget it. It is never
             *     shown again.
             */
            tool_signing_key?: string | null;
            /** @description The tools that the model may ask for, all of them: at most 16. */
            tools?: components["schemas"]["EvaluatorTool"][] | null;
            /** @description The whole address of a `chat/completions` endpoint; null for none. */
            url?: string | null;
            /**
             * Format: int64
             * @description The `version` that you saw.
             */
            version: number;
        };
        /** @description Who decides for the tenant's bot, and who said so. */
        EvaluatorDetail: components["schemas"]["Evaluator"] & {
            /** @description Who changed what, oldest first; of many changes the last, a hundred at most. */
            history: components["schemas"]["EvaluatorEdit"][];
        };
        /** @description One change of who decides. */
        EvaluatorEdit: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who did it. */
            by: components["schemas"]["Assignee"];
            /** @description The names of what was changed; never to what. */
            changed: string[];
            /**
             * Format: int64
             * @description The version after it.
             */
            version: number;
        };
        /**
         * @description Which kind of evaluator proposes.
         * @enum {string}
         */
        EvaluatorKind: "embedded" | "bedrock" | "openai_compatible";
        /** @description A tool that the model may ask for: an HTTPS webhook. */
        EvaluatorTool: {
            /** @description What it does, for the model. */
            description: string;
            /** @description 1 to 64 letters, digits and underscores. */
            name: string;
            /** @description The JSON schema of its arguments: an object of strings, numbers and booleans. */
            parameters: Record<string, unknown>;
            /**
             * Format: int32
             * @description How long it may take, in milliseconds.
             */
            timeout_ms?: number;
            /** @description Where it is called, with `POST`. */
            url: string;
        };
        /** @description What is tried. */
        EvaluatorTrial: {
            /**
             * @description What is asked, as a customer might; 1 to 1,000 characters. Where nothing is sent, something
             *     that is answered beside it.
             */
            question?: string | null;
            settings?: components["schemas"]["EvaluatorChange"] | null;
        };
        /** @description What came of a trial. */
        EvaluatorTrialResult: {
            /**
             * @description What its endpoint said of that, or the model of its call for a person: at most 300
             *     characters, without secrets. Null where there is nothing to tell.
             */
            detail: string | null;
            /**
             * Format: int64
             * @description How long it took, in milliseconds.
             */
            elapsed_ms: number;
            /** @description The name under which its decisions are signed. */
            evaluator: string;
            /** @description Why it could not, by the name that an assessment's `note` would have; null where it could. */
            note: string | null;
            /** @description Whether the model could have answered a customer. */
            outcome: components["schemas"]["TrialOutcome"];
            /** @description What the model answers; null where it failed, and where it calls a person. */
            reply: string | null;
            /** @description What it used. */
            tokens: components["schemas"]["TrialTokens"];
        };
        /** @description The message that proves the reason. */
        Evidence: {
            /**
             * Format: int64
             * @description Its place in the conversation.
             */
            seq: number;
            /** @description Its words. */
            text: string;
        };
        /**
         * @description A message that an agent marked, as evaluators are trained and tested on. Phone numbers and
         *     email addresses are masked.
         */
        Example: {
            /** @description What was said before, oldest first; at most six turns. */
            context: components["schemas"]["ExampleTurn"][];
            /** @description Whether a person should have been called. */
            escalate: boolean;
            /** @description The escalation that was marked, `esc_…`. */
            id: string;
            /** @description The customer's language, where the channel told it. */
            lang?: string | null;
            /** @description What the agent said. */
            mark: components["schemas"]["MarkKind"];
            /**
             * Format: date-time
             * @description When.
             */
            marked_at: string;
            reason: components["schemas"]["Reason"] | null;
            /** @description The customer's words. */
            text: string;
            /** @description What it is about. */
            type: components["schemas"]["EscalationType"];
        };
        /** @description Something that was said before. */
        ExampleTurn: {
            /** @description `customer` or `bot`. */
            role: string;
            /** @description The words. */
            text: string;
        };
        /** @description Why a field was refused, by a stable code. */
        Fault: {
            /** @enum {string} */
            code: "missing";
        } | {
            /** @description The most characters. */
            at_most: number;
            /** @enum {string} */
            code: "too_long";
        } | {
            /** @description The least characters. */
            at_least: number;
            /** @enum {string} */
            code: "too_short";
        } | {
            /** @description The most that there can be. */
            at_most: number;
            /** @enum {string} */
            code: "too_many";
        } | {
            /**
             * Format: int64
             * @description The most bytes.
             */
            at_most: number;
            /** @enum {string} */
            code: "too_large";
        } | {
            /** @description The most parts. */
            at_most: number;
            /** @enum {string} */
            code: "too_many_parts";
        } | {
            /**
             * Format: int64
             * @description The least.
             */
            at_least: number;
            /**
             * Format: int64
             * @description The most.
             */
            at_most: number;
            /** @enum {string} */
            code: "out_of_range";
        } | {
            /** @enum {string} */
            code: "out_of_order";
        } | {
            /**
             * Format: int64
             * @description The most days.
             */
            at_most: number;
            /** @enum {string} */
            code: "too_far_apart";
        } | {
            /** @enum {string} */
            code: "not_one_of";
            /** @description The set. */
            options: string[];
        } | {
            /** @enum {string} */
            code: "exactly_one";
            /** @description Fields. */
            options: string[];
        } | {
            /** @enum {string} */
            code: "at_least_one";
            /** @description Fields. */
            options: string[];
        } | {
            /** @enum {string} */
            code: "unknown_field";
        } | {
            /** @enum {string} */
            code: "wrong_form";
        } | {
            /** @enum {string} */
            code: "not_a_whole_number";
        } | {
            /** @enum {string} */
            code: "not_a_time";
        } | {
            /** @enum {string} */
            code: "not_a_time_zone";
        } | {
            /** @enum {string} */
            code: "not_a_language";
        } | {
            /** @enum {string} */
            code: "not_an_id";
        } | {
            /** @enum {string} */
            code: "not_a_cursor";
        } | {
            /** @enum {string} */
            code: "not_an_address";
        } | {
            /** @enum {string} */
            code: "not_https";
        } | {
            /** @enum {string} */
            code: "not_a_region";
        } | {
            /** @enum {string} */
            code: "not_ascii";
        } | {
            /** @enum {string} */
            code: "control_characters";
        } | {
            /** @enum {string} */
            code: "not_a_shortcut";
        } | {
            /** @enum {string} */
            code: "not_a_tool_name";
        } | {
            /** @enum {string} */
            code: "not_an_attribute_name";
        } | {
            /** @enum {string} */
            code: "needs_a_letter";
        } | {
            /** @enum {string} */
            code: "needs_a_scope";
        } | {
            /** @enum {string} */
            code: "unknown_variable";
            /** @description Names of variables. */
            options: string[];
        } | {
            /** @enum {string} */
            code: "no_variables";
        } | {
            /** @enum {string} */
            code: "unknown_id";
        } | {
            /** @enum {string} */
            code: "already_used";
        } | {
            /** @enum {string} */
            code: "does_not_fit";
        } | {
            /** @enum {string} */
            code: "always_on";
        } | {
            /** @enum {string} */
            code: "never_delayed";
        } | {
            /** @enum {string} */
            code: "not_a_signal";
        } | {
            /** @enum {string} */
            code: "not_a_schema";
        } | {
            /** @enum {string} */
            code: "not_a_rule";
        } | {
            /** @enum {string} */
            code: "not_offered";
            /** @description Which: an id, or `id@region` of one that is used in that region. */
            options: string[];
        } | {
            /** @enum {string} */
            code: "none_offered";
        } | {
            /** @enum {string} */
            code: "key_elsewhere";
        } | {
            /** @enum {string} */
            code: "nothing_to_try";
        } | {
            /** @enum {string} */
            code: "not_uploaded";
        } | {
            /** @enum {string} */
            code: "not_a_file";
        } | {
            /** @enum {string} */
            code: "not_for_channel";
        } | {
            /** @enum {string} */
            code: "no_message_led";
        } | {
            /** @enum {string} */
            code: "not_marked";
        } | {
            /** @enum {string} */
            code: "not_the_customers";
        } | {
            /** @enum {string} */
            code: "no_identity_key";
        } | {
            /** @enum {string} */
            code: "wrong_signature";
        } | {
            /** @enum {string} */
            code: "expired";
        } | {
            /** @enum {string} */
            code: "unreadable";
        } | {
            /** @enum {string} */
            code: "wrong_columns";
            /** @description How many it should have. */
            expected: number;
            /** @description How many it has. */
            found: number;
        } | {
            /** @enum {string} */
            code: "missing_columns";
            /** @description Those that it must have. */
            options: string[];
        } | {
            /** @enum {string} */
            code: "same_row";
            /**
             * Format: int64
             * @description The line that that one begins at.
             */
            first: number;
        } | {
            /** @enum {string} */
            code: "same_path";
        } | {
            /** @enum {string} */
            code: "knowledge_full";
        } | {
            /** @enum {string} */
            code: "changed";
        } | {
            /** @enum {string} */
            code: "not_written";
        } | {
            /** @enum {string} */
            code: "invalid";
        };
        /** @description What is wrong with a field. */
        FieldFault: components["schemas"]["Fault"] & {
            /** @description What the caller can do, for people. It repeats nothing that was sent. */
            detail: string;
            /** @description The field, as in `tools[2].url`. */
            field: string;
        };
        /** @description A place for a file. */
        FileCreated: {
            /** @description The file, `fil_…`: attach it to a message of the same conversation once it is uploaded. */
            id: string;
            /** @description How it is uploaded. */
            upload: components["schemas"]["FileUpload"];
        };
        /** @description A message's file. */
        FileLink: {
            /**
             * Format: date-time
             * @description Until when the address is good.
             */
            expires_at: string;
            /** @description Its name, where it has one. */
            filename?: string | null;
            /** @description Its MIME type; `application/octet-stream` of one that should be saved and not opened. */
            mime_type: string;
            /**
             * Format: int64
             * @description How large it is, in bytes.
             */
            size: number;
            /** @description Where its bytes are read, by whoever has this address. */
            url: string;
        };
        /** @description How a file is uploaded. */
        FileUpload: {
            /**
             * Format: date-time
             * @description Until when it can be uploaded.
             */
            expires_at: string;
            /**
             * @description The headers to send, exactly as they are. The body is the file and nothing else, of exactly
             *     the size that was named.
             */
            headers: {
                [key: string]: string;
            };
            /** @description The method: `PUT`. */
            method: string;
            /** @description Where to. */
            url: string;
        };
        /** @description A team that escalations route to. */
        Group: {
            /** @description The team, `grp_…`. */
            id: string;
            /** @description What people call it. */
            name: string;
            /**
             * Format: int64
             * @description Grows with every change; send the one that you saw with a change of your own.
             */
            version: number;
        };
        /** @description What the team is to be called. */
        GroupChange: {
            /** @description What people call it; 1 to 60 characters, and no other group's in whatever case. */
            name: string;
            /**
             * Format: int64
             * @description The `version` that you saw.
             */
            version: number;
        };
        /** @description The handoff packet. */
        Handoff: {
            /** @description The customer. */
            contact: components["schemas"]["ContactProfile"];
            evidence: components["schemas"]["Evidence"] | null;
            /**
             * Format: int64
             * @description How many calls before those are not kept.
             */
            forgotten_tool_calls: number;
            /** @description What the customer still wants to know; null where nothing is open. */
            open_question: string | null;
            /** @description What to do first. */
            suggested_next_step: string;
            /** @description A reply for the agent to edit, in the customer's language where that is known. */
            suggested_reply: string | null;
            /** @description What happened so far, in the language of the tenant's agents; `#3` is the third message. */
            summary: string;
            /** @description Who wrote the summary. */
            summary_source: components["schemas"]["SummarySource"];
            /**
             * @description The tools that the bot called, the first first: at most the last 20, and fewer where they
             *     are long.
             */
            tool_calls: components["schemas"]["ToolUse"][];
            /** @description What each tool answered last, by its name. */
            tool_results: {
                [key: string]: Record<string, unknown>;
            };
            /** @description What the bot already tried. */
            tried: components["schemas"]["Tried"][];
            /** @description What was collected from the customer. */
            variables: {
                [key: string]: string;
            };
        };
        /** @description What is wrong with something that was brought. */
        ImportFault: components["schemas"]["Fault"] & {
            part: components["schemas"]["ArticlePart"] | null;
        };
        /**
         * @description What became of something that was brought.
         * @enum {string}
         */
        ImportOutcome: "created" | "updated" | "unchanged" | "refused" | "not_reached";
        /** @description What became of what was brought. */
        ImportReport: {
            /** @description One for each file or row, in order. */
            items: components["schemas"]["ImportResult"][];
        };
        /** @description What became of one of the articles that were brought. */
        ImportResult: {
            article: components["schemas"]["ArticleSummary"] | null;
            /**
             * @description Why it was refused; beside an article, why that is not published although it was to be;
             *     else null.
             */
            error: string | null;
            fault: components["schemas"]["ImportFault"] | null;
            /**
             * Format: int64
             * @description The line that it begins at, in a table.
             */
            line: number | null;
            /** @description What became of it. */
            outcome: components["schemas"]["ImportOutcome"];
            /** @description The path of its file, or the name of its row: its locale and title. */
            source: string;
        };
        /** @description Part of a list. */
        List_Agent: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description How many they have.
                 */
                active: number;
                /**
                 * Format: int32
                 * @description How many conversations they can have in hand.
                 */
                capacity: number;
                /** @description The teams that they belong to, `grp_…`. */
                group_ids: string[];
                /** @description The agent, `agt_…`. */
                id: string;
                /** @description The name that customers and teammates read. */
                name: string;
                /** @description Whether they are there. */
                presence: components["schemas"]["Presence"];
                /** @description What they may do. */
                role: components["schemas"]["Role"];
                /**
                 * Format: int64
                 * @description Grows with every change.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_ArticleSummary: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description How many parts of it the bot reads; 0 for a draft.
                 */
                chunks: number;
                /** @description The article, `art_…`. */
                id: string;
                /** @description Its language (BCP 47). */
                locale: string;
                /** @description Where it was imported from: the path of a file, or the name of a row. */
                source: string | null;
                /** @description Whether the bot answers from it. */
                status: components["schemas"]["ArticleStatus"];
                /** @description Its title. */
                title: string;
                /**
                 * Format: date-time
                 * @description When it was changed last (RFC 3339).
                 */
                updated_at: string;
                /** @description Who changed it. */
                updated_by: components["schemas"]["Assignee"];
                /**
                 * Format: int64
                 * @description Grows with every change.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_CannedReply: {
            /** @description The items, in order. */
            items: {
                /** @description What agents type to get it: 1 to 32 of `a-z`, `0-9` and `-`. */
                shortcut: string;
                /** @description What it says. `{contact_name}` and `{agent_name}` are to be filled in where it is used. */
                text: string;
                /**
                 * Format: date-time
                 * @description When it was last written.
                 */
                updated_at: string;
                /** @description Who did. */
                updated_by: components["schemas"]["Assignee"];
                /**
                 * Format: int64
                 * @description How often it was written; from 1.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Connection: {
            /** @description The items, in order. */
            items: {
                /**
                 * @description Where customers write to, as the channel calls it: a phone number in digits; null on a
                 *     website.
                 */
                address: string | null;
                /** @description Its channel. */
                channel: components["schemas"]["Channel"];
                /** @description The connection, `con_…`. */
                id: string;
                /** @description What people call it. */
                name: string;
                /** @description The name of the secret in Secrets Manager that holds the connection's keys. */
                secret_name: string;
                /** @description Where the channel sends what customers write; null for a website's widget. */
                webhook_url: string | null;
                /** @description What a website's widget names the connection by; null for other channels. */
                widget_key: string | null;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Conversation: {
            /** @description The items, in order. */
            items: {
                /** @description That connection's channel. */
                channel: components["schemas"]["Channel"];
                /** @description The connection that it runs on, `con_…`. */
                connection_id: string;
                /** @description The customer. */
                contact: components["schemas"]["Contact"];
                /**
                 * Format: date-time
                 * @description When what the company says of the customer last changed; absent where it said nothing. The
                 *     conversation alone tells what it is.
                 */
                contact_told_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it began.
                 */
                created_at: string;
                /** @description The conversation, `cnv_…`. */
                id: string;
                /**
                 * Format: date-time
                 * @description When something was last said.
                 */
                last_activity_at: string;
                /**
                 * Format: date-time
                 * @description When the customer last wrote.
                 */
                last_customer_at: string | null;
                /**
                 * Format: int64
                 * @description The place of the last message; 0 where there is none.
                 */
                last_seq: number;
                /** @description Who may speak. */
                mode: components["schemas"]["Mode"];
                /** @description Who owns it. */
                owner: components["schemas"]["Owner"];
                /**
                 * @description The start of the last words, as they were last edited; null where there are none or their
                 *     writer took them back.
                 */
                preview: string | null;
                /**
                 * Format: date-time
                 * @description Since when the customer waits for an answer; null while they do not.
                 */
                unanswered_since: string | null;
                /**
                 * Format: int64
                 * @description Grows with every change; keep the record with the highest.
                 */
                version: number;
                /**
                 * Format: date-time
                 * @description Until when the channel allows a free-form answer; null where it always does.
                 */
                window_expires_at: string | null;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Escalation: {
            /** @description The items, in order. */
            items: {
                assigned_by: components["schemas"]["Assignee"] | null;
                assignee: components["schemas"]["Assignee"] | null;
                /** @description The customer's channel. */
                channel: components["schemas"]["Channel"];
                /** @description The connection that the customer writes on, `con_…`. */
                connection_id: string;
                /** @description The customer. */
                contact: components["schemas"]["Contact"];
                /** @description Where it happened, `cnv_…`. */
                conversation_id: string;
                /**
                 * Format: date-time
                 * @description When it was opened.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When it was resolved or closed; null while it is live.
                 */
                ended_at: string | null;
                /** @description The team that it waits for, `grp_…`; null for everybody. */
                group: string | null;
                /** @description The escalation, `esc_…`. */
                id: string;
                /**
                 * Format: date-time
                 * @description Since when it waits, or had waited when it was taken.
                 */
                queued_at: string;
                /** @description Why it was opened. */
                reason: components["schemas"]["Reason"];
                /** @description Why, for people. */
                reason_text: string;
                /**
                 * Format: date-time
                 * @description By when somebody should take it, or should have.
                 */
                sla_due_at: string | null;
                /** @description Where it stands. */
                status: components["schemas"]["EscalationStatus"];
                /**
                 * @description Who wrote the summary in its packet: it changes once at most, when a model's words take the
                 *     place of those that were put together.
                 */
                summary_source: components["schemas"]["SummarySource"];
                /**
                 * Format: date-time
                 * @description When the present assignee got it; null where nobody did.
                 */
                taken_at: string | null;
                /**
                 * Format: int64
                 * @description The number that people use for it; unique and rising within the tenant.
                 */
                ticket: number;
                /** @description The ticket, `tkt_…`. */
                ticket_id: string;
                /** @description What it is about. */
                type: components["schemas"]["EscalationType"];
                /** @description How soon a person is needed. */
                urgency: components["schemas"]["Urgency"];
                /**
                 * Format: int64
                 * @description Grows with every change; keep the record with the highest.
                 */
                version: number;
                /**
                 * Format: int64
                 * @description Seconds that the customer waited for a person, until now or until it was taken.
                 */
                wait_seconds: number;
                /**
                 * Format: date-time
                 * @description Until when the channel allows a free-form answer; null where it always does.
                 */
                window_expires_at: string | null;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Group: {
            /** @description The items, in order. */
            items: {
                /** @description The team, `grp_…`. */
                id: string;
                /** @description What people call it. */
                name: string;
                /**
                 * Format: int64
                 * @description Grows with every change; send the one that you saw with a change of your own.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Message: {
            /** @description The items, in order. */
            items: {
                assessment?: components["schemas"]["Assessment"] | null;
                /** @description Who wrote it. */
                author: components["schemas"]["Author"];
                /** @description Where it was said, `cnv_…`. */
                conversation_id: string;
                /**
                 * Format: date-time
                 * @description When it was written, as its channel says.
                 */
                created_at: string;
                /**
                 * Format: date-time
                 * @description When its writer took it back.
                 */
                deleted_at?: string | null;
                /** @description What the kind carries beyond words and a file, in the provider's shape. */
                details?: Record<string, unknown> | null;
                /**
                 * Format: date-time
                 * @description When its writer last changed it.
                 */
                edited_at?: string | null;
                error?: components["schemas"]["DeliveryError"] | null;
                /** @description The message, `msg_…`. */
                id: string;
                /** @description The provider's id of the message that this one answers or reacts to. */
                in_reply_to?: string | null;
                /** @description What it is. */
                kind: components["schemas"]["MessageKind"];
                media?: components["schemas"]["Media"] | null;
                /**
                 * Format: int64
                 * @description Its place in the conversation, counted from 1.
                 */
                seq: number;
                /** @description How far it has come. */
                status: components["schemas"]["MessageStatus"];
                /** @description Its words; those of its last edit, and none once it was deleted. */
                text?: string | null;
                /**
                 * Format: int64
                 * @description Grows with every change; keep the record with the highest.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Notification: {
            /** @description The items, in order. */
            items: {
                /**
                 * @description What happened, such as `opened`, `requeued`, `assigned`, `overdue`; for administrators
                 *     `quota_low` and `quota_exhausted`.
                 */
                change: string;
                /**
                 * Format: date-time
                 * @description When it happened.
                 */
                created_at: string;
                /** @description The escalation that it is about, `esc_…`; null where it is about none. */
                escalation_id: string | null;
                /** @description The notification, `ntf_…`. */
                id: string;
                /** @description Whether the agent has seen it. */
                read: boolean;
                /**
                 * Format: date-time
                 * @description When they said so; null where they have not.
                 */
                read_at: string | null;
                /** @description What it says. */
                title: string;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_PolicySummary: {
            /** @description The items, in order. */
            items: {
                author: components["schemas"]["Assignee"] | null;
                /** @description What its triggers were copied from, `pol_…`. */
                based_on: string | null;
                /**
                 * Format: date-time
                 * @description When it was begun.
                 */
                created_at: string | null;
                /**
                 * Format: date-time
                 * @description When it was changed last.
                 */
                edited_at: string | null;
                edited_by: components["schemas"]["Assignee"] | null;
                /** @description The version, `pol_…`. */
                id: string;
                /** @description What changes with it and why, in its author's words. */
                notes: string;
                /**
                 * Format: int64
                 * @description Counts what went live, from 1; 0 is what was live before anything was published, and a
                 *     draft has none.
                 */
                number: number | null;
                /**
                 * Format: date-time
                 * @description When it went live.
                 */
                published_at: string | null;
                published_by: components["schemas"]["Assignee"] | null;
                /** @description The one whose place it is to take, or took, `pol_…`. */
                replaces: string | null;
                /**
                 * Format: date-time
                 * @description When another one took its place.
                 */
                retired_at: string | null;
                /** @description Where it stands. */
                status: components["schemas"]["PolicyStatus"];
                /** @description How many triggers it has. */
                trigger_count: number;
                /**
                 * Format: int64
                 * @description Grows with every change; send the one that you saw with a change of your own.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_SimulationSummary: {
            /** @description The items, in order. */
            items: {
                /** @description What the policy that is tried does with them. */
                after: components["schemas"]["EscalationRate"];
                /** @description What the live policy does with them. */
                before: components["schemas"]["EscalationRate"];
                /**
                 * Format: int64
                 * @description How many are decided in another way.
                 */
                changed: number;
                channel: components["schemas"]["Channel"] | null;
                /** @description The policy that it is compared with, `pol_…`. */
                compared_with: string;
                /**
                 * Format: int64
                 * @description How many conversations were replayed in which the bot owed an answer in the range.
                 */
                conversations: number;
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who asked for it. */
                created_by: components["schemas"]["Assignee"];
                /**
                 * Format: date-time
                 * @description Until when it is kept.
                 */
                expires_at: string;
                /**
                 * Format: date-time
                 * @description When it was done, given up or ended; null before.
                 */
                finished_at: string | null;
                /**
                 * Format: date-time
                 * @description From when messages are looked at.
                 */
                from: string;
                /** @description The simulation, `sim_…`. */
                id: string;
                /** @description The policy that is tried, `pol_…`. */
                policy_id: string;
                /**
                 * Format: int64
                 * @description The version of its record that is tried.
                 */
                policy_version: number;
                /** @description How many conversations of the sample are over and done with. */
                progress: components["schemas"]["SimulationProgress"];
                /** @description How the conversations were chosen. */
                sample: components["schemas"]["SimulationSample"];
                /**
                 * Format: date-time
                 * @description When it began; null while it waits.
                 */
                started_at: string | null;
                /** @description How far it has come. */
                status: components["schemas"]["SimulationStatus"];
                /**
                 * Format: date-time
                 * @description Until when, not included.
                 */
                to: string;
                /**
                 * Format: int64
                 * @description Grows with every change.
                 */
                version: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description Part of a list. */
        List_Template: {
            /** @description The items, in order. */
            items: {
                /** @description Its words, with `{{1}}` or `{{name}}` where something is filled in. */
                body: string;
                /** @description Its buttons, in order. */
                buttons?: components["schemas"]["TemplateButton"][];
                /** @description The provider's word for what it is for, in lower case: `utility`, `marketing`. */
                category: string;
                /**
                 * @description What to send as the message's `components`, once each `{{…}}` in it has its value. Places
                 *     of the same name in different parts are filled in each for itself.
                 */
                components_for_sending: Record<string, unknown>[];
                /** @description What stands below them. */
                footer?: string | null;
                header?: components["schemas"]["TemplateHeader"] | null;
                /** @description Its language, such as `en_US`. */
                language: string;
                /** @description Its name. */
                name: string;
                /** @description How many places have to be filled in, in all parts. */
                placeholders: number;
            }[];
            /** @description Where the next part begins; null at the end. */
            next_cursor: string | null;
        };
        /** @description How many escalations stand where. */
        LiveStats: {
            /**
             * Format: int64
             * @description Those that somebody still has to act on: `queued` + `open`.
             */
            active: number;
            /**
             * Format: int64
             * @description Those closed within the last `window_hours`.
             */
            closed: number;
            /**
             * Format: int64
             * @description The longest wait in the queue; null where nobody waits.
             */
            longest_wait_seconds: number | null;
            /**
             * Format: int64
             * @description Those that an agent has.
             */
            open: number;
            /**
             * Format: int64
             * @description Those that wait.
             */
            queued: number;
            /**
             * Format: double
             * @description `resolved` / (`resolved` + `closed`); null where none ended.
             */
            resolution_rate: number | null;
            /**
             * Format: int64
             * @description Those returned to the bot within the last `window_hours`.
             */
            resolved: number;
            /**
             * Format: int64
             * @description All that the other numbers count: `active` + `resolved` + `closed`.
             */
            total: number;
            /**
             * Format: int32
             * @description How far back ended escalations are counted.
             */
            window_hours: number;
        };
        /**
         * @description Why there are no bytes of a file.
         * @enum {string}
         */
        Lost: "expired" | "too_large" | "refused" | "not_kept";
        /** @description What an agent says of an escalation. */
        Mark: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who marked it, or took it back. */
            by: components["schemas"]["Assignee"];
            /** @description Its conversation, `cnv_…`. */
            conversation_id: string;
            /** @description What was said of it before, oldest first; the last ten. */
            earlier: components["schemas"]["EarlierMark"][];
            /** @description The escalation, `esc_…`. */
            escalation_id: string;
            mark: components["schemas"]["MarkKind"] | null;
            /** @description The agent's words for teammates. */
            note: string | null;
            /**
             * Format: int64
             * @description The customer's message that it is about; null where the agent named none.
             */
            seq: number | null;
            /**
             * Format: int64
             * @description Grows with every change.
             */
            version: number;
        };
        /**
         * @description What was wrong with an escalation.
         * @enum {string}
         */
        MarkKind: "should_not_have" | "should_have_come_earlier";
        /** @description A Markdown file. */
        MarkdownFile: {
            /** @description Its path within the folder: the same path again is the same article. */
            path: string;
            /** @description Its text, which may begin with front matter that names `title`, `locale` and `questions`. */
            text: string;
        };
        /** @description How large a file may be, in bytes. */
        MaxBytes: {
            /**
             * Format: int64
             * @description Sound.
             */
            audio: number;
            /**
             * Format: int64
             * @description Anything else.
             */
            document: number;
            /**
             * Format: int64
             * @description A picture.
             */
            image: number;
            /**
             * Format: int64
             * @description A moving picture.
             */
            video: number;
        };
        /** @description The agent who asks. */
        Me: components["schemas"]["Agent"] & {
            /** @description Where their notifications go. */
            email: string;
            /** @description Whether new escalations are also emailed to them. */
            email_notifications: boolean;
            /** @description Their tenant. */
            tenant_id: string;
        };
        /** @description What changes. */
        MeChange: {
            /** @description Whether new escalations are also emailed to them. */
            email_notifications: boolean;
        };
        /** @description A file that came or goes with a message. */
        Media: {
            /** @description Its name. */
            filename?: string | null;
            /**
             * @description Where its bytes are: the id of a file kept here, `fil_…`, an `https` address, or the
             *     provider's id.
             */
            id: string;
            /** @description Its MIME type. */
            mime_type?: string | null;
            /** @description Its SHA-256 as the provider gives it. */
            sha256?: string | null;
            /**
             * Format: int64
             * @description How large it is, in bytes, where that is known.
             */
            size?: number | null;
        };
        /**
         * @description What a file is.
         * @enum {string}
         */
        MediaKind: "image" | "audio" | "voice" | "video" | "document" | "sticker";
        /** @description One message of a conversation. */
        Message: {
            assessment?: components["schemas"]["Assessment"] | null;
            /** @description Who wrote it. */
            author: components["schemas"]["Author"];
            /** @description Where it was said, `cnv_…`. */
            conversation_id: string;
            /**
             * Format: date-time
             * @description When it was written, as its channel says.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When its writer took it back.
             */
            deleted_at?: string | null;
            /** @description What the kind carries beyond words and a file, in the provider's shape. */
            details?: Record<string, unknown> | null;
            /**
             * Format: date-time
             * @description When its writer last changed it.
             */
            edited_at?: string | null;
            error?: components["schemas"]["DeliveryError"] | null;
            /** @description The message, `msg_…`. */
            id: string;
            /** @description The provider's id of the message that this one answers or reacts to. */
            in_reply_to?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["MessageKind"];
            media?: components["schemas"]["Media"] | null;
            /**
             * Format: int64
             * @description Its place in the conversation, counted from 1.
             */
            seq: number;
            /** @description How far it has come. */
            status: components["schemas"]["MessageStatus"];
            /** @description Its words; those of its last edit, and none once it was deleted. */
            text?: string | null;
            /**
             * Format: int64
             * @description Grows with every change; keep the record with the highest.
             */
            version: number;
        };
        /**
         * @description What a message is.
         * @enum {string}
         */
        MessageKind: "text" | "image" | "audio" | "voice" | "video" | "document" | "sticker" | "location" | "contacts" | "interactive" | "button" | "reaction" | "order" | "system" | "template" | "note" | "unsupported";
        /**
         * @description How far a message has come.
         * @enum {string}
         */
        MessageStatus: "received" | "accepted" | "uncertain" | "sent" | "delivered" | "read" | "failed";
        /**
         * @description Who may speak in a conversation.
         * @enum {string}
         */
        Mode: "bot" | "human" | "closed";
        /** @description The article that comes nearest. */
        NearestArticle: {
            /** @description The article, `art_…`. */
            article_id: string;
            /**
             * Format: double
             * @description How likely it is to answer the question, from 0 to 1.
             */
            score: number;
            /** @description Its title. */
            title: string;
        };
        /** @description What an agent opens an escalation with. */
        NewEscalation: {
            /** @description In which conversation, `cnv_…`. */
            conversation_id: string;
            /** @description The team that it waits for, `grp_…`; everybody where none is named. */
            group_id?: string | null;
            /** @description Why, for whoever takes it; 1 to 1,000 characters. */
            reason_text: string;
            type?: components["schemas"]["EscalationType"] | null;
            urgency?: components["schemas"]["Urgency"] | null;
        };
        /** @description A file that is to be uploaded. */
        NewFile: {
            /**
             * @description Its name; 1 to 255 characters. It is kept without what cannot be seen, and with the extension of
             *     its type where it has another.
             */
            filename: string;
            /**
             * @description Its MIME type: JPEG, PNG, `WebP` and GIF pictures; AAC, MP3, MP4, Ogg and AMR sound; MP4 and
             *     3GPP video; PDF, plain text, CSV, Word, Excel and `PowerPoint`.
             */
            mime_type: string;
            /**
             * Format: int64
             * @description How large it is, in bytes: pictures up to 5,000,000, all else up to 16,000,000.
             */
            size: number;
        };
        /** @description A team to be made. */
        NewGroup: {
            /** @description What people call it; 1 to 60 characters, and no other group's in whatever case. */
            name: string;
        };
        /** @description A file: one of `file_id`, `id` and `link`. */
        NewMedia: {
            /** @description Words below an image, a video or a document; at most 1,024 characters. */
            caption?: string | null;
            /**
             * @description A file that was uploaded in this conversation, `fil_…`; its name and MIME type are those
             *     that it was uploaded with.
             */
            file_id?: string | null;
            /** @description A document's name. */
            filename?: string | null;
            /** @description The provider's id of an uploaded file. */
            id?: string | null;
            kind?: components["schemas"]["MediaKind"] | null;
            /** @description Where the provider fetches it: an `https` address. */
            link?: string | null;
            /** @description Its MIME type. */
            mime_type?: string | null;
        };
        /** @description A message to the customer: exactly one of `text`, `template` and `media`. */
        NewMessage: {
            /** @description The client's own id of it, under which it is sent once; 1 to 255 visible ASCII characters. */
            client_message_id: string;
            /** @description The provider's id of the message that this one answers. */
            in_reply_to?: string | null;
            media?: components["schemas"]["NewMedia"] | null;
            template?: components["schemas"]["NewTemplate"] | null;
            /** @description Words; 1 to 4,096 characters. */
            text?: string | null;
        };
        /** @description A note. */
        NewNote: {
            /** @description The client's own id of it, under which it is kept once; stands in for `Idempotency-Key`. */
            client_message_id?: string | null;
            /** @description Its words; 1 to 4,096 characters. */
            text: string;
        };
        /** @description A pack of replies. */
        NewPack: {
            /**
             * Format: int64
             * @description How many replies it has; 1 to 100,000.
             */
            replies: number;
        };
        /** @description What the draft begins with. */
        NewPolicy: {
            /** @description The version whose triggers are copied, `pol_…`; the live one where none is named. */
            based_on?: string | null;
            /** @description What changes with it and why; at most 500 characters. */
            notes?: string | null;
            /** @description The triggers, in order, where they are not copied. */
            triggers?: components["schemas"]["Trigger"][] | null;
        };
        /** @description Which conversations to replay. */
        NewPolicySimulation: {
            channel?: components["schemas"]["Channel"] | null;
            /**
             * Format: date-time
             * @description From when messages are looked at.
             */
            from: string;
            /** @description How many conversations at most, 1 to 5000; 500 where nothing is sent. */
            sample?: number | null;
            /**
             * Format: date-time
             * @description Until when, not included; at most 366 days later.
             */
            to: string;
        };
        /** @description What the website says of its visitor. Agents read it; only `signed` proves anything. */
        NewSession: {
            /**
             * @description What else is known of them: at most 10 texts of at most 256 characters, under names of at
             *     most 64 letters, digits, `_`, `-` and `.`; 2,048 bytes together.
             * @default null
             */
            attributes: {
                [key: string]: string;
            } | null;
            /**
             * @description Their locale (BCP 47), such as `pt-BR`.
             * @default null
             */
            locale: string | null;
            /**
             * @description Their name, 1 to 128 characters.
             * @default null
             */
            name: string | null;
            /** @default null */
            signed: components["schemas"]["SignedAttributes"] | null;
        };
        /** @description A template that the provider has approved. */
        NewTemplate: {
            /** @description What fills its places, in the provider's shape. */
            components?: Record<string, unknown>[];
            /** @description Its language, such as `en_US`. */
            language: string;
            /** @description Its name. */
            name: string;
            /** @description Its words as the customer will read them, for teammates. */
            text?: string | null;
        };
        /** @description A visitor's message: words, a file, or a file with words below it. */
        NewVisitorMessage: {
            /**
             * @description The visitor's own name of the message, 1 to 64 visible ASCII characters. Sent twice, it is
             *     taken once.
             */
            client_message_id: string;
            /** @description A file that was uploaded in this conversation, `fil_…`. */
            file_id?: string | null;
            /** @description Its words, 1 to 4,096 characters. */
            text?: string | null;
        };
        /** @description Something that the agent should know. */
        Notification: {
            /**
             * @description What happened, such as `opened`, `requeued`, `assigned`, `overdue`; for administrators
             *     `quota_low` and `quota_exhausted`.
             */
            change: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            created_at: string;
            /** @description The escalation that it is about, `esc_…`; null where it is about none. */
            escalation_id: string | null;
            /** @description The notification, `ntf_…`. */
            id: string;
            /** @description Whether the agent has seen it. */
            read: boolean;
            /**
             * Format: date-time
             * @description When they said so; null where they have not.
             */
            read_at: string | null;
            /** @description What it says. */
            title: string;
        };
        /** @description Who owns a conversation. */
        Owner: {
            /** @description The agent, `agt_…`, where it is one. */
            id?: string | null;
            /** @description What they are. */
            kind: components["schemas"]["OwnerKind"];
            /** @description The agent's name. */
            name?: string | null;
            /**
             * Format: date-time
             * @description When the bot may answer again, where somebody writes from the business's own phone.
             */
            until?: string | null;
        };
        /**
         * @description Who owns a conversation.
         * @enum {string}
         */
        OwnerKind: "bot" | "queue" | "agent" | "phone" | "nobody";
        /**
         * @description Where the passages of answers come from.
         * @enum {string}
         */
        PassagePlace: "articles" | "knowledge_base";
        /** @description How long an escalation may wait for somebody, by urgency, in minutes: 1 to 1,440. */
        PickupMinutes: {
            /**
             * Format: int32
             * @description For high urgency.
             */
            high: number;
            /**
             * Format: int32
             * @description For low urgency.
             */
            low: number;
            /**
             * Format: int32
             * @description For medium urgency.
             */
            medium: number;
        };
        /** @description A version of the tenant's policy with its triggers. */
        Policy: components["schemas"]["PolicySummary"] & {
            /** @description The triggers, in order: the first that holds decides, and all that hold are recorded. */
            triggers: components["schemas"]["Trigger"][];
        };
        /**
         * @description What was done to a version of a policy.
         * @enum {string}
         */
        PolicyAction: "created" | "edited" | "published" | "retired" | "discarded";
        /** @description What was done to a version. */
        PolicyChange: {
            /** @description What. */
            action: components["schemas"]["PolicyAction"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who did it. */
            by: components["schemas"]["Assignee"];
            /** @description Their words. */
            notes: string;
            /** @description What was copied, replaced, or took its place, `pol_…`. */
            other: string | null;
            /**
             * Format: int64
             * @description The record's version after it.
             */
            version: number;
        };
        /** @description One version alone. */
        PolicyDetail: components["schemas"]["Policy"] & {
            /** @description Who did what to it, oldest first; of many changes the last hundred. */
            history: components["schemas"]["PolicyChange"][];
        };
        /** @description What the draft is to be. */
        PolicyEdit: {
            /** @description What changes with it and why; as before where nothing is sent. */
            notes?: string | null;
            /** @description The policy whose place it is to take, `pol_…`; as before where none is named. */
            replaces?: string | null;
            /** @description The triggers, all of them and in order. */
            triggers: components["schemas"]["Trigger"][];
            /**
             * Format: int64
             * @description The `version` that you saw.
             */
            version: number;
        };
        /**
         * @description Where a version of a policy stands.
         * @enum {string}
         */
        PolicyStatus: "draft" | "live" | "retired" | "discarded";
        /** @description A version of the tenant's policy, as lists carry it. */
        PolicySummary: {
            author: components["schemas"]["Assignee"] | null;
            /** @description What its triggers were copied from, `pol_…`. */
            based_on: string | null;
            /**
             * Format: date-time
             * @description When it was begun.
             */
            created_at: string | null;
            /**
             * Format: date-time
             * @description When it was changed last.
             */
            edited_at: string | null;
            edited_by: components["schemas"]["Assignee"] | null;
            /** @description The version, `pol_…`. */
            id: string;
            /** @description What changes with it and why, in its author's words. */
            notes: string;
            /**
             * Format: int64
             * @description Counts what went live, from 1; 0 is what was live before anything was published, and a
             *     draft has none.
             */
            number: number | null;
            /**
             * Format: date-time
             * @description When it went live.
             */
            published_at: string | null;
            published_by: components["schemas"]["Assignee"] | null;
            /** @description The one whose place it is to take, or took, `pol_…`. */
            replaces: string | null;
            /**
             * Format: date-time
             * @description When another one took its place.
             */
            retired_at: string | null;
            /** @description Where it stands. */
            status: components["schemas"]["PolicyStatus"];
            /** @description How many triggers it has. */
            trigger_count: number;
            /**
             * Format: int64
             * @description Grows with every change; send the one that you saw with a change of your own.
             */
            version: number;
        };
        /** @description What agents say of the escalations that the evaluator opened in the window. */
        PrecisionStats: {
            /** @description The same by reason. */
            by_reason: components["schemas"]["ReasonPrecision"][];
            /**
             * Format: int64
             * @description How many the evaluator opened for what it read. Those that people opened, those that a limit
             *     did, and those that were opened because an evaluator had failed or the month's replies were
             *     used up, are not counted.
             */
            escalations: number;
            /**
             * @description Whether the window holds more escalations than are counted at once: then `since` is later
             *     than its beginning.
             */
            is_more: boolean;
            /**
             * Format: int64
             * @description How many agents marked `should_have_come_earlier`: right, and late.
             */
            marked_late: number;
            /**
             * Format: int64
             * @description How many agents marked `should_not_have`.
             */
            marked_wrong: number;
            /**
             * Format: double
             * @description 1 - `marked_wrong` / `escalations`; null where there were none.
             */
            precision: number | null;
            /**
             * Format: date-time
             * @description Since when escalations are counted, by when they were opened.
             */
            since: string;
            /**
             * Format: int64
             * @description How many nobody marked.
             */
            unmarked: number;
            /** @description What those count as in `precision`: `right`. Where agents mark little, the figure flatters. */
            unmarked_count_as: string;
            /**
             * Format: int64
             * @description How many days the window has.
             */
            window_days: number;
        };
        /**
         * @description Whether an agent is there.
         * @enum {string}
         */
        Presence: "online" | "away" | "offline";
        /** @description Whether the agent is there. */
        PresenceChange: {
            /** @description From now on. */
            status: components["schemas"]["Presence"];
        };
        /** @description An error, as RFC 9457 has it. Some types have members of their own. */
        Problem: {
            /** @description Of `at-capacity`: who has no room. */
            agent?: components["schemas"]["Assignee"];
            /** @description Of `escalation-taken` and `not-owner`: who has it. */
            assignee?: components["schemas"]["Assignee"] | null;
            /** @description Of `provider-refused`: the provider's reason, by a stable name. */
            code?: string;
            /** @description What the caller can do. */
            detail: string;
            /** @description Of `validation`: which fields are wrong. */
            errors?: components["schemas"]["FieldFault"][];
            /** @description Of `already-escalated`: the live escalation. */
            escalation_id?: string;
            /** @description Of `escalation-ended`: how it ended, where that is known. */
            escalation_status?: components["schemas"]["EscalationStatus"];
            /**
             * Format: date-time
             * @description Of `window-closed`: when.
             */
            expired_at?: string;
            /**
             * Format: int64
             * @description Of `customer-wrote`: the conversation's last message.
             */
            last_seq?: number;
            /**
             * Format: int64
             * @description Of `payload-too-large`: the limit.
             */
            limit_bytes?: number;
            /**
             * Format: int64
             * @description Of `payload-too-large`: how many updates a webhook may carry.
             */
            limit_updates?: number;
            /** @description Of `policy-outdated`: the policy that is live. */
            live?: {
                id: string;
                /** Format: int64 */
                number: number | null;
                /** Format: date-time */
                published_at: string | null;
                published_by: components["schemas"]["Assignee"] | null;
            };
            /** @description Of `file-lost`: why. */
            lost?: components["schemas"]["Lost"];
            /** @description Of `not-owner`: who may speak. */
            mode?: components["schemas"]["Mode"];
            /** @description Of `policy-not-draft`: where it stands. */
            policy_status?: components["schemas"]["PolicyStatus"];
            /**
             * Format: int32
             * @description Of `rate-limited`: seconds to wait.
             */
            retry_after?: number;
            /** @description Of `simulation-running`: the one that is not over. */
            simulation_id?: string;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The same for every problem of this type. */
            title: string;
            /**
             * Format: uri-reference
             * @description What kind; stable.
             * @enum {string}
             */
            type: "/problems/malformed-json" | "/problems/bad-request" | "/problems/unauthorized" | "/problems/bad-signature" | "/problems/forbidden" | "/problems/attachments-not-allowed" | "/problems/wrong-verify-token" | "/problems/not-found" | "/problems/escalation-taken" | "/problems/escalation-ended" | "/problems/escalation-not-taken" | "/problems/already-escalated" | "/problems/not-owner" | "/problems/at-capacity" | "/problems/window-closed" | "/problems/customer-wrote" | "/problems/busy" | "/problems/stale-version" | "/problems/knowledge-full" | "/problems/canned-reply-exists" | "/problems/too-many-canned-replies" | "/problems/policy-outdated" | "/problems/policy-not-draft" | "/problems/simulation-running" | "/problems/group-name-taken" | "/problems/too-many-groups" | "/problems/connection-account-unknown" | "/problems/file-not-here-yet" | "/problems/file-lost" | "/problems/payload-too-large" | "/problems/unsupported-media-type" | "/problems/validation" | "/problems/idempotency-key-reused" | "/problems/rate-limited" | "/problems/internal" | "/problems/provider-refused" | "/problems/unavailable";
            /**
             * Format: int64
             * @description Of `escalation-taken`: the escalation's version; of `stale-version`: the one that it has now.
             */
            version?: number;
        };
        /** @description What the lead saw and says. */
        Publication: {
            /** @description What changes and why; the draft's own notes where nothing is sent. */
            notes?: string | null;
            /**
             * @description The policy whose place it is to take, `pol_…`; the one that was live when the draft was
             *     begun where none is named.
             */
            replaces?: string | null;
            /**
             * Format: int64
             * @description The draft's `version` that you saw; any where none is sent.
             */
            version?: number | null;
        };
        /** @description Questions that ask for the same. */
        QuestionGroup: {
            /** @description Some of them, newest first. */
            examples: components["schemas"]["AskedQuestion"][];
            /** @description The customers' languages, where their channels told them. */
            languages: string[];
            /**
             * Format: date-time
             * @description When the last one was asked (RFC 3339).
             */
            last_at: string;
            nearest: components["schemas"]["NearestArticle"] | null;
            /** @description The question that stands for all of them. */
            question: string;
            /** @description How many there are. */
            size: number;
        };
        /** @description A tenant's account of the bot's replies in the month that runs (UTC). */
        Quota: {
            /**
             * Format: int64
             * @description What the month grants: free replies, and those of packs that were used or are left.
             */
            allowance: number;
            /** @description Whether the bot has stopped answering: nothing remains. */
            exhausted: boolean;
            /**
             * Format: int64
             * @description The month's free replies.
             */
            free: number;
            /**
             * Format: int64
             * @description How many of them are used.
             */
            free_used: number;
            /** @description The month, as `2026-11`. */
            month: string;
            /**
             * Format: int64
             * @description How many replies of packs are left. They go along into the next month.
             */
            packs_left: number;
            /**
             * Format: int64
             * @description How many replies of packs were used this month.
             */
            packs_used: number;
            /**
             * Format: int64
             * @description `used` of `allowance` in whole per cent, rounded down; 100 where nothing is granted.
             */
            percent: number;
            /**
             * Format: int64
             * @description How many are left: `allowance` - `used`.
             */
            remaining: number;
            /**
             * Format: int64
             * @description How many were used: `free_used` + `packs_used`.
             */
            used: number;
        };
        /** @description How far the agent has read. */
        ReadMark: {
            /** @description The newest notification that they have seen, `ntf_…`. */
            up_to: string;
        };
        /**
         * @description Why an escalation was opened.
         * @enum {string}
         */
        Reason: "customer_request" | "keyword" | "sentiment" | "low_confidence" | "policy" | "flow_step" | "bot_tool" | "manual" | "wait_expired" | "sla_risk" | "bot_failure";
        /** @description How many escalations have a reason. */
        ReasonChange: {
            /**
             * Format: int64
             * @description As it was.
             */
            actual: number;
            /**
             * Format: int64
             * @description Under the one that is tried.
             */
            after: number;
            /**
             * Format: int64
             * @description Under the live policy.
             */
            before: number;
            /** @description The reason. */
            reason: components["schemas"]["Reason"];
        };
        /** @description The figures of one reason. */
        ReasonPrecision: {
            /**
             * Format: int64
             * @description How many the evaluator opened for it.
             */
            escalations: number;
            /**
             * Format: int64
             * @description How many agents marked `should_have_come_earlier`.
             */
            marked_late: number;
            /**
             * Format: int64
             * @description How many agents marked `should_not_have`.
             */
            marked_wrong: number;
            /**
             * Format: double
             * @description 1 - `marked_wrong` / `escalations`.
             */
            precision: number | null;
            /** @description The reason. */
            reason: components["schemas"]["Reason"];
        };
        /**
         * @description What a person may do.
         * @enum {string}
         */
        Role: "agent" | "lead" | "admin";
        /**
         * @description Where was looked for an answer.
         * @enum {string}
         */
        SearchedPlace: "articles" | "knowledge_base" | "articles_instead";
        /**
         * @description Whose escalations.
         * @enum {string}
         */
        Section: "mine" | "waiting" | "teammates";
        /** @description A session that has begun, or goes on. */
        SessionBegun: {
            /** @description Which files the visitor may send. */
            attachments: components["schemas"]["Attachments"];
            /** @description Their conversation, `cnv_…`; it exists once they have written. */
            conversation_id: string;
            /**
             * Format: date-time
             * @description Until when the token works.
             */
            expires_at: string;
            /** @description What the visitor shows to write, to read and to listen: `Authorization: Bearer …`. */
            session_token: string;
        };
        /** @description A setting that was changed. */
        SettingChange: {
            /** @description What it was; null where there was nothing. */
            from: unknown;
            /** @description Which, as in `pickup_minutes.high`. */
            setting: string;
            /** @description What it is. */
            to: unknown;
        };
        /** @description What the tenant has set. Minutes are from 1 to 1,440. */
        Settings: {
            /**
             * @description The language that agents read summaries in (BCP 47); any other than `en`, `de`, `es`, `fr`,
             *     `it`, `nl` and `pt` and their variants, from before there was a choice, is English.
             */
            agent_language: string;
            /**
             * Format: int32
             * @description How long an agent may leave a customer without an answer before others get the chance.
             */
            agent_silence_minutes: number;
            /**
             * Format: int32
             * @description How long the bot may leave a customer without an answer.
             */
            bot_limit_minutes: number;
            /**
             * Format: double
             * @description Confidence below which the bot hands over instead of answering, from 0 to 1.
             */
            confidence_threshold: number;
            /**
             * Format: int32
             * @description The wait that `{wait_minutes}` promises.
             */
            expected_wait_minutes: number;
            /** @description What the bot answers to a greeting and nothing else. */
            greeting: string;
            /**
             * Format: int32
             * @description How long the bot stays silent after somebody wrote from the business's own phone.
             */
            phone_hold_minutes: number;
            /** @description How long an escalation may wait for somebody. */
            pickup_minutes: components["schemas"]["PickupMinutes"];
            /** @description What customers read at the seams of a handoff. */
            texts: components["schemas"]["CustomerTexts"];
            /** @description What is filled in in each of the texts and in `greeting`, as `{name}`. */
            variables: {
                [key: string]: string[];
            };
            /**
             * Format: int64
             * @description How often they were changed; 0 where they never were.
             */
            version: number;
            /** @description Whether visitors of the widget may send files. */
            widget_attachments: boolean;
        };
        /** @description What the settings are to be: all of them. */
        SettingsChange: {
            /**
             * @description The language that agents read summaries in (BCP 47): `en`, `de`, `es`, `fr`, `it`, `nl`, `pt`
             *     or a variant of one, such as `pt-BR`.
             */
            agent_language: string;
            /**
             * Format: int32
             * @description How long an agent may leave a customer without an answer before others get the chance, from
             *     1 to 1,440.
             */
            agent_silence_minutes: number;
            /**
             * Format: int32
             * @description How long the bot may leave a customer without an answer, from 1 to 1,440.
             */
            bot_limit_minutes: number;
            /**
             * Format: double
             * @description Confidence below which the bot hands over instead of answering, from 0 to 1.
             */
            confidence_threshold: number;
            /**
             * Format: int32
             * @description The wait that `{wait_minutes}` promises, from 1 to 1,440.
             */
            expected_wait_minutes: number;
            /** @description What the bot answers to a greeting and nothing else: 1 to 1,000 characters. */
            greeting: string;
            /**
             * Format: int32
             * @description How long the bot stays silent after somebody wrote from the business's own phone, from 1 to
             *     1,440.
             */
            phone_hold_minutes: number;
            /** @description How long an escalation may wait for somebody. */
            pickup_minutes: components["schemas"]["PickupMinutes"];
            /** @description What customers read at the seams of a handoff. */
            texts: components["schemas"]["CustomerTexts"];
            /**
             * Format: int64
             * @description The `version` that you saw.
             */
            version: number;
            /** @description Whether visitors of the widget may send files. */
            widget_attachments: boolean;
        };
        /** @description What the tenant has set, and who did so. */
        SettingsDetail: components["schemas"]["Settings"] & {
            /** @description Who changed what, oldest first; of many changes the last, a hundred at most. */
            history: components["schemas"]["SettingsEdit"][];
        };
        /** @description One change of the settings. */
        SettingsEdit: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who did it. */
            by: components["schemas"]["Assignee"];
            /** @description What is other than it was. */
            changed: components["schemas"]["SettingChange"][];
            /**
             * Format: int64
             * @description The version after it.
             */
            version: number;
        };
        /** @description One thing that speaks for calling a person. */
        Signal: {
            /** @description The reason that it speaks for. */
            reason: components["schemas"]["Reason"];
            /** @description The rule that read it, by a stable name. */
            rule: string;
            /**
             * Format: double
             * @description How strongly it holds, from 0 to 1.
             */
            score: number;
            /**
             * Format: double
             * @description The score from which the evaluator itself would call somebody.
             */
            threshold: number;
        };
        /** @description Attributes that the visitor cannot change: the website's server signs them, the page hands them on. */
        SignedAttributes: {
            /**
             * @description JSON text, at most 4,096 bytes: `{"attributes": {"tier": "vip"}, "expires_at": "…"}`, and
             *     `signed_at` where it is not handed in at once. At most 10 attributes, 800 bytes together.
             */
            payload: string;
            /** @description HMAC-SHA256 of the payload's bytes under the connection's `identity_key`, in hexadecimal digits. */
            signature: string;
        };
        /** @description Stored conversations, replayed under the live policy and under another one. Nothing is sent. */
        Simulation: {
            /** @description What became of them, whoever called a person. */
            actual: components["schemas"]["EscalationRate"];
            /** @description What the policy that is tried does with them. */
            after: components["schemas"]["EscalationRate"];
            /** @description What the live policy does with them. */
            before: components["schemas"]["EscalationRate"];
            /**
             * @description Escalations by reason. A conversation may have several: one for each time that the bot had
             *     it.
             */
            by_reason: components["schemas"]["ReasonChange"][];
            /**
             * Format: int64
             * @description How many conversations are decided in another way.
             */
            changed: number;
            /** @description Those conversations; of many the first 200. */
            changes: components["schemas"]["SimulationChange"][];
            channel: components["schemas"]["Channel"] | null;
            /** @description The policy that was live when it was asked for, and that it is compared with, `pol_…`. */
            compared_with: string;
            /**
             * Format: int64
             * @description How many conversations were replayed in which the bot owed an answer in the range.
             */
            conversations: number;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who asked for it. */
            created_by: components["schemas"]["Assignee"];
            /**
             * Format: int64
             * @description Of how many conversations only the last part of the range was replayed, because they are too
             *     long.
             */
            cut: number;
            decided_by: components["schemas"]["SimulationDecidedBy"] | null;
            /**
             * Format: date-time
             * @description Until when it is kept.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description When it was done, given up or ended; null before.
             */
            finished_at: string | null;
            /**
             * Format: date-time
             * @description From when messages are looked at.
             */
            from: string;
            /** @description The simulation, `sim_…`. */
            id: string;
            /**
             * Format: int64
             * @description How many messages of theirs were decided about.
             */
            messages: number;
            /** @description The policy that is tried, `pol_…`. */
            policy_id: string;
            /**
             * Format: int64
             * @description The version of its record that is tried; the draft may have changed since.
             */
            policy_version: number;
            /** @description How many conversations of the sample are over and done with. */
            progress: components["schemas"]["SimulationProgress"];
            /**
             * Format: date-time
             * @description When it last came further; null while it waits.
             */
            progressed_at: string | null;
            /** @description How the conversations were chosen. */
            sample: components["schemas"]["SimulationSample"];
            /**
             * Format: int64
             * @description How many conversations could not be replayed and are left out.
             */
            skipped: number;
            /**
             * Format: date-time
             * @description When it began; null while it waits.
             */
            started_at: string | null;
            /** @description How far it has come. */
            status: components["schemas"]["SimulationStatus"];
            /**
             * Format: date-time
             * @description Until when, not included.
             */
            to: string;
            /**
             * Format: int64
             * @description Grows with every change.
             */
            version: number;
        };
        /** @description A conversation that is decided in another way. */
        SimulationChange: {
            /** @description Under the one that is tried. */
            after: components["schemas"]["SimulationDecision"];
            /** @description Under the live policy. */
            before: components["schemas"]["SimulationDecision"];
            /** @description The conversation, `cnv_…`. */
            conversation_id: string;
            /**
             * Format: int64
             * @description The first message that is decided in another way.
             */
            seq: number;
        };
        /** @description Who decides in a simulation. It is never a language model. */
        SimulationDecidedBy: {
            /** @description What decided the replay: always `embedded`. */
            evaluator: components["schemas"]["EvaluatorKind"];
            /** @description Whether the two are the same. If not, `before` is not what the bot would do now. */
            like_live: boolean;
            /** @description What decided for the tenant's bot at that time. */
            live: components["schemas"]["EvaluatorKind"];
            /** @description Where the passages of its answers came from. */
            passages: components["schemas"]["PassagePlace"];
        };
        /** @description What a policy does with a conversation while the bot has it. */
        SimulationDecision: {
            /** @enum {string} */
            decision: "answer";
        } | {
            /** @enum {string} */
            decision: "escalate";
            /** @description The reason. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: int64
             * @description At which message.
             */
            seq: number;
            /** @description The trigger's name, or a rule's where none held. */
            trigger: string;
            /** @description Why, for people. */
            why: string;
        };
        /** @description How far a simulation has come. */
        SimulationProgress: {
            /** @description How many conversations are done. */
            done: number;
            /** @description How many there are; 0 until they are chosen. */
            total: number;
        };
        /** @description How the conversations of a simulation were chosen. */
        SimulationSample: {
            /**
             * Format: int64
             * @description How many there are to choose from, as far as they were looked for.
             */
            candidates: number;
            /**
             * @description Each conversation draws a number that follows from its id and the simulation's; those with
             *     the lowest are replayed.
             */
            method: string;
            /** @description How many at most. */
            wanted: number;
        };
        /**
         * @description How far a simulation has come.
         * @enum {string}
         */
        SimulationStatus: "queued" | "running" | "done" | "failed" | "cancelled";
        /** @description A simulation, as lists carry it. */
        SimulationSummary: {
            /** @description What the policy that is tried does with them. */
            after: components["schemas"]["EscalationRate"];
            /** @description What the live policy does with them. */
            before: components["schemas"]["EscalationRate"];
            /**
             * Format: int64
             * @description How many are decided in another way.
             */
            changed: number;
            channel: components["schemas"]["Channel"] | null;
            /** @description The policy that it is compared with, `pol_…`. */
            compared_with: string;
            /**
             * Format: int64
             * @description How many conversations were replayed in which the bot owed an answer in the range.
             */
            conversations: number;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who asked for it. */
            created_by: components["schemas"]["Assignee"];
            /**
             * Format: date-time
             * @description Until when it is kept.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description When it was done, given up or ended; null before.
             */
            finished_at: string | null;
            /**
             * Format: date-time
             * @description From when messages are looked at.
             */
            from: string;
            /** @description The simulation, `sim_…`. */
            id: string;
            /** @description The policy that is tried, `pol_…`. */
            policy_id: string;
            /**
             * Format: int64
             * @description The version of its record that is tried.
             */
            policy_version: number;
            /** @description How many conversations of the sample are over and done with. */
            progress: components["schemas"]["SimulationProgress"];
            /** @description How the conversations were chosen. */
            sample: components["schemas"]["SimulationSample"];
            /**
             * Format: date-time
             * @description When it began; null while it waits.
             */
            started_at: string | null;
            /** @description How far it has come. */
            status: components["schemas"]["SimulationStatus"];
            /**
             * Format: date-time
             * @description Until when, not included.
             */
            to: string;
            /**
             * Format: int64
             * @description Grows with every change.
             */
            version: number;
        };
        /**
         * @description In which order.
         * @enum {string}
         */
        Sort: "urgency" | "wait" | "newest";
        /**
         * @description Who wrote a summary.
         * @enum {string}
         */
        SummarySource: "model" | "extractive";
        /** @description The answer to a take. */
        TakeAnswer: components["schemas"]["Taken"] | components["schemas"]["EscalationDetail"];
        /** @description What a take proves by itself, without reading anything more. */
        Taken: {
            /** @description The agent who asked. */
            assignee: components["schemas"]["Assignee"];
            /** @description The escalation, `esc_…`. */
            id: string;
            /** @description `open`. */
            status: components["schemas"]["EscalationStatus"];
            /**
             * Format: date-time
             * @description When.
             */
            taken_at: string;
        };
        /** @description Who said something of a customer, and when. */
        Telling: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            by: components["schemas"]["Assignee"] | null;
        };
        /** @description A template that the provider has approved. */
        Template: {
            /** @description Its words, with `{{1}}` or `{{name}}` where something is filled in. */
            body: string;
            /** @description Its buttons, in order. */
            buttons?: components["schemas"]["TemplateButton"][];
            /** @description The provider's word for what it is for, in lower case: `utility`, `marketing`. */
            category: string;
            /**
             * @description What to send as the message's `components`, once each `{{…}}` in it has its value. Places
             *     of the same name in different parts are filled in each for itself.
             */
            components_for_sending: Record<string, unknown>[];
            /** @description What stands below them. */
            footer?: string | null;
            header?: components["schemas"]["TemplateHeader"] | null;
            /** @description Its language, such as `en_US`. */
            language: string;
            /** @description Its name. */
            name: string;
            /** @description How many places have to be filled in, in all parts. */
            placeholders: number;
        };
        /** @description A button below a template's words. */
        TemplateButton: {
            /** @description What it does, in the provider's word, in lower case: `quick_reply`, `url`, `phone_number`. */
            kind: string;
            /** @description What stands on it. */
            text: string;
        };
        /** @description What stands above a template's words. */
        TemplateHeader: {
            /** @description What it is. */
            format: components["schemas"]["TemplateHeaderFormat"];
            /** @description With `text`: its words. */
            text?: string | null;
        };
        /**
         * @description What a template's header is.
         * @enum {string}
         */
        TemplateHeaderFormat: "text" | "image" | "video" | "document";
        /**
         * @description What the bot would find. It may still call a person: for words that a trigger names, for a mood,
         *     for a request.
         */
        TestAnswer: {
            best: components["schemas"]["ArticleFind"] | null;
            /** @description What else was found, likeliest first. */
            runners_up: components["schemas"]["ArticleFind"][];
            /** @description Where was looked. */
            searched: components["schemas"]["SearchedPlace"];
            /**
             * Format: double
             * @description The confidence from which it answers, from 0 to 1.
             */
            threshold: number;
            /** @description Whether it would answer with the best find. */
            would_answer: boolean;
        };
        /** @description A question, as a customer might ask it. */
        TestQuestion: {
            /** @description The customer's language (BCP 47), where it is known. */
            locale?: string | null;
            /** @description Its words; 1 to 4,096 characters. */
            question: string;
        };
        /**
         * @description How a model is held to its tools.
         * @enum {string}
         */
        ToolChoice: "required" | "auto" | "none";
        /**
         * @description Why a call of a tool brought nothing.
         * @enum {string}
         */
        ToolError: "timed_out" | "unreachable" | "unfit_arguments" | "too_long";
        /**
         * @description What came of a call of a tool.
         * @enum {string}
         */
        ToolOutcome: "answered" | "failed";
        /** @description One call of a tool. */
        ToolUse: {
            /** @description What it was called with; the beginning, as a text, where that is long. */
            arguments: unknown;
            error: components["schemas"]["ToolError"] | null;
            /** @description What came of it. */
            outcome: components["schemas"]["ToolOutcome"];
            /** @description What it answered; null where it failed. */
            result: unknown;
            /**
             * Format: int64
             * @description The customer's message for which it was called.
             */
            seq: number;
            /** @description The tool's name. */
            tool: string;
        };
        /** @description Who gets it: exactly one of both. */
        Transfer: {
            /** @description An agent, `agt_…`, who has it at once. */
            agent_id?: string | null;
            /** @description A team, `grp_…`, in whose queue it waits. */
            group_id?: string | null;
        };
        /**
         * @description Whether a model could have answered a customer.
         * @enum {string}
         */
        TrialOutcome: "answered" | "failed";
        /** @description Tokens that a model used. */
        TrialTokens: {
            /**
             * Format: int64
             * @description Those that it read; 0 where its endpoint does not say.
             */
            input: number;
            /**
             * Format: int64
             * @description Those that it wrote; 0 where its endpoint does not say.
             */
            output: number;
        };
        /** @description One answer that the bot gave, or considered. */
        Tried: {
            /** @description Whether the customer was given it. */
            answered: boolean;
            /** @description The article that the answer came from, `art_…`; null where it rests on tools alone. */
            article_id: string | null;
            /** @description Its title. */
            article_title: string | null;
            /** @description What the customer asked. */
            question: string;
            /** @description What came of it. */
            result: components["schemas"]["TriedResult"];
            /**
             * Format: double
             * @description How sure the bot was, from 0 to 1.
             */
            score: number;
            /**
             * Format: int64
             * @description The place of the message that gave it; null where none did or it is no longer remembered.
             */
            seq: number | null;
            /** @description The tools whose answers it rests on, by name. */
            tools: string[];
        };
        /**
         * @description What came of something that the bot tried.
         * @enum {string}
         */
        TriedResult: "not_given" | "given" | "asked_again" | "did_not_help";
        /** @description A tenant's rule: what it looks for, where, and whom it calls how soon. */
        Trigger: {
            /**
             * @description Whether it is looked at; true where nothing is said. One for requests of the customer's
             *     cannot be switched off.
             */
            enabled?: boolean;
            /** @description The team that it calls, `grp_…`; none for everybody. */
            group?: string | null;
            /** @description The trigger, `trg_…`; a new one is given its id. */
            id?: string | null;
            /** @description What people call it: 1 to 80 characters. */
            name: string;
            /** @description Where it is looked at; everywhere where nothing is said. */
            only?: components["schemas"]["TriggerScope"];
            /** @description When it calls; at once where nothing is said. */
            timing?: components["schemas"]["TriggerTiming"];
            type?: components["schemas"]["EscalationType"] | null;
            urgency?: components["schemas"]["Urgency"] | null;
            /** @description What it looks for. */
            when: components["schemas"]["TriggerCondition"];
        };
        /** @description What a trigger looks for. */
        TriggerCondition: {
            /** @enum {string} */
            kind: "keywords";
            /** @description 1 to 200 words or phrases of at most 100 characters each. */
            words: string[];
        } | {
            /** @enum {string} */
            kind: "signal";
            /** @description Which. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: double
             * @description The score from which it holds, from 0 to 1; the evaluator's own where none is given.
             */
            threshold?: number | null;
        } | {
            /**
             * Format: double
             * @description The confidence below which it holds, from 0 to 1; the tenant's setting where none is
             *     given.
             */
            below?: number | null;
            /** @enum {string} */
            kind: "low_confidence";
        } | {
            /**
             * Format: int32
             * @description 1 to 8.
             */
            count: number;
            /** @enum {string} */
            kind: "failed_attempts";
        } | {
            /**
             * Format: int32
             * @description 1 to 8.
             */
            count: number;
            /** @enum {string} */
            kind: "sentiment_run";
        } | {
            /** @enum {string} */
            kind: "always";
        };
        /**
         * @description Hours on some days of the week; `from` after `to` runs past midnight, and the day is the one on
         *     which it began.
         */
        TriggerHours: {
            /** @description On which days; on all where none is named. */
            days?: components["schemas"]["Weekday"][];
            /** @description From when, `HH:MM`. */
            from: string;
            /** @description Whether it is the time outside these hours that is meant. */
            outside?: boolean;
            /** @description An IANA time zone, as in `Europe/Madrid`. */
            time_zone: string;
            /** @description Until when, not included, `HH:MM`. */
            to: string;
        };
        /** @description A trigger that held. */
        TriggerMatch: {
            /** @description Whether its timing kept it from calling anybody. */
            held_back: boolean;
            /** @description The trigger, `trg_…`. */
            id: string;
            /** @description What people call it. */
            name: string;
            /** @description The reason that it calls for. */
            reason: components["schemas"]["Reason"];
            /**
             * Format: double
             * @description How strongly it held, from 0 to 1: a signal's score or a confidence; 1 for the others.
             */
            score: number;
            /**
             * Format: double
             * @description From (for a confidence: below) which score it holds.
             */
            threshold: number;
            /** @description What held: the keyword, or the rule behind the signal. */
            what?: string | null;
        };
        /** @description Where a trigger is looked at; what is left out lets everything through. */
        TriggerScope: {
            /** @description For contacts that have all of these attributes, each with one of the values. */
            attributes?: {
                [key: string]: string[];
            };
            /** @description On these channels. */
            channels?: components["schemas"]["Channel"][];
            hours?: components["schemas"]["TriggerHours"] | null;
        };
        /** @description When a trigger that holds calls a person. */
        TriggerTiming: {
            /** @enum {string} */
            kind: "immediately";
        } | {
            /**
             * Format: int32
             * @description 1 to 8.
             */
            count: number;
            /** @enum {string} */
            kind: "after_bot_replies";
        };
        /** @description A correction of what it is about. */
        TypeChange: {
            /** @description What it was. */
            from: components["schemas"]["EscalationType"];
            /** @description What it became. */
            to: components["schemas"]["EscalationType"];
        };
        /** @description What customers ask and the bot could not answer. */
        UnansweredQuestions: {
            /** @description Whether there are more questions than were looked at. */
            is_more: boolean;
            /** @description Questions that ask for the same, the most frequent first; at most 50. */
            items: components["schemas"]["QuestionGroup"][];
            /** @description How many questions there are in the days asked for, of 1,000 that are looked at. */
            questions: number;
        };
        /**
         * @description How soon a person is needed.
         * @enum {string}
         */
        Urgency: "low" | "medium" | "high";
        /** @description A correction of how soon a person is needed. */
        UrgencyChange: {
            /** @description What it was. */
            from: components["schemas"]["Urgency"];
            /** @description What it became. */
            to: components["schemas"]["Urgency"];
        };
        /** @description Who wrote a message. Of an agent, the visitor learns the name and nothing else. */
        VisitorAuthor: {
            /** @description What they are. */
            kind: components["schemas"]["AuthorKind"];
            /** @description The agent's name. */
            name?: string | null;
        };
        /** @description A file. */
        VisitorMedia: {
            /** @description Its name. */
            filename?: string | null;
            /** @description Where it is: the id of a file kept here, `fil_…`, or an address. */
            id: string;
            /** @description Its MIME type. */
            mime_type?: string | null;
            /**
             * Format: int64
             * @description How large it is, in bytes, where that is known.
             */
            size?: number | null;
        };
        /** @description One message. */
        VisitorMessage: {
            /** @description Who wrote it. */
            author: components["schemas"]["VisitorAuthor"];
            /** @description The visitor's own name of the message, where it is theirs. */
            client_message_id?: string | null;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
            /** @description The message, `msg_…`. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["MessageKind"];
            media?: components["schemas"]["VisitorMedia"] | null;
            /**
             * Format: int64
             * @description Its place in the conversation.
             */
            seq: number;
            /** @description How far it has come. */
            status: components["schemas"]["MessageStatus"];
            /** @description Its words; none once it was deleted. */
            text?: string | null;
        };
        /** @description A message that is durable. */
        VisitorMessageAccepted: {
            /** @description The visitor's own name of the message. */
            client_message_id: string;
            /** @description Where it goes, `cnv_…`. */
            conversation_id: string;
            /** @description That it will be read. */
            status: components["schemas"]["AcceptedStatus"];
        };
        /** @description Part of a conversation. */
        VisitorMessages: {
            /** @description The messages, oldest first. */
            items: components["schemas"]["VisitorMessage"][];
            /**
             * Format: int64
             * @description What to ask for next time: `?after=`. It may be further than the last of `items`.
             */
            next_after: number;
        };
        /** @description What became of a webhook. */
        WebhookTaken: {
            /** @description How many messages and statuses are durable now. */
            accepted: number;
            /** @description How much else it carried, which was acknowledged without effect. */
            ignored: number;
        };
        /**
         * @description A day of the week.
         * @enum {string}
         */
        Weekday: "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";
        /** @description Permission to open one WebSocket, once, soon. */
        WsTicket: {
            /**
             * Format: date-time
             * @description Until when it can be used, once.
             */
            expires_at: string;
            /** @description What to connect with: `?ticket=`. */
            ticket: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Agent"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The agent, `agt_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentChange"];
            };
        };
        responses: {
            /** @description The agent now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArticles: {
        parameters: {
            query?: {
                /** @description Whether the bot answers from them */
                status?: components["schemas"]["ArticleStatus"];
                /** @description Words that stand in the title, a question or the source */
                q?: string;
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changed last first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_ArticleSummary"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createArticle: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleWords"];
            };
        };
        responses: {
            /** @description The draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `knowledge-full` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askArticles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestQuestion"];
            };
        };
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestAnswer"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importArticles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleImport"];
            };
        };
        responses: {
            /** @description What became of each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article, `art_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article, `art_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticleEdit"];
            };
        };
        responses: {
            /** @description The article now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that it has; `knowledge-full` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteArticle: {
        parameters: {
            query: {
                /** @description The `version` that you saw */
                version: number;
            };
            header?: never;
            path: {
                /** @description The article, `art_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is none any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that it has */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article, `art_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` where somebody changed it at the same time; `knowledge-full` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unpublishArticle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The article, `art_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The article now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` where somebody changed it at the same time */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCannedReplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by shortcut */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_CannedReply"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCannedReply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What agents type to get it */
                shortcut: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CannedReplyText"];
            };
        };
        responses: {
            /** @description It was replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReply"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReply"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: there is none to be replaced */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `canned-reply-exists`; `stale-version` with the `version` that it has; `too-many-canned-replies`: there may be 200 */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCannedReply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What agents type to get it */
                shortcut: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is none any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Connection"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The connection, `con_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by name and language */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Template"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `connection-account-unknown` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `provider-refused` */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateContact: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The contact, `ctc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactChange"];
            };
        };
        responses: {
            /** @description The contact now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `busy` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description Who may speak */
                mode?: components["schemas"]["Mode"];
                /** @description With a live escalation in this status: `queued` or `open` */
                status?: components["schemas"]["EscalationStatus"];
                /** @description Active at this time or after */
                from?: string;
                /** @description Active before this time */
                to?: string;
                /** @description The customer's channel */
                channel?: components["schemas"]["Channel"];
                /** @description With a live escalation that this agent has, `agt_…` */
                agent?: string;
                /** @description With a contact in whose name, whatever the case, or address this stands; of a phone number any digits, with or without `+` and spaces */
                q?: string;
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Last active first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Conversation"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation, `cnv_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationDetail"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation, `cnv_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFile"];
            };
        };
        responses: {
            /** @description There is room for it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCreated"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Only those before this place, the nearest ones */
                before?: number;
                /** @description Only those after this place, the nearest ones */
                after?: number;
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before */
                cursor?: number;
            };
            header?: never;
            path: {
                /** @description The conversation, `cnv_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Message"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation, `cnv_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description It is committed and will be sent */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-owner` with `assignee` and `mode`; `window-closed` with `expired_at`: send a template; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The conversation, `cnv_…` */
                id: string;
                /** @description The message's place */
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where it is read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileLink"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: no such message, a deleted one, one without a file, or with one at an address of its own */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-not-here-yet`: ask again after `Retry-After` seconds */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-lost`: `lost` says why */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The conversation, `cnv_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description The note */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEscalations: {
        parameters: {
            query?: {
                /** @description Of which conversation, `cnv_…`; `sort` counts for nothing then */
                conversation?: string;
                /** @description Whose */
                section?: components["schemas"]["Section"];
                /** @description Where they stand */
                status?: components["schemas"]["EscalationStatus"];
                /** @description How soon a person is needed */
                urgency?: components["schemas"]["Urgency"];
                /** @description What they are about */
                type?: components["schemas"]["EscalationType"];
                /** @description The customer's channel */
                channel?: components["schemas"]["Channel"];
                /** @description The team that they wait for, `grp_…` */
                group?: string;
                /** @description Why they were opened */
                reason?: components["schemas"]["Reason"];
                /** @description Waiting for at least this many seconds */
                min_wait?: number;
                /** @description In which order; `urgency` where none is named */
                sort?: components["schemas"]["Sort"];
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Escalation"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewEscalation"];
            };
        };
        responses: {
            /** @description It waits in the queue */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: no such conversation */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-escalated`, with `escalation_id`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEscalation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The escalation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationRecord"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalationChange"];
            };
        };
        responses: {
            /** @description The escalation now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-ended`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assignment"];
            };
        };
        responses: {
            /** @description It is the agent's */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: neither its assignee, nor a lead or administrator */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-ended`, `at-capacity`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Ending"];
            };
        };
        responses: {
            /** @description It is closed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-ended`, `not-owner`; `customer-wrote` with `last_seq`, where the customer has written behind `seen_seq`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    markEscalation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalationMark"];
            };
        };
        responses: {
            /** @description The mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `busy` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-ended`, `escalation-not-taken`, `not-owner`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    returnEscalationToBot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Ending"];
            };
        };
        responses: {
            /** @description It is resolved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-ended`, `not-owner`; `customer-wrote` with `last_seq`, where the customer has written behind `seen_seq`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is the agent's: what the write itself proves, or all of it where the agent had it before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakeAnswer"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-taken` with `assignee` and `version`; `escalation-ended`; `at-capacity` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transferEscalation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The escalation, `esc_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Transfer"];
            };
        };
        responses: {
            /** @description It is where it was sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDetail"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `escalation-ended`, `escalation-not-taken`, `not-owner`, `at-capacity`; `busy`: it changed again and again, send it again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The evaluator */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluatorDetail"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setEvaluator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluatorChange"];
            };
        };
        responses: {
            /** @description The evaluator now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluator"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that it has */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testEvaluator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluatorTrial"];
            };
        };
        responses: {
            /** @description What came of it, a failure too */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluatorTrialResult"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportExamples: {
        parameters: {
            query?: {
                /** @description Marked at this time or after */
                since?: string;
                /** @description Of at most how many marks; 25 where none is named */
                limit?: number;
                /** @description The `x-next-cursor` of the part before, with the same `since` */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON object in each line */
            200: {
                headers: {
                    /** @description Where the next part begins; absent at the end */
                    "x-next-cursor"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["Example"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description By name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Group"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createGroup: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description The group */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `group-name-taken`; `too-many-groups`: there are 50 */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The group, `grp_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupChange"];
            };
        };
        responses: {
            /** @description The group now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that it has; `group-name-taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The agent who asks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChange"];
            };
        };
        responses: {
            /** @description The agent now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Notification"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadMark"];
            };
        };
        responses: {
            /** @description They are read */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPresence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresenceChange"];
            };
        };
        responses: {
            /** @description The agent now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_PolicySummary"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewPolicy"];
            };
        };
        responses: {
            /** @description The draft */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: there is no version `based_on` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The version, `pol_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetail"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updatePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The draft, `pol_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyEdit"];
            };
        };
        responses: {
            /** @description The draft now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that it has; `policy-not-draft` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePolicy: {
        parameters: {
            query: {
                /** @description The `version` that you saw */
                version: number;
            };
            header?: never;
            path: {
                /** @description The draft, `pol_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is a draft no more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that it has; `policy-not-draft` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The draft, `pol_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Publication"];
            };
        };
        responses: {
            /** @description The live policy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `policy-outdated` with the `live` one; `stale-version` with the `version` that the draft has; `policy-not-draft`; `busy` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    simulatePolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The version to try, mostly a draft, `pol_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPolicySimulation"];
            };
        };
        responses: {
            /** @description The simulation, which waits for its turn */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `simulation-running` with the `simulation_id` of the one that is not over; `policy-not-draft` where it was thrown away */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQuota: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuotaPack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The client's own name of this request: sent again under it, it is answered the same and carried out once. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPack"];
            };
        };
        responses: {
            /** @description The account with the pack */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quota"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors`; `idempotency-key-reused` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsDetail"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            /** @description The settings now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale-version` with the `version` that they have */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSimulations: {
        parameters: {
            query?: {
                /** @description Only those that try this policy, `pol_…` */
                policy?: string;
                /** @description At most how many; 25 where none is named */
                limit?: number;
                /** @description The `next_cursor` of the part before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SimulationSummary"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The simulation, `sim_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The simulation, `sim_…` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The simulation, which is over */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Simulation"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `busy` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLiveStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveStats"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrecisionStats: {
        parameters: {
            query?: {
                /** @description How many days to look back, by when escalations were opened; 30 where nothing is sent */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrecisionStats"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnanswered: {
        parameters: {
            query?: {
                /** @description Of how many days; 30 where none is named */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The most frequent first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnansweredQuestions"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation`, with `errors` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWsTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Connect with `?ticket=`, once, before `expires_at` */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WsTicket"];
                };
            };
            /** @description `unauthorized` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden`: the token names no tenant or role, or the role is not enough */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: repeat the request */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyWebhook: {
        parameters: {
            query: {
                /** @description Always `subscribe` */
                "hub.mode": string;
                /** @description The connection's verification token */
                "hub.verify_token": string;
                /** @description What to answer */
                "hub.challenge": string;
            };
            header?: never;
            path: {
                /** @description The connection, `con_…` */
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bare challenge */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `bad-request`: the parameters are not Meta's */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-verify-token`: the token is not the connection's */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: no connection with webhooks has this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveWebhook: {
        parameters: {
            query?: never;
            header: {
                /** @description `sha256=` and the HMAC-SHA256 of the raw body under the app secret, in hex */
                "X-Hub-Signature-256": string;
            };
            path: {
                /** @description The connection, `con_…` */
                connection_id: string;
            };
            cookie?: never;
        };
        /** @description A webhook of the WhatsApp Cloud API */
        requestBody: {
            content: {
                "application/json": Record<string, unknown>;
            };
        };
        responses: {
            /** @description All of it is durable */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTaken"];
                };
            };
            /** @description `bad-request`: not a webhook of the WhatsApp Cloud API */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bad-signature` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: no connection with webhooks has this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large`: at most 3 MB and 1,000 updates */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable`: send it again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWidgetFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFile"];
            };
        };
        responses: {
            /** @description There is room for it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileCreated"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: no session, or an expired one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `attachments-not-allowed`: the company takes no files here */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: wait `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWidgetMessages: {
        parameters: {
            query?: {
                /** @description Only what stands behind this place; 0 if absent */
                after?: number;
                /** @description At most so many, 1 to 100; 50 if absent */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The messages; none before the visitor has written */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorMessages"];
                };
            };
            /** @description `unauthorized`: no session, or an expired one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWidgetMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewVisitorMessage"];
            };
        };
        responses: {
            /** @description The message is durable */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorMessageAccepted"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: no session, or an expired one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `attachments-not-allowed`: the company takes no files here */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: wait `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWidgetMessageFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The message's place */
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where it is read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileLink"];
                };
            };
            /** @description `unauthorized`: no session, or an expired one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-not-here-yet`: ask again after `Retry-After` seconds */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-lost`: `lost` says why */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWidgetWsTicket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WsTicket"];
                };
            };
            /** @description `unauthorized`: no session, or an expired one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: wait `Retry-After` seconds, and ask for messages meanwhile */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWidgetSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The widget's connection, `con_…` */
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSession"];
            };
        };
        responses: {
            /** @description The session goes on, proved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description The session has begun */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionBegun"];
                };
            };
            /** @description `malformed-json` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: the token to go on with is no session, or an expired one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: no widget has this id */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `payload-too-large` */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type` */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `validation` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `rate-limited`: more sessions began than the widget may; wait `Retry-After` seconds */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
