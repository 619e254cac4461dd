//! Portuguese.

use super::{Names, Next, Phrases, Reply, Why};

pub(super) const PORTUGUESE: Phrases = Phrases {
    website: "o site",
    wrote: "{who} escreveu por {channel}",
    no_answer: "O bot não respondeu com nenhum artigo",
    answered: "O bot respondeu com “{title}”",
    answered_often: "O bot respondeu várias vezes, a última com “{title}”",
    looked_up: "O bot respondeu com o que “{tool}” disse",
    tool_failed: "O bot consultou “{tool}” e não obteve resposta",
    asked_again: "O cliente perguntou o mesmo de novo",
    did_not_help: "O cliente diz que não ajudou",
    later: "Depois",
    mentioned: "Mencionado",
    why: Why {
        request: "O cliente pede para falar com uma pessoa",
        keyword: "O cliente usou palavras reservadas a pessoas",
        upset: "O cliente está aborrecido",
        unsure: "O bot não tinha certeza da resposta",
        failed: "O bot não ajudou",
        waited: "O cliente esperou demais por uma resposta",
        other: "É preciso uma pessoa",
    },
    names: Names {
        order_number: "número do pedido",
        email: "e-mail",
        amount: "valor",
    },
    next: Next {
        apologise: "Peça desculpa pela espera.",
        do_not_repeat: "Não repita o que o bot disse.",
        show_regret: "Diga que leu tudo e que lamenta o transtorno.",
        see_article: "Veja se o artigo que o bot considerou responde à pergunta.",
        say_who: "Diga quem é.",
        ask_order: "Peça o número do pedido",
        look_up: "Consulte o pedido {order}",
        refund: "{order} e diga se e quando o dinheiro volta.",
        billing: "{order} e explique ou corrija a cobrança.",
        technical: "Pergunte o que a pessoa vê e continue a partir dos passos já tentados.",
        general: "Responda à mensagem abaixo ou pergunte o que falta.",
    },
    reply: Reply {
        hello: "Olá,",
        hello_name: "Olá, {name},",
        taking_care: "li a nossa conversa e estou a cuidar disto pessoalmente.",
        sorry_wait: "lamento a espera.",
        sorry_trouble: "lamento o transtorno.",
        looking_at: "Estou a ver o pedido {order} agora.",
        ask_order: "Pode enviar-me o número do seu pedido, por favor?",
    },
};
