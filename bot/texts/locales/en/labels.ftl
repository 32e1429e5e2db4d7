# Where the label stands in an approved picture, and in which language.
# $place is the number of the row on the approval strip.

label-choose =
    The label can stand in four places, numbered in the preview. I put it where it covers least of you. Tap another and I send it again.
    Or type “rim { $number }”, “corner { $number }”, “ring { $number }” or “footer { $number }”. I remember it for your next pictures.
label-rim = { $place }: along the round edge
label-corner = { $place }: in a corner
label-ring = { $place }: on a ring around it
label-footer = { $place }: on a strip below it
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
