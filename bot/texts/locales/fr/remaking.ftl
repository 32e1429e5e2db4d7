# A picture made once more at the person's wish: in another light, or with areas marked as theirs or not theirs.

light-offer = Autre lumière
light-ask = L’image { $number } a la lumière de la prise de vue. Je la refais dans une autre lumière, ou en noir et blanc ? La première reste, pour que vous puissiez comparer.
light-ask-painted = L’image { $number } a la lumière de la photo. Le modèle doit-il la peindre encore une fois, avec votre photo un peu plus claire ou plus sombre ? La première reste, pour que vous compariez.
light-same = La laisser telle que prise
light-brighter = Un peu plus claire
light-darker = Un peu plus sombre
light-tint = Moins de dominante
light-grey = En noir et blanc
light-kept = L’image { $number } reste telle quelle.
light-compare = L’image { $number } est la même dans la lumière de la prise de vue. Comparez les deux et gardez celle qui vous plaît.
light-compare-painted = L’image { $number } a la lumière de la photo. Un modèle a peint chacune des deux à neuf. Comparez-les et gardez celle qui vous plaît.
light-unchanged = Je n’ai pas trouvé de dominante à retirer ; la lumière reste donc celle de la prise de vue.

mine-offer = Il manque quelque chose, ou il y en a trop
mine-keep = Ceci est à moi
mine-away = Ceci n’est pas à moi
mine-blur = Flouter plutôt mon propre fond
mine-no-blur = Ce n’est pas l’un des styles que je peux faire ici.
mine-ask = L’image { $number } a-t-elle perdu quelque chose de vous, comme une canne ou des cheveux ? Ou gardé un bout de l’ancien fond ? Dites quoi, et où. Je la refais.
mine-title = Ce qui est à vous
mine-whose = Ce qu’il y a là
whose-mine = C’est à moi : le garder
whose-not_mine = Ce n’est pas à moi : le retirer
mine-select = Où dans l’image, comme vous la voyez
mine-submit = La refaire
mine-area-top_left = En haut à gauche
mine-area-top = Au-dessus de la tête
mine-area-top_right = En haut à droite
mine-area-left = À gauche de la tête
mine-area-middle = À la tête
mine-area-right = À droite de la tête
mine-area-bottom_left = En bas à gauche
mine-area-bottom = Sous la tête
mine-area-bottom_right = En bas à droite

note-marked_area_kept = J’ai gardé ce que j’ai trouvé à l’endroit indiqué.
note-marked_area_empty = À l’endroit indiqué, je n’ai rien trouvé qui se détache du fond.
note-marked_area_gone = J’ai retiré ce dont je doutais à l’endroit indiqué.
note-marked_area_sure = À l’endroit indiqué, je n’ai rien trouvé que je puisse distinguer de vous.

remake-painted = Je ne peux pas faire cela avec l’image { $number }, car un modèle y a peint. Une teinte ôtée, le noir et blanc, ou vos affaires gardées, c’est pour les images qu’aucun modèle n’a touchées.
remake-photos-gone = Je ne peux pas la refaire, car ses photos sont effacées. { COMMAND("headshot") } commence une nouvelle série.
