# Looks and number. A look is a backdrop and a crop; it never says anything about the person.

look-ask =
    { $photos ->
        [one] Pick a look, or send another photo first.
       *[other] Pick a look. I will use the best of your { $photos } photos.
    }
look-ask-tiles = Your photo in each look. Pick up to { $most }.
look-list = { $looks }
look-doubtful = I am not sure where you end in this photo. So looks that hide it come first: they keep your own background.
look-option = { $number }. { $look }
look-title = Look and number
look-select = First look
look-title-tiles = Looks
look-select-tiles = Looks
number-select = How many pictures
number-option =
    { $count ->
        [one] 1: this look only
        [2] 2: this look and the next one
       *[other] { $count }: this look and the next ones
    }
number-option-same =
    { $count ->
        [one] 1 picture
       *[other] { $count } pictures in this look
    }
look-submit = Make my pictures
look-again = Another look
look-many = I make up to { $most } pictures at a time. Please pick again.
look-unknown = I don't have that look. Please pick one of these.
look-none-here = None of the looks that are open to you here can be made right now. Please ask those who run this place.

look-name-other = Another look
look-line-other = Another look: one that the owner of this bot added
