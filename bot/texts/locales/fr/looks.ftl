# Looks and number. A look is a backdrop and a crop; it never says anything about the person.

look-ask =
    { $photos ->
        [one] Choisissez un style, ou envoyez d’abord une autre photo.
       *[other] Choisissez un style. Je prendrai la meilleure de vos { $photos } photos.
    }
look-ask-tiles = Votre photo dans chaque style. Choisissez-en { $most } au plus.
look-list = { $looks }
look-doubtful = Sur cette photo, je ne vois pas bien où s’arrête votre contour. Les styles qui le cachent viennent donc en premier : ils gardent votre propre fond.
look-option = { $number }. { $look }
look-title = Style et nombre
look-select = Premier style
look-title-tiles = Styles
look-select-tiles = Styles
number-select = Combien d’images
number-option =
    { $count ->
        [one] 1 : ce style seulement
        [2] 2 : ce style et le suivant
       *[other] { $count } : ce style et les suivants
    }
number-option-same =
    { $count ->
        [one] 1 image
       *[other] { $count } images dans ce style
    }
look-submit = Faire mes images
look-again = Un autre style
look-many = Je fais { $most } images au plus à la fois. Choisissez de nouveau.
look-unknown = Je n’ai pas ce style. Choisissez-en un parmi ceux-ci.
look-none-here = Aucun des styles disponibles ici ne peut être fait pour l’instant. Demandez aux responsables de ce lieu.

look-name-other = Un autre style
look-line-other = Un autre style : ajouté par la personne qui gère ce bot
