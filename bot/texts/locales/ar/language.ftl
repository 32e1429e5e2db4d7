# checked by a native speaker: not yet
# العربية. تخاطب الجميع بصيغة لا تخص رجلًا ولا امرأة، حيث يمكن ذلك.

language-ask = أي لغة؟
language-name = { $name }
language-set = من الآن أكلّمك بالعربية.
language-unchecked = لم يراجع عربيتي بعد ناطق بها. إن بدا شيء خطأ، فالأمر { COMMAND("feedback") } يوصله إليّ.
