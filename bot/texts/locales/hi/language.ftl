# checked by a native speaker: not yet
# हिन्दी। सबको "आप" कहती है।

language-ask = कौन सी भाषा?
language-name = { $name }
language-set = अब से मैं आपसे हिन्दी में बात करूँगा।
language-unchecked = मेरी हिन्दी अभी किसी हिन्दी बोलने वाले ने नहीं जाँची। कुछ अटपटा लगे तो { COMMAND("feedback") } से बताइए।
