//! French.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const FRENCH: Phrases = Phrases {
    website: "le site",
    wrote: "{who} a écrit sur {channel}",
    no_answer: "Le bot n’a répondu avec aucun article",
    answered: "Le bot a répondu avec “{title}”",
    answered_often: "Le bot a répondu plusieurs fois, la dernière avec “{title}”",
    looked_up: "Le bot a répondu avec ce qu’a dit “{tool}”",
    tool_failed: "Le bot a interrogé “{tool}” sans obtenir de réponse",
    asked_again: "Le client a reposé la même question",
    did_not_help: "Le client dit que cela n’a pas aidé",
    later: "Ensuite",
    mentioned: "Mentionné",
    why: Why {
        request: "Le client demande une personne",
        keyword: "Le client a employé des mots réservés aux personnes",
        upset: "Le client est mécontent",
        unsure: "Le bot n’était pas sûr de sa réponse",
        failed: "Le bot n’a pas aidé",
        waited: "Le client attend une réponse depuis trop longtemps",
        other: "Une personne est nécessaire",
    },
    names: Names {
        order_number: "numéro de commande",
        email: "e-mail",
        amount: "montant",
    },
    next: Next {
        apologise: "Excusez-vous pour l’attente.",
        do_not_repeat: "Ne répétez pas ce que le bot a dit.",
        show_regret: "Dites que vous avez tout lu et que vous regrettez ce désagrément.",
        see_article: "Voyez si l’article que le bot a envisagé répond à la question.",
        say_who: "Dites qui vous êtes.",
        ask_order: "Demandez le numéro de commande",
        look_up: "Consultez la commande {order}",
        refund: "{order} et dites si et quand l’argent sera rendu.",
        billing: "{order} et expliquez ou corrigez le débit.",
        technical: "Demandez ce qui s’affiche et reprenez après les étapes déjà essayées.",
        general: "Répondez au message ci-dessous ou demandez ce qui manque.",
    },
    reply: Reply {
        hello: "Bonjour,",
        hello_name: "Bonjour {name},",
        taking_care: "j’ai lu notre conversation et je m’en occupe personnellement.",
        sorry_wait: "je suis désolé de cette attente.",
        sorry_trouble: "je suis désolé pour ce désagrément.",
        looking_at: "Je regarde la commande {order} en ce moment.",
        ask_order: "Pouvez-vous m’envoyer votre numéro de commande, s’il vous plaît ?",
    },
};
