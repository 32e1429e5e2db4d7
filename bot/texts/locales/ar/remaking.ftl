# صورة تُصنع مرة أخرى برغبة صاحبها: بإضاءة أخرى، أو بعلامة على ما هو له أو ليس له.

light-offer = إضاءة أخرى
light-ask = إضاءة الصورة { $number } كما التُقطت. هل أصنعها مرة أخرى بإضاءة أخرى، أو بالأبيض والأسود؟ الأولى تبقى للمقارنة.
light-same = تبقى كما التُقطت
light-brighter = أفتح قليلًا
light-darker = أغمق قليلًا
light-tint = صبغة لون أقل
light-grey = أبيض وأسود
light-kept = تبقى الصورة { $number } كما هي.
light-compare = الصورة { $number } هي نفسها بالإضاءة كما التُقطت. يمكنك المقارنة وإبقاء ما يعجبك.
light-unchanged = لم أجد صبغة لون أزيلها، فالإضاءة كما التُقطت.

mine-offer = شيء ناقص أو زائد
mine-keep = هذا لي
mine-away = هذا ليس لي
mine-blur = تمويه خلفيتي بدلًا من ذلك
mine-no-blur = هذا النمط ليس من الأنماط المسموحة لي هنا.
mine-ask = هل ضاع في الصورة { $number } شيء لك، مثل عصا أو بعض الشعر؟ أم بقي فيها شيء من الخلفية القديمة؟ يكفي ذكر أيهما وأين. وأصنع الصورة مرة أخرى.
mine-title = ما هو لك
mine-whose = ما الموجود هناك
whose-mine = هو لي: يبقى
whose-not_mine = ليس لي: يُزال
mine-select = أين في الصورة، كما تظهر أمامك
mine-submit = صنعها مرة أخرى
mine-area-top_left = أعلى اليسار
mine-area-top = فوق الرأس
mine-area-top_right = أعلى اليمين
mine-area-left = يسار الرأس
mine-area-middle = عند الرأس
mine-area-right = يمين الرأس
mine-area-bottom_left = أسفل اليسار
mine-area-bottom = تحت الرأس
mine-area-bottom_right = أسفل اليمين

note-marked_area_kept = أبقيت ما وجدته في الجزء الذي حددته.
note-marked_area_empty = في الجزء الذي حددته لم أجد شيئًا يتميز عن الخلفية.
note-marked_area_gone = أزلت ما لم أكن متأكدًا منه في الجزء الذي حددته.
note-marked_area_sure = في الجزء الذي حددته لم أجد شيئًا أستطيع تمييزه عنك.

remake-painted = لا أستطيع ذلك مع الصورة { $number }، لأن نموذجًا رسم فيها. وحدها الصور التي لم يمسّها نموذج يمكن تغيير إضاءتها أو إبقاء أشيائك فيها.
remake-photos-gone = لا أستطيع صنعها مرة أخرى، لأن صورها الأصلية حُذفت. والأمر { COMMAND("headshot") } يبدأ جولة جديدة.
