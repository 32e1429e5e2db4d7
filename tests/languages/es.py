"""Spanish. Reading age by Crawford (1989), a formula made for Spanish schoolbooks: a school year, plus 6.

0.049 SP - 0.205 OP - 3.407. SP, OP: syllables and sentences in 100 words.
"""

from __future__ import annotations

import re

from tests.bot.texts.readability import per_sentence, per_word
from tests.languages import Language, words

# Strong vowels part; a weak one (i, u, y) joins its neighbour unless it carries the accent.
NUCLEUS = re.compile(r"[iuüy]?[aeoáéó][iuy]?(?![aeoáéóíú])|[iuüy]?[aeoáéó]|[íú]|[iuüy]+")


def age(text: str) -> float:
    return 0.049 * 100 * per_word(text, syllables) - 0.205 * 100 / per_sentence(text) - 3.407 + 6


def syllables(word: str) -> int:
    plain = re.sub(r"([qg])u(?=[eéií])", r"\1", word.lower())
    return max(len(NUCLEUS.findall(plain)), 1)


LANGUAGE = Language(
    promising=words(
        "nunca", "jamás", "nadie", r"(?<!del )todo(?! el | Discord|s)",
        "sin cambios", "intact[oa]s?", "(?<!el )borrad[oa]s?", "solo", "sólo", "únicamente",
        "no se puede", "no se pueden", "nada", "en ning[uú]n (?:sitio|lugar)",
    ),
    never=r"variantes?|bóveda|sell(?:o|ar|ad[oa]s?)|salvaguardas?|trabajos? en cola|tubería|token|base de datos|"
    r"incrustación|impresionantes?|increíbles?|perfect[oa]s?|impecables?|precios[oa]s?|hermos[oa]s?|profesional(?:es)?|"
    r"mágic[oa]s?|magia|maravillos[oa]s?|guau|date prisa|fe[oa]s?|gord[oa]s?|cansad[oa]s?|arrugas?|imperfección\w*|"
    r"defectos?|guap[oa]s?|atractiv[oa]s?|inválid[oa]s?|ilegal(?:es)?|ups|lamentablemente|desafortunadamente|"
    r"usuari[oa]s?|por favor,? (?:tenga|tome) en cuenta|usted(?:es)?",
    person=r"hombre|mujer|chic[oa]|niñ[oa]|joven|viej[oa]|piel|guap[oa]|sonr\w+|étnic\w*|pelo|lleva",
    blaming=r"te ves|pareces|tu (?:cara|piel|nariz|pelo) (?:es|está)",
    ai=r"\bIA\b",
    age=age,
    hard="La utilización de las mencionadas funcionalidades biométricas requiere indefectiblemente una autorización "
    "inequívoca.",
    easy="El gato se va a la cama. Ya es de noche. Yo me voy con él.",
    hyped="Tu retrato perfecto",
    wishes=(
        ("fondo azul marino", "wish.navy"),
        ("¿Puedes poner el fondo azul oscuro, por favor?", "wish.navy"),
        ("Quiero un fondo verde", "wish.green"),
        ("más espacio", "wish.space"),
        ("un poco mas de espacio alrededor, porfa", "wish.space"),
        ("más cerca", "wish.closer"),
        ("¿me puedes recortar más?", "wish.closer"),
        ("desenfoca más", "wish.blur"),
        ("blanco y negro", "light.grey"),
        ("ponla en blanco y negro, por favor", "light.grey"),
        ("hazme más joven", "wish.never"),
        ("Hazme más delgada!", "wish.never"),
        ("quítame las arrugas", "wish.never"),
        ("ponme un traje", "wish.never"),
        ("un fondo de playa", "wish.backdrop"),
        ("sin fondo", "wish.cutout"),
        ("quita el fondo", "wish.cutout"),
    ),
    no_wishes=(
        "no quiero un fondo azul", "sin fondo azul", "fondo azul o verde", "menos", "fondo", "espacio", "por favor",
        "no me hagas más joven", "hazlo mejor", "la gente joven", "todo menos azul",
    ),
    typed=(
        ("Olvídame", "forget-me"), ("olvidame", "forget-me"), ("borra todo", "forget-me"),
        ("¡Bórralo todo!", "forget-me"), ("elimina mis datos", "forget-me"), ("Cancelar", "cancel"),
        ("cancela", "cancel"), ("basta", "stop"), ("sí", "yes"), ("Si", "yes"), ("no, gracias", "no"),
        ("ayuda", "help"), ("¿qué sabes hacer?", "help"), ("mis datos", "my-data"), ("¿Quién eres?", "about"),
        ("privacidad", "privacy"), ("idioma", "language"), ("hola", "headshot"), ("vale", "approve"),
        ("soy menor de edad", "minor"), ("tengo 16 años", "age"), ("tengo menos de 18", "under"),
        ("currículum", "purpose.cv"), ("más luz", "light.brighter"), ("deshacer", "undo"),
        ("eso es la pared", "mine.not"),
    ),
    speaks={
        "cropped": r"[Rr]ecort(ada|ó|e)\b",
        "light": r"\b[Ll]uz\b",
        "grey": r"blanco y negro",
        "blurred": r"\bdesenfoc(ado|ó)\b",
        "drawn": r"\b([Dd]ibujado|dibujó)\b",
        "removed": r"quitó el fondo|fondo quitado|Sin fondo",
        "ai": r"\bIA\b",
        "redrawn": r"\b[Rr]edibuj(ó|ad[oa]s?)\b",
        "invented": r"inventada|inventó|no existe",
    },
    real=r"(foto|persona) real|una foto de",
    denied=r"La persona no se redibujó\.|no se añadió ni se redibujó nada",
    told={"assembled": r"montad[oa] con", "drawn": r"dibujad[oa] con un programa"},
    labels={
        "background_replaced": "FONDO REEMPLAZADO",
        "background_blurred": "FONDO DESENFOCADO",
        "background_removed": "FONDO ELIMINADO",
        "ai_background": "IA · FONDO",
        "ai_modified": "IA · MODIFICADO",
        "ai_generated": "IA · GENERADO",
    },
    keeping=("Conservar", "no", "Cancelar"),
    erasing="Borrar",
    several=("1 3 5", "1, 3 y 5", "Estilos 1, 3 y 5.", "1 y 3 y 5"),
)  # fmt: skip
