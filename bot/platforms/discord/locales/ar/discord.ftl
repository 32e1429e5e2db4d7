# ما يحتاج إليه Discord وحده: أجوبة في خادم، ونماذج، وقائمة الأوامر.

discord-in-private = نتابع على الخاص. كتبت لك هناك.
discord-coming = ها هو.
discord-busy = يكتب لي كثيرون في وقت واحد. لم أستطع أخذ ذلك. الرجاء المحاولة بعد دقيقة.
discord-dm-closed = لا أستطيع مراسلتك على الخاص، فأجيب هنا. أنت وحدك ترى ذلك، ويختفي عند إعادة تحميل Discord. ولحفظ ما أرسله يلزم السماح بالرسائل المباشرة: اسم هذا الخادم، ثم إعدادات الخصوصية، ثم الرسائل المباشرة. وبعدها المحاولة مرة أخرى. أو إضافتي إلى حسابك ومراسلتي.
discord-part = الجزء { $number } من { $of }
discord-try-again = محاولة أخرى
discord-open-form = فتح النموذج
discord-boxes = التأشير فقط على ما هو مقبول لديك
discord-box-needed = لازم
discord-box-optional = لك
discord-photos = صور لك
discord-photos-hint = كل صورة { $limit } ميغابايت على الأكثر. الصور المرسلة هنا لا تترك رسالة في هذه المحادثة.

discord-command-headshot = عمل صورة شخصية من صورك
discord-command-candid = كل ما أستطيعه غير ذلك
discord-command-status = ما أحتفظ به وما يجري الآن
discord-command-my-data = كل بياناتك في ملف
discord-command-consent = ما وافقت عليه، وكيفية سحبه
discord-command-privacy = ماذا يحدث لصورك
discord-command-about = كيف أعمل وبأي نماذج
discord-command-language = تغيير اللغة
discord-command-disclose = عبارات وملفات لصورة اعتمدتها
discord-command-verify = ما العلامات في صورة ما
discord-command-where = أين يجوز استعمال الصورة
discord-command-ethics = بماذا أعد، وما الدليل، وأين أخفق
discord-command-cost = وقت صورك الأخيرة وطاقتها
discord-command-changes = ما الجديد
discord-command-appeal = إذا رفضتُ شيئًا بالخطأ
discord-command-feedback = رأيك في ما جرى
discord-command-forget-me = حذف كل ما أحتفظ به عنك
discord-command-help = كل ما أستطيعه

discord-announce = أستطيع عمل صورة شخصية من صورتك. الأمر اختياري. صورة عادية، أو لا صورة، مناسبة بالقدر نفسه. ولا يُخبَر أحد بمن يشارك.
discord-announce-button = البدء على الخاص

discord-admin = لمن يديرون هذا الخادم
discord-admin-status = كيف تسير الأمور: أعداد فقط، بلا أسماء أبدًا
discord-admin-pause = منع بدء صور شخصية جديدة الآن
discord-admin-resume = السماح بالبدء من جديد
discord-admin-roles = من يجوز له البدء: إضافة دور، أو الجميع عند عدم ذكر دور
discord-admin-announce = القول في هذه القناة إنني هنا، وإن المشاركة غير لازمة لأحد
discord-admin-limits = كم في اليوم، وطول الدور، ومدة الحفظ؛ بلا قيمة للمسح
discord-admin-limits-sets = مجموعات الصور لكل شخص في اليوم
discord-admin-limits-waiting = كم مجموعة يجوز أن تنتظر في الدور
discord-admin-limits-hours = ساعات حفظ الصور المرسلة الجديدة
discord-admin-limits-days = أيام حفظ الصور الجاهزة الجديدة
discord-admin-looks = الأنماط المعروضة: إضافة نمط، أو الكل عند عدم ذكر نمط
discord-admin-everybody = يجوز للجميع هنا البدء.
discord-admin-these = يجوز البدء لهذه الأدوار: { $name }
discord-admin-not-you = هذا لمن يجوز لهم إدارة هذا الخادم فقط.

# بعد ‎/forget-me: ما يبقى في هذه المحادثة ومن يستطيع حذفه؛ وعمّن الإيصال.
chat-not-erased = هذا ما لم أستطع حذفه: رسائلك وصورك أنت في هذه المحادثة. لا يسمح Discord لأي بوت بذلك. يمكنك الضغط مطولًا على كل منها ثم اختيار الحذف. وقد يحتفظ Discord بنسخ مدة من الزمن.
chat-receipt = هذا إيصال. وهو عنك في Discord كله.
