# ‎/verify في المحادثة: ما يُسأل، ولماذا لم تُقرأ صورة. أما ما يُقال عن علاماتها ففي storage/marks_told.

verify-ask = يمكنك إرسال الصورة محل السؤال. أبحث عن علامات تقول كيف صُنعت.
verify-nothing-kept = أقرأها في الذاكرة ولا أحتفظ منها بشيء. ولا أقول من فيها، ولا متى صُنعت.
verify-looking = أنظر الآن.
verify-one-at-a-time = واحدة في كل مرة: أنظر إلى الأولى.
verify-button = فحص صورة أخرى
verify-not-read-daily_limit = فحصت لك اليوم صورًا كثيرة.
verify-not-read-not_available = لم أستطع الحصول على تلك الصورة. الرجاء إرسال { COMMAND("verify") } والصورة مرة أخرى.
