# The first message (120 words at most, all its parts together), the purpose, the engine.

opening-who = I'm Candid, a program, not a person. I run on { $operator }'s machine. I send your photos to no AI service.
opening-who-local = I'm Candid, a program, not a person. I run on this machine. I send your photos to no AI service.
opening-carries = { $carrier } carries this chat and may keep copies.
opening-carries-nobody = This chat stays on the same machine.
opening-kept =
    I keep photos for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } and finished pictures for { $days ->
        [one] { $days } day
       *[other] { $days } days
    }. { COMMAND("forget-me") } erases all of it at any time.
opening-jobs-go-on = The pictures you asked for before are still coming.

purpose-for = For
purpose-ask = What is your headshot for?
purpose-profile = Online profile
purpose-cv = CV
purpose-badge = Event badge
purpose-directory = Company directory
purpose-speaking = Speaker page
purpose-identity = Passport, visa, licence, ID
purpose-press = Press
purpose-casting = Casting

advice-identity = Use your unedited photo. Passport, visa and licence offices turn edited photos away, and so do door passes and exams. I don't need to see it.
advice-press = Give the press your original photo. Newsrooms crop and tone a photo themselves, and turn away one where a program put something in or took it out. I don't need to see it.
advice-casting = Use your unedited photo. Casting needs to see you just as the camera did. I don't need to see it.
advice-end = I took no photo. For another use, send { COMMAND("headshot") }.

engine-ask = How shall I make it?
engine-offer-other = Let a model redraw me
engine-timed-other = Let a model redraw me: about { $seconds } s each
engine-means-other = Redrawing can change how you look. Each such picture says so, in the picture and beside it.
engine-gone = The machine with that model is off now. You can choose another way, or wait.

engine-studio-instead = Keep my real face instead
engine-studio-no-model = No model, please
studio-instead = Your face stays as it is, then.
studio-no-model = No model paints, then.
redraw-notice = Before you decide, this is the model that would redraw you.
background-notice = Before you decide, this is the model that would paint behind you.
background-notice-measured = It is given your photo, cut to the frame. Then I put you back in, as taken, and compare the inside of your face pixel by pixel. You can go on without a model at every step.
background-notice-elsewhere = It is sent words and no photo of you. Then I put you in front, as taken, and compare the inside of your face pixel by pixel. You can go on without a model at every step.
redraw-notice-whose = What you read here about its limits was found by others, who are named. I have no figures of my own about this model.
redraw-notice-measured = I measure each picture against your photos: who it looks like, skin tone, skin detail, eyes and shape. What drifts too far I hold back. You can go back to your real face at every step.

