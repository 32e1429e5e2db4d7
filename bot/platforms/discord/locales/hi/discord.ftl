# सिर्फ़ Discord को जो चाहिए: सर्वर में जवाब, फ़ॉर्म, और कमांड की सूची।

discord-in-private = निजी बातचीत में आगे बढ़ते हैं। मैंने आपको लिखा है।
discord-coming = यह आ रहा है।
discord-busy = एक साथ बहुत लोग मुझे लिख रहे हैं। यह नहीं ले पाया। कृपया एक मिनट बाद फिर कोशिश कीजिए।
discord-dm-closed = मैं आपको निजी संदेश नहीं भेज पा रहा, इसलिए यहाँ जवाब देता हूँ। यह सिर्फ़ आपको दिखता है, और Discord दोबारा लोड करने पर चला जाता है। मेरे भेजे को रखने के लिए डायरेक्ट मैसेज चालू कीजिए: इस सर्वर का नाम दबाइए, फिर प्राइवेसी सेटिंग, फिर डायरेक्ट मैसेज। फिर कोशिश कीजिए। या मुझे अपने अकाउंट में जोड़कर लिखिए।
discord-part = { $of } में से हिस्सा { $number }
discord-try-again = फिर कोशिश करें
discord-open-form = फ़ॉर्म खोलें
discord-boxes = सिर्फ़ उसी पर निशान जिस पर आप राज़ी हैं
discord-box-needed = ज़रूरी
discord-box-optional = आपकी मर्ज़ी
discord-photos = आपकी फ़ोटो
discord-photos-hint = हर एक ज़्यादा से ज़्यादा { $limit } MB। यहाँ भेजी फ़ोटो इस चैट में संदेश नहीं छोड़तीं।

discord-command-headshot = अपनी फ़ोटो से हेडशॉट बनाएँ
discord-command-candid = बाक़ी सब जो मैं कर सकता हूँ
discord-command-status = मेरे पास क्या है और क्या चल रहा है
discord-command-my-data = आपका सारा डेटा, एक फ़ाइल में
discord-command-consent = आपने किस पर हाँ कही, और उसे वापस लेना
discord-command-privacy = आपकी फ़ोटो का क्या होता है
discord-command-about = मैं कैसे काम करता हूँ और किन मॉडलों से
discord-command-language = भाषा बदलें
discord-command-disclose = मंज़ूर की गई तस्वीर के लिए शब्द और फ़ाइलें
discord-command-verify = किसी तस्वीर में कौन से निशान हैं
discord-command-where = तस्वीर कहाँ लगा सकते हैं
discord-command-ethics = मेरे वादे, उनके सबूत, और मेरी कमियाँ
discord-command-cost = आपकी पिछली तस्वीरों का समय और बिजली
discord-command-changes = नया क्या है
discord-command-appeal = जब मैंने कुछ ग़लत लौटा दिया हो
discord-command-feedback = बताइए कैसा रहा
discord-command-forget-me = आपके बारे में सब कुछ मिटाएँ
discord-command-help = सब जो मैं कर सकता हूँ

discord-announce = मैं आपकी अपनी फ़ोटो से हेडशॉट बना सकता हूँ। ज़रूरी नहीं है। सादी फ़ोटो, या कोई फ़ोटो नहीं, उतनी ही ठीक है। किसी को नहीं बताया जाता कि कौन हिस्सा लेता है।
discord-announce-button = निजी में शुरू करें

discord-admin = इस सर्वर को चलाने वालों के लिए
discord-admin-status = हाल कैसा है: सिर्फ़ गिनती, कभी नाम नहीं
discord-admin-pause = अभी कोई नया हेडशॉट शुरू न कर सके
discord-admin-resume = लोग फिर शुरू कर सकें
discord-admin-roles = कौन शुरू कर सकता है: रोल जोड़ें, या कोई नाम न दें तो सब
discord-admin-announce = इस चैनल में बताएँ कि मैं यहाँ हूँ, और हिस्सा लेना किसी के लिए ज़रूरी नहीं
discord-admin-limits = दिन में कितने, लाइन कितनी, कब तक रखना; ख़ाली करने को कुछ न लिखें
discord-admin-limits-sets = एक दिन में हर इंसान के तस्वीरों के सेट
discord-admin-limits-waiting = मेरी लाइन में कितने सेट रुक सकते हैं
discord-admin-limits-hours = नई फ़ोटो रखने के घंटे
discord-admin-limits-days = नई तस्वीरें रखने के दिन
discord-admin-looks = कौन से स्टाइल मिलें: एक जोड़ें, या नाम न दें तो सब
discord-admin-everybody = यहाँ हर कोई शुरू कर सकता है।
discord-admin-these = ये रोल शुरू कर सकते हैं: { $name }
discord-admin-not-you = यह सिर्फ़ उनके लिए है जो यह सर्वर सँभालते हैं।

# /forget-me के बाद: इस चैट में क्या रहता है और कौन मिटा सकता है; रसीद किसके बारे में है।
chat-not-erased = जो मैं नहीं मिटा पाया: इस चैट में आपके अपने संदेश और फ़ोटो। Discord किसी बॉट को यह नहीं करने देता। हर एक को दबाकर रखिए, फिर मिटाना चुनिए। Discord कुछ समय कॉपियाँ रख सकता है।
chat-receipt = यह रही रसीद। यह पूरे Discord पर आपके बारे में है।
