"""Arabic. Reading age by RIX (Anderson 1983), which counts long words in a sentence and takes any script.

Articles, "and" and "my" are written with their word, so a word is longer than in English for the same thought.
"""

from __future__ import annotations

from tests.bot.texts.readability import rix_age
from tests.languages import Language, words

LANGUAGE = Language(
    promising=words(
        "أبدًا", "قط", "لن", "كل شيء", "كل ما", "فقط", "وحده", "وحدها", "وحدك", "لم يتغير", "حُذف", "حُذفت",
        "لا يمكن", "لا يستطيع",
        # "somebody" and "something" are these words, too: nobody and nothing are a no and one of them
        r"(?:و?(?:لا|لم|ليس|ليست)|(?:من )?دون)\b[^.،؛:؟]*\b(?:أحد|أحدًا|شيء|شيئًا|أي مكان)",
    ),
    never=r"مذهل\w*|رائع\w*|مثالي\w*|خلاب\w*|ساحر\w*|سحري\w*|احترافي\w*|جميل\w*|وسيم\w*|جذاب\w*|قبيح\w*|سمين\w*|"
    r"متعب\w*|تجاعيد|عيوب|بلا عيوب|للأسف|عفوًا|غير صالح|غير قانوني|قاعدة بيانات|حمولة|تضمين|رمز مميز|خزنة|وظيفة|وظائف",
    person=r"رجل|امرأة|فتاة|فتى|ولد|بنت|شاب|شابة|عجوز|بشرة|بشرته|شعر|شعره|يبتسم|تبتسم|يرتدي|ترتدي",
    blaming=r"تبدو|تبدين|وجهك قبيح|وجهك غير|أنت السبب",
    ai=r"\bAI\b|ذكاء اصطناعي|الذكاء الاصطناعي",
    age=rix_age,
    hard="الاستخدام المتكامل للإمكانيات البيومترية المتقدمة يستوجب الاستحصال على التفويضات القانونية المنصوص عليها.",
    easy="جرى الكلب إلى البيت. كان الجو بارد.",
    hyped="صورتك مذهلة",
    wishes=(
        ("خلفية كحلية", "wish.navy"),
        ("ممكن خلفية زرقاء من فضلك؟", "wish.navy"),
        ("أريد الخلفية زرقاء داكنة", "wish.navy"),
        ("اريد خلفيه بيضاء", "wish.light"),  # as most people type it, without hamza and with the plain h
        ("مساحة أكثر لو سمحت", "wish.space"),
        ("قصة أقرب", "wish.closer"),
        ("تمويه أكثر", "wish.blur"),
        ("اجعلها أبيض وأسود من فضلك", "light.grey"),
        ("اجعلني أصغر سنًا", "wish.never"),
        ("خليني أنحف", "wish.never"),
        ("تبييض أسناني لو سمحت", "wish.never"),
        ("خلفية شاطئ", "wish.backdrop"),
        ("بدون خلفية", "wish.cutout"),
        ("إزالة الخلفية", "wish.cutout"),
    ),
    no_wishes=("لا أريد خلفية زرقاء", "خلفية", "أكثر", "ليس أنحف", "غير الخلفية الزرقاء"),
    typed=(
        ("احذف كل شيء", "forget-me"),
        ("إحذف كلّ شيء!", "forget-me"),
        ("الغاء", "cancel"),
        ("إنهاء", "stop"),
        ("انهاء", "stop"),
        ("نعم", "yes"),
        ("لا، شكرًا", "no"),
        ("اعتماد ٢", "approve"),
        ("مرحبا", "headshot"),
        ("سيره ذاتيه", "purpose.cv"),
        ("أنا قاصر", "minor"),
        ("مساعدة؟", "help"),
    ),
    speaks={
        "cropped": r"قصّ|مقصوص",
        "light": r"إضاءت|إضاءة",
        "grey": r"الأبيض والأسود|أبيض وأسود",
        "blurred": r"موّه|مموّه",
        "drawn": r"\bو?رسم(?:ها)?(?: Candid)? (?:برنامج|خلفية|الخلفية)|خلفية مرسومة",
        "removed": r"أزال|محذوفة|بلا خلفية",
        "ai": r"\bAI\b|ذكاء اصطناعي|الذكاء الاصطناعي",
        "redrawn": r"أ(?:عاد|ُعيد)",
        "invented": r"متخيَّل|تخيّلها|لا وجود له",
    },
    real=r"صورة حقيقية|صورة لشخص|شخص حقيقي",
    denied=r"ولم يُعد رسم الشخص\.|ولم يُضف شيء ولم يُعد رسم شيء",
    told={"assembled": "رُكّب|مركّب", "drawn": "رُسم|مرسوم"},
    labels={
        "background_replaced": "خلفية مستبدلة",
        "background_blurred": "خلفية مموّهة",
        "background_removed": "خلفية محذوفة",
        "ai_background": "AI · خلفية",
        "ai_modified": "AI · معدّل",
        "ai_generated": "AI · منشأ",
    },
    keeping=("إبقاء", "لا", "إلغاء"),
    erasing="حذف",
    several=("1 3 5", "1، 3 و5", "الأنماط 1، 3 و 5!", "1 و 3 و 5", "١، ٣، ٥"),
)  # fmt: skip
