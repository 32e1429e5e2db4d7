# रसीदें: वह पेज जो किसी बात पर हाँ कहने पर, और सब कुछ मिटने पर मिलता है।

receipt-consent-title = आपने किस पर हाँ कही
receipt-deletion-title = क्या मिटाया गया
receipt-unnamed = यह पेज आपके बारे में है। इस पर आपका नाम नहीं है।
receipt-named = यह पेज आपके बारे में है। दस्तख़त के लिए लिखा आपका नाम इस पर है।
receipt-signed = आपने यह नाम लिखकर दस्तख़त किए: { $name }
receipt-law = क़ानून आपको क्या बताना चाहता है
receipt-agreed = हूबहू वही वाक्य
receipt-words-gone = (ये शब्द अब रखे नहीं जाते।)
receipt-given = आपने हाँ कही: { $said_at }।
receipt-given-operator = मुझे चलाने वालों ने यह हाँ दर्ज की: { $said_at }।
receipt-taken-back = आपने वापस ली: { $said_at }।
receipt-for-likeness = किसलिए: ताकि किसी को उसके कहे बिना न दिखाया जाए, और सिर्फ़ वयस्क हों।
receipt-about-photo = किसलिए: एक फ़ोटो की फ़ाइल कहती है कि उसे AI ने बनाया या बदला है, इसलिए मैंने उस फ़ोटो के बारे में एक बार फिर पूछा।
receipt-for-processing = किसलिए: आपके हेडशॉट बनाना।
receipt-for-comparison = किसलिए: यह जानना कि तस्वीर अब भी आप जैसी है या नहीं।
receipt-for-generative = किसलिए: मॉडल आपको दोबारा बनाए।
receipt-for-generative_background = किसलिए: मॉडल आपके पीछे का बैकग्राउंड बनाए।
receipt-for-persona = किसलिए: ऐसे इंसान की तस्वीर बनाना जो है ही नहीं।
receipt-for-directory = किसलिए: एक तस्वीर डायरेक्टरी को सौंपना।
receipt-who = आपकी फ़ोटो किनके पास हैं
receipt-long = कब तक
receipt-memory = चेहरे से जो नापता हूँ, वह काम के दौरान मेमोरी में रहता है। वह कभी सहेजा नहीं जाता।
receipt-gets = किसे क्या मिलता है
receipt-gets-you = आपकी फ़ोटो और तस्वीरें आपको मिलती हैं। डायरेक्टरी को तस्वीर वहीं मिलती है जहाँ आपने हाँ कही।
receipt-back = वापस कैसे लें
receipt-erased = क्या मिटाया गया
receipt-count-photos =
    { $count ->
        [one] एक फ़ोटो
       *[other] { $count } फ़ोटो
    }
receipt-count-pictures =
    { $count ->
        [one] एक तैयार तस्वीर
       *[other] { $count } तैयार तस्वीरें
    }
receipt-count-files =
    { $count ->
        [one] एक फ़ाइल
       *[other] { $count } फ़ाइलें, झलकें भी इनमें हैं
    }
receipt-count-consents =
    { $count ->
        [one] सहमति का एक जवाब
       *[other] सहमति के { $count } जवाब
    }
receipt-count-jobs =
    { $count ->
        [one] एक अनुरोध
       *[other] { $count } अनुरोध
    }
receipt-count-messages =
    { $count ->
        [one] एक संदेश का मेरा रिकॉर्ड
       *[other] { $count } संदेशों का मेरा रिकॉर्ड
    }
receipt-when = कब
receipt-asked = आपने कहा: { $said_at }।
receipt-key = आपकी चाबी नष्ट हुई: { $said_at }। उसके बाद कोई आपका कुछ नहीं पढ़ सकता था।
receipt-done = सब पूरा हुआ: { $said_at }।
receipt-copies = डेटा की इससे पहले की कॉपियाँ अब खुल नहीं सकतीं: { $said_at }।
receipt-stays = क्या रहता है, और क्यों
receipt-directory = डायरेक्टरी में आपकी तस्वीर का नंबर: { $id }
receipt-ledger = बही में लाइन का नंबर { $line } है, { $hash }।
receipt-check = यह पेज कैसे जाँचें
receipt-check-how = मैं जिस मशीन पर चलता हूँ, वहाँ “candid verify” और इस फ़ाइल का नाम बताता है कि इसका कोई अक्षर बदला या नहीं।
receipt-programs = यही बात प्रोग्रामों के लिए
