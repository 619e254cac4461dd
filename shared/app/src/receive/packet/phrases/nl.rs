//! Dutch.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const DUTCH: Phrases = Phrases {
    website: "de website",
    wrote: "{who} schreef via {channel}",
    no_answer: "De bot heeft nog niet uit een artikel geantwoord",
    answered: "De bot antwoordde uit “{title}”",
    answered_often: "De bot antwoordde meerdere keren, het laatst uit “{title}”",
    looked_up: "De bot antwoordde met wat “{tool}” gaf",
    tool_failed: "De bot vroeg “{tool}” en kreeg geen antwoord",
    asked_again: "De klant vroeg opnieuw hetzelfde",
    did_not_help: "De klant zegt dat het niet hielp",
    later: "Later",
    mentioned: "Genoemd",
    why: Why {
        request: "De klant vraagt om een mens",
        keyword: "De klant gebruikte woorden die voor mensen zijn bedoeld",
        upset: "De klant is boos",
        unsure: "De bot was niet zeker van het antwoord",
        failed: "De bot heeft niet geholpen",
        waited: "De klant wacht te lang op antwoord",
        other: "Er is een mens nodig",
    },
    names: Names {
        order_number: "bestelnummer",
        email: "e-mail",
        amount: "bedrag",
    },
    next: Next {
        apologise: "Verontschuldig je voor het wachten.",
        do_not_repeat: "Herhaal niet wat de bot heeft gezegd.",
        show_regret: "Zeg dat je alles hebt gelezen en dat het ongemak je spijt.",
        see_article: "Kijk of het artikel dat de bot overwoog de vraag beantwoordt.",
        say_who: "Zeg wie je bent.",
        ask_order: "Vraag om het bestelnummer",
        look_up: "Zoek bestelling {order} op",
        refund: "{order} en zeg of en wanneer het geld terugkomt.",
        billing: "{order} en leg de afschrijving uit of herstel die.",
        technical: "Vraag wat er te zien is en ga verder waar de geprobeerde stappen ophouden.",
        general: "Beantwoord het bericht hieronder of vraag wat er ontbreekt.",
    },
    reply: Reply {
        hello: "Hallo,",
        hello_name: "Hallo {name},",
        taking_care: "ik heb ons gesprek gelezen en zorg er persoonlijk voor.",
        sorry_wait: "het spijt me dat je moest wachten.",
        sorry_trouble: "het ongemak spijt me.",
        looking_at: "Ik kijk nu naar bestelling {order}.",
        ask_order: "Kun je me je bestelnummer sturen?",
    },
};
