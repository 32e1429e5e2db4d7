"""Hindi. Reading age by RIX (Anderson 1983), which counts long words in a sentence and takes any script."""

from __future__ import annotations

from tests.bot.texts.readability import rix_age
from tests.languages import Language, words

LANGUAGE = Language(
    promising=words(
        r"कभी[^।:]*(?:नहीं|न)", "कोई नहीं", "किसी को नहीं", "किसी ने नहीं", "किसी और को नहीं", "सब कुछ",
        "नहीं बदला", "नहीं बदली", "मिटाया गया", "मिट गया", "मिट गई", "मिट गईं", "सिर्फ़", "केवल", "कुछ नहीं", "कहीं नहीं",
    ),
    never=r"शानदार|अद्भुत|परफ़ेक्ट|परफेक्ट|बेदाग़?|सुंदर|ख़ूबसूरत|खूबसूरत|प्रोफ़ेशनल|पेशेवर|जादू|जादुई|कमाल|वाह|जल्दी कीजिए|बदसूरत|"
    r"मोटा|मोटी|थका|थकी|झुर्रियाँ|कमज़ोर|आकर्षक|अमान्य|अवैध|उफ़|दुर्भाग्य से|डेटाबेस|पाइपलाइन|टोकन|पेलोड|वॉल्ट|जॉब",
    person=r"आदमी|औरत|लड़का|लड़की|जवान|बूढ़ा|बूढ़ी|गोरा|गोरी|साँवला|त्वचा|मुस्कुरा\w*|बाल|पहने",
    blaming=r"आप दिखते|आप लगते|आपका चेहरा ख़राब|आपकी ग़लती",
    ai=r"\bAI\b|एआई|कृत्रिम बुद्धिमत्ता",
    age=rix_age,
    hard="उपर्युक्त जैवमितीय कार्यक्षमताओं के उपयोगार्थ सुस्पष्ट अनुमतिपत्र अनिवार्यतः अपेक्षित एवं प्रमाणीकरणयोग्य हैं तथा "
    "तत्संबंधित दस्तावेज़ीकरण पुनरावलोकनार्थ संरक्षित रहेगा।",
    easy="कुत्ता घर गया। वहाँ ठंड थी।",
    hyped="आपकी शानदार तस्वीर",
    wishes=(
        ("नीला बैकग्राउंड", "wish.navy"),
        ("कृपया नेवी ब्लू बैकग्राउंड बनाइए", "wish.navy"),
        ("mujhe neela background chahiye", "wish.navy"),
        ("background safed kar do please", "wish.light"),
        ("थोड़ी ज़्यादा जगह दीजिए", "wish.space"),
        ("thodi aur jagah chahiye", "wish.space"),
        ("और पास से", "wish.closer"),
        ("और धुंधला करो", "wish.blur"),
        ("इसे ब्लैक एंड वाइट बनाइए", "light.grey"),
        ("मुझे जवान बनाओ", "wish.never"),
        ("mujhe patla banao", "wish.never"),
        ("मुझे गोरा कर दो", "wish.never"),
        ("झुर्रियां हटा दो", "wish.never"),
        ("daant safed kar do", "wish.never"),
        ("लाल बैकग्राउंड चाहिए", "wish.backdrop"),
        ("बैकग्राउंड हटा दो", "wish.cutout"),
        ("bina background", "wish.cutout"),
    ),
    no_wishes=("नीला बैकग्राउंड नहीं चाहिए", "बैकग्राउंड", "और", "mujhe patla mat banao", "neela background nahi"),
    typed=(
        ("सब कुछ मिटाओ", "forget-me"),
        ("sab mita do!", "forget-me"),
        ("रद्द करो", "cancel"),
        ("बस", "stop"),
        ("हाँ", "yes"),
        ("हां", "yes"),  # as it is often typed
        ("haan ji", "yes"),
        ("नहीं, शुक्रिया", "no"),
        ("nahi", "no"),
        ("मंजूर 2", "approve"),  # without the dot below
        ("theek hai", "approve"),
        ("मिटा दो २", "erase"),
        ("नमस्ते", "headshot"),
        ("मदद", "help"),
        ("मैं नाबालिग हूँ", "minor"),
        ("मेरी उम्र 16 साल है", "age"),
        ("main 16 saal ka hu", "age"),
    ),
    speaks={
        "cropped": r"क्रॉप",
        "light": r"रोशनी",
        "grey": r"ब्लैक एंड वाइट",
        "blurred": r"धुंधला",
        "drawn": r"प्रोग्राम (?:के|ने) बना(?:ए|या)|(?:नया |नाम के प्रोग्राम ने |और )बैकग्राउंड बनाया|बनाया हुआ बैकग्राउंड|"
        r"बनाए हुए बैकग्राउंड|बैकग्राउंड (?:एक प्रोग्राम|Candid नाम के प्रोग्राम) ने बनाया",
        "removed": r"हटाया|कोई बैकग्राउंड नहीं",
        "ai": r"\bAI\b",
        "redrawn": r"दोबारा बना",
        "invented": r"काल्पनिक|कल्पना|असल में है ही नहीं",
    },
    real=r"असली फ़ोटो|असली इंसान की फ़ोटो",
    denied=r"इंसान को दोबारा नहीं बनाया गया।|न कुछ जोड़ा गया, न दोबारा बनाया गया",
    told={"assembled": r"जोड़कर बन", "drawn": r"प्रोग्राम से बन"},
    labels={
        "background_replaced": "बैकग्राउंड बदला गया",
        "background_blurred": "बैकग्राउंड धुंधला किया गया",
        "background_removed": "बैकग्राउंड हटाया गया",
        "ai_background": "AI · बैकग्राउंड",
        "ai_modified": "AI · बदली गई",
        "ai_generated": "AI · बनाई गई",
    },
    keeping=("रखें", "नहीं", "रद्द करें", "rehne do"),
    erasing="मिटाएँ",
    several=("1 3 5", "1, 3 और 5", "स्टाइल 1, 3 और 5!", "1 aur 3 aur 5", "१, ३, ५"),
)  # fmt: skip
