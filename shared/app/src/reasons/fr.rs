//! French.

use super::{Sent, Words};

pub(super) const FRENCH: Words = Words {
    triggered: "La règle “{trigger}” a trouvé “{what}”.",
    accepts: "Le client accepte la personne qui lui a été proposée.",
    request: "Le client demande à parler à une personne.",
    upset: "Le client est mécontent.",
    policy: "Le message porte sur ce que des personnes décident : argent, accès, droit ou danger.",
    failed: "Le bot n’a pas aidé le client.",
    unsure: "Le bot n’est pas assez sûr de sa réponse.",
    called: "Le bot a appelé une personne.",
    holds: "La règle “{trigger}” s’applique à ce client.",
    no_answer: "Le bot n’a pas de réponse.",
    no_article: "Aucun article ne répond à cela.",
    not_grounded: "La réponse du bot ne s’appuie sur aucun article.",
    unreadable: "Le client a envoyé {what}, que le bot ne peut pas lire.",
    asked_twice: "Le client redemande ce à quoi le bot a déjà répondu deux fois.",
    not_helped: "Le client dit que la réponse du bot ne l’a pas aidé.",
    broken: "Le bot n’a pas pu élaborer de réponse.",
    quota: "Les réponses IA de ce mois sont épuisées.",
    undelivered: "La réponse du bot n’a pas pu être remise au client.",
    phone_silent: "Personne n’a répondu au client depuis le téléphone de l’entreprise.",
    waited: "Le client a attendu une réponse au-delà de la limite.",
    sent: Sent {
        empty: "un message vide",
        picture: "une image",
        video: "une vidéo",
        document: "un document",
        audio: "un fichier audio",
        voice: "un message vocal",
        sticker: "un sticker",
        location: "une position",
        contacts: "des fiches de contact",
        order: "une commande",
        unsupported: "un message d’un type non pris en charge",
    },
};
