//! Dutch.

use super::{Sent, Words};

pub(super) const DUTCH: Words = Words {
    triggered: "De regel “{trigger}” heeft “{what}” gevonden.",
    accepts: "De klant neemt de aangeboden medewerker aan.",
    request: "De klant vraagt om een mens.",
    upset: "De klant is boos.",
    policy: "Het bericht gaat over iets dat mensen beslissen: geld, toegang, recht of gevaar.",
    failed: "De bot heeft de klant niet geholpen.",
    unsure: "De bot is niet zeker genoeg van het antwoord.",
    called: "De bot heeft een mens geroepen.",
    holds: "De regel “{trigger}” geldt voor deze klant.",
    no_answer: "De bot heeft geen antwoord.",
    no_article: "Geen artikel beantwoordt dit.",
    not_grounded: "Het antwoord van de bot steunt op geen enkel artikel.",
    unreadable: "De klant stuurde {what}; dat kan de bot niet lezen.",
    asked_twice: "De klant vraagt opnieuw wat de bot al twee keer heeft beantwoord.",
    not_helped: "De klant zegt dat het antwoord van de bot niet hielp.",
    broken: "De bot kon geen antwoord opstellen.",
    quota: "De AI-antwoorden van deze maand zijn op.",
    undelivered: "Het antwoord van de bot kon niet bij de klant worden bezorgd.",
    phone_silent: "Niemand heeft de klant vanaf de telefoon van het bedrijf geantwoord.",
    waited: "De klant heeft langer dan de limiet op een antwoord gewacht.",
    sent: Sent {
        empty: "een leeg bericht",
        picture: "een afbeelding",
        video: "een video",
        document: "een document",
        audio: "een audiobestand",
        voice: "een spraakbericht",
        sticker: "een sticker",
        location: "een locatie",
        contacts: "contactkaarten",
        order: "een bestelling",
        unsupported: "een bericht van een soort die niet wordt ondersteund",
    },
};
