//! German.

use super::{Sent, Words};

pub(super) const GERMAN: Words = Words {
    triggered: "Die Regel “{trigger}” hat “{what}” gefunden.",
    accepts: "Der Kunde nimmt den angebotenen Menschen an.",
    request: "Der Kunde möchte mit einem Menschen sprechen.",
    upset: "Der Kunde ist verärgert.",
    policy: "Es geht um etwas, das Menschen entscheiden: Geld, Zugang, Recht oder Gefahr.",
    failed: "Der Bot hat dem Kunden nicht geholfen.",
    unsure: "Der Bot ist sich seiner Antwort nicht sicher genug.",
    called: "Der Bot hat einen Menschen gerufen.",
    holds: "Die Regel “{trigger}” trifft auf diesen Kunden zu.",
    no_answer: "Der Bot hat keine Antwort.",
    no_article: "Kein Artikel beantwortet das.",
    not_grounded: "Die Antwort des Bots stützt sich auf keinen Artikel.",
    unreadable: "Der Kunde hat {what} geschickt, was der Bot nicht lesen kann.",
    asked_twice: "Der Kunde fragt noch einmal, was der Bot schon zweimal beantwortet hat.",
    not_helped: "Der Kunde sagt, dass die Antwort des Bots nicht geholfen hat.",
    broken: "Der Bot konnte keine Antwort ausarbeiten.",
    quota: "Die KI-Antworten dieses Monats sind aufgebraucht.",
    undelivered: "Die Antwort des Bots konnte dem Kunden nicht zugestellt werden.",
    phone_silent: "Vom Telefon des Unternehmens hat niemand dem Kunden geantwortet.",
    waited: "Der Kunde hat länger als erlaubt auf eine Antwort gewartet.",
    sent: Sent {
        empty: "eine leere Nachricht",
        picture: "ein Bild",
        video: "ein Video",
        document: "ein Dokument",
        audio: "eine Audiodatei",
        voice: "eine Sprachnachricht",
        sticker: "einen Sticker",
        location: "einen Standort",
        contacts: "Kontaktkarten",
        order: "eine Bestellung",
        unsupported: "eine Nachricht einer Art, die nicht unterstützt wird,",
    },
};
