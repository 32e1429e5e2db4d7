# الإيصالات: الصفحة التي تصل إلى الشخص حين يوافق على شيء، وحين يُحذف كل شيء.

receipt-consent-title = ما وافقت عليه
receipt-deletion-title = ما حُذف
receipt-unnamed = هذه الصفحة عنك. وليس عليها اسمك.
receipt-named = هذه الصفحة عنك. وعليها الاسم الذي كتبته للتوقيع.
receipt-signed = وقّعت عليها بكتابة هذا الاسم: { $name }
receipt-law = ما يريد القانون إبلاغك به
receipt-agreed = الجمل بنصّها
receipt-words-gone = (لم تعد هذه الكلمات محفوظة.)
receipt-given = وافقت بتاريخ { $said_at }.
receipt-given-operator = أثبتت الجهة التي تشغّلني هذه الموافقة بتاريخ { $said_at }.
receipt-taken-back = سحبتها بتاريخ { $said_at }.
receipt-for-likeness = الغرض: ألا يُعرض أحد من دون كلمته، وأن يكون الجميع بالغين.
receipt-about-photo = الغرض: يقول ملف إحدى الصور إن الذكاء الاصطناعي صنعها أو غيّرها، لذلك سألتك عن تلك الصورة مرة أخرى.
receipt-for-processing = الغرض: عمل صورك الشخصية.
receipt-for-comparison = الغرض: معرفة هل ما زالت الصورة تشبهك.
receipt-for-generative = الغرض: السماح لنموذج بإعادة رسمك.
receipt-for-generative_background = الغرض: السماح لنموذج بالرسم وراءك.
receipt-for-persona = الغرض: صنع صورة لشخص لا وجود له.
receipt-for-directory = الغرض: تسليم صورة واحدة إلى دليل.
receipt-who = من يتعامل مع صورك
receipt-long = المدة
receipt-memory = ما أقيسه من الوجه يبقى في الذاكرة أثناء عملي. ولا يُخزَّن أبدًا.
receipt-gets = من يحصل على شيء
receipt-gets-you = صورك تصل إليك أنت. والدليل يحصل على صورة حيث وافقت على ذلك.
receipt-back = كيفية السحب
receipt-erased = ما حُذف
receipt-count-photos =
    { $count ->
        [one] صورة مرسلة واحدة
        [two] صورتان مرسلتان
        [few] { $count } صور مرسلة
       *[other] { $count } صورة مرسلة
    }
receipt-count-pictures =
    { $count ->
        [one] صورة جاهزة واحدة
        [two] صورتان جاهزتان
        [few] { $count } صور جاهزة
       *[other] { $count } صورة جاهزة
    }
receipt-count-files =
    { $count ->
        [one] ملف واحد
        [two] ملفان، منهما المعاينات
        [few] { $count } ملفات، منها المعاينات
       *[other] { $count } ملفًا، منها المعاينات
    }
receipt-count-consents =
    { $count ->
        [one] جواب واحد عما وافقت عليه
        [two] جوابان عما وافقت عليه
        [few] { $count } أجوبة عما وافقت عليه
       *[other] { $count } جوابًا عما وافقت عليه
    }
receipt-count-jobs =
    { $count ->
        [one] طلب واحد
        [two] طلبان
        [few] { $count } طلبات
       *[other] { $count } طلبًا
    }
receipt-count-messages =
    { $count ->
        [one] سجلّي لرسالة واحدة
        [two] سجلّي لرسالتين
        [few] سجلّي لـ{ $count } رسائل
       *[other] سجلّي لـ{ $count } رسالة
    }
receipt-when = متى
receipt-asked = طلبت ذلك بتاريخ { $said_at }.
receipt-key = أُتلف مفتاحك بتاريخ { $said_at }. ومنذ ذلك الوقت لا يستطيع أحد قراءة أي شيء لك.
receipt-done = تم كل شيء بتاريخ { $said_at }.
receipt-copies = نسخ البيانات السابقة على { $said_at } لا يمكن فتحها بعد الآن.
receipt-stays = ما يبقى، ولماذا
receipt-directory = رقم صورتك في الدليل: { $id }
receipt-ledger = رقم السطر في السجل { $line }، { $hash }.
receipt-check = كيفية التحقق من هذه الصفحة
receipt-check-how = على الجهاز الذي أعمل عليه، الأمر “candid verify” مع اسم هذا الملف يقول هل تغيّر فيه حرف.
receipt-programs = الشيء نفسه للبرامج
