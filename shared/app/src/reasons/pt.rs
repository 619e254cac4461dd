//! Portuguese.

use super::{Sent, Words};

pub(super) const PORTUGUESE: Words = Words {
    triggered: "A regra “{trigger}” encontrou “{what}”.",
    accepts: "O cliente aceita a pessoa que lhe foi oferecida.",
    request: "O cliente pede para falar com uma pessoa.",
    upset: "O cliente está aborrecido.",
    policy: "A mensagem trata de algo que pessoas decidem: dinheiro, acesso, lei ou perigo.",
    failed: "O bot não ajudou o cliente.",
    unsure: "O bot não tem certeza suficiente da resposta.",
    called: "O bot chamou uma pessoa.",
    holds: "A regra “{trigger}” vale para este cliente.",
    no_answer: "O bot não tem resposta.",
    no_article: "Nenhum artigo responde a isto.",
    not_grounded: "A resposta do bot não se apoia em nenhum artigo.",
    unreadable: "O cliente enviou {what}, e o bot não consegue ler.",
    asked_twice: "O cliente pergunta de novo o que o bot já respondeu duas vezes.",
    not_helped: "O cliente diz que a resposta do bot não ajudou.",
    broken: "O bot não conseguiu elaborar uma resposta.",
    quota: "As respostas de IA deste mês acabaram.",
    undelivered: "A resposta do bot não pôde ser entregue ao cliente.",
    phone_silent: "Ninguém respondeu ao cliente pelo telefone da empresa.",
    waited: "O cliente esperou uma resposta além do limite.",
    sent: Sent {
        empty: "uma mensagem vazia",
        picture: "uma imagem",
        video: "um vídeo",
        document: "um documento",
        audio: "um ficheiro de áudio",
        voice: "uma mensagem de voz",
        sticker: "um sticker",
        location: "uma localização",
        contacts: "cartões de contacto",
        order: "um pedido",
        unsupported: "uma mensagem de um tipo não suportado",
    },
};
