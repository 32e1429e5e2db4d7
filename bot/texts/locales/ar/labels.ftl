# صورة معتمدة تُصنع مرة أخرى مكان ملفها: أكبر، أو بوسم في مكان آخر أو بلغة أخرى، أو ملف من نوع آخر.
# $place رقم السطر في صورة الأماكن.

label-choose = يمكن أن يكون الوسم في هذه الأماكن، بأرقام المعاينة. أضعه حيث يغطي أقل ما يمكن منك. وبالضغط على مكان آخر أعيد إرسال الصورة.
label-place-rim = { $place }: على الصورة، بحروف صغيرة على حافة الدائرة.
label-place-corner = { $place }: على الصورة، في زاوية.
label-place-ring = { $place }: حول الصورة، على حلقة رفيعة. لا يغطي منك شيئًا.
label-place-footer = { $place }: تحت الصورة، على شريط رفيع. لا يغطي منك شيئًا، لكن موقعًا يقصّ دائرة قد يقطعه.
label-choose-typed = أو بكتابة «حافة { $number }» أو «زاوية { $number }» أو «حلقة { $number }» أو «شريط { $number }». وأتذكر ذلك لصورك القادمة.
label-choose-typed-upright = أو بكتابة «زاوية { $number }» أو «شريط { $number }». وأتذكر ذلك لصورك القادمة.
label-place-is-round = الصورة { $number } ليست مربعة، فلا موقع يقصّها دائرة يتبعها الوسم.
label-only-below = هذه الصورة شفافة، فوسمها على شريط تحتها: هناك يُقرأ على أي صفحة.
label-sheet-only-below = في صفحة المصغّرات تكون العلامة على شريط تحتها. ولا يمكن نقلها.
label-rim = { $place }: على الحافة الدائرية
label-corner = { $place }: في زاوية
label-ring = { $place }: على حلقة حولها
label-footer = { $place }: على شريط تحتها
label-here-rim = على الحافة
label-here-corner = في زاوية
label-here-ring = على حلقة حولها
label-here-footer = على شريط تحتها
label-language = الوسم بلغة أخرى
label-language-ask = بأي لغة يكون وسم الصورة { $number }؟
label-coming = لحظة من فضلك. أصنع الصورة { $number } من صورتك مرة أخرى، بالوسم الذي أردته.
label-done-automatic = الوسم حيث يغطي أقل ما يمكن منك.
label-done-rim = الوسم على حافة القصّ الدائري.
label-done-corner = الوسم في زاوية.
label-done-ring = الوسم على حلقة حول الصورة.
label-done-footer = الوسم على شريط تحت الصورة.
label-already = وسمها هكذا من قبل. هذا هو الملف مرة أخرى.
label-stays = بقيت الصورة { $number } كما كانت، بوسمها.
label-photo-gone = لم يعد بإمكاني نقل الوسم: أحتاج لذلك إلى صورتك الأصلية، وقد حُذفت.
label-after-approval = يمكن نقل الوسم بعد اعتماد الصورة.
label-which = أي صورة؟ الصور المعتمدة: { $numbers }. مثلًا: «حلقة { $number }».
failed-label_withheld = لم أستطع قراءة الوسم هناك، فلم أستعمل ذلك المكان. الخطأ مني لا منك.
failed-label_other_picture = لم أستطع صنع الصورة نفسها بالضبط مرة أخرى.

larger-coming = لحظة من فضلك: أصنع الملف الكبير، { $side } بكسل.
larger-not-wait = إرسال الملف الأصغر الآن
larger-done = هذا هو الملف الكبير: { $width } في { $height } بكسل.
larger-photo-gone = حُذفت صورتك الأصلية، فلا أستطيع صنع الملف الكبير. هذه هي الصورة كما رأيتها.
larger-not-made = لم أستطع صنع الملف الكبير هذه المرة. هذه هي الصورة كما رأيتها.

file-png = ملف PNG
file-jpeg = ملف JPEG
file-coming = لحظة من فضلك. أصنع ملف الصورة { $number } مرة أخرى.
file-done-png = صار الملف PNG: حجمه أكبر، ولا يضيع شيء عند حفظه.
file-done-jpeg = صار الملف JPEG: حجمه صغير، وتقبله كل المواقع.
file-only-this = ليس للصورة { $number } خلفية. وملف PNG وحده يحفظ ذلك.
file-photo-gone = لم يعد بإمكاني صنع ملف آخر: أحتاج لذلك إلى صورتك الأصلية، وقد حُذفت.
file-too-big = حجم الملف { $size } ميغابايت. وأقصى ما أرسله هنا { $most } ميغابايت، فهو ما زال عندي.
file-too-big-jpeg = إن كان JPEG فحجمه مناسب، نحو الربع.
file-too-big-only = من دون خلفية لا يحفظه إلا PNG، فليس عندي ملف أصغر.
