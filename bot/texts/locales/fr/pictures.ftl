# A picture: its caption (the disclosure), its alt text, what was edited, why one was held back.
# $label is the label in the picture, in the label's own words. Captions and alt texts never describe the person.

picture = Image { $number }

caption-labelled = { $label }. { $what }
alt-labelled = Image { $number } : { $what } Mention dans l’image : { $label }.
alt-unlabelled = Image { $number } : { $what }

caption-cropped = Une vraie photo, recadrée par un programme. Rien d’autre n’a été changé.
caption-relit = Une vraie photo. { then-relit }
caption-greyed = Une vraie photo. { then-greyed }
caption-softened = Une vraie photo. { then-softened }
caption-softened-relit = Une vraie photo. { then-softened-relit }
caption-softened-greyed = Une vraie photo. { then-softened-greyed }
caption-backdrop = Une vraie photo. { then-backdrop }
caption-backdrop-relit = Une vraie photo. { then-backdrop-relit }
caption-backdrop-greyed = Une vraie photo. { then-backdrop-greyed }
caption-removed = Une vraie photo. { then-removed }
caption-removed-relit = Une vraie photo. { then-removed-relit }
caption-removed-greyed = Une vraie photo. { then-removed-greyed }
caption-generated = Une vraie photo. { then-generated }
caption-generated-relit = Une vraie photo. { then-generated-relit }
caption-generated-greyed = Une vraie photo. { then-generated-greyed }
caption-redrawn = Un modèle d’IA a redessiné la personne à partir de ses propres photos.
caption-strip-bare = APERÇU : ce que les sites en montreront. Ce n’est pas l’image elle-même.
caption-strip = APERÇU ({ $label }) : ce que les sites en montreront. Ce n’est pas l’image elle-même.

alt-cropped = tête et épaules, photo recadrée. Fond d’origine.
alt-relit = tête et épaules, photo recadrée. Fond d’origine, lumière modifiée.
alt-greyed = tête et épaules, photo recadrée. Fond d’origine, en noir et blanc.
alt-softened = tête et épaules, photo recadrée. Fond d’origine, flouté.
alt-softened-relit = tête et épaules, photo recadrée, lumière modifiée. Fond d’origine, flouté.
alt-softened-greyed = tête et épaules, photo recadrée, en noir et blanc. Fond d’origine, flouté.
alt-backdrop = tête et épaules, photo recadrée. Fond dessiné.
alt-backdrop-relit = tête et épaules, photo recadrée, lumière modifiée. Fond dessiné.
alt-backdrop-greyed = tête et épaules, photo recadrée, en noir et blanc. Fond dessiné.
alt-removed = tête et épaules, photo recadrée. Sans fond : il est transparent.
alt-removed-relit = tête et épaules, photo recadrée, lumière modifiée. Sans fond : il est transparent.
alt-removed-greyed = tête et épaules, photo recadrée, en noir et blanc. Sans fond : il est transparent.
alt-generated = tête et épaules, photo recadrée. Fond fait par une IA.
alt-generated-relit = tête et épaules, photo recadrée, lumière modifiée. Fond fait par une IA.
alt-generated-greyed = tête et épaules, photo recadrée, en noir et blanc. Fond fait par une IA.
alt-redrawn = tête et épaules, redessinées par une IA à partir de photos.
alt-strip = Votre image telle quelle et en cercle, une fois pour chaque endroit de la mention, avec son numéro. Elle porte le mot APERÇU.

edit-light-as_taken = Lumière : celle de la prise de vue.
edit-light-brighter = Lumière : plus claire, selon votre choix.
edit-light-darker = Lumière : plus sombre, selon votre choix.
edit-light-cast_removed = Lumière : sans la dominante, selon votre choix.
edit-light-grey = Lumière : noir et blanc, selon votre choix.
edit-face-kept = Visage : les pixels mêmes de votre photo, mesurés dans le fichier fini.
edit-face-tone-only = Visage : la lumière seule a changé, rien n’est repeint.
edit-face-grey-only = Visage : la couleur seule est partie, rien n’est repeint.
edit-face-redrawn = Visage : redessiné. Regardez bien : est-ce vous ?
edit-model = Modèle : { $model }.
edit-compared = Comparée à vos photos, comme vous l’avez permis : très proche. Ce n’est pas un contrôle d’identité.
edit-not-compared = Pas comparée : vous ne l’avez pas coché.

note-hair_cut_by_photo = Votre photo s’arrête aux cheveux, le cadrage aussi.
note-head_large_in_frame = La tête est plus grande que d’habitude dans le cadre, car votre photo ne laisse pas plus de place.
note-head_small_in_frame = La tête est plus petite que d’habitude dans le cadre, car je n’agrandis jamais un visage.
note-headroom_tight = Il y a peu de place au-dessus de la tête, comme dans votre photo.
note-headroom_wide = Il y a beaucoup de place au-dessus de la tête, comme dans votre photo.
note-eye_line_low = Les yeux sont plus bas que d’habitude, car votre photo ne permet pas d’autre cadrage.
note-eye_line_high = Les yeux sont plus hauts que d’habitude, car votre photo ne permet pas d’autre cadrage.
note-off_centre = Le visage n’est pas au milieu, car votre photo s’arrête trop tôt d’un côté.
note-not_levelled = La tête penche un peu. Je ne tourne pas une photo à ce point.
note-circle_tight = Dans un cadre rond, un peu de cheveux peut être coupé.
note-size_limited_by_source = L’image est aussi grande que votre photo le permet. Je n’agrandis jamais un visage.
note-square_by_source = L’image est carrée, car votre photo laisse trop peu de place pour un format vertical.
note-square_by_pixels = L’image est carrée, car votre photo a trop peu de pixels pour un format vertical. Une copie plus grande suffirait.
note-backdrop_extended = Votre fond n’allait pas jusqu’au bord ; un programme l’a prolongé, flouté.
note-larger_possible = Votre photo a assez de pixels pour un fichier plus grand. Je le fais quand vous approuvez cette image.
note-border_cut = Il y avait quelque chose autour de votre photo, comme une marge ou les barres d’un écran. Je l’ai coupé.
note-busy_background = Juste derrière vous, le fond était chargé ; il peut en rester des bouts au bord. Regardez bien.
note-thing_left_out = J’ai laissé de côté quelque chose près de vous qui ne semblait pas faire partie de vous. Si c’est à vous, dites-le-moi et je le garde.
note-edge_doubtful_above_head = Je ne vois pas bien où s’arrête votre contour au-dessus de la tête. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.
note-edge_doubtful_left_ear = Je ne vois pas bien où s’arrête votre contour à côté de la tête, à gauche de l’image. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.
note-edge_doubtful_right_ear = Je ne vois pas bien où s’arrête votre contour à côté de la tête, à droite de l’image. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.
note-edge_doubtful_left_neck = Je ne vois pas bien où s’arrête votre contour à côté du cou, à gauche de l’image. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.
note-edge_doubtful_right_neck = Je ne vois pas bien où s’arrête votre contour à côté du cou, à droite de l’image. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.
note-edge_doubtful_left_shoulder = Je ne vois pas bien où s’arrête votre contour à côté de l’épaule, à gauche de l’image. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.
note-edge_doubtful_right_shoulder = Je ne vois pas bien où s’arrête votre contour à côté de l’épaule, à droite de l’image. Regardez bien à cet endroit ; votre propre fond, flouté, le cache.

note-picked_larger = Parmi vos photos, j’en ai pris une qui donne une image plus grande que la suivante.
note-picked_better_framing = Parmi vos photos, j’en ai pris une qui laisse plus de place pour un bon cadrage.
note-picked_straighter = Parmi vos photos, j’en ai pris une qui regarde plus de face.
note-picked_sharper = Parmi vos photos, j’en ai pris une plus nette que la suivante.
note-picked_first = Vos photos conviennent aussi bien l’une que l’autre, j’ai donc pris la première.
note-picked_different = Pour cette image, j’ai pris une autre de vos photos, pour que vous puissiez comparer.

withheld-delivered_face = J’ai retenu l’image { $number } : dans le fichier fini, des pixels de votre visage n’étaient pas ceux de votre photo.
withheld-delivered_person = J’ai retenu l’image { $number } : dans le fichier fini, vous étiez plus loin de votre photo que l’enregistrement ne l’explique.
withheld-seal_broken = J’ai retenu l’image { $number } : je n’ai pas pu relire sa mention après l’avoir ajoutée.
withheld-other = J’ai retenu l’image { $number } : ma retouche n’a pas passé l’un de mes contrôles.
withheld-not-you = C’est la faute de ma retouche, pas la vôtre.

caption-invented = Un modèle d’IA a inventé ceci à partir de mots, sans aucune photo. Cela peut ressembler à quelqu’un par hasard.
alt-invented = tête et épaules d’une personne inventée, peinte par une IA.
alt-invented_set = une planche-contact de personnes inventées, peinte par une IA, chacune avec le numéro de son image.
edit-invented = Fait par un modèle à partir de mots. Aucune photo de vous n’y est entrée ni n’y a été comparée.
edit-invented_set = La planche-contact : chaque image de cette série sur une seule, avec son numéro. Si vous en effacez une, elle reste ici : effacez alors celle-ci aussi.

# What was done here. $then of the texts below, which are about uploads that say AI made or changed them.
then-cropped = Un programme l’a recadrée.
then-relit = Un programme l’a recadrée et a modifié sa lumière.
then-greyed = Un programme l’a recadrée et passée en noir et blanc.
then-softened = Un programme l’a recadrée et a flouté le fond de la photo.
then-softened-relit = Un programme l’a recadrée, a modifié sa lumière et flouté le fond de la photo.
then-softened-greyed = Un programme l’a recadrée, passée en noir et blanc et a flouté le fond de la photo.
then-backdrop = Un programme l’a recadrée et a dessiné un nouveau fond.
then-backdrop-relit = Un programme l’a recadrée, a modifié sa lumière et dessiné un nouveau fond.
then-backdrop-greyed = Un programme l’a recadrée, passée en noir et blanc et a dessiné un nouveau fond.
then-removed = Un programme l’a recadrée et a retiré son fond.
then-removed-relit = Un programme l’a recadrée, a modifié sa lumière et retiré son fond.
then-removed-greyed = Un programme l’a recadrée, passée en noir et blanc et a retiré son fond.
then-generated = Un modèle d’IA a fait le fond.
then-generated-relit = Un programme a modifié sa lumière. Un modèle d’IA a fait le fond.
then-generated-greyed = Un programme l’a passée en noir et blanc. Un modèle d’IA a fait le fond.
then-redrawn = Un modèle d’IA a redessiné la personne à partir d’elle.

caption-assembled =
    { $label ->
        [none] Le fichier d’origine dit que l’image est assemblée à partir de plusieurs. { $then }
       *[other] { $label }. Le fichier d’origine dit que l’image est assemblée à partir de plusieurs. { $then }
    }
caption-drawn =
    { $label ->
        [none] Le fichier d’origine dit que l’image est dessinée avec un programme. { $then }
       *[other] { $label }. Le fichier d’origine dit que l’image est dessinée avec un programme. { $then }
    }
alt-assembled =
    { $label ->
        [none] Image { $number } : tête et épaules, assemblée à partir de plusieurs images, comme le dit son fichier. { $then }
       *[other] Image { $number } : tête et épaules, assemblée à partir de plusieurs images, comme le dit son fichier. { $then } Mention dans l’image : { $label }.
    }
alt-drawn =
    { $label ->
        [none] Image { $number } : tête et épaules, dessinée avec un programme, comme le dit son fichier. { $then }
       *[other] Image { $number } : tête et épaules, dessinée avec un programme, comme le dit son fichier. { $then } Mention dans l’image : { $label }.
    }
edit-says-assembled = Votre fichier dit que l’image est assemblée à partir de plusieurs. Je le crois et je le transmets.
edit-says-drawn = Votre fichier dit que l’image est dessinée avec un programme. Je le crois et je le transmets.
caption-ai_made = { $label }. Le fichier d’origine dit qu’une IA l’a fait. { $then }
caption-ai_edited = { $label }. Le fichier d’origine dit qu’une IA l’a modifié. { $then }
alt-ai_made = Image { $number } : tête et épaules. Une IA a fait l’image, comme le dit son fichier. { $then } Mention dans l’image : { $label }.
alt-ai_edited = Image { $number } : tête et épaules. Une IA a modifié l’image, comme le dit son fichier. { $then } Mention dans l’image : { $label }.
edit-says-ai_made = Votre fichier dit qu’une IA l’a fait. Je le crois et je le transmets.
edit-says-ai_edited = Votre fichier dit qu’une IA l’a modifié. Je le crois et je le transmets.
