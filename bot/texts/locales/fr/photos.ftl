# Photos: the coach, the answers, every reason to turn one down.

photos-ask = Envoyez-moi maintenant une photo de vous. Une seule suffit, { $most } au plus.
photos-coach-light = Placez-vous face à une fenêtre, la lumière devant vous.
photos-coach-frame = Mettez l’appareil à hauteur des yeux, à un ou deux pas : de très près, l’objectif grossit le nez. Laissez de la place autour de la tête.
photos-coach-covering = Foulards, turbans et chapeaux sont bienvenus. Lunettes et appareils auditifs aussi.
photos-checking =
    { $count ->
        [one] J’examine votre photo.
       *[other] J’examine vos { $count } photos.
    }
photos-still-checking =
    { $count ->
        [one] J’examine encore une photo.
       *[other] J’examine encore { $count } photos.
    }
photos-too-many =
    { $left ->
        [one] J’ai laissé une photo de côté sans la télécharger.
       *[other] J’ai laissé { $left } photos de côté sans les télécharger.
    } J’en garde { $most } au plus.
photos-first-your-yes = Je n’ai pas téléchargé votre photo. Il me faut d’abord votre accord.
photos-before-consent = Je n’ai pas téléchargé votre photo. Il me faut d’abord votre accord. Envoyez { COMMAND("headshot") } pour commencer.
photos-not-now = Je n’ai pas téléchargé votre photo, car je travaille encore sur vos images. Envoyez { COMMAND("headshot") } pour commencer avec de nouvelles photos.
photos-gone = Vos photos ont été effacées, leur temps était écoulé. Envoyez-en une de nouveau.
photos-fresh = Vos photos d’avant ne sont plus là. Envoyez les nouvelles.

photo-good = Bien. Cette photo me convient.
photo-looks-follow = Je la dessine maintenant dans chaque style.
photo-not-usable = Je ne peux pas utiliser cette photo, pardon. Voici pourquoi et ce qui aide.
photo-one-question = Une question avant d’utiliser cette photo.
photo-taken-only = Pour un badge ou un annuaire du personnel, je ne prends que des photos qu’aucune IA n’a faites ni modifiées. Envoyez-en une de ce type.
photo-explicit = Mon contrôle prend cette image pour une photo de nu. Je n’en traite pas, je l’ai donc effacée. Le contrôle peut se tromper.
photo-explicit-appeal = S’il s’est trompé, dites-le ici : { $contact }. Un être humain regardera. Pas besoin d’envoyer l’image.
photo-explicit-appeal-local = S’il s’est trompé, dites-le à la personne qui me gère. Pas besoin de montrer l’image.
photo-remove = Retirer cette photo
photo-removed = Cette photo est effacée.
photo-already-gone = Cette photo n’est plus là.
photo-in-work = Je travaille sur cette photo en ce moment. Annulez d’abord, ensuite elle peut partir.
photo-fresh = Commencer avec de nouvelles photos

caption-contact-sheet = APERÇU de votre propre photo dans chaque style. Ce n’est pas une image finie.
alt-contact-sheet = Votre photo en petits aperçus dans { $count ->
        [one] un style
       *[other] { $count } styles, avec des numéros
    } ; chacun porte le mot APERÇU.
caption-outlined = Votre propre photo, non retouchée. Le cadre montre ce dont je parle. Cette copie n’est que pour vous.
alt-outlined = Une petite copie de votre photo non retouchée. Un cadre marque l’endroit dont parle le texte.

not-stored-too_big = Ce fichier est trop gros pour cette discussion. Envoyez une copie plus petite.
not-stored-daily_limit = C’était le dernier examen de photo pour aujourd’hui.
not-stored-too_many_held = J’ai déjà toutes les photos de vous que je peux garder. Retirez-en une d’abord.
not-stored-vault_full = Je n’ai plus de place pour d’autres photos en ce moment. Réessayez plus tard.
not-stored-other = Je n’ai pas pu recevoir cette photo. Envoyez-la de nouveau.
again = Vous pourrez continuer ensuite : { $again_at }.
check-failed = Je n’ai pas pu examiner cette photo. C’est ma faute, pas la vôtre. Envoyez-la de nouveau.

# What is wrong: about the photo, the light or the file, never about the person.
refuse-no_room = La photo laisse trop peu de place autour de votre tête. Un portrait fait avec elle serait coupé ou penché.
refuse-not_a_photo = Ce fichier n’est pas une photo que je sais lire.
refuse-too_big = Ce fichier est trop gros.
refuse-too_many_pixels = Cette photo a plus de pixels que je ne peux en traiter.
refuse-too_few_pixels = Cette photo a trop peu de pixels.
refuse-too_costly = Ouvrir ce fichier demande trop de travail.
refuse-polyglot = Ce fichier est une photo et autre chose à la fois. Je n’ouvre pas ces fichiers-là.
refuse-unreadable = Je ne peux pas ouvrir ce fichier.
refuse-animated = Ce fichier est une image animée.
refuse-empty = Ce fichier est vide.
refuse-camera_colours = Je ne sais pas lire les couleurs HDR de cet appareil.
refuse-too_narrow = Cette image est bien des fois plus longue que large.
refuse-other = Quelque chose dans cette photo ne me convient pas.

fix-no_room = Tenez l’appareil droit et plus loin, pour que tête et épaules aient de la place tout autour.
fix-not_a_photo = Envoyez une photo en JPEG, PNG, WebP, HEIC ou AVIF.
fix-too_big = Envoyez-en une copie plus petite.
fix-too_many_pixels = Envoyez-en une copie plus petite.
fix-too_few_pixels = Envoyez la photo en taille réelle, telle que l’appareil l’a prise.
fix-too_costly = Enregistrez-la en simple JPEG et envoyez ce fichier.
fix-polyglot = Enregistrez-la en simple JPEG et envoyez ce fichier.
fix-unreadable = Enregistrez la photo de nouveau et envoyez la nouvelle copie.
fix-animated = Envoyez une photo fixe.
fix-empty = Envoyez-le de nouveau. L’envoi a peut-être échoué.
fix-camera_colours = Enregistrez-la en JPEG et envoyez ce fichier.
fix-too_narrow = Découpez la partie où vous êtes et envoyez-la.
fix-other = Essayez une autre photo.

hint-other = Une autre photo donnera peut-être mieux.


# The figure next to its limit. Whether the limit is a least or a most follows from the sentence before.
measure-px = Mesuré : { $value } pixels. Ma limite : { $limit } pixels.
measure-deg = Mesuré : { $value }°. Ma limite : { $limit }°.
measure-ratio = Mesuré : { $value } %. Ma limite : { $limit } %.
measure-megabytes = Mesuré : { $value } Mo. Ma limite : { $limit } Mo.
measure-megapixels = Mesuré : { $value } mégapixels. Ma limite : { $limit } mégapixels.
measure-faces = Visages trouvés : { $value }. Il m’en faut : { $limit }.
measure-stops = Un côté est plus clair de { $value } diaphragmes, et chacun double la lumière. Ma limite : { $limit } diaphragmes.
measure-chroma = Force de la couleur : { $value }. Ma limite : { $limit }.
measure-lightness = Écart de clarté à cet endroit : { $value }. Ma limite : { $limit }.
measure-colour = Écart de couleur à cet endroit : { $value }. Ma limite : { $limit }.
measure-detail = Détail fin : { $value }. Ma limite : { $limit }.
measure-bits = Parties différentes : { $value } sur 64. Ma limite : { $limit }.
measure-cosine = Ressemblance : { $value } sur 1. Ma limite : { $limit }.
measure-sides = Longueur sur largeur : { $value }. Ma limite : { $limit }.
measure-levels = Ses parties les plus claires : { $value } sur 255. Ma limite : { $limit }.
measure-plain = Mesuré : { $value }. Ma limite : { $limit }.
