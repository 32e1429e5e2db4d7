# An approved picture made again in its file's place: larger, its label elsewhere or in another language, another file.
# $place is the number of the row on the places view.

label-choose = La mention peut se trouver à ces endroits, avec les numéros de l’aperçu. Je la mets là où elle vous cache le moins. Touchez-en un autre et je renvoie l’image.
label-place-rim = { $place } : sur l’image, en petites lettres le long du bord du cercle.
label-place-corner = { $place } : sur l’image, dans un coin.
label-place-ring = { $place } : autour de l’image, sur un anneau fin. Rien de vous n’est caché.
label-place-footer = { $place } : sous l’image, sur une bande fine. Rien de vous n’est caché, mais un site qui découpe en rond peut la couper.
label-choose-typed = Ou écrivez « bord { $number } », « coin { $number } », « anneau { $number } » ou « bande { $number } ». Je m’en souviens pour vos prochaines images.
label-choose-typed-upright = Ou écrivez « coin { $number } » ou « bande { $number } ». Je m’en souviens pour vos prochaines images.
label-place-is-round = L’image { $number } n’est pas carrée, aucun site n’y découpe donc un cercle que la mention pourrait suivre.
label-only-below = Cette image est transparente, sa mention est donc sur une bande en dessous : là, elle se lit sur toutes les pages.
label-sheet-only-below = Sur une planche-contact, l’étiquette se trouve sur une bande en dessous. Elle ne peut pas être déplacée.
label-rim = { $place } : le long du bord rond
label-corner = { $place } : dans un coin
label-ring = { $place } : sur un anneau autour
label-footer = { $place } : sur une bande dessous
label-here-rim = Le long du bord
label-here-corner = Dans un coin
label-here-ring = Sur un anneau autour
label-here-footer = Sur une bande dessous
label-language = Mention dans une autre langue
label-language-ask = En quelle langue mettre la mention de l’image { $number } ?
label-coming = Un instant. Je refais l’image { $number } à partir de votre photo, avec la mention comme vous la voulez.
label-done-automatic = La mention est là où elle vous cache le moins.
label-done-rim = La mention suit le bord du cadrage rond.
label-done-corner = La mention est dans un coin.
label-done-ring = La mention est sur un anneau autour de l’image.
label-done-footer = La mention est sur une bande sous l’image.
label-already = La mention est déjà ainsi. Revoici le fichier.
label-stays = L’image { $number } reste telle quelle, avec sa mention.
label-photo-gone = Je ne peux plus déplacer la mention : il me faut votre photo, et elle est déjà effacée.
label-after-approval = Vous pourrez déplacer la mention une fois une image approuvée.
label-which = Laquelle ? Vous avez approuvé : { $numbers }. Écrivez par exemple « anneau { $number } ».
failed-label_withheld = Je n’ai pas pu relire la mention à cet endroit, je ne l’ai donc pas utilisée. C’est ma faute, pas la vôtre.
failed-label_other_picture = Je n’ai pas pu refaire exactement la même image.

larger-coming = Un instant : je fais le grand fichier, { $side } pixels.
larger-not-wait = Envoyer tout de suite le plus petit
larger-done = Voici le grand fichier : { $width } sur { $height } pixels.
larger-photo-gone = Votre photo est déjà effacée, je ne peux donc pas faire le grand fichier. Voici l’image telle que vous l’avez vue.
larger-not-made = Je n’ai pas pu faire le grand fichier cette fois. Voici l’image telle que vous l’avez vue.

file-png = En PNG
file-jpeg = En JPEG
file-coming = Un instant. Je refais le fichier de l’image { $number }.
file-done-png = Le fichier est maintenant un PNG : plus gros, et rien ne se perd à l’enregistrement.
file-done-jpeg = Le fichier est maintenant un JPEG : petit, et tous les sites l’acceptent.
file-only-this = L’image { $number } n’a pas de fond. Seul un PNG peut garder cela.
file-photo-gone = Je ne peux plus faire d’autre fichier : il me faut votre photo, et elle est déjà effacée.
file-too-big = Le fichier fait { $size } Mo. Ici, je peux envoyer { $most } Mo au plus ; il est donc encore chez moi.
file-too-big-jpeg = En JPEG, il passe, au quart de la taille.
file-too-big-only = Sans fond, l’image ne tient que dans un PNG, je n’ai donc pas de fichier plus petit.
