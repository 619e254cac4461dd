//! German.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const GERMAN: Phrases = Phrases {
    website: "der Website",
    wrote: "{who} schrieb auf {channel}",
    no_answer: "Der Bot hat noch aus keinem Artikel geantwortet",
    answered: "Der Bot antwortete aus “{title}”",
    answered_often: "Der Bot antwortete mehrmals, zuletzt aus “{title}”",
    looked_up: "Der Bot antwortete mit dem, was “{tool}” ergab",
    tool_failed: "Der Bot fragte “{tool}” und bekam keine Antwort",
    asked_again: "Der Kunde fragte dasselbe noch einmal",
    did_not_help: "Der Kunde sagt, dass es nicht geholfen hat",
    later: "Später",
    mentioned: "Genannt",
    why: Why {
        request: "Der Kunde möchte mit einem Menschen sprechen",
        keyword: "Der Kunde gebrauchte Wörter, die Menschen vorbehalten sind",
        upset: "Der Kunde ist verärgert",
        unsure: "Der Bot war sich der Antwort nicht sicher",
        failed: "Der Bot hat nicht geholfen",
        waited: "Der Kunde wartet zu lange auf eine Antwort",
        other: "Ein Mensch wird gebraucht",
    },
    names: Names {
        order_number: "Bestellnummer",
        email: "E-Mail",
        amount: "Betrag",
    },
    next: Next {
        apologise: "Entschuldigen Sie sich für die Wartezeit.",
        do_not_repeat: "Wiederholen Sie nicht, was der Bot gesagt hat.",
        show_regret: "Sagen Sie, dass Sie alles gelesen haben und die Umstände bedauern.",
        see_article: "Sehen Sie nach, ob der Artikel, den der Bot erwogen hat, die Frage beantwortet.",
        say_who: "Sagen Sie, wer Sie sind.",
        ask_order: "Fragen Sie nach der Bestellnummer",
        look_up: "Sehen Sie Bestellung {order} nach",
        refund: "{order} und sagen Sie, ob und wann das Geld zurückkommt.",
        billing: "{order} und erklären oder berichtigen Sie die Abbuchung.",
        technical: "Fragen Sie, was zu sehen ist, und setzen Sie bei den schon versuchten Schritten an.",
        general: "Beantworten Sie die Nachricht unten oder fragen Sie nach dem, was fehlt.",
    },
    reply: Reply {
        hello: "Guten Tag,",
        hello_name: "Guten Tag {name},",
        taking_care: "ich habe unser Gespräch gelesen und kümmere mich persönlich darum.",
        sorry_wait: "es tut mir leid, dass Sie warten mussten.",
        sorry_trouble: "die Umstände tun mir leid.",
        looking_at: "Ich sehe mir Bestellung {order} gerade an.",
        ask_order: "Können Sie mir bitte Ihre Bestellnummer schicken?",
    },
};
