# قول ما جرى للصورة، لكل مكان: الرد على ‎/disclose. الجمل بلسان صاحب الصورة.

disclose-none = هذا للصور التي اعتمدتها. ولا توجد الآن صورة معتمدة.
disclose-which = أي صورة؟ الصور المعتمدة: { $numbers }.
disclose-picture = الصورة { $number }
disclose-head = هذا كل ما يخص الصورة { $number } مرة أخرى.
disclose-words = عبارات جاهزة للصق، واحدة لكل مكان:

paste-linkedin =
    LinkedIn:
    «صورتي: { $what }. صنعتها ببرنامج Candid.{ $url ->
        [none] {""}
       *[other] {" "}ويمكن التحقق مما تغيّر: { $url }
    }»
paste-cv =
    السيرة الذاتية:
    «الصورة: { $what }. صُنعت ببرنامج Candid.{ $url ->
        [none] {""}
       *[other] {" "}للتحقق: { $url }
    }»
paste-signature =
    البريد الإلكتروني:
    «الصورة: { $what }.{ $url ->
        [none] {""}
       *[other] {" "}للتحقق: { $url }
    }»
paste-badge =
    بطاقة الاسم:
    «{ $what }»
paste-speaker =
    صفحة المتحدث:
    «الصورة: { $what }. صُنعت ببرنامج Candid.{ $url ->
        [none] {""}
       *[other] {" "}ويمكن التحقق مما تغيّر: { $url }
    }»

paste-what-cropped = صورة حقيقية لي، مقصوصة من دون أي تغيير آخر
paste-what-relit = صورة حقيقية لي، مقصوصة وإضاءتها معدّلة
paste-what-greyed = صورة حقيقية لي، مقصوصة ومحوّلة إلى الأبيض والأسود
paste-what-softened = صورة حقيقية لي، موّه برنامج خلفيتها
paste-what-softened-relit = صورة حقيقية لي، موّه برنامج خلفيتها وعدّل إضاءتها
paste-what-softened-greyed = صورة حقيقية لي بالأبيض والأسود، موّه برنامج خلفيتها
paste-what-backdrop = صورة حقيقية لي على خلفية رسمها برنامج
paste-what-backdrop-relit = صورة حقيقية لي على خلفية رسمها برنامج، بإضاءة معدّلة
paste-what-backdrop-greyed = صورة حقيقية لي بالأبيض والأسود، على خلفية رسمها برنامج
paste-what-removed = صورة حقيقية لي، أزال برنامج خلفيتها
paste-what-removed-relit = صورة حقيقية لي، أزال برنامج خلفيتها وعدّل إضاءتها
paste-what-removed-greyed = صورة حقيقية لي بالأبيض والأسود، أزال برنامج خلفيتها
paste-what-generated = صورة حقيقية لي على خلفية مصنوعة بالذكاء الاصطناعي
paste-what-generated-relit = صورة حقيقية لي على خلفية مصنوعة بالذكاء الاصطناعي، بإضاءة معدّلة
paste-what-generated-greyed = صورة حقيقية لي بالأبيض والأسود، على خلفية مصنوعة بالذكاء الاصطناعي
paste-what-redrawn = صورة أُعيد رسمها بالذكاء الاصطناعي من صور حقيقية لي

paste-short-cropped = صورة حقيقية، مقصوصة
paste-short-relit = صورة حقيقية، إضاءة معدّلة
paste-short-greyed = صورة حقيقية، أبيض وأسود
paste-short-softened = صورة حقيقية، خلفية مموّهة
paste-short-softened-relit = صورة حقيقية، خلفية مموّهة، إضاءة معدّلة
paste-short-softened-greyed = صورة حقيقية، خلفية مموّهة، أبيض وأسود
paste-short-backdrop = صورة حقيقية، خلفية مرسومة
paste-short-backdrop-relit = صورة حقيقية، خلفية مرسومة، إضاءة معدّلة
paste-short-backdrop-greyed = صورة حقيقية، خلفية مرسومة، أبيض وأسود
paste-short-removed = صورة حقيقية، خلفية محذوفة
paste-short-removed-relit = صورة حقيقية، خلفية محذوفة، إضاءة معدّلة
paste-short-removed-greyed = صورة حقيقية، خلفية محذوفة، أبيض وأسود
paste-short-generated = صورة حقيقية، خلفية بالذكاء الاصطناعي
paste-short-generated-relit = صورة حقيقية، خلفية بالذكاء الاصطناعي، إضاءة معدّلة
paste-short-generated-greyed = صورة حقيقية، خلفية بالذكاء الاصطناعي، أبيض وأسود
paste-short-redrawn = أُعيد رسمها بالذكاء الاصطناعي من صور حقيقية

paste-what-invented = شخص متخيَّل، مصنوع بالذكاء الاصطناعي
paste-short-invented = شخص متخيَّل، بالذكاء الاصطناعي

paste-what-assembled = صورة لي رُكّبت من عدة صور وأتمّها برنامج
paste-short-assembled = مركّبة من عدة صور
paste-what-drawn = صورة لي رُسمت ببرنامج وأتمّها برنامج آخر
paste-short-drawn = مرسومة ببرنامج
paste-what-ai_made = صورة لي صُنعت بالذكاء الاصطناعي وأتمّها برنامج
paste-short-ai_made = مصنوعة بالذكاء الاصطناعي
paste-what-ai_edited = صورة لي غُيّرت بالذكاء الاصطناعي وأتمّها برنامج
paste-short-ai_edited = مغيّرة بالذكاء الاصطناعي
