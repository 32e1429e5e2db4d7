# Qu’est-ce que cette image ? Ce qui est dit de ses marques dans le chat, sur la page et en ligne de commande : un seul
# texte pour les trois. « Ici », c’est l’installation à qui l’on demande. Une marque absente ne prouve rien.

verify-sure = Ce fichier a été fait ici, et personne ne l’a changé depuis.
verify-known = Cette image a été faite ici, ou vient d’une image faite ici. Ce fichier est une copie. De petits changements ne sont pas exclus.
verify-camera = Prise avec un appareil photo, d’après le fichier. Ce n’est pas une preuve.
verify-unsure = Il y a des signes, mais aucun qui ne puisse venir que d’ici.
verify-nothing = Aucune marque trouvée. Cela ne prouve rien, ni dans un sens ni dans l’autre : une image peut perdre toutes ses marques.

verify-credentials-ours = Content Credentials : oui, signés ici, et personne n’a changé le fichier depuis. Ils disent : { $what }
verify-credentials-other = Content Credentials : oui, mais signés par quelqu’un qui n’est pas connu ici. Personne n’a changé le fichier depuis. Ils disent : { $what }
verify-credentials-broken = Content Credentials : il y en a, mais ils ne vont pas avec ce fichier. Il a été changé après, ou ils viennent d’un autre fichier.
verify-credentials-ended = Content Credentials : oui, signés ici, et personne n’a changé le fichier depuis. Le certificat a expiré entre-temps. Ils disent : { $what }
verify-credentials-unreadable = Content Credentials : il y en a, mais ils n’ont pas pu être lus.
verify-credentials-say = Ce qu’ils disent : { $what }
verify-credentials-remote = Content Credentials : le fichier donne seulement une adresse web. Elle n’a pas été ouverte.
verify-credentials-none = Content Credentials : aucun dans ce fichier. Beaucoup d’applis les enlèvent.
verify-watermark-found = Marque cachée : oui. Un programme qui marque ce qu’il change, comme Candid, a fait cette image ou celle dont elle est copiée. N’importe qui peut copier cette marque.
verify-watermark-probable = Marque cachée : peut-être. Il y en a une partie. L’image a pu être recadrée ou réduite.
verify-watermark-none = Marque cachée : pas trouvée. Elle est seulement dans ce qu’un programme a peint, et se perd dans les copies petites ou très recadrées.
verify-watermark-too_small = Marque cachée : cette copie est trop petite pour la chercher.
verify-label = Mots dans l’image : « { $label } ».
verify-label-none = Mots dans l’image : aucun trouvé là où Candid les écrit. Une copie recadrée ou encadrée peut encore en porter ; regardez bien.
verify-metadata = Mots dans le fichier : { $what } N’importe qui peut les écrire.
verify-registry-yes = Images faites ici : oui, celle-ci en est une. Il y est noté : { $what }
verify-registry-no = Images faites ici : elle n’est pas parmi celles encore gardées.
verify-registry-unchecked = Images faites ici : pas regardé cette fois.

verify-level-none = retouchée ; il n’est pas dit comment elle a été faite.
verify-level-algorithmicallyEnhanced = une photo dont un programme a changé la lumière ou la couleur.
verify-level-composite = une photo composée par un programme, par exemple avec un autre fond.
verify-level-composite-ours = assemblée, par exemple une photo avec un autre fond. Ici, la personne n’a pas été redessinée.
verify-level-compositeWithTrainedAlgorithmicMedia = modifiée avec une IA, en partie ou entièrement.
verify-level-trainedAlgorithmicMedia = faite avec une IA.
verify-level-none-ours = simplement recadrée.
verify-level-capture = prise avec un appareil photo.
verify-level-scan = numérisée à partir d’un film ou d’un papier.
verify-level-screen = une image d’écran.
verify-level-human = une image retouchée par un être humain.
verify-level-drawn = dessinée ou calculée avec un programme, pas prise avec un appareil photo.
verify-level-other = quelque chose pour quoi il n’y a pas de mot simple.

verify-refused-empty = Ce fichier est vide.
verify-refused-not_a_photo = Ce n’est pas une image lisible ici. JPEG, PNG, WebP et HEIC le sont. Rien n’a été gardé.
verify-refused-unreadable = Cette image est abîmée ou incomplète, elle n’a donc pas pu être lue. Rien n’a été gardé.
verify-refused-too_big = Ce fichier dépasse 25 Mo, il n’a donc pas été lu. Une copie plus petite peut l’être. Rien n’a été gardé.
verify-refused-too_many_pixels = Cette image a trop de pixels pour être lue ici. Une copie plus petite peut l’être. Rien n’a été gardé.
verify-refused-too_few_pixels = Cette image est trop petite pour être lue. Rien n’a été gardé.
verify-refused-too_costly = Lire cette image demandait trop de temps ou de mémoire, la lecture a donc été arrêtée. Une copie plus petite peut marcher. Rien n’a été gardé.
verify-refused-polyglot = Ce fichier contient autre chose en plus d’une image, il n’a donc pas été lu. Enregistrez l’image de nouveau et essayez ce fichier. Rien n’a été gardé.
verify-refused-animated = Ce fichier contient plus d’une image. Choisissez-en un qui n’en contient qu’une. Rien n’a été gardé.
verify-refused-other = Ce fichier n’a pas pu être lu comme une image. Rien n’a été gardé.
