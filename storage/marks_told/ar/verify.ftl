# ما هذه الصورة؟ ما يُقال عن علاماتها في المحادثة وعلى الصفحة وفي سطر الأوامر: نص واحد للثلاثة. «هنا» هو التثبيت الذي
# سُئل. غياب علامة لا يثبت شيئًا، ولا يجوز لجواب أن يقول خلاف ذلك.

verify-sure = صُنع هذا الملف هنا، ولم يغيّره أحد منذ ذلك الحين.
verify-known = صُنعت هذه الصورة هنا، أو نُسخت من صورة صُنعت هنا. هذا الملف نسخة. ولا تُستبعد تغييرات صغيرة.
verify-camera = التقطتها كاميرا، هكذا مكتوب في الملف. وهذا ليس إثباتًا.
verify-unsure = هناك إشارات، لكن لا يلزم أن تكون أي منها من هنا.
verify-nothing = لم توجد أي علامة. وهذا لا يثبت شيئًا: قد تفقد الصورة كل علامة.

verify-credentials-ours = Content Credentials: نعم، وُقّعت هنا، ولم يغيّر أحد الملف منذ ذلك الحين. مكتوب فيها: { $what }
verify-credentials-other = Content Credentials: نعم، لكن بتوقيع طرف غير معروف هنا. ولم يغيّر أحد الملف منذ ذلك الحين. مكتوب فيها: { $what }
verify-credentials-broken = Content Credentials: توجد، لكنها لا تطابق هذا الملف. غُيّر الملف لاحقًا، أو أُخذت من ملف آخر.
verify-credentials-ended = Content Credentials: نعم، وُقّعت هنا، ولم يغيّر أحد الملف منذ ذلك الحين. لكن مدة الشهادة انتهت. مكتوب فيها: { $what }
verify-credentials-unreadable = Content Credentials: توجد، لكن تعذّرت قراءتها.
verify-credentials-say = المكتوب فيها: { $what }
verify-credentials-remote = Content Credentials: لا يذكر الملف سوى عنوان لها على الإنترنت. ولم يُفتح.
verify-credentials-none = Content Credentials: لا توجد في هذا الملف. تطبيقات كثيرة تزيلها.
verify-watermark-found = العلامة المخفية: نعم. صنع هذه الصورة، أو صورة نُسخت منها، برنامج يضع علامة على ما يغيّره، مثل Candid. ويستطيع أي أحد نسخ هذه العلامة.
verify-watermark-probable = العلامة المخفية: ربما. جزء منها موجود. ربما قُصّت الصورة أو صُغّرت.
verify-watermark-none = العلامة المخفية: لم توجد. فهي توضع فقط في ما رسمه برنامج، وتضيع في النسخ الصغيرة أو المقصوصة كثيرًا.
verify-watermark-too_small = العلامة المخفية: هذه النسخة أصغر من أن يُبحث فيها.
verify-label = كلمات في الصورة: «{ $label }».
verify-label-none = كلمات في الصورة: لم توجد حيث يكتبها Candid. وقد تبقى في النسخ المقصوصة أو المؤطّرة، فالأفضل النظر إليها.
verify-metadata = كلمات في الملف: { $what } يستطيع أي أحد كتابتها.
verify-registry-yes = الصور المصنوعة هنا: نعم، هذه منها. مكتوب عنها: { $what }
verify-registry-no = الصور المصنوعة هنا: ليست بين ما بقي محفوظًا منها.
verify-registry-unchecked = الصور المصنوعة هنا: لم يُبحث فيها هذه المرة.

verify-level-none = عُدّلت؛ ولا يُذكر كيف صُنعت.
verify-level-algorithmicallyEnhanced = صورة غيّر برنامج إضاءتها أو لونها.
verify-level-composite = صورة ركّبها برنامج، مثلًا بخلفية أخرى.
verify-level-composite-ours = مركّبة، مثلًا صورة بخلفية أخرى. ولم يُعد رسم الشخص هنا.
verify-level-compositeWithTrainedAlgorithmicMedia = غُيّرت بالذكاء الاصطناعي، جزئيًا أو كليًا.
verify-level-trainedAlgorithmicMedia = صُنعت بالذكاء الاصطناعي.
verify-level-none-ours = قُصّت فقط.
verify-level-capture = التقطتها كاميرا.
verify-level-scan = ممسوحة من فيلم أو ورق.
verify-level-screen = صورة شاشة.
verify-level-human = صورة عدّلها إنسان.
verify-level-drawn = مرسومة أو محسوبة ببرنامج، لم تلتقطها كاميرا.
verify-level-other = شيء ليست له كلمة بسيطة.

verify-refused-empty = هذا الملف فارغ.
verify-refused-not_a_photo = هذه ليست صورة يمكن قراءتها هنا. يمكن قراءة JPEG وPNG وWebP وHEIC. لم يُحفظ شيء.
verify-refused-unreadable = هذه الصورة تالفة أو ناقصة، فتعذّرت قراءتها. لم يُحفظ شيء.
verify-refused-too_big = هذا الملف أكبر من 25 ميغابايت، فلم يُقرأ. نسخة أصغر تصلح. لم يُحفظ شيء.
verify-refused-too_many_pixels = في هذه الصورة بكسلات أكثر مما يمكن قراءته هنا. نسخة أصغر تصلح. لم يُحفظ شيء.
verify-refused-too_few_pixels = هذه الصورة أصغر من أن تُقرأ. لم يُحفظ شيء.
verify-refused-too_costly = احتاجت هذه الصورة إلى وقت أو ذاكرة أكثر مما يجوز، فأُوقفت القراءة. قد تصلح نسخة أصغر. لم يُحفظ شيء.
verify-refused-polyglot = في هذا الملف شيء آخر بجانب الصورة، فلم يُقرأ. الرجاء حفظ الصورة من جديد وتجربة ذلك الملف. لم يُحفظ شيء.
verify-refused-animated = في هذا الملف أكثر من صورة. الرجاء اختيار ملف بصورة واحدة. لم يُحفظ شيء.
verify-refused-other = تعذّرت قراءة هذا الملف كصورة. لم يُحفظ شيء.
