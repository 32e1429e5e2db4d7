# An approved picture made again in its file's place: larger, its label elsewhere or in another language, another file.
# $place is the number of the row on the places view.

label-choose = The label can stand in these places, with the numbers of the preview. I put it where it covers least of you. Tap another and I send the picture again.
label-place-rim = { $place }: on the picture, in small letters along the edge of the circle.
label-place-corner = { $place }: on the picture, in a corner.
label-place-ring = { $place }: around the picture, on a thin ring. Nothing of you is covered.
label-place-footer = { $place }: below the picture, on a thin strip. Nothing of you is covered, but a site that cuts a circle may cut it off.
label-choose-typed = Or type “rim { $number }”, “corner { $number }”, “ring { $number }” or “footer { $number }”. I remember it for your next pictures.
label-choose-typed-upright = Or type “corner { $number }” or “footer { $number }”. I remember it for your next pictures.
label-place-is-round = Picture { $number } is no square, so no site cuts it to a circle that the label could follow.
label-only-below = This picture is see-through, so its label stands on a strip below it: there it can be read on any page.
label-sheet-only-below = On a contact sheet the label stands on a strip below it. It can't be moved.
label-rim = { $place }: along the round edge
label-corner = { $place }: in a corner
label-ring = { $place }: on a ring around it
label-footer = { $place }: on a strip below it
label-here-rim = Along the edge
label-here-corner = In a corner
label-here-ring = On a ring around
label-here-footer = On a strip below
label-language = Label in another language
label-language-ask = In which language should the label of picture { $number } be?
label-coming = One moment. I make picture { $number } again from your photo, with its label the way you want it.
label-done-automatic = The label stands where it covers least of you.
label-done-rim = The label runs along the edge of the round crop.
label-done-corner = The label stands in a corner.
label-done-ring = The label stands on a ring around the picture.
label-done-footer = The label stands on a strip below the picture.
label-already = Its label is like that already. Here is the file again.
label-stays = Picture { $number } stays as it was, with its label.
label-photo-gone = I can't move the label any more: that takes your photo, and it is erased already.
label-after-approval = You can move the label once you have approved a picture.
label-which = Which one? You have approved: { $numbers }. Say for example “ring { $number }”.
failed-label_withheld = I could not read the label again there, so I did not use it. My fault, not yours.
failed-label_other_picture = I could not make exactly the same picture again.

larger-coming = One moment: I make the large file, { $side } pixels.
larger-not-wait = Send the smaller one now
larger-done = This is the large file: { $width } by { $height } pixels.
larger-photo-gone = Your photo is erased already, so I can't make the large file. Here is the picture as you saw it.
larger-not-made = I could not make the large file this time. Here is the picture as you saw it.

file-png = As PNG
file-jpeg = As JPEG
file-coming = One moment. I make the file of picture { $number } again.
file-done-png = The file is a PNG now: larger, and nothing is lost when it is saved.
file-done-jpeg = The file is a JPEG now: small, and every site takes it.
file-only-this = Picture { $number } has no background. Only a PNG can hold that.
file-photo-gone = I can't make another file any more: that takes your photo, and it is erased already.
file-too-big = The file has { $size } MB. Here I can send { $most } MB at most, so it is still with me.
file-too-big-jpeg = As a JPEG it fits, with a quarter of the size.
file-too-big-only = Without its background only a PNG can hold it, so I have no smaller file.
