# Consent. The sentences consent-likeness, -processing, -comparison, -generative, -generative_background are
# what a person agrees to: their hash is stored with each yes. Of consent-processing the hash is taken with the numbers
# as they were shown.

consent-gate = Before I take any photo, I ask what you agree to. May I show you the choices?
consent-changed = The words of what you agreed to have changed since. Before I do anything new, I ask you again.
consent-changed-start = Send { COMMAND("headshot") } and I show you the new words. What I hold already stays as it is until then.
consent-gate-yes = Yes, show me the choices
consent-gate-no = No thanks

consent-title = What you agree to
consent-page = I'm Candid, a program on { $operator }'s machine. Tick only what you agree to.
consent-page-local = I'm Candid, a program on this machine. Tick only what you agree to.
consent-intro = Tick only what you agree to. I need the ones marked as needed. Everything else is up to you.
consent-likeness = I am 18 or older. These photos show me and nobody else.
consent-likeness-example = I am 18 or older. The photos show me and nobody else, or it is the public example portrait. That is not me.
consent-processing =
    Candid may keep my photos for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } and finished pictures for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, and make headshots. My answers go { $person ->
        [one] { $person } day
       *[other] { $person } days
    } after my last file. Candid measures 468 points of my face, to frame the picture and to check its own work. They stay in memory and are never stored.
consent-comparison = Candid may compare the faces in my photos and pictures, in memory only. The face model learned from faces found on the web, most likely without asking. Its makers do not say which. It is one or more of CASIA-WebFace, VGGFace2 and MS1MV2. Without this I still get headshots that keep my real face.
consent-generative = A model may redraw me, my face too. The result may not look like me in every detail.
consent-generative_background = A model on the machine Candid works on paints the wall around me. It is given my photo to do so. My face and body are put back as taken.
consent-generative-elsewhere =
    A model on { $host } may redraw me, my face too. My photos are sent there. { $kept ->
        [0] Whoever runs it says that it keeps none of them.
        [one] Whoever runs it says that it keeps them for up to { $kept } hour.
       *[other] Whoever runs it says that it keeps them for up to { $kept } hours.
    } The result may not look like me in every detail.
consent-generative_background-elsewhere = A model on { $host } paints the wall behind me. It is sent words and no photo of mine. My face and body are put back as taken.
engine-notice-other = About redrawing: the model's makers do not list all the photos it learned from. Such models tend to lighten and smooth skin. I measure that and hold such pictures back. See { COMMAND("about") }.
consent-operator = { $operator } could see your photos while they are kept, if they have full access to the machine. No page of mine shows them, but a command can copy them.
consent-operator-local = Whoever has full access to this machine could see your photos while they are kept. No page of mine shows them, but a command can copy them.
consent-withdraw = You can take back each yes at any time with { COMMAND("consent") }.
consent-submit = I agree to what I ticked
consent-minor = I'm under 18
consent-incomplete = I downloaded nothing. I can't make a headshot without the ones marked as needed.
consent-open-again = Open again
consent-declined = That's fine. I took no photo. If you change your mind, send { COMMAND("headshot") }.
consent-thanks = Thank you.

# A written release: the ticked sentences are signed by typing a name. Only where the operator set it.
release-ask = Please sign what you ticked:
release-how = To sign, type your full name here. I keep it locked with your own key, and it stands in your receipt. It goes when your answers go. If you don't want to, say “stop”.
release-not-a-name = I can't take that as a name. Letters are enough.
release-photo-later = I have taken no photo yet. Please send it again once you have signed.

# Notices that a law wants, each where the operator named that law (CANDID_NOTICES).
notice-eu = In the EU: your yes is what allows me to work (GDPR Art. 6, and Art. 9 for comparing faces). You may see your data, get a copy, correct it, limit it and erase it. You may complain to your data protection authority. What AI made or changed is marked (AI Act, Art. 50).
notice-illinois = In Illinois: measuring your face takes its geometry. That is for framing, for checks and, if you ticked it, for comparing. It lasts while I work on a photo, in memory. I store none of it, sell none and pass none on. Your typed name is your written release (740 ILCS 14).
notice-new_york = In New York: an advert that shows a made-up person must say so where nobody can miss it (General Business Law § 396-b).
consent-still-counts = What you agreed to before still counts, for new photos too: they must show you and nobody else. { COMMAND("consent") } shows it and takes it back.
consent-still-counts-example = What you agreed to before still counts, for new photos too. { COMMAND("consent") } shows it and takes it back.

consent-none = You have agreed to nothing so far, or have taken it back.
consent-shown = This is what you agreed to:
consent-item = “{ $wording }”
consent-effects = If you take back one of the first two, I stop and erase your photos and every picture you have not approved, at once.
consent-effects-redrawing = If you take back comparing faces or redrawing, I only stop redrawing.
consent-effects-background = If you take back the painted background, I stop painting it.
consent-effects-persona = If you take back made-up people, I erase those you have not approved.
withdraw-likeness = Take back: it's me, 18 or older
withdraw-processing = Take back: making headshots
withdraw-comparison = Take back: comparing faces
withdraw-generative = Take back: redrawing
withdraw-generative_background = Take back: painted background
withdraw-nothing = There is nothing to take back. You have not agreed to that, or took it back before.
withdrawn-all = Done. I stopped, and your photos and the pictures you had not approved are being erased.
withdrawn-approved =
    { $count ->
        [one] Shall I keep your approved picture, or erase it?
       *[other] Shall I keep your { $count } approved pictures, or erase them?
    } If I hear nothing from you, I erase { $count ->
        [one] it
       *[other] them
    } on { $erased_at }.
withdrawn-erase = Erase
withdrawn-keep = Keep until { $last_on }
withdrawn-erased = Your approved pictures are being erased.
withdrawn-kept = Kept, as you wish. I erase them on { $erased_at }.
withdrawn-unanswered = I heard nothing from you, so your approved pictures are being erased now.
withdrawn-comparison = Done. I no longer compare faces. Headshots that keep your real face still work.
withdrawn-generative = Done. No model redraws you any more. Headshots that keep your real face still work.
withdrawn-generative_background = Done. No model paints behind you any more. The other backgrounds still work.
withdrawn-stopped = I also stopped the pictures that were under way.

minor-thanks = Thank you for telling me. Candid is only for people of 18 and over. I am erasing everything now.

consent-no-redrawing = Then no model redraws you. I downloaded nothing. You can have headshots that keep your real face.
consent-missing-generative = Without that yes no model may touch your face.
consent-no-painting = Then no model paints behind you. I downloaded nothing. You can have the other backgrounds, which no model paints.
consent-missing-generative_background = Without that yes no model gets your photo.
consent-missing-comparison = Without comparing faces I could not tell if a redrawn face is still yours.

consent-persona = I am 18 or older. I will not say that a made-up person is a real one, nor that it is me.
withdraw-persona = Take back: made-up people
withdrawn-persona = Done. I make up nobody any more. The ones you had not approved are being erased.
