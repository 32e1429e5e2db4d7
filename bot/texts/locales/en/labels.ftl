# Where the label stands in an approved picture, and in which language.
# $place is the number of the row on the approval strip.

label-choose =
    The label can stand in three places, numbered in the preview. Your file has it on a bar. Tap another and I send it again.
    Or type “bar { $number }”, “ring { $number }” or “badge { $number }”.
label-chip = { $place }: on a bar
label-ring = { $place }: on a ring around it
label-badge = { $place }: as a small badge
label-language = Label in another language
label-language-ask = In which language should the label of picture { $number } be?
label-coming = One moment. I make picture { $number } again from your photo, with its label the way you want it.
label-done-chip = The label stands on a bar.
label-done-ring = The label stands on a ring around the picture.
label-done-badge = The label is a badge.
label-badge-words = A badge alone says little. Please write “{ $label }” beside the picture.
label-already = Its label is like that already. Here is the file again.
label-stays = Picture { $number } stays as it was, with its label.
label-photo-gone = I can't move the label any more: that takes your photo, and it is erased already.
label-after-approval = You can move the label once you have approved a picture.
label-which = Which one? You have approved: { $numbers }. Say for example “ring { $number }”.
failed-label_no_room = There is no room for that label off your face.
failed-label_withheld = I could not read the label again there, so I did not use it. My fault, not yours.
failed-label_other_picture = I could not make exactly the same picture again.
