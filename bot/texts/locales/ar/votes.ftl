# التصويت، وما يأتي مع الاعتماد، ومتى تزول الأشياء.

vote-approve = اعتماد { $number }
vote-reject = رفض { $number }
vote-erase = حذف { $number } الآن
vote-undo = تراجع
vote-rejected = الصورة { $number }: مرفوضة. أحذفها بعد { $seconds } ثانية.
vote-rejected-already = الصورة { $number } مرفوضة من قبل وتُحذف بعد لحظة.
vote-undone = تبقى الصورة { $number }.
vote-undo-nothing = لم تُرفض الصورة { $number }. هي باقية.
vote-erased = حُذفت الصورة { $number }. ولا تراجع عن ذلك.
vote-withdrawn = لم تعد الصورة { $number } معتمدة. تبقى حتى موعدها.
vote-approved-already = الصورة { $number } معتمدة من قبل.
vote-gone = تلك الصورة لم تعد هنا.
vote-none = لا توجد صورة للاعتماد أو الرفض الآن.
vote-which = أي صورة؟ عندك: { $numbers }. مثلًا: «اعتماد { $number }».
vote-change-mind = غيّرت رأيي: رفض
files-again = إرسال الملفات مرة أخرى
files-after-approval = بعد اعتماد الصورة { $number } تصلك ملفاتها.

approved = الصورة { $number } لك. ولك تغيير رأيك حتى موعدها.
strip-look = هكذا تبدو، كما هي ومقصوصة في دائرة:
paste-intro = جملة جاهزة للصق بجانبها:
paste-cropped = هذه صورة حقيقية لي. قصّها Candid ولم يغيّر شيئًا آخر.
paste-softened = هذه صورة حقيقية لي. قصّها Candid وموّه الخلفية.
paste-backdrop = هذه صورة حقيقية لي. رسم Candid الخلفية، وهو برنامج.
paste-removed = هذه صورة حقيقية لي. قصّها Candid وأزال الخلفية.
paste-generated = هذه صورة حقيقية لي. صنع Candid الخلفية بالذكاء الاصطناعي.
paste-redrawn = أعاد Candid رسم هذه الصورة بالذكاء الاصطناعي من صور حقيقية لي.
paste-assembled = هذه صورة لي رُكّبت من عدة صور، وأتمّها Candid.
paste-drawn = هذه صورة لي رُسمت ببرنامج، وأتمّها Candid.
paste-ai_made = صُنعت هذه الصورة بالذكاء الاصطناعي من البداية، وأتمّها Candid.
paste-ai_edited = هذه صورة لي غُيّرت بالذكاء الاصطناعي، وأتمّها Candid.
paste-relit = هذه صورة حقيقية لي. قصّها Candid وعدّل إضاءتها.
paste-greyed = هذه صورة حقيقية لي. قصّها Candid وحوّلها إلى الأبيض والأسود.
paste-relit-too = وعدّل Candid الإضاءة أيضًا.
paste-greyed-too = وحوّلها Candid إلى الأبيض والأسود أيضًا.
paste-more = لأماكن أخرى، مثل سيرة ذاتية أو بطاقة، هناك { COMMAND("disclose") }.
paste-alt-intro = نص بديل جاهز للصق. يُكتب اسمك قبله:
paste-alt-cropped = رأس وكتفان، صورة حقيقية، مقصوصة.
paste-alt-relit = رأس وكتفان، صورة حقيقية، مقصوصة، بإضاءة معدّلة.
paste-alt-greyed = رأس وكتفان، صورة حقيقية، مقصوصة، أبيض وأسود.
paste-alt-softened = رأس وكتفان، صورة حقيقية بخلفية مموّهة.
paste-alt-backdrop = رأس وكتفان، صورة حقيقية على خلفية مرسومة.
paste-alt-removed = رأس وكتفان، صورة حقيقية أُزيلت خلفيتها.
paste-alt-generated = رأس وكتفان، صورة حقيقية على خلفية صنعها الذكاء الاصطناعي.
paste-alt-redrawn = رأس وكتفان، أُعيد رسمهما بالذكاء الاصطناعي من صور حقيقية.
paste-alt-assembled = رأس وكتفان، مركّبان من عدة صور.
paste-alt-drawn = رأس وكتفان، مرسومان ببرنامج.
paste-alt-ai_made = رأس وكتفان، بالذكاء الاصطناعي.
paste-alt-ai_edited = رأس وكتفان، مغيّران بالذكاء الاصطناعي.

use-profile-yes = تصلح لـ: الملفات الشخصية والدردشة والبريد وموقعك.
use-profile-no = لا تصلح لـ: الجواز والتأشيرة والرخصة والهوية وبطاقات الدخول والامتحانات والصحافة والتمثيل.
use-cv-yes = تصلح لـ: السيرة الذاتية أو الملف المهني. أماكن كثيرة لا تطلب صورة أصلًا.
use-cv-no = لا تصلح لـ: استمارات تطلب صورة بلا تعديل. الأفضل قراءة الشروط أولًا. ولا للجواز أو التأشيرة أو الرخصة أو الهوية.
use-badge-yes = تصلح لـ: بطاقات الأسماء في الفعاليات.
use-badge-no = لا تصلح لـ: بطاقات الدخول أو الامتحانات أو أي هوية. الأنسب هناك صورتك بلا تعديل.
use-directory-yes = تصلح لـ: دليل الموظفين والدردشة في العمل.
use-directory-no = لا تصلح لـ: بطاقات الدخول أو الهوية. والأفضل السؤال قبل نشرها في صفحة عامة.
use-speaking-yes = تصلح لـ: صفحات الفعاليات والشرائح. والجملة أعلاه تناسبها.
use-speaking-no = لا تصلح لـ: صور الصحافة. الأنسب للصحافة صورتك بلا تعديل.
label-cropped-off = بعض المواقع تقصّ الوسم؛ عندها الرجاء ذكر ذلك بالكلام.
approved-kept = أحذف نسختي بتاريخ { $erased_at }. الأفضل حفظ ملفاتك قبل ذلك.
original-comes = صورتك كما وصلتني، بايتًا ببايت. الأفضل حفظها: أحذف نسختي بتاريخ { $erased_at }.
original-going = للمرة الأخيرة، صورتك كما وصلتني، بايتًا ببايت. أحذف نسختي بتاريخ { $erased_at }.
original-hash = بصمتها (SHA-256): { $hash }
original-first = على المسرح، أو كعلامة باسمك، يبحث الناس عنك أنت. الأفضل عرض صورتك الأصلية أولًا.
approved-example = هل صُنعت من صورة المثال؟ إذن هذا ليس أنت. الرجاء عدم نشرها، ولا الكلمات أدناه.

expiry-near = هذه تزول قريبًا: { $numbers }. أحذفها بتاريخ { $erased_at }.
expiry-longer =
    { $days ->
        [one] إبقاؤها يومًا آخر
        [two] إبقاؤها يومين آخرين
        [few] إبقاؤها { $days } أيام أخرى
       *[other] إبقاؤها { $days } يومًا آخر
    }
expiry-erase-now = حذفها الآن
expiry-extended = باقية: { $numbers }. أحذفها بتاريخ { $erased_at }.
expiry-kept-already = لا حاجة إلى شيء. تبقى حتى { $erased_at }.
expiry-erased = حُذفت: { $numbers }.

silence-remind = ما زلت هنا. المتابعة متى شئت، وكلمة «إنهاء» تنهي الجولة.
silence-remind-photos = ما زلت هنا. إن لم يصلني شيء منك، أحذف صورك بعد ساعة ونصف.
silence-ended = أغلقت هذه الجولة بعد ساعتين من الصمت. والأمر { COMMAND("headshot") } يبدأ جولة جديدة.
silence-dropped =
    { $count ->
        [one] مرت ساعتان من الصمت، فحذفت صورتك. والأمر { COMMAND("headshot") } يبدأ من جديد.
        [two] مرت ساعتان من الصمت، فحذفت صورتيك. والأمر { COMMAND("headshot") } يبدأ من جديد.
        [few] مرت ساعتان من الصمت، فحذفت صورك ({ $count }). والأمر { COMMAND("headshot") } يبدأ من جديد.
       *[other] مرت ساعتان من الصمت، فحذفت صورك ({ $count }). والأمر { COMMAND("headshot") } يبدأ من جديد.
    }

paste-invented = صنع Candid هذه الصورة بالذكاء الاصطناعي. الشخص الذي فيها لا وجود له.
paste-alt-intro-invented = نص بديل جاهز للصق:
paste-alt-invented = رأس وكتفا شخص متخيَّل، بالذكاء الاصطناعي.
