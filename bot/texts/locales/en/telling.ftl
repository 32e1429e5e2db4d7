# What Candid tells about itself: where pictures may go, promises and failures, changes, cost, appeal, feedback.

where-head = May I use my picture there?
where-profile = Online profiles, chat, mail: yes.
where-cv = CV: yes, unless the form wants an unedited photo.
where-badge = Name badge at an event: yes. A door pass: no.
where-directory = Staff list at work: yes. On a public page: ask first.
where-speaking = Event pages and slides: yes. Send the original first where they take it.
where-identity = Passport, visa, licence, any ID, exams: no.
where-press = Press: no. They want the photo as taken.
where-casting = Casting: no. They want the photo as taken.
where-rule = Where the label is cut off, please say in words what was edited.

ethics-consent = What I promise about your yes
ethics-consent-1 = I fetch no photo before you agree. (test: no_byte_before_consent)
ethics-consent-2 = No picture is made without your living yes. (test: no_job_without_consent)
ethics-consent-3 = I guess no gender, age or origin, and I make nobody smoother, paler or thinner. (test: nothing_beautifies_or_sorts_people)

ethics-picture = What I promise about your picture
ethics-picture-1 = None leaves without its marks, and none without a sentence on what was edited. (tests: no_unsealed_image_leaves, no_picture_without_a_caption)
ethics-picture-2 = Label, sentence and file say the same. (test: every_layer_says_the_same)
ethics-picture-3 = Nobody else can see it, but a staff list you said yes to. (tests: nobody_reaches_another_s, the_directory_gets_only_what_was_given)
ethics-picture-4 = Unless a model redraws you, your face stays as taken. I measure it in the finished file. (test: no_unsealed_image_leaves)

ethics-erasure = What I promise about erasing
ethics-erasure-1 = { COMMAND("forget-me") } leaves only what its receipt lists. (test: nothing_left_after_forget)
ethics-erasure-2 = Nothing can be read past its date. (test: nothing_readable_past_its_expiry)
ethics-erasure-3 = A picture you send to check is kept nowhere. (test: a_picture_to_verify_is_never_kept)
ethics-erasure-4 = My programs call nobody but the chat and what my settings name. (test: processes_connect_nowhere)

ethics-failures = Where I fail
ethics-failures-1 = Of 148 finished pictures we looked at one by one, 122 were good enough to post. Hair before trees or shelves is the hardest.
ethics-failures-2 = Of ten people without a good picture, six were told of the doubt. Four were not.
ethics-failures-3 = The hidden mark does not survive everything, and a cut can take the label off.
ethics-failures-4 = I have never been measured on a real graphics card, so redrawing may be slower or worse than I say.

changes-head = What changed, newest first
changes-1 = 30 November 2026: I speak Spanish, French, Arabic and Hindi. When you approve, your photo comes back as you sent it. A tight photo gets a plain crop.
changes-2 = 30 November 2026: a photo can come first, and looks are tiles of your own face. Receipts are pages you can read. What a file says of how it was made stays with it.
changes-3 = 30 November 2026: dark glasses, veils, scars and masks have a way on. Cancel erases nothing. A month after your last file I forget you.
changes-4 = 29 November 2026: smaller labels, said in your language. No hidden mark lies on your face any more.

cost-none = I have made no pictures for you that I still know of.
cost-time =
    { $seconds ->
        [one] Your last set took one second of work.
       *[other] Your last set took { $seconds } seconds of work.
    }
cost-energy = That is about { $watt_hours } watt-hours, if the machine draws { $watts } watts. Whoever runs me set that figure. I don't measure it.
cost-phone = A phone's battery holds about 15. So this was { $share } per cent of one.

appeal-head = This is what I turned away or held back:
appeal-nothing = I hold nothing that I turned away.
appeal-ways = If my check was wrong, press the button that fits, or send another photo. Light and my own edits are to blame more often than you.
appeal-person = If that does not help, a person decides: { $contact }
appeal-person-local = If that does not help, ask whoever runs me on this machine. A person decides, not a program.

feedback-ask = How was it? One tap is enough.
feedback-kept = I count your answer, once a day. Who gave it is kept nowhere, and your picture is no part of it. Counts under five are shown to nobody.
feedback-good = It was good
feedback-face = It does not look like me
feedback-edge = Hair or outline is wrong
feedback-slow = It took too long
feedback-words = I did not understand
feedback-refused = My photo was turned away wrongly
feedback-thanks = Thank you. It is counted.
feedback-words-more = To say more in words: { $contact }
