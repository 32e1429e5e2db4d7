# Plain wishes about a picture, answered with what is possible.

wish-later = Il me faut d’abord votre photo, ensuite vous choisissez un style sur votre propre visage. Redites-le-moi alors.
wish-frame-later = Je dois d’abord faire une image. Ensuite, vous pourrez demander un cadrage plus serré ou plus de place.
wish-which = De quelle image parlez-vous ? Dites-le avec son numéro, comme « plus de place { $number } ».
wish-look = Le plus proche est { $look }. Je peux en faire une image avec votre photo. Ce que vous avez reste.
wish-look-make = En faire une
wish-look-later = Le plus proche est { $look }. Je fais encore vos images. Redites-le-moi quand elles sont là.
wish-look-redrawn = Le plus proche est { $look }. Choisissez-le quand je demande un style.
wish-no-such-backdrop = Je n’ai pas de fond comme celui-là. Voici ceux que j’ai :
wish-space = Je peux refaire l’image { $number } comme pour un CV. Ce cadrage laisse plus de place autour de vous. La première reste.
wish-space-make = La faire avec plus de place
wish-space-already = L’image { $number } a le cadrage le plus large que je fasse. Une photo prise un pas plus loin en donne davantage.
wish-closer = Je peux refaire l’image { $number } comme pour un profil en ligne. Ce cadrage est plus serré. La première reste.
wish-closer-make = La faire plus serrée
wish-closer-already = L’image { $number } a le cadrage le plus serré que je fasse. Vous pouvez recadrer le fichier vous-même.
wish-blur = J’ai un seul flou, celui d’un objectif lumineux. Je peux refaire l’image { $number } avec votre propre fond flouté. La première reste.
wish-blur-already = Dans l’image { $number }, votre fond est aussi flou que je sais le faire. Avec un autre fond, on ne voit rien de votre pièce.
wish-never = Je ne change jamais l’apparence de quelqu’un : ni l’âge, ni la silhouette, ni la peau, ni les vêtements.
wish-never-why = L’image porte votre nom. Les gens qui vous rencontrent doivent retrouver la personne qu’ils ont vue. Et votre visage n’a pas besoin d’être réparé.
wish-never-instead = Ce que je peux changer : la lumière, le cadrage et le fond. Une photo près d’une fenêtre, un pas en arrière, fait souvent plus que toute retouche.
