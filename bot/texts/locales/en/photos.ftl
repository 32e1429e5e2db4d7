# Photos: the coach, the answers, every reason to turn one down.

photos-ask = Now send me a photo of you. One is enough, { $most } at most.
photos-coach-light = Face a window, with the light in front of you.
photos-coach-frame = Put the camera at eye level, a step or two away: close up, a lens makes a nose larger. Leave room around your head.
photos-coach-covering = Scarves, turbans and hats are welcome. So are glasses and hearing aids.
photos-checking =
    { $count ->
        [one] I'm checking your photo now.
       *[other] I'm checking your { $count } photos now.
    }
photos-still-checking =
    { $count ->
        [one] One photo is still being checked.
       *[other] { $count } photos are still being checked.
    }
photos-too-many =
    { $left ->
        [one] I left one photo out and did not download it.
       *[other] I left { $left } photos out and did not download them.
    } I hold { $most } at most.
photos-first-your-yes = I have not downloaded your photo. First I need your yes.
photos-before-consent = I have not downloaded your photo. First I need your yes. Send { COMMAND("headshot") } to start.
photos-not-now = I have not downloaded your photo, as I am still working on your pictures. Send { COMMAND("headshot") } to start with new photos.
photos-gone = Your photos have been erased, as their time was up. Please send one again.
photos-fresh = Your earlier photos are gone. Send the new ones.

photo-good = Good. I can use this photo.
photo-looks-follow = Now I draw it in each look.
photo-not-usable = I can't use this photo, sorry. Here is why and what helps.
photo-one-question = One question before I use this photo.
photo-taken-only = For a badge or a staff directory I take only photos that no AI made or changed. Please send one of those.
photo-explicit = My check takes this for a nude picture. I don't work with those, so I have erased it. The check can be wrong.
photo-explicit-appeal = If it was wrong, tell { $contact }. A person will look into it. You need not send the picture.
photo-explicit-appeal-local = If it was wrong, tell whoever runs me. You need not show the picture.
photo-remove = Remove this photo
photo-removed = That photo is erased.
photo-already-gone = That photo is gone already.
photo-in-work = I am working with that photo right now. Cancel first, then it can go.
photo-fresh = Start with new photos

caption-contact-sheet = PREVIEW of your own photo in each look. Not a finished picture.
alt-contact-sheet = Your photo as small previews in { $count ->
        [one] one look
       *[other] { $count } looks, with numbers
    }, each marked PREVIEW.
caption-outlined = Your own photo, unedited. The outline shows what I mean. Only you get this copy.
alt-outlined = A small copy of your unedited photo. An outline marks the spot that the text is about.

not-stored-too_big = That file is too big for this chat. Send a smaller copy.
not-stored-daily_limit = That was the last photo check for today.
not-stored-too_many_held = I hold as many photos of yours as I may. Remove one first.
not-stored-vault_full = I have no room for more photos right now. Please try again later.
not-stored-other = I could not fetch that photo. Please send it again.
again = You can go on after { $again_at }.
check-failed = I could not check that photo. My fault, not yours. Please send it again.

# What is wrong: about the photo, the light or the file, never about the person.
refuse-no_room = The photo leaves too little room around your head. Any headshot from it would be cut off or lean.
refuse-not_a_photo = That file is not a photo I can read.
refuse-too_big = That file is too big.
refuse-too_many_pixels = That photo has more pixels than I can take.
refuse-too_few_pixels = That photo has too few pixels.
refuse-too_costly = That file takes too much work to open.
refuse-polyglot = That file is a photo and something else in one. I don't open such files.
refuse-unreadable = I can't open that file.
refuse-animated = That file is a moving picture.
refuse-empty = That file is empty.
refuse-camera_colours = I can't read this camera's HDR colours.
refuse-too_narrow = That picture is many times longer than wide.
refuse-other = Something in that photo does not work for me.

fix-no_room = Hold the camera level and further away, so that head and shoulders have room on all sides.
fix-not_a_photo = Send a JPEG, PNG, WebP, HEIC or AVIF photo.
fix-too_big = Send a smaller copy of it.
fix-too_many_pixels = Send a smaller copy of it.
fix-too_few_pixels = Send the photo in full size, as the camera took it.
fix-too_costly = Save it as a plain JPEG and send that.
fix-polyglot = Save it as a plain JPEG and send that.
fix-unreadable = Save the photo again and send the new copy.
fix-animated = Send a still photo.
fix-empty = Send it again. The upload may have failed.
fix-camera_colours = Save it as a JPEG and send that.
fix-too_narrow = Cut out the part with you in it and send that.
fix-other = Please try another photo.

hint-other = Another photo may come out better.


# The figure next to its limit. Whether the limit is a least or a most follows from the sentence before.
measure-px = Measured: { $value } pixels. My limit: { $limit } pixels.
measure-deg = Measured: { $value }°. My limit: { $limit }°.
measure-ratio = Measured: { $value } %. My limit: { $limit } %.
measure-megabytes = Measured: { $value } MB. My limit: { $limit } MB.
measure-megapixels = Measured: { $value } megapixels. My limit: { $limit } megapixels.
measure-faces = Faces found: { $value }. I need: { $limit }.
measure-stops = One side is brighter by { $value } stops, and each stop doubles the light. My limit: { $limit } stops.
measure-chroma = Strength of the colour: { $value }. My limit: { $limit }.
measure-lightness = Difference in brightness there: { $value }. My limit: { $limit }.
measure-colour = Difference in colour there: { $value }. My limit: { $limit }.
measure-detail = Fine detail: { $value }. My limit: { $limit }.
measure-bits = Parts that differ: { $value } of 64. My limit: { $limit }.
measure-cosine = Match: { $value } of 1. My limit: { $limit }.
measure-sides = Length over width: { $value }. My limit: { $limit }.
measure-levels = Its brightest parts: { $value } of 255. My limit: { $limit }.
measure-plain = Measured: { $value }. My limit: { $limit }.
