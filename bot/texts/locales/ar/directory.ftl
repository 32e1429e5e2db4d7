# الدليل: سؤال مستقل بعد اعتماد صورة. directory-consent هو ما يوافق عليه المرء؛ وبصمته، وفيها المستلم واليوم، محفوظة مع
# الموافقة.

directory-title = للدليل
directory-submit = إرسال اختياري
directory-no = لا، شكرًا
directory-ask = هل أعطي الصورة { $number } إلى { $recipient }؟
directory-what = يصلهم: الصورة الجاهزة ووصف يقول ما عُدّل فيها. لها رقم عشوائي وليس عليها اسم. ولا تصل إلى أحد غيرهم.
directory-free = القرار لك. ولا يتوقف عليه أي شيء آخر.
directory-consent = يجوز لـ{ $recipient } عرض هذه الصورة لي، مع وصفها، حتى { $until_on }.
directory-declined = لا بأس. لا تُعطى الصورة لأحد.
directory-changed = تغيّر شيء في ذلك السؤال. لم أعطِ الصورة لأحد.
directory-given = شكرًا لك. تصل الصورة إلى { $recipient } مع التسليم القادم. رقمها هناك { $id }.
directory-take-back = الأمر { COMMAND("consent") } يعرض ذلك ويسحبه. ورفض الصورة أو حذفها يسحبه أيضًا.
directory-shown = أعطيت هذه الصور لدليل:
directory-item-waits = رقم { $id }، إلى { $recipient }، حتى { $until_on }. لم تُسلَّم بعد.
directory-item = رقم { $id }، إلى { $recipient }، حتى { $until_on }. سُلّمت بتاريخ { $handed_at }.
directory-effect = إن سحبت ذلك، لا أسلّم شيئًا بعده، وقائمتي التالية تطلب منهم إزالة ما عندهم.
directory-was-handed = استلم { $recipient } الصورة ذات الرقم { $id } بتاريخ { $handed_at }. قائمتي التالية تطلب إزالتها. ولا أستطيع إزالتها هناك بنفسي.
withdraw-directory = سحب: الدليل
withdrawn-directory = تم. لم أعد أعطي الدليل أي صورة لك.
directory-read-me =
    صور إلى { $recipient }. كل صورة أعطاها من يظهر فيها، لهذا الاستعمال فقط.

    pictures.csv: ما يجوز لكم عرضه الآن، برقمه، وكلٌّ حتى يومه الأخير. يُعرض مع وصفه.
    سطر بلا ملف: الصورة عندكم من قبل، وCandid لم يعد يحتفظ بها.

    remove.csv: ما أُعطي لكم من قبل ولم يعد يجوز عرضه. الرجاء إزالته الآن، مع نسخه.
directory-taken-only = دليل الموظفين لا يقبل إلا صورًا لم يصنعها ذكاء اصطناعي ولم يغيّرها، فلا مكان لهذه الصورة فيه.
