# A picture made once more at the person's wish: in another light, or with areas marked as theirs or not theirs.

light-offer = Other light
light-ask = Picture { $number } has the light as taken. Shall I make it once more in another light, or in black-and-white? The first one stays, so that you can compare.
light-ask-painted = Picture { $number } has the light as taken. Shall the model paint it once more, with your photo a bit brighter or darker? The first one stays, so that you can compare.
light-same = Leave it as taken
light-brighter = A bit brighter
light-darker = A bit darker
light-tint = Less colour tint
light-grey = Black-and-white
light-kept = Picture { $number } stays as it is.
light-compare = Picture { $number } is the same in the light as taken. Compare the two and keep the one you like.
light-compare-painted = Picture { $number } has the light as taken. A model painted each of the two anew. Compare them and keep the one you like.
light-unchanged = I found no tint that I could take out, so the light is as taken.

mine-offer = Something is missing or too much
mine-keep = This belongs to me
mine-away = This does not belong to me
mine-blur = Blur my own background instead
mine-no-blur = That is not one of the looks I may make here.
mine-ask = Did picture { $number } lose something of yours, like a cane or some hair? Or did it keep a bit of the old background? Say which, and where. I make the picture again.
mine-title = What belongs to you
mine-whose = What is there
whose-mine = It belongs to me: keep it
whose-not_mine = It does not belong to me: take it out
mine-select = Where in the picture, as you see it
mine-submit = Make it again
mine-area-top_left = Top left
mine-area-top = Above the head
mine-area-top_right = Top right
mine-area-left = Left of the head
mine-area-middle = At the head
mine-area-right = Right of the head
mine-area-bottom_left = Bottom left
mine-area-bottom = Below the head
mine-area-bottom_right = Bottom right

note-marked_area_kept = I kept what I found in the part you named.
note-marked_area_empty = In the part you named I found nothing that stands out from the background.
note-marked_area_gone = I took out what I was unsure of in the part you named.
note-marked_area_sure = In the part you named I found nothing that I could tell from you.

remake-painted = I can't do that with picture { $number }, because a model painted in it. Only pictures that no model touched can lose a tint, be black-and-white, or have more of your things kept.
remake-photos-gone = I can't make it again, as the photos for it are erased. { COMMAND("headshot") } starts a new round.
