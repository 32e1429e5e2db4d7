# الأوامر الصغيرة، والنسيان، والرد على ما لم يكن متوقعًا.

stop = إنهاء
stop-and-erase = إنهاء وحذف صوري
stopped = انتهت الجولة.
stopped-photos = انتهت الجولة. صورك قيد الحذف.
stopped-pictures =
    { $count ->
        [one] تبقى صورتك الجاهزة حتى موعدها. الأمر { COMMAND("forget-me") } يحذفها أيضًا.
        [two] تبقى صورتاك الجاهزتان حتى موعدهما. الأمر { COMMAND("forget-me") } يحذفهما أيضًا.
        [few] تبقى صورك الجاهزة ({ $count }) حتى موعدها. الأمر { COMMAND("forget-me") } يحذفها أيضًا.
       *[other] تبقى صورك الجاهزة ({ $count }) حتى موعدها. الأمر { COMMAND("forget-me") } يحذفها أيضًا.
    }

status-head = وصلنا إلى هنا:
held-photos =
    { $count ->
        [one] صورة مرسلة واحدة، تُحذف بتاريخ { $erased_at }.
        [two] صورتان مرسلتان، تُحذف أولاهما بتاريخ { $erased_at }.
        [few] { $count } صور مرسلة، تُحذف أولاها بتاريخ { $erased_at }.
       *[other] { $count } صورة مرسلة، تُحذف أولاها بتاريخ { $erased_at }.
    }
held-pictures =
    { $count ->
        [one] صورة جاهزة واحدة ({ $numbers })، تُحذف بتاريخ { $erased_at }.
        [two] صورتان جاهزتان ({ $numbers })، تُحذف أولاهما بتاريخ { $erased_at }.
        [few] { $count } صور جاهزة ({ $numbers })، تُحذف أولاها بتاريخ { $erased_at }.
       *[other] { $count } صورة جاهزة ({ $numbers })، تُحذف أولاها بتاريخ { $erased_at }.
    }
held-approved = ما اعتمدته: { $numbers }.
held-frozen = موقوفة إلى أن تنظر فيها الجهة التي تشغّلني: { $numbers }. رقم الحالة: { $case }.
held-nothing = ليس عندي أي صورة لك، ولا عمل جارٍ.

help-head = هذا ما أفهمه:
help-headshot = { COMMAND("headshot") }: عمل صورة شخصية
help-status = { COMMAND("status") }: ما أحتفظ به وما يجري الآن
help-my-data = { COMMAND("my-data") }: كل بياناتك في ملف
help-consent = { COMMAND("consent") }: ما وافقت عليه، وكيفية سحب الموافقة
help-language = { COMMAND("language") }: تغيير اللغة
help-about = { COMMAND("about") }: كيف أعمل وبأي نماذج
help-privacy = { COMMAND("privacy") }: ماذا يحدث لصورك
help-disclose = { COMMAND("disclose") }: عبارات وملفات لصورة اعتمدتها
help-verify = { COMMAND("verify") }: ما العلامات في صورة ما؛ أرى ذلك بعد إرسالها
help-where = { COMMAND("where") }: أين يجوز استعمال الصورة
help-ethics = { COMMAND("ethics") }: بماذا أعد، وما الدليل، وأين أخفق
help-cost = { COMMAND("cost") }: وقت صورك الأخيرة وطاقتها
help-changes = { COMMAND("changes") }: ما الجديد
help-appeal = { COMMAND("appeal") }: إذا رفضتُ شيئًا بالخطأ
help-feedback = { COMMAND("feedback") }: رأيك في ما جرى
help-forget-me = { COMMAND("forget-me") }: حذف كل شيء
help-help = { COMMAND("help") }: هذه القائمة
help-verify-button = فحص صورة
help-votes = للصور تكفي كتابة «اعتماد 2» أو «رفض 2» أو «حذف 2». وكلمة «إنهاء» تنهي الجولة.

privacy-head = ماذا يحدث لصورك
privacy-who = الجهة التي تشغّلني والمسؤولة عن بياناتك: { $operator }.
privacy-who-local = الجهة التي تشغّلني على هذا الجهاز مسؤولة عن بياناتك.
privacy-why = أستعمل صورك لعمل الصور الشخصية التي طلبتها، وبموافقتك فقط. الأمر { COMMAND("consent") } يسحبها.
privacy-kept =
    أحتفظ بصورك المرسلة { $hours ->
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
       *[other] { $hours } ساعة
    } وبالصور الجاهزة { $days ->
        [one] يومًا واحدًا
        [two] يومين
        [few] { $days } أيام
       *[other] { $days } يومًا
    }. ولك وحدك تمديد مدة الصور الجاهزة، حتى { $cap } يومًا في المجموع.
privacy-person =
    بعد { $days ->
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
       *[other] { $days } يومًا
    } من زوال آخر ملف لك، أحذف أيضًا من أنت وما وافقت عليه. أما صورة في دليل، فأحفظ الموافقة عليها إلى أن تنتهي.
privacy-place = صورك محفوظة على الجهاز الذي أعمل عليه، مقفلة بمفتاح خاص بك. وعند الحذف أتلف هذا المفتاح أولًا.
privacy-elsewhere =
    إذا سمحت لنموذج بأن يعيد رسمك، تذهب صورك إلى { $host }. { $kept ->
        [0] يقول من يديره إنه لا يحتفظ بشيء منها.
        [one] يقول من يديره إنه يحتفظ بها حتى ساعة واحدة. ولا أستطيع حذفها هناك.
        [two] يقول من يديره إنه يحتفظ بها حتى ساعتين. ولا أستطيع حذفها هناك.
        [few] يقول من يديره إنه يحتفظ بها حتى { $kept } ساعات. ولا أستطيع حذفها هناك.
       *[other] يقول من يديره إنه يحتفظ بها حتى { $kept } ساعة. ولا أستطيع حذفها هناك.
    }
privacy-never = لا أدرّب شيئًا على صورك. لا أخمّن جنسًا ولا عمرًا ولا أصلًا. ولا أعرض صورك على أحد، إلا دليلًا وافقت عليه.
privacy-rights = الأمر { COMMAND("my-data") } يعطيك كل ما أحتفظ به. والأمر { COMMAND("forget-me") } يحذفه.
privacy-more = الإشعار الكامل: { $url }
contact = للأسئلة والشكاوى: { $contact }

about-head = كيف أعمل
about-how = أقصّ صورتك، ويمكنني تغيير ما وراءك. وجهك يبقى كما التقطته الكاميرا. ولك وحدك تغيير ذلك: بإضاءة أخرى، أو بالأبيض والأسود، أو بأن يعيد نموذج رسمك.
about-model =
    { $name }: { $job }.
    { $trained ->
        [unknown] تعلّم من: لم يُعلن.
        [unread] لم نتمكن من قراءة ما يقوله صانعوه عن مصدر تعلّمه.
       *[other] تعلّم من: { $trained }.
    }{ $found ->
        [none] { "" }
       *[other] { " " }وجد آخرون: { $found }.
    }{ $unsaid ->
        [none] { "" }
       *[other] { " " }ويبقى بلا جواب: { $unsaid }.
    }
    حدوده المعروفة: { $limits }.
    الترخيص: { $licence }. المصدر: { $source }.
about-models = النماذج العاملة هنا: { $names }. ما يفعله كل منها، ومن ماذا تعلّم، وحدوده وترخيصه على بُعد نقرة.
about-show = { $name }
about-no-worker = الجهاز الذي يصنع الصور متوقف الآن، فلا يمكنني سرد نماذجه.

forget-ask =
    هل أحذف { $photos ->
        [0] { "" }
        [one] صورة مرسلة واحدة{ $pictures ->
            [0] { " " }
           *[other] { "، " }
        }
        [two] صورتين مرسلتين{ $pictures ->
            [0] { " " }
           *[other] { "، " }
        }
        [few] { $photos } صور مرسلة{ $pictures ->
            [0] { " " }
           *[other] { "، " }
        }
       *[other] { $photos } صورة مرسلة{ $pictures ->
            [0] { " " }
           *[other] { "، " }
        }
    }{ $pictures ->
        [0] { "" }
        [one] صورة جاهزة واحدة{ " " }
        [two] صورتين جاهزتين{ " " }
        [few] { $pictures } صور جاهزة{ " " }
       *[other] { $pictures } صورة جاهزة{ " " }
    }مع { $choices ->
        [0] إعداداتك
       *[other] اختياراتك
    }؟
forget-ask-final = لا يمكنني استرجاعها.
forget-erase = حذف
forget-keep = إبقاء
forget-which = أريد أن أتأكد. تكفي كتابة «حذف» أو «إبقاء».
forget-kept = لم يُحذف شيء.
forget-running = أحذف كل شيء الآن. وأخبرك حين أنتهي.
forgotten = حُذفت صورك وإجاباتك.
forgotten-left = وهذا يبقى:
forgotten-copies = نسخ ملفاتي السابقة لا يمكن فتحها بعد الآن.
forgotten-links =
    { $count ->
        [one] هذه هي:
        [two] هاتان آخر رسالتين:
        [few] هذه آخر { $count } رسائل:
       *[other] هذه آخر { $count } رسالة:
    }
    { $links }
left-audit_lines = يبقى سطر يقول إن شيئًا حُذف، من دون أي شيء عنك.
left-erasure_list = يبقى رقم عشوائي، لكي يُعاد حذف بياناتك إن عادت نسخة احتياطية.
left-quota_hashes = يبقى عدّاد لا يُقرأ لاستعمال اليوم، مدة يوم على الأكثر.
left-event_hashes = تبقى أرقام لا تُقرأ لرسائلك الأخيرة مدة يوم، لكي لا أرد على رسالة مرتين.
left-directory_picture = يبقى رقم صورة أعطيتها للدليل، لكي يُطلب منه إزالتها.
left-message_ids = بعض رسائلي ما زالت قيد الحذف. وأواصل المحاولة.
left-keys_copy = هناك نسخة احتياطية من المفاتيح، على قرص غير موصول، فيها مفتاحك. تُستبدل حين يعود القرص.
left-keys_volume = كان مفتاحك على قرص شبكي تتشاركه عدة أجهزة. كُتب فوقه هناك؛ أما إن كان القرص نفسه يحتفظ بكتل أقدم لبعض الوقت فلا أستطيع أن أرى ذلك.
left-journal = هناك برنامج آخر على ذلك الجهاز يقرأ ملفاتي. وإلى أن ينتهي، يبقى في أحدها ما حذفته. بعدها أكتب فوقه.
left-painted_elsewhere = أُرسلت صور لك إلى جهاز آخر لدى المشغّل كي يعيد رسمك. لا أصل إليه: تبقى هناك المدة التي ذكرتها موافقتك.
left-other = يبقى شيء آخر. الإيصال يسمّيه.

fresh-start = جرى تحديثي وضاع مني خيط حديثنا، المعذرة. صورك كما كانت. الأمر { COMMAND("status") } يعرضها، والأمر { COMMAND("headshot") } يبدأ من جديد.
instead-of-words-sticker = لا أستطيع قراءة الملصقات. أفهم الكتابة والصور.
instead-of-words-poll = لا أستطيع المشاركة في الاستطلاعات. أفهم الكتابة والصور.
instead-of-words-voice = لا أستطيع سماع الرسائل الصوتية. أفهم الكتابة والصور.
instead-of-words-forward = لا أرى صورة في الرسالة المحوّلة. الرجاء إرسال الصورة نفسها.
words-unknown = لم أفهم ذلك.
words-start = الأمر { COMMAND("headshot") } يبدأ، والأمر { COMMAND("help") } يعرض كل ما أستطيعه.
words-votes = تكفي كتابة «اعتماد { $number }» أو «رفض { $number }» أو «حذف { $number }». أو الأمر { COMMAND("headshot") } أو { COMMAND("help") }.
command-unknown = لا أعرف هذا الأمر. الأمر { COMMAND("help") } يعرض كل ما أستطيعه.
stale = هذا الزر من خطوة سابقة. لم يتغير شيء. وصلنا إلى هنا:
stale-idle = هذا الزر من خطوة سابقة. لم يتغير شيء. الأمر { COMMAND("headshot") } يبدأ من جديد، والأمر { COMMAND("status") } يعرض ما أحتفظ به.

about-no-card = لم يرسل لي الجهاز معلومات عن هذا النموذج. الأفضل سؤال الجهة التي تشغّل هذا البوت قبل الموافقة.
