# Looks and number. A look is a backdrop and a crop; it never says anything about the person.

look-ask =
    { $photos ->
        [one] Pick a look, or send another photo first.
       *[other] Pick a look. I will use the best of your { $photos } photos.
    }
look-line = { $number }. { $look }
look-option = { $number }. { $look }
look-title = Look and number
look-select = First look
number-select = How many pictures
number-option =
    { $count ->
        [one] 1: this look only
       *[other] { $count }: this look and the next ones
    }
look-submit = Make my pictures
look-again = Another look
look-unknown = I don't have that look. Please pick one of these.

look-plain = Plain crop
look-plain-line = Plain crop: your own background, only cropped.
look-other = Another look
look-other-line = A look this bot's owner has added.
