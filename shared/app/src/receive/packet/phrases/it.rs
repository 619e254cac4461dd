//! Italian.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const ITALIAN: Phrases = Phrases {
    website: "il sito",
    wrote: "{who} ha scritto su {channel}",
    no_answer: "Il bot non ha risposto con nessun articolo",
    answered: "Il bot ha risposto con “{title}”",
    answered_often: "Il bot ha risposto più volte, l’ultima con “{title}”",
    looked_up: "Il bot ha risposto con quanto detto da “{tool}”",
    tool_failed: "Il bot ha interrogato “{tool}” senza ottenere risposta",
    asked_again: "Il cliente ha chiesto di nuovo la stessa cosa",
    did_not_help: "Il cliente dice che non è servito",
    later: "Poi",
    mentioned: "Menzionato",
    why: Why {
        request: "Il cliente chiede una persona",
        keyword: "Il cliente ha usato parole riservate alle persone",
        upset: "Il cliente è irritato",
        unsure: "Il bot non era sicuro della risposta",
        failed: "Il bot non ha aiutato",
        waited: "Il cliente aspetta una risposta da troppo tempo",
        other: "Serve una persona",
    },
    names: Names {
        order_number: "numero d’ordine",
        email: "e-mail",
        amount: "importo",
    },
    next: Next {
        apologise: "Scusati per l’attesa.",
        do_not_repeat: "Non ripetere quello che ha detto il bot.",
        show_regret: "Di’ che hai letto tutto e che ti dispiace per il disagio.",
        see_article: "Guarda se l’articolo che il bot ha considerato risponde alla domanda.",
        say_who: "Di’ chi sei.",
        ask_order: "Chiedi il numero d’ordine",
        look_up: "Cerca l’ordine {order}",
        refund: "{order} e di’ se e quando viene restituito il denaro.",
        billing: "{order} e spiega o correggi l’addebito.",
        technical: "Chiedi che cosa vede e riparti dai passaggi già provati.",
        general: "Rispondi al messaggio qui sotto o chiedi quello che manca.",
    },
    reply: Reply {
        hello: "Buongiorno,",
        hello_name: "Buongiorno {name},",
        taking_care: "ho letto la nostra conversazione e me ne occupo personalmente.",
        sorry_wait: "mi dispiace per l’attesa.",
        sorry_trouble: "mi dispiace per il disagio.",
        looking_at: "Sto guardando l’ordine {order} adesso.",
        ask_order: "Può inviarmi il numero d’ordine, per favore?",
    },
};
