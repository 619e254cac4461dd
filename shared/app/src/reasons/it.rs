//! Italian.

use super::{Sent, Words};

pub(super) const ITALIAN: Words = Words {
    triggered: "La regola “{trigger}” ha trovato “{what}”.",
    accepts: "Il cliente accetta la persona che gli è stata offerta.",
    request: "Il cliente chiede di parlare con una persona.",
    upset: "Il cliente è irritato.",
    policy: "Il messaggio riguarda qualcosa che decidono le persone: denaro, accesso, legge o pericolo.",
    failed: "Il bot non ha aiutato il cliente.",
    unsure: "Il bot non è abbastanza sicuro della risposta.",
    called: "Il bot ha chiamato una persona.",
    holds: "La regola “{trigger}” vale per questo cliente.",
    no_answer: "Il bot non ha una risposta.",
    no_article: "Nessun articolo risponde a questo.",
    not_grounded: "La risposta del bot non si basa su nessun articolo.",
    unreadable: "Il cliente ha inviato {what}, e il bot non può leggerlo.",
    asked_twice: "Il cliente chiede di nuovo ciò a cui il bot ha già risposto due volte.",
    not_helped: "Il cliente dice che la risposta del bot non è servita.",
    broken: "Il bot non è riuscito a elaborare una risposta.",
    quota: "Le risposte IA di questo mese sono esaurite.",
    undelivered: "Non è stato possibile consegnare al cliente la risposta del bot.",
    phone_silent: "Nessuno ha risposto al cliente dal telefono dell’azienda.",
    waited: "Il cliente ha aspettato una risposta oltre il limite.",
    sent: Sent {
        empty: "un messaggio vuoto",
        picture: "un’immagine",
        video: "un video",
        document: "un documento",
        audio: "un file audio",
        voice: "un messaggio vocale",
        sticker: "uno sticker",
        location: "una posizione",
        contacts: "schede di contatto",
        order: "un ordine",
        unsupported: "un messaggio di un tipo non supportato",
    },
};
