# ما يقرره القائمون على خادم أو مساحة عمل، في كل محادثة. لا قاعدة تجعل الصورة الشخصية واجبًا.

rules-paused = الصور الشخصية الجديدة متوقفة هنا الآن. وما عندي لك يبقى بيدك: الأوامر { COMMAND("status") } و{ COMMAND("my-data") } و{ COMMAND("forget-me") } تعمل كالعادة.
rules-not-your-role = الصور الشخصية هنا لأدوار محددة. وما عندي لك يبقى بيدك: الأوامر { COMMAND("status") } و{ COMMAND("my-data") } و{ COMMAND("forget-me") } تعمل كالعادة.

rules-are-paused = الصور الشخصية الجديدة متوقفة هنا. وما بدأ يستمر.
rules-are-open = يمكن للناس بدء صورة شخصية هنا.
rules-roles-full = الأدوار كثيرة: الحد { $most }. الرجاء مسح القائمة والبدء من جديد.

rules-jobs-per-day = مجموعات الصور لكل شخص في اليوم: { $count } على الأكثر
rules-jobs-per-day-operator = مجموعات الصور لكل شخص في اليوم: كما ضبطها صاحب هذا البوت
rules-jobs-per-day-reach = مجموعات الصور في اليوم: الرجاء اختيار عدد من { $least } إلى { $most }. لم يتغير شيء.
rules-waiting-most =
    { $count ->
        [one] حين تنتظر مجموعة واحدة في الدور، لا ينضم أحد حتى يتحرك
        [two] حين تنتظر مجموعتان في الدور، لا ينضم أحد حتى يتحرك
        [few] حين تنتظر { $count } مجموعات في الدور، لا ينضم أحد حتى يتحرك
       *[other] حين تنتظر { $count } مجموعة في الدور، لا ينضم أحد حتى يتحرك
    }
rules-waiting-most-operator = دور الصور المنتظرة بلا حد للطول
rules-waiting-most-reach = المجموعات التي تنتظر: الرجاء اختيار عدد من { $least } إلى { $most }. لم يتغير شيء.
rules-photo-hours =
    { $count ->
        [one] تُحفظ الصور المرسلة الجديدة ساعة واحدة
        [two] تُحفظ الصور المرسلة الجديدة ساعتين
        [few] تُحفظ الصور المرسلة الجديدة { $count } ساعات
       *[other] تُحفظ الصور المرسلة الجديدة { $count } ساعة
    }
rules-photo-hours-operator = تُحفظ الصور المرسلة الجديدة المدة التي ضبطها صاحب هذا البوت
rules-photo-hours-reach = ساعات حفظ الصور المرسلة: الرجاء اختيار عدد من { $least } إلى { $most }. لم يتغير شيء.
rules-result-days =
    { $count ->
        [one] تُحفظ الصور الجاهزة الجديدة يومًا واحدًا
        [two] تُحفظ الصور الجاهزة الجديدة يومين
        [few] تُحفظ الصور الجاهزة الجديدة { $count } أيام
       *[other] تُحفظ الصور الجاهزة الجديدة { $count } يومًا
    }
rules-result-days-operator = تُحفظ الصور الجاهزة الجديدة المدة التي ضبطها صاحب هذا البوت
rules-result-days-reach = أيام حفظ الصور الجاهزة: الرجاء اختيار عدد من { $least } إلى { $most }. لم يتغير شيء.
rules-kept-later = هذا للصور الجديدة فقط. وما عندي من قبل يزول في الموعد الذي ذكرته.

rules-figures = في كل الأماكن التي أعمل فيها، وبلا أسماء؛ وما دون الخمسة أكتبه <5:
rules-figure-people = أشخاص أعرفهم: { $count }
rules-figure-photos = صور مرسلة محفوظة: { $count }
rules-figure-pictures = صور جاهزة محفوظة: { $count }
rules-figure-jobs-queued = في الدور: { $count }
rules-figure-jobs-running = قيد العمل الآن: { $count }

rules-looks-all = كل الأنماط معروضة.
rules-looks =
    الأنماط المعروضة:
    { $looks }
rules-look-unknown = ليس عندي هذا النمط. لم يتغير شيء.
