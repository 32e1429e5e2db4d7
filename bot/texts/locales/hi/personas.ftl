# काल्पनिक इंसान: कोई फ़ोटो नहीं डाली जाती। सिर्फ़ इन्हीं वाक्यों में कोई चुनाव बताता है कि कोई कैसा दिखता है।

persona-needs = काल्पनिक इंसान, जैसे किसी विज्ञापन के लिए, ऐसी मशीन माँगता है जिसमें चित्र बनाने वाला मॉडल हो। यहाँ ऐसी मशीन नहीं है।
persona-gone = काल्पनिक इंसान बनाने वाली मशीन अभी बंद है। आपका हेडशॉट अब भी बन सकता है।
persona-use-ask = काल्पनिक इंसान किस काम के लिए?
persona-use-advert = विज्ञापन
persona-use-presentation = स्लाइड
persona-use-mockup = डिज़ाइन का नमूना
persona-use-me = मेरी प्रोफ़ाइल, सीवी, बैज या डायरेक्टरी
persona-not-you = काल्पनिक इंसान आप नहीं हैं। प्रोफ़ाइल, सीवी, बैज या डायरेक्टरी में लोग आपको ढूँढते हैं। वहाँ के लिए मैं आपकी अपनी फ़ोटो से हेडशॉट बना सकता हूँ।
persona-notice = यह वह मॉडल है जो किसी ऐसे इंसान की तस्वीर बनाएगा जो है ही नहीं।
persona-notice-shown = इसके लिए मैं कोई फ़ोटो नहीं माँगता, और जो मेरे पास हैं उन्हें नहीं देखता। फिर भी कोई चेहरा संयोग से किसी जैसा लग सकता है। हर तस्वीर पर लिखा होता है: AI · बनाई गई।
persona-agree-ask = राज़ी हों तो इस पर निशान लगाइए। इसके बिना मैं काल्पनिक इंसान नहीं बनाता।
persona-not-agreed = तो मैं काल्पनिक इंसान नहीं बनाता। कुछ नहीं बना।
persona-ask = वह कौन हो? संयोग पर छोड़िए, या तीन तक बातें चुनिए। सिर्फ़ वयस्क।
persona-too-many = ये एक साथ चार बातें हैं। मेरे पास ज़्यादा से ज़्यादा तीन के लिए शब्द हैं। कृपया इनमें से एक संयोग पर छोड़िए।
persona-title = काल्पनिक इंसान
persona-submit = बनाइए
persona-number =
    { $count ->
        [one] 1 इंसान
       *[other] { $count } इंसान और उनकी संपर्क-शीट
    }
persona-drawn = संयोग पर
persona-age = उम्र
persona-age-thirties = तीस के आसपास
persona-age-fifties = पचास के आसपास
persona-age-seventies = सत्तर के आसपास
persona-presents = कैसा दिखे
persona-presents-woman = महिला
persona-presents-man = पुरुष
persona-presents-neither = दोनों में से एक भी नहीं
persona-tone = त्वचा का रंग
persona-tone-deepest = बहुत गहरा भूरा
persona-tone-dark = गहरा भूरा
persona-tone-medium = मध्यम भूरा
persona-tone-tan = हल्का भूरा
persona-tone-light = हल्का
persona-tone-lightest = बहुत हल्का
persona-detail = बाल, या जो वे पहनते या इस्तेमाल करते हैं
persona-detail-straight_hair = सीधे बाल
persona-detail-curly_hair = घुँघराले बाल
persona-detail-coily_hair = बहुत घने घुँघराले बाल
persona-detail-headscarf = सिर पर स्कार्फ़
persona-detail-turban = पगड़ी
persona-detail-glasses = चश्मा
persona-detail-hearing_aid = सुनने की मशीन
persona-detail-wheelchair = व्हीलचेयर
persona-detail-prosthesis = कृत्रिम हाथ
persona-again = एक और काल्पनिक इंसान
persona-held-back-all = मैंने सब रोक लीं, क्योंकि वे मेरी जाँच में पास नहीं हुईं। ग़लती मेरी है, आपकी नहीं।
persona-failed = मेरी तरफ़ कुछ गड़बड़ हुई, और कोई तस्वीर नहीं बनी। आप फिर कोशिश कर सकते हैं।
persona-good-for = ठीक है: विज्ञापन, स्लाइड और डिज़ाइन के नमूने, जहाँ लिखा हो कि इंसान काल्पनिक है।
persona-not-for = ठीक नहीं: प्रोफ़ाइल, सीवी, बैज, डायरेक्टरी, रिव्यू या कोई भी जगह जहाँ लोग असली इंसान समझें। इससे यह भी नहीं दिखता कि आपकी टीम में कितनी विविधता है।
persona-certificate-title = यह तस्वीर कैसे बनी
persona-certificate-nobody = इस तस्वीर का इंसान एक AI मॉडल ने कुछ शब्दों से बनाया। वह संयोग से किसी जैसा लग सकता है।
persona-certificate-no-photo = इसमें कोई फ़ोटो नहीं डाली गई: इसके लिए कोई फ़ोटो न भेजी गई, न पढ़ी गई, न मिलाई गई।
persona-certificate-not-diversity = यह विविधता का सबूत नहीं है। काल्पनिक इंसान किसी की जगह नहीं लेता, न किसी टीम में, न किसी जगह।
persona-certificate-made = Candid ने बनाई: { $made_at }। तस्वीर का लेबल कहता है: { $label }।
