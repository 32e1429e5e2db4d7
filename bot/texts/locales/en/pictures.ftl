# A picture: its caption (the disclosure), its alt text, what was edited, why one was held back.
# $label is the label in the picture, in the label's own words. Captions and alt texts never describe the person.

picture = Picture { $number }

caption-labelled = { $label }. { $what }
alt-labelled = Picture { $number }: { $what } Label in the picture: { $label }.
alt-unlabelled = Picture { $number }: { $what }

caption-cropped = A real photo, cropped by a program. Nothing else was changed.
caption-relit = A real photo. { then-relit }
caption-greyed = A real photo. { then-greyed }
caption-softened = A real photo. { then-softened }
caption-softened-relit = A real photo. { then-softened-relit }
caption-softened-greyed = A real photo. { then-softened-greyed }
caption-backdrop = A real photo. { then-backdrop }
caption-backdrop-relit = A real photo. { then-backdrop-relit }
caption-backdrop-greyed = A real photo. { then-backdrop-greyed }
caption-removed = A real photo. { then-removed }
caption-removed-relit = A real photo. { then-removed-relit }
caption-removed-greyed = A real photo. { then-removed-greyed }
caption-generated = A real photo. { then-generated }
caption-generated-relit = A real photo. { then-generated-relit }
caption-generated-greyed = A real photo. { then-generated-greyed }
caption-redrawn = An AI model redrew the person from their own photos.
caption-strip-bare = PREVIEW: how sites will show it. Not the picture itself.
caption-strip = PREVIEW ({ $label }): how sites will show it. Not the picture itself.

alt-cropped = head and shoulders, cropped from the photo. Own background.
alt-relit = head and shoulders, cropped from the photo. Own background, light changed.
alt-greyed = head and shoulders, cropped from the photo. Own background, black-and-white.
alt-softened = head and shoulders, cropped from the photo. Own background, blurred.
alt-softened-relit = head and shoulders, cropped from the photo, light changed. Own background, blurred.
alt-softened-greyed = head and shoulders, cropped from the photo, black-and-white. Own background, blurred.
alt-backdrop = head and shoulders, cropped from the photo. Drawn background.
alt-backdrop-relit = head and shoulders, cropped from the photo, light changed. Drawn background.
alt-backdrop-greyed = head and shoulders, cropped from the photo, black-and-white. Drawn background.
alt-removed = head and shoulders, cropped from the photo. No background: it is see-through.
alt-removed-relit = head and shoulders, cropped from the photo, light changed. No background: it is see-through.
alt-removed-greyed = head and shoulders, cropped from the photo, black-and-white. No background: it is see-through.
alt-generated = head and shoulders, cropped from the photo. Background made by AI.
alt-generated-relit = head and shoulders, cropped from the photo, light changed. Background made by AI.
alt-generated-greyed = head and shoulders, cropped from the photo, black-and-white. Background made by AI.
alt-redrawn = head and shoulders, redrawn by AI from photos.
alt-strip = Your picture as it is and as a circle, once for each place of the label, with its number. Marked PREVIEW.

edit-light-as_taken = Light: as taken.
edit-light-brighter = Light: brighter, as you chose.
edit-light-darker = Light: darker, as you chose.
edit-light-cast_removed = Light: tint taken out, as you chose.
edit-light-grey = Light: black-and-white, as you chose.
edit-face-kept = Face: your photo's own pixels, measured in the finished file.
edit-face-tone-only = Face: only the light changed, nothing is repainted.
edit-face-grey-only = Face: only its colour is gone, nothing is repainted.
edit-face-redrawn = Face: redrawn. Please look closely: is this you?
edit-model = Model: { $model }.
edit-compared = Compared with your photos, as you allowed: very close. This is no ID check.
edit-not-compared = Not compared: you did not tick that.

note-hair_cut_by_photo = Your photo ends at the hair, so the crop does too.
note-head_large_in_frame = The head is larger than usual in the frame, as your photo leaves no more room.
note-head_small_in_frame = The head is smaller than usual in the frame, as I never enlarge a face.
note-headroom_tight = There is little room above the head, as in your photo.
note-headroom_wide = There is much room above the head, as in your photo.
note-eye_line_low = The eyes sit lower than usual, as your photo allows no other crop.
note-eye_line_high = The eyes sit higher than usual, as your photo allows no other crop.
note-off_centre = The face is not in the middle, as your photo ends too early on one side.
note-not_levelled = The head leans a bit. I don't turn a photo that far.
note-circle_tight = In a round frame a bit of hair may be cut.
note-size_limited_by_source = The picture is as large as your photo allows. I never enlarge a face.
note-square_by_source = The picture is square, as your photo leaves too little room for an upright one.
note-square_by_pixels = The picture is square, as your photo has too few pixels for an upright one. A larger copy would do.
note-backdrop_extended = Your background ended before the edge of the picture, so a program continued it, blurred.
note-larger_possible = Your photo has the pixels for a larger file. I make it once you approve this picture.
note-border_cut = There was something around your photo, like a margin or a screen's bars. I cut it off.
note-busy_background = Your background was busy right behind you, so bits of it may show at the edge. Please look closely.
note-thing_left_out = I left out something beside you that did not look like a part of you. If it belongs to you, tell me, and I keep it.
note-edge_doubtful_above_head = I am not sure where you end above your head. Please look closely there; your own background, blurred, hides it.
note-edge_doubtful_left_ear = I am not sure where you end beside your head, on the left of the picture. Please look closely there; your own background, blurred, hides it.
note-edge_doubtful_right_ear = I am not sure where you end beside your head, on the right of the picture. Please look closely there; your own background, blurred, hides it.
note-edge_doubtful_left_neck = I am not sure where you end beside your neck, on the left of the picture. Please look closely there; your own background, blurred, hides it.
note-edge_doubtful_right_neck = I am not sure where you end beside your neck, on the right of the picture. Please look closely there; your own background, blurred, hides it.
note-edge_doubtful_left_shoulder = I am not sure where you end beside your shoulder, on the left of the picture. Please look closely there; your own background, blurred, hides it.
note-edge_doubtful_right_shoulder = I am not sure where you end beside your shoulder, on the right of the picture. Please look closely there; your own background, blurred, hides it.

note-picked_larger = From your photos I took one that gives a larger picture than the next.
note-picked_better_framing = From your photos I took one with more room for a good crop.
note-picked_straighter = From your photos I took one that looks more to the front.
note-picked_sharper = From your photos I took one that is sharper than the next.
note-picked_first = Your photos are equally good for this, so I took the first.
note-picked_different = For this picture I took another of your photos, so that you can compare.

withheld-delivered_face = I held picture { $number } back: in the finished file pixels of your face were not your photo's.
withheld-delivered_person = I held picture { $number } back: in the finished file you were further from your photo than saving alone explains.
withheld-seal_broken = I held picture { $number } back: I could not read its label again after adding it.
withheld-other = I held picture { $number } back: my edit did not pass one of my checks.
withheld-not-you = My edit's fault, not yours.

caption-invented = Made up from words by an AI model, from no photo. It may resemble someone by chance.
alt-invented = head and shoulders of a made-up person, painted by AI.
alt-invented_set = a contact sheet of made-up people, painted by AI, each with the number of their picture.
edit-invented = Made from words by a model, from nobody's photo, and compared with none of yours.
edit-invented_set = The contact sheet: every picture of this set on one, by its number. If you erase one of them it still stands here: then erase this one, too.

# What was done here. $then of the texts below, which are about uploads that say AI made or changed them.
then-cropped = A program cropped it.
then-relit = A program cropped it and changed its light.
then-greyed = A program cropped it and turned it black-and-white.
then-softened = A program cropped it and blurred its background.
then-softened-relit = A program cropped it, changed its light and blurred its background.
then-softened-greyed = A program cropped it, turned it black-and-white and blurred its background.
then-backdrop = A program cropped it and drew a new background.
then-backdrop-relit = A program cropped it, changed its light and drew a new background.
then-backdrop-greyed = A program cropped it, turned it black-and-white and drew a new background.
then-removed = A program cropped it and took its background away.
then-removed-relit = A program cropped it, changed its light and took its background away.
then-removed-greyed = A program cropped it, turned it black-and-white and took its background away.
then-generated = An AI model made the background.
then-generated-relit = A program changed its light. An AI model made the background.
then-generated-greyed = A program turned it black-and-white. An AI model made the background.
then-redrawn = An AI model redrew the person from it.

caption-assembled =
    { $label ->
        [none] The file it was made from says that it was put together from several pictures. { $then }
       *[other] { $label }. The file it was made from says that it was put together from several pictures. { $then }
    }
caption-drawn =
    { $label ->
        [none] The file it was made from says that it was drawn with a program. { $then }
       *[other] { $label }. The file it was made from says that it was drawn with a program. { $then }
    }
alt-assembled =
    { $label ->
        [none] Picture { $number }: head and shoulders, put together from several pictures, as its file says. { $then }
       *[other] Picture { $number }: head and shoulders, put together from several pictures, as its file says. { $then } Label in the picture: { $label }.
    }
alt-drawn =
    { $label ->
        [none] Picture { $number }: head and shoulders, drawn with a program, as its file says. { $then }
       *[other] Picture { $number }: head and shoulders, drawn with a program, as its file says. { $then } Label in the picture: { $label }.
    }
edit-says-assembled = Your file says that it was put together from several pictures. I believe it and pass it on.
edit-says-drawn = Your file says that it was drawn with a program. I believe it and pass it on.
caption-ai_made = { $label }. The file it was made from says that AI made it. { $then }
caption-ai_edited = { $label }. The file it was made from says that AI changed it. { $then }
alt-ai_made = Picture { $number }: head and shoulders. AI made the picture, as its file says. { $then } Label in the picture: { $label }.
alt-ai_edited = Picture { $number }: head and shoulders. AI changed the picture, as its file says. { $then } Label in the picture: { $label }.
edit-says-ai_made = Your file says that AI made it. I believe it and pass it on.
edit-says-ai_edited = Your file says that AI changed it. I believe it and pass it on.
