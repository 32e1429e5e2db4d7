# Looks and number. A look is a backdrop and a crop; it never says anything about the person.

look-ask =
    { $photos ->
        [one] Pick a look, or send another photo first.
       *[other] Pick a look. I will use the best of your { $photos } photos.
    }
look-list = { $looks }
look-doubtful = I am not sure where you end in this photo. So looks that hide it come first: they keep your own background.
look-option = { $number }. { $look }
look-title = Look and number
look-select = First look
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
look-unknown = I don't have that look. Please pick one of these.
look-none-here = None of the looks that are open to you here can be made right now. Please ask those who run this place.

look-studio_soft = Soft studio
look-studio_soft-line = Soft studio: light to mid grey paper, a soft lamp behind you
look-studio_dark = Dark studio
look-studio_dark-line = Dark studio: dark grey paper in low light
look-studio_warm = Warm studio
look-studio_warm-line = Warm studio: sand-coloured paper under a warm lamp
look-studio_teal = Teal studio
look-studio_teal-line = Teal studio: deep blue-green paper, a soft lamp
look-solid_light = Plain
look-solid_light-line = Plain: one even tone, white or grey
look-studio_navy = Navy studio
look-studio_navy-line = Navy studio: navy to steel-blue paper, a soft lamp
look-studio_sage = Sage studio
look-studio_sage-line = Sage studio: soft grey-green paper, a soft lamp
look-canvas_grey = Grey canvas
look-canvas_grey-line = Grey canvas: painted cloth in grey
look-canvas_brown = Brown canvas
look-canvas_brown-line = Brown canvas: painted cloth in brown
look-wall_daylight = Daylight wall
look-wall_daylight-line = Daylight wall: a plain wall with light from a window
look-office = Office blur
look-office-line = Office blur: a drawn office, far out of focus
look-outdoor = Outdoor blur
look-outdoor-line = Outdoor blur: a drawn park, far out of focus
look-own_softened = Own, blurred
look-own_softened-line = Own, blurred: your own background, blurred
look-own = Plain crop
look-own-line = Plain crop: your own background, only cropped
look-cutout = Cutout
look-cutout-line = Cutout: no background at all, for slides
look-brand = House colours
look-brand-line = House colours: the tones that this bot's owner has set
look-other = Another look
look-other-line = Another look: one that the owner of this bot added
