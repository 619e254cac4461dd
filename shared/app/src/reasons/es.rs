//! Spanish.

use super::{Sent, Words};

pub(super) const SPANISH: Words = Words {
    triggered: "La regla “{trigger}” ha encontrado “{what}”.",
    accepts: "El cliente acepta a la persona que se le ofreció.",
    request: "El cliente pide hablar con una persona.",
    upset: "El cliente está molesto.",
    policy: "El mensaje trata de algo que deciden las personas: dinero, acceso, ley o peligro.",
    failed: "El bot no ha ayudado al cliente.",
    unsure: "El bot no está lo bastante seguro de su respuesta.",
    called: "El bot ha llamado a una persona.",
    holds: "La regla “{trigger}” se cumple para este cliente.",
    no_answer: "El bot no tiene respuesta.",
    no_article: "Ningún artículo responde a esto.",
    not_grounded: "La respuesta del bot no se apoya en ningún artículo.",
    unreadable: "El cliente envió {what}, y el bot no puede leerlo.",
    asked_twice: "El cliente vuelve a preguntar lo que el bot ya respondió dos veces.",
    not_helped: "El cliente dice que la respuesta del bot no le sirvió.",
    broken: "El bot no pudo elaborar una respuesta.",
    quota: "Las respuestas de IA de este mes se han agotado.",
    undelivered: "No se pudo entregar al cliente la respuesta del bot.",
    phone_silent: "Nadie respondió al cliente desde el teléfono de la empresa.",
    waited: "El cliente ha esperado una respuesta más allá del límite.",
    sent: Sent {
        empty: "un mensaje vacío",
        picture: "una imagen",
        video: "un vídeo",
        document: "un documento",
        audio: "un archivo de audio",
        voice: "un mensaje de voz",
        sticker: "un sticker",
        location: "una ubicación",
        contacts: "tarjetas de contacto",
        order: "un pedido",
        unsupported: "un mensaje de un tipo no admitido",
    },
};
