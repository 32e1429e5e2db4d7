# شخص متخيَّل: لا تدخل فيه أي صورة. النصوص الوحيدة التي يقول فيها اختيارٌ كيف يبدو أحد.

persona-needs = الشخص المتخيّل، لإعلان مثلًا، يحتاج إلى جهاز فيه نموذج يرسم. ولا يوجد هنا.
persona-gone = الجهاز الذي يتخيّل الأشخاص متوقف الآن. وما زالت صورة شخصية لك ممكنة.
persona-use-ask = ما الغرض من الشخص المتخيَّل؟
persona-use-advert = إعلان
persona-use-presentation = شريحة عرض
persona-use-mockup = نموذج تصميم
persona-use-me = ملفي أو سيرتي أو بطاقتي أو الدليل
persona-not-you = الشخص المتخيَّل ليس أنت. في الملف الشخصي والسيرة الذاتية والبطاقة والدليل يبحث الناس عنك. لذلك يمكنني عمل صورة شخصية من صورتك.
persona-notice = هذا هو النموذج الذي سيرسم شخصًا لا وجود له.
persona-notice-shown = لا أطلب لهذا أي صورة، ولا أنظر إلى صورة عندي. ومع ذلك قد يشبه وجهٌ أحدًا بالمصادفة. كل صورة تقول AI · منشأ.
persona-agree-ask = الرجاء التأشير هنا عند الموافقة. من دونها لا أتخيّل أحدًا.
persona-not-agreed = إذن لا أتخيّل أحدًا. لم يُصنع شيء.
persona-ask = من يكون؟ يمكن ترك الأمر للمصادفة أو اختيار ثلاثة أشياء على الأكثر. البالغون فقط.
persona-too-many = هذه أربعة أشياء معًا، وعندي كلمات لثلاثة على الأكثر. الرجاء ترك واحد منها للمصادفة.
persona-title = شخص متخيَّل
persona-submit = ابدأ التخيّل
persona-number =
    { $count ->
        [one] شخص واحد
        [two] شخصان مع صفحة مصغّرات
        [few] { $count } أشخاص مع صفحة مصغّرات
        [many] { $count } شخصًا مع صفحة مصغّرات
       *[other] { $count } شخص مع صفحة مصغّرات
    }
persona-drawn = للمصادفة
persona-age = العمر
persona-age-thirties = في الثلاثينيات
persona-age-fifties = في الخمسينيات
persona-age-seventies = في السبعينيات
persona-presents = المظهر
persona-presents-woman = امرأة
persona-presents-man = رجل
persona-presents-neither = لا هذا ولا ذاك
persona-tone = لون البشرة
persona-tone-deepest = بني داكن جدًا
persona-tone-dark = بني داكن
persona-tone-medium = بني متوسط
persona-tone-tan = بني فاتح
persona-tone-light = فاتح
persona-tone-lightest = فاتح جدًا
persona-detail = الشعر، أو ما يرتديه أو يستخدمه
persona-detail-straight_hair = شعر أملس
persona-detail-curly_hair = شعر مجعّد
persona-detail-coily_hair = شعر شديد التجعّد
persona-detail-headscarf = حجاب
persona-detail-turban = عمامة
persona-detail-glasses = نظارة
persona-detail-hearing_aid = سماعة طبية
persona-detail-wheelchair = كرسي متحرك
persona-detail-prosthesis = يد صناعية
persona-again = شخص متخيَّل آخر
persona-held-back-all = حجبتها كلها لأنها لم تجتز فحوصي. الخطأ مني لا منك.
persona-failed = حدث عطل عندي، ولم أتخيّل أحدًا. يمكنك المحاولة مرة أخرى.
persona-good-for = تصلح لـ: الإعلانات وشرائح العرض ونماذج التصميم، حيث يُذكر أن الشخص متخيَّل.
persona-not-for = لا تصلح لـ: ملف شخصي أو سيرة ذاتية أو بطاقة أو دليل أو تقييم، أو أي مكان يظن الناس فيه أن الشخص حقيقي. ولا تدل أيضًا على تنوّع فريقك.
persona-certificate-title = كيف نشأت هذه الصورة
persona-certificate-nobody = رسم نموذج ذكاء اصطناعي الشخص الذي في هذه الصورة من كلمات قليلة. وقد يشبه أحدًا بالصدفة.
persona-certificate-no-photo = لم تدخل فيها أي صورة: لم تُرسل صورة لها ولم تُقرأ ولم تُقارن.
persona-certificate-not-diversity = ليست دليلًا على التنوّع. الشخص المتخيَّل لا يمثّل أحدًا، في أي فريق أو مكان.
persona-certificate-made = صنعها Candid بتاريخ { $made_at }. الوسم في الصورة يقول: { $label }.
