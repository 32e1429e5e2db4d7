# तस्वीर के साथ क्या हुआ, हर जगह के लिए: /disclose के जवाब। वाक्य उसी की आवाज़ में हैं जिसकी तस्वीर है।

disclose-none = यह मंज़ूर की गई तस्वीरों के लिए है। अभी ऐसी तस्वीर नहीं है।
disclose-which = कौन सी? आपने मंज़ूर कीं: { $numbers }।
disclose-picture = तस्वीर { $number }
disclose-head = तस्वीर { $number } का सब कुछ फिर से।
disclose-words = चिपकाने के लिए शब्द, हर जगह के लिए एक:

paste-linkedin =
    LinkedIn:
    “मेरी फ़ोटो: { $what }। इसे मैंने Candid से बनाया।{ $url ->
        [none] {""}
       *[other] {" "}क्या बदला गया, यहाँ जाँच सकते हैं: { $url }
    }”
paste-cv =
    सीवी:
    “फ़ोटो: { $what }। Candid से बनी।{ $url ->
        [none] {""}
       *[other] {" "}जाँच: { $url }
    }”
paste-signature =
    ईमेल:
    “फ़ोटो: { $what }।{ $url ->
        [none] {""}
       *[other] {" "}जाँच: { $url }
    }”
paste-badge =
    बैज:
    “{ $what }”
paste-speaker =
    वक्ता पेज:
    “हेडशॉट: { $what }। यह Candid से बना।{ $url ->
        [none] {""}
       *[other] {" "}क्या बदला गया, यहाँ जाँच सकते हैं: { $url }
    }”

paste-what-cropped = मेरी असली फ़ोटो, क्रॉप की हुई और बिना बदलाव
paste-what-relit = मेरी असली फ़ोटो, क्रॉप की हुई, रोशनी बदली हुई
paste-what-greyed = मेरी असली फ़ोटो, क्रॉप की हुई, ब्लैक एंड वाइट
paste-what-softened = मेरी असली फ़ोटो, जिसका बैकग्राउंड एक प्रोग्राम ने धुंधला किया
paste-what-softened-relit = मेरी असली फ़ोटो, जिसका बैकग्राउंड एक प्रोग्राम ने धुंधला किया और रोशनी बदली
paste-what-softened-greyed = मेरी असली फ़ोटो, ब्लैक एंड वाइट, जिसका बैकग्राउंड एक प्रोग्राम ने धुंधला किया
paste-what-backdrop = मेरी असली फ़ोटो, एक प्रोग्राम के बनाए बैकग्राउंड पर
paste-what-backdrop-relit = मेरी असली फ़ोटो, एक प्रोग्राम के बनाए बैकग्राउंड पर, रोशनी बदली हुई
paste-what-backdrop-greyed = मेरी असली फ़ोटो, ब्लैक एंड वाइट, एक प्रोग्राम के बनाए बैकग्राउंड पर
paste-what-removed = मेरी असली फ़ोटो, जिसका बैकग्राउंड एक प्रोग्राम ने हटाया
paste-what-removed-relit = मेरी असली फ़ोटो, जिसका बैकग्राउंड एक प्रोग्राम ने हटाया और रोशनी बदली
paste-what-removed-greyed = मेरी असली फ़ोटो, ब्लैक एंड वाइट, जिसका बैकग्राउंड एक प्रोग्राम ने हटाया
paste-what-generated = मेरी असली फ़ोटो, AI से बने बैकग्राउंड पर
paste-what-generated-relit = मेरी असली फ़ोटो, AI से बने बैकग्राउंड पर, रोशनी बदली हुई
paste-what-generated-greyed = मेरी असली फ़ोटो, ब्लैक एंड वाइट, AI से बने बैकग्राउंड पर
paste-what-redrawn = मेरी असली फ़ोटो से AI की दोबारा बनाई तस्वीर

paste-short-cropped = असली फ़ोटो, क्रॉप की हुई
paste-short-relit = असली फ़ोटो, रोशनी बदली
paste-short-greyed = असली फ़ोटो, ब्लैक एंड वाइट
paste-short-softened = असली फ़ोटो, बैकग्राउंड धुंधला
paste-short-softened-relit = असली फ़ोटो, बैकग्राउंड धुंधला, रोशनी बदली
paste-short-softened-greyed = असली फ़ोटो, बैकग्राउंड धुंधला, ब्लैक एंड वाइट
paste-short-backdrop = असली फ़ोटो, बनाया हुआ बैकग्राउंड
paste-short-backdrop-relit = असली फ़ोटो, बनाया हुआ बैकग्राउंड, रोशनी बदली
paste-short-backdrop-greyed = असली फ़ोटो, बनाया हुआ बैकग्राउंड, ब्लैक एंड वाइट
paste-short-removed = असली फ़ोटो, बैकग्राउंड हटाया
paste-short-removed-relit = असली फ़ोटो, बैकग्राउंड हटाया, रोशनी बदली
paste-short-removed-greyed = असली फ़ोटो, बैकग्राउंड हटाया, ब्लैक एंड वाइट
paste-short-generated = असली फ़ोटो, AI बैकग्राउंड
paste-short-generated-relit = असली फ़ोटो, AI बैकग्राउंड, रोशनी बदली
paste-short-generated-greyed = असली फ़ोटो, AI बैकग्राउंड, ब्लैक एंड वाइट
paste-short-redrawn = असली फ़ोटो से AI ने दोबारा बनाई

paste-what-invented = एक काल्पनिक इंसान, AI से बना
paste-short-invented = काल्पनिक इंसान, AI

paste-what-assembled = मेरी तस्वीर, जो कई तस्वीरों को जोड़कर बनी, जिसे एक प्रोग्राम ने पूरा किया
paste-short-assembled = कई तस्वीरों को जोड़कर बनी
paste-what-drawn = मेरी तस्वीर, जो एक प्रोग्राम से बनाई गई, जिसे दूसरे प्रोग्राम ने पूरा किया
paste-short-drawn = एक प्रोग्राम से बनाई गई
paste-what-ai_made = मेरी तस्वीर, AI से बनी, जिसे एक प्रोग्राम ने पूरा किया
paste-short-ai_made = AI से बनी
paste-what-ai_edited = मेरी तस्वीर, AI से बदली हुई, जिसे एक प्रोग्राम ने पूरा किया
paste-short-ai_edited = AI से बदली हुई
