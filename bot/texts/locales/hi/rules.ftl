# सर्वर या वर्कस्पेस चलाने वाले क्या तय करते हैं, हर चैट में। कोई नियम हेडशॉट को ज़रूरी नहीं बनाता।

rules-paused = यहाँ नए हेडशॉट अभी बंद हैं। आपका जो मेरे पास है वह आपके हाथ में रहता है: { COMMAND("status") }, { COMMAND("my-data") } और { COMMAND("forget-me") } पहले जैसे चलते हैं।
rules-not-your-role = यहाँ हेडशॉट कुछ ही रोल के लिए हैं। आपका जो मेरे पास है वह आपके हाथ में रहता है: { COMMAND("status") }, { COMMAND("my-data") } और { COMMAND("forget-me") } पहले जैसे चलते हैं।

rules-are-paused = यहाँ नए हेडशॉट बंद हैं। जो शुरू हुआ, वह चलता रहेगा।
rules-are-open = यहाँ लोग हेडशॉट शुरू कर सकते हैं।
rules-roles-full = इतने रोल ज़्यादा हैं: हद { $most } है। सूची ख़ाली करके फिर शुरू कीजिए।

rules-jobs-per-day = एक दिन में हर इंसान के तस्वीरों के सेट: ज़्यादा से ज़्यादा { $count }
rules-jobs-per-day-operator = एक दिन में हर इंसान के तस्वीरों के सेट: जैसा इस बॉट के मालिक ने तय किया
rules-jobs-per-day-reach = एक दिन में तस्वीरों के सेट: कृपया { $least } से { $most } के बीच का नंबर दीजिए। कुछ नहीं बदला।
rules-waiting-most =
    { $count ->
        [one] जब मेरी लाइन में तस्वीरों का 1 सेट हो, तो उसके आगे बढ़ने तक कोई नहीं जुड़ सकता
       *[other] जब मेरी लाइन में तस्वीरों के { $count } सेट हों, तो उसके आगे बढ़ने तक कोई नहीं जुड़ सकता
    }
rules-waiting-most-operator = मेरी लाइन कितनी भी लंबी हो सकती है
rules-waiting-most-reach = लाइन में कितने सेट रुक सकते हैं: कृपया { $least } से { $most } के बीच का नंबर दीजिए। कुछ नहीं बदला।
rules-photo-hours =
    { $count ->
        [one] नई फ़ोटो 1 घंटा रखी जाती हैं
       *[other] नई फ़ोटो { $count } घंटे रखी जाती हैं
    }
rules-photo-hours-operator = नई फ़ोटो उतनी देर रखी जाती हैं जितनी इस बॉट के मालिक ने तय की
rules-photo-hours-reach = फ़ोटो रखने के घंटे: कृपया { $least } से { $most } के बीच का नंबर दीजिए। कुछ नहीं बदला।
rules-result-days =
    { $count ->
        [one] नई तस्वीरें 1 दिन रखी जाती हैं
       *[other] नई तस्वीरें { $count } दिन रखी जाती हैं
    }
rules-result-days-operator = नई तस्वीरें उतने दिन रखी जाती हैं जितने इस बॉट के मालिक ने तय किए
rules-result-days-reach = तस्वीरें रखने के दिन: कृपया { $least } से { $most } के बीच का नंबर दीजिए। कुछ नहीं बदला।
rules-kept-later = यह सिर्फ़ नई फ़ोटो और तस्वीरों पर लागू है। जो मेरे पास पहले से है, वह तब जाएगा जब मैंने कहा था।

rules-figures = जहाँ-जहाँ मैं काम करता हूँ, सब मिलाकर, कभी नाम से नहीं; पाँच से कम हो तो सिर्फ़ <5:
rules-figure-people = जिन लोगों को जानता हूँ: { $count }
rules-figure-photos = रखी हुई फ़ोटो: { $count }
rules-figure-pictures = रखी हुई तस्वीरें: { $count }
rules-figure-jobs-queued = मेरी लाइन में: { $count }
rules-figure-jobs-running = अभी काम में: { $count }

rules-looks-all = सब स्टाइल मिलते हैं।
rules-looks =
    मिलने वाले स्टाइल:
    { $looks }
rules-look-unknown = यह स्टाइल मेरे पास नहीं है। कुछ नहीं बदला।
