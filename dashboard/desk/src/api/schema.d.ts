// Generated from docs/openapi.json by `npm run generate`. Do not edit.

export interface paths {
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
         *     are listed, those that wait before those that are open.
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
        /** One escalation, live or over, with its handoff packet. */
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
        patch?: never;
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
        /** Begins a session of a new visitor. */
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
        /** @description What decided that a person is needed. */
        Assessment: {
            /** @description The evaluator that decided. */
            evaluator: string;
            /** @description The rule that decided: a trigger's id, or a rule's stable name. */
            rule: string;
            /**
             * Format: double
             * @description How strongly the rule held, from 0 to 1.
             */
            score: number;
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
        /**
         * @description A kind of channel.
         * @enum {string}
         */
        Channel: "whatsapp" | "widget" | "instagram" | "messenger";
        /** @description A customer, as lists name them. */
        Contact: {
            /** @description The channel's own name for them: a phone number in digits, a visitor's or page-scoped id. */
            address: string;
            /** @description The contact, `ctc_…`. */
            id: string;
            /** @description The name from their profile; null where the channel gives none. */
            name: string | null;
        };
        /** @description A customer with all that is known of them. */
        ContactProfile: components["schemas"]["Contact"] & {
            /** @description What else is known of them. */
            attributes: {
                [key: string]: string;
            };
            /** @description Their locale (BCP 47); null where the channel gives none. */
            locale: string | null;
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
            /** @description The start of the last words; null where there are none. */
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
            escalation: components["schemas"]["Escalation"] | null;
            /** @description All that is known of the customer. */
            profile: components["schemas"]["ContactProfile"];
            /** @description What was collected from the customer. */
            variables: {
                [key: string]: string;
            };
        };
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
            /** @description What the agent reads first. */
            handoff: components["schemas"]["Handoff"];
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
        /** @description The handoff packet. */
        Handoff: {
            /** @description The customer. */
            contact: components["schemas"]["ContactProfile"];
            evidence: components["schemas"]["Evidence"] | null;
            /** @description What to do first. */
            suggested_next_step: string;
            /** @description What happened so far. */
            summary: string;
            /** @description What tools answered, by name. */
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
                /** @description The start of the last words; null where there are none. */
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
        List_Message: {
            /** @description The items, in order. */
            items: {
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
                /** @description What happened, such as `opened`, `requeued`, `assigned`. */
                change: string;
                /**
                 * Format: date-time
                 * @description When it happened.
                 */
                created_at: string;
                /** @description What it is about, `esc_…`. */
                escalation_id: string;
                /** @description The notification, `ntf_…`. */
                id: string;
                /** @description Whether the agent has seen it. */
                read: boolean;
                /** @description What it says. */
                title: string;
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
        /** @description The agent who asks. */
        Me: components["schemas"]["Agent"] & {
            /** @description Where their notifications go. */
            email: string;
            /** @description Whether new escalations are also emailed to them. */
            email_notifications: boolean;
            /** @description Their tenant. */
            tenant_id: string;
        };
        /** @description A file that came or goes with a message. */
        Media: {
            /** @description Its name. */
            filename?: string | null;
            /** @description The provider's id of the file. */
            id: string;
            /** @description Its MIME type. */
            mime_type?: string | null;
            /** @description Its SHA-256 as the provider gives it. */
            sha256?: string | null;
        };
        /**
         * @description What a file is.
         * @enum {string}
         */
        MediaKind: "image" | "audio" | "voice" | "video" | "document" | "sticker";
        /** @description One message of a conversation. */
        Message: {
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
        /** @description A file: either `id` or `link`. */
        NewMedia: {
            /** @description Words below an image, a video or a document; at most 1,024 characters. */
            caption?: string | null;
            /** @description A document's name. */
            filename?: string | null;
            /** @description The provider's id of an uploaded file. */
            id?: string | null;
            /** @description What it is. */
            kind: components["schemas"]["MediaKind"];
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
        /** @description What the website says of its visitor. Agents read it; nothing is proven by it. */
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
        /** @description A visitor's message. */
        NewVisitorMessage: {
            /**
             * @description The visitor's own name of the message, 1 to 64 visible ASCII characters. Sent twice, it is
             *     taken once.
             */
            client_message_id: string;
            /** @description Its words, 1 to 4,096 characters. */
            text: string;
        };
        /** @description Something that the agent should know. */
        Notification: {
            /** @description What happened, such as `opened`, `requeued`, `assigned`. */
            change: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            created_at: string;
            /** @description What it is about, `esc_…`. */
            escalation_id: string;
            /** @description The notification, `ntf_…`. */
            id: string;
            /** @description Whether the agent has seen it. */
            read: boolean;
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
            /** @description What the caller can do. */
            detail: string;
            /** @description Of `validation`: which fields are wrong. */
            errors?: {
                detail: string;
                field: string;
            }[];
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
             * @description Of `payload-too-large`: the limit.
             */
            limit_bytes?: number;
            /** @description Of `not-owner`: who may speak. */
            mode?: components["schemas"]["Mode"];
            /**
             * Format: int32
             * @description Of `rate-limited`: seconds to wait.
             */
            retry_after?: number;
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
            type: "/problems/malformed-json" | "/problems/bad-request" | "/problems/unauthorized" | "/problems/bad-signature" | "/problems/forbidden" | "/problems/wrong-verify-token" | "/problems/not-found" | "/problems/escalation-taken" | "/problems/escalation-ended" | "/problems/escalation-not-taken" | "/problems/already-escalated" | "/problems/not-owner" | "/problems/at-capacity" | "/problems/window-closed" | "/problems/busy" | "/problems/payload-too-large" | "/problems/unsupported-media-type" | "/problems/validation" | "/problems/idempotency-key-reused" | "/problems/rate-limited" | "/problems/internal" | "/problems/unavailable";
            /**
             * Format: int64
             * @description Of `escalation-taken`: the escalation's version.
             */
            version?: number;
        };
        /**
         * @description Why an escalation was opened.
         * @enum {string}
         */
        Reason: "customer_request" | "keyword" | "sentiment" | "low_confidence" | "policy" | "flow_step" | "bot_tool" | "manual" | "wait_expired" | "sla_risk" | "bot_failure";
        /**
         * @description What a person may do.
         * @enum {string}
         */
        Role: "agent" | "lead" | "admin";
        /**
         * @description Whose escalations.
         * @enum {string}
         */
        Section: "mine" | "waiting" | "teammates";
        /** @description A session that has begun. */
        SessionBegun: {
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
        /**
         * @description In which order.
         * @enum {string}
         */
        Sort: "urgency" | "wait" | "newest";
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
        /** @description Who gets it: exactly one of both. */
        Transfer: {
            /** @description An agent, `agt_…`, who has it at once. */
            agent_id?: string | null;
            /** @description A team, `grp_…`, in whose queue it waits. */
            group_id?: string | null;
        };
        /** @description One answer that the bot gave, or considered. */
        Tried: {
            /** @description Whether the customer was given it. */
            answered: boolean;
            /** @description The article that the answer came from, `art_…`. */
            article_id: string;
            /** @description Its title. */
            article_title: string;
            /** @description What the customer asked. */
            question: string;
            /**
             * Format: double
             * @description How sure the bot was, from 0 to 1.
             */
            score: number;
        };
        /**
         * @description How soon a person is needed.
         * @enum {string}
         */
        Urgency: "low" | "medium" | "high";
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
            /** @description Where it is, or the provider's id of it. */
            id: string;
            /** @description Its MIME type. */
            mime_type?: string | null;
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
            /** @description `not-owner` with `assignee` and `mode`; `window-closed` with `expired_at`: send a template */
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
            /** @description `already-escalated`, with `escalation_id` */
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
            /** @description `escalation-ended` */
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
            /** @description `escalation-ended`, `at-capacity` */
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
        requestBody?: never;
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
            /** @description `escalation-ended`, `not-owner` */
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
            /** @description `escalation-ended`, `escalation-not-taken`, `not-owner` */
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
        requestBody?: never;
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
            /** @description `escalation-ended`, `not-owner` */
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
            /** @description `escalation-ended`, `escalation-not-taken`, `not-owner`, `at-capacity` */
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
