"""French. Reading ease by Kandel and Moles (1958), Flesch's of 1948 fitted to French; age by Flesch's own table.

207 - 1.015 SL - 73.6 SW. SL: words per sentence; SW: syllables per word. Flesch's table gives 90 to a child of eleven
and 60 to one of fourteen: one year for each ten points.
"""

from __future__ import annotations

import re

from tests.bot.texts.readability import per_sentence, per_word
from tests.languages import Language, words

VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+")


def age(text: str) -> float:
    parted = re.sub(r"['’]", "’ ", text)  # "l’image" is two words
    return 20 - (207 - 1.015 * per_sentence(parted) - 73.6 * per_word(parted, syllables)) / 10


def syllables(word: str) -> int:
    word = word.lower()
    spoken = re.sub(r"(?<=[bcdfghjklmnpqrstvwxzç])(?:e|es)$|(?<=u)e$", "", word)  # a mute e at the end
    parted = re.sub(r"[ïëü]|(?<=[éi])(?=[aoé])", lambda hit: f"-{hit.group()}", spoken)
    return max(len(VOWELS.findall(parted)), 1)


LANGUAGE = Language(
    promising=words(
        "jamais", r"(?<!n’importe qui )(?<!ne )(?:à|n’\w+(?: \w+)?|ne \w+(?: \w+)?) personne",
        r"(?<!la )personne (?:ne|n’|d’autre)",
        r"(?<!pas du )(?<!sur )(?<!dans )tout(?! (?:le monde|autour|autant|de suite|autre|moment))",
        "inchangée?s?", "intacte?s?", "effacée?s?", "seulement", "uniquement", "impossible", "rien", "nulle part",
    ),
    never=r"variantes?|coffre|scell\w*|sceau|garde-fous?|tâches? en file|charge utile|jeton|base de données|plongement|"
    r"époustouflant\w*|incroyables?|parfait\w*|impeccables?|magnifiques?|superbes?|sublimes?|beaux?|belles?|"
    r"professionnel\w*|magi\w+|sans effort|génial\w*|waouh|vite|dépêchez\w*|moches?|laide?s?|grosse|fatigué\w*|rides?|"
    r"imperfections?|jolie?s?|séduisant\w*|invalides?|illéga\w+|oups|malheureusement|veuillez noter|utilisateurs?|"
    r"utilisatrices?|tu|ta|tes|toi|sélectionnez",
    person=r"homme|femme|fille|garçon|jeune|vieux|vieille|peau|beau|belle|souri\w+|ethni\w*|cheveux|porte un",
    blaming=r"vous avez l’air|vous semblez|votre (?:visage|peau|nez|chevelure) est",
    ai=r"\bIA\b",
    age=age,
    hard="L’utilisation des fonctionnalités biométriques susmentionnées nécessite une autorisation préalable univoque.",
    easy="Le chat est sur le lit. Il fait nuit. Je dors avec lui.",
    hyped="Votre portrait parfait",
    wishes=(
        ("fond bleu marine", "wish.navy"),
        ("Pouvez-vous mettre le fond en bleu foncé, s’il vous plaît ?", "wish.navy"),
        ("je voudrais un fond vert", "wish.green"),
        ("plus de place", "wish.space"),
        ("un peu plus de place autour de moi svp", "wish.space"),
        ("plus près", "wish.closer"),
        ("recadrer plus serré", "wish.closer"),
        ("plus de flou", "wish.blur"),
        ("noir et blanc", "light.grey"),
        ("mets-la en noir et blanc stp", "light.grey"),
        ("rajeunis-moi", "wish.never"),
        ("Rends-moi plus mince !", "wish.never"),
        ("enlève les rides", "wish.never"),
        ("mets-moi un costume", "wish.never"),
        ("un fond de plage", "wish.backdrop"),
        ("sans fond", "wish.cutout"),
        ("enlève le fond", "wish.cutout"),
    ),
    no_wishes=(
        "je ne veux pas de fond bleu", "pas un fond bleu", "fond bleu ou vert", "moins", "fond", "place",
        "s’il vous plaît", "ne me rajeunis pas", "fais mieux", "les jeunes", "tout sauf du bleu",
    ),
    typed=(
        ("Oublie-moi", "forget-me"), ("oubliez-moi", "forget-me"), ("Efface tout !", "forget-me"),
        ("tout supprimer", "forget-me"), ("supprimez mes données", "forget-me"), ("Annuler", "cancel"),
        ("annulez", "cancel"), ("arrête", "stop"), ("oui", "yes"), ("Oui, merci", "yes"), ("non merci", "no"),
        ("aide", "help"), ("Que savez-vous faire ?", "help"), ("mes données", "my-data"), ("Qui êtes-vous ?", "about"),
        ("vie privée", "privacy"), ("langue", "language"), ("bonjour", "headshot"), ("d’accord", "approve"),
        ("je suis mineure", "minor"), ("j’ai 16 ans", "age"), ("J'ai moins de 18 ans", "under"),
        ("CV", "purpose.cv"), ("plus de lumière", "light.brighter"), ("c’est le mur", "mine.not"),
    ),
    speaks={
        "cropped": r"[Rr]ecadrée",
        "light": r"\b[Ll]umière\b",
        "grey": r"noir et blanc",
        "blurred": r"\bflouté\b",
        "drawn": r"\b([Dd]essiné)\b",
        "removed": r"retiré (son|le) fond|[Ff]ond retiré|retiré par un programme|Sans fond|fond retiré",
        "ai": r"\bIA\b",
        "redrawn": r"\b[Rr]edessinée?s?\b",
        "invented": r"inventé|n’existe pas",
    },
    real=r"vraie photo|la photo d’une personne|personne réelle",
    denied=r"[Ll]a personne n’a pas été redessinée|rien n’a été ajouté ni redessiné",
    told={"assembled": "assemblée", "drawn": "dessinée avec un programme"},
    labels={
        "background_replaced": "FOND REMPLACÉ",
        "background_blurred": "FOND FLOUTÉ",
        "background_removed": "FOND SUPPRIMÉ",
        "ai_background": "IA · FOND",
        "ai_modified": "IA · MODIFIÉ",
        "ai_generated": "IA · GÉNÉRÉ",
    },
    keeping=("Garder", "non", "Annuler"),
    erasing="Effacer",
    several=("1 3 5", "1, 3 et 5", "Styles 1, 3 et 5.", "1 et 3 et 5"),
    oldest=12.0,
)  # fmt: skip
