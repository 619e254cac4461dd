//! Spanish.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const SPANISH: Phrases = Phrases {
    website: "el sitio web",
    wrote: "{who} escribió por {channel}",
    no_answer: "El bot no ha respondido con ningún artículo",
    answered: "El bot respondió con “{title}”",
    answered_often: "El bot respondió varias veces, la última con “{title}”",
    looked_up: "El bot respondió con lo que dijo “{tool}”",
    tool_failed: "El bot consultó “{tool}” y no obtuvo respuesta",
    asked_again: "El cliente volvió a preguntar lo mismo",
    did_not_help: "El cliente dice que no le sirvió",
    later: "Después",
    mentioned: "Mencionado",
    why: Why {
        request: "El cliente pide hablar con una persona",
        keyword: "El cliente usó palabras reservadas a las personas",
        upset: "El cliente está molesto",
        unsure: "El bot no estaba seguro de la respuesta",
        failed: "El bot no ayudó",
        waited: "El cliente ha esperado demasiado una respuesta",
        other: "Hace falta una persona",
    },
    names: Names {
        order_number: "número de pedido",
        email: "correo",
        amount: "importe",
    },
    next: Next {
        apologise: "Discúlpate por la espera.",
        do_not_repeat: "No repitas lo que dijo el bot.",
        show_regret: "Di que lo has leído todo y que lamentas las molestias.",
        see_article: "Mira si el artículo que consideró el bot responde a la pregunta.",
        say_who: "Di quién eres.",
        ask_order: "Pide el número de pedido",
        look_up: "Busca el pedido {order}",
        refund: "{order} y di si se devuelve el dinero y cuándo.",
        billing: "{order} y explica o corrige el cargo.",
        technical: "Pregunta qué ve y continúa desde los pasos ya probados.",
        general: "Responde al mensaje de abajo o pregunta lo que falta.",
    },
    reply: Reply {
        hello: "Hola:",
        hello_name: "Hola, {name}:",
        taking_care: "He leído nuestra conversación y me ocupo personalmente.",
        sorry_wait: "Siento que hayas tenido que esperar.",
        sorry_trouble: "Siento las molestias.",
        looking_at: "Estoy mirando el pedido {order} ahora mismo.",
        ask_order: "¿Me puedes enviar tu número de pedido, por favor?",
    },
};
