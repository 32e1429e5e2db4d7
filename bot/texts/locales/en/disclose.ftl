# Saying what was done to a picture, place by place: the answers to /disclose. The sentences are the person's own voice.

disclose-none = This is for pictures you approved. There is none right now.
disclose-which = Which one? You have approved: { $numbers }.
disclose-picture = Picture { $number }
disclose-head = Here is all of picture { $number } again.
disclose-words = Words you can paste, one for each place:

paste-linkedin =
    LinkedIn:
    “My photo is { $what }. I made it with Candid.{ $url ->
        [none] {""}
       *[other] {" "}What was changed can be checked: { $url }
    }”
paste-cv =
    CV:
    “Photo: { $what }. Made with Candid.{ $url ->
        [none] {""}
       *[other] {" "}Check: { $url }
    }”
paste-signature =
    E-mail:
    “Photo: { $what }.{ $url ->
        [none] {""}
       *[other] {" "}Check: { $url }
    }”
paste-badge =
    Badge:
    “{ $what }”
paste-speaker =
    Speaker page:
    “The headshot is { $what }. It was made with Candid.{ $url ->
        [none] {""}
       *[other] {" "}What was changed can be checked: { $url }
    }”

paste-what-cropped = a real photo of me, cropped and not changed
paste-what-relit = a real photo of me, cropped, with its light changed
paste-what-greyed = a real photo of me, cropped and turned black-and-white
paste-what-softened = a real photo of me with the background blurred by a program
paste-what-softened-relit = a real photo of me with the background blurred and the light changed by a program
paste-what-softened-greyed = a real photo of me with the background blurred by a program, in black-and-white
paste-what-backdrop = a real photo of me on a background drawn by a program
paste-what-backdrop-relit = a real photo of me on a background drawn by a program, with the light changed
paste-what-backdrop-greyed = a real photo of me on a background drawn by a program, in black-and-white
paste-what-removed = a real photo of me with the background taken away by a program
paste-what-removed-relit = a real photo of me with the background taken away and the light changed by a program
paste-what-removed-greyed = a real photo of me with the background taken away by a program, in black-and-white
paste-what-generated = a real photo of me on a background made with AI
paste-what-generated-relit = a real photo of me on a background made with AI, with the light changed
paste-what-generated-greyed = a real photo of me on a background made with AI, in black-and-white
paste-what-redrawn = redrawn with AI from real photos of me

paste-short-cropped = Real photo, cropped
paste-short-relit = Real photo, light changed
paste-short-greyed = Real photo, black-and-white
paste-short-softened = Real photo, background blurred
paste-short-softened-relit = Real photo, background blurred, light changed
paste-short-softened-greyed = Real photo, background blurred, black-and-white
paste-short-backdrop = Real photo, drawn background
paste-short-backdrop-relit = Real photo, drawn background, light changed
paste-short-backdrop-greyed = Real photo, drawn background, black-and-white
paste-short-removed = Real photo, background removed
paste-short-removed-relit = Real photo, background removed, light changed
paste-short-removed-greyed = Real photo, background removed, black-and-white
paste-short-generated = Real photo, AI background
paste-short-generated-relit = Real photo, AI background, light changed
paste-short-generated-greyed = Real photo, AI background, black-and-white
paste-short-redrawn = Redrawn with AI from real photos

paste-what-invented = a made-up person, made with AI
paste-short-invented = Made-up person, AI

paste-what-assembled = a picture of me that was put together from several pictures, finished by a program
paste-short-assembled = Put together from several pictures
paste-what-drawn = a picture of me that was drawn with a program, finished by another one
paste-short-drawn = Drawn with a program
paste-what-ai_made = a picture of me that was made with AI, finished by a program
paste-short-ai_made = Made with AI
paste-what-ai_edited = a picture of me that was changed with AI, finished by a program
paste-short-ai_edited = Changed with AI
