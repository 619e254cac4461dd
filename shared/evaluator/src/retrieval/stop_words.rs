//! Words too common to carry meaning, in English, Spanish, Portuguese, French, German, Italian and
//! Dutch, folded as messages are read.

/// The words, sorted.
#[rustfmt::skip]
pub(super) const STOP_WORDS: &[&str] = &[
    "a", "aan", "abbiamo", "about", "actually", "again", "agli", "ai", "al", "all", "alla", "alle",
    "allo", "already", "also", "am", "an", "and", "any", "ao", "aos", "are", "as", "at", "au",
    "auf", "aus", "aux", "avec", "avere", "avete", "avez", "avoir", "be", "because", "bedankt",
    "been", "bei", "ben", "bij", "bin", "bitte", "bom", "bonjour", "brauche", "buenas", "buenos",
    "buongiorno", "but", "by", "c", "ca", "can", "cannot", "cant", "ce", "ces", "cet", "cette",
    "che", "chi", "ci", "ciao", "com", "come", "comment", "como", "con", "cosa", "could", "couldnt",
    "cual", "cuales", "cuando", "d", "da", "dal", "dalla", "danke", "dans", "das", "dass", "dat",
    "de", "degli", "dei", "dein", "deine", "del", "della", "delle", "dello", "dem", "den", "denn",
    "der", "des", "devo", "deze", "di", "dia", "dias", "dich", "did", "didnt", "die", "dir", "dit",
    "do", "doe", "doen", "does", "doesnt", "doing", "donde", "done", "dont", "dos", "dove", "du",
    "e", "een", "eh", "ein", "eine", "einem", "einen", "einer", "eines", "el", "elle", "elles",
    "em", "en", "er", "es", "essere", "est", "esta", "estan", "este", "esto", "estoy", "et", "etre",
    "euch", "ever", "faccio", "faco", "faire", "fais", "fare", "faut", "favor", "favore", "fazer",
    "for", "from", "fur", "geen", "get", "gets", "getting", "gia", "gli", "go", "going", "got",
    "graag", "gracias", "grazie", "ha", "haar", "habe", "haben", "hacer", "had", "hago", "hai",
    "hallo", "han", "hanno", "has", "hast", "hat", "have", "hay", "he", "heb", "hebben", "hebt",
    "heeft", "heel", "hello", "help", "her", "het", "hey", "hi", "hij", "him", "his", "ho", "hoe",
    "hoi", "hola", "how", "hun", "i", "ich", "id", "if", "ihnen", "ihr", "ihre", "ihrem", "ihren",
    "ik", "il", "ill", "ils", "im", "in", "into", "is", "isnt", "ist", "isto", "it", "its", "ive",
    "j", "ja", "je", "jij", "jouw", "jullie", "just", "kan", "kann", "kannst", "kein", "keine",
    "know", "konnen", "konnte", "kun", "kunnen", "kunt", "l", "la", "las", "le", "les", "let",
    "lhe", "like", "lo", "los", "m", "ma", "mache", "machen", "mais", "make", "mas", "may", "maybe",
    "me", "mein", "meine", "meinem", "meinen", "meiner", "merci", "mes", "met", "meu", "meus", "mi",
    "mia", "mich", "mie", "miei", "might", "mij", "mijn", "mine", "minha", "minhas", "mio", "mir",
    "mis", "mit", "mochte", "moet", "moeten", "molto", "mon", "much", "muito", "muss", "mussen",
    "muy", "my", "n", "na", "naar", "nach", "nao", "nas", "ne", "necesito", "nee", "need", "nein",
    "nel", "nella", "nicht", "niet", "no", "noch", "nog", "noite", "non", "nos", "nostro", "not",
    "notre", "nous", "now", "o", "obrigada", "obrigado", "oder", "of", "oi", "ok", "okay", "ola",
    "om", "on", "onde", "one", "ons", "ont", "onze", "op", "or", "os", "ou", "oui", "our", "out",
    "par", "para", "pas", "per", "perche", "peut", "peux", "piu", "please", "pls", "plus", "pode",
    "podem", "por", "possible", "posso", "potete", "pour", "pouvez", "pra", "preciso", "pro",
    "puede", "pueden", "puedes", "puedo", "puis", "puo", "put", "qu", "quais", "qual", "quale",
    "quali", "quand", "quando", "que", "quel", "quelle", "quelles", "quels", "quem", "queria",
    "quero", "qui", "quien", "quiero", "quisiera", "quoi", "really", "s", "sa", "saber", "salut",
    "salve", "sao", "sapere", "savoir", "schon", "se", "see", "sehr", "sei", "sein", "ser", "ses",
    "seu", "seus", "she", "should", "show", "si", "siamo", "sie", "sim", "sind", "so", "some",
    "someone", "something", "son", "sono", "sont", "sou", "soy", "still", "su", "sua", "suas",
    "suis", "sul", "sulla", "suo", "sur", "sus", "svp", "t", "ta", "take", "tarde", "te", "tell",
    "tem", "ten", "tengo", "tenho", "ter", "tes", "teu", "than", "thank", "thanks", "that", "thats",
    "the", "their", "them", "then", "there", "these", "they", "thing", "this", "those", "ti",
    "tiene", "tienen", "to", "ton", "too", "tra", "tres", "try", "trying", "tu", "tua", "tuo",
    "tus", "u", "uber", "uit", "um", "uma", "umas", "un", "una", "unas", "und", "une", "uno",
    "unos", "uns", "up", "us", "use", "ustedes", "usually", "uw", "van", "very", "veux", "vi",
    "voce", "voces", "voglio", "vom", "von", "voor", "vorrei", "vos", "vosotros", "vostra",
    "vostro", "votre", "voudrais", "vous", "waar", "waarom", "wann", "wanna", "wanneer", "want",
    "war", "warum", "was", "wat", "we", "welche", "welcher", "welches", "welke", "wer", "were",
    "what", "whats", "when", "where", "wheres", "which", "while", "who", "whose", "why", "wie",
    "wij", "wil", "will", "willen", "wilt", "wir", "with", "without", "wo", "wont", "would", "y",
    "ya", "yes", "yet", "you", "your", "youre", "yours", "ze", "zij", "zijn", "zu", "zum", "zur",
];

#[cfg(test)]
mod tests {
    use super::STOP_WORDS;

    #[test]
    fn they_are_sorted_for_the_search() {
        assert!(STOP_WORDS.is_sorted());
    }
}
