# A made-up person: no photo goes in. The only texts in which a choice says what somebody looks like.

persona-needs = Une personne inventée, par exemple pour une publicité, demanderait un ordinateur avec un modèle qui peint. Il n’y en a pas ici.
persona-gone = L’ordinateur qui invente des personnes est éteint pour l’instant. Un portrait de vous reste possible.
persona-use-ask = À quoi servira la personne inventée ?
persona-use-advert = Une publicité
persona-use-presentation = Une diapositive
persona-use-mockup = Une maquette
persona-use-me = Mon profil, CV, badge ou annuaire
persona-not-you = Une personne inventée, ce n’est pas vous. Sur un profil, un CV, un badge ou dans un annuaire, c’est vous que l’on cherche. Pour cela, je peux faire un portrait à partir de votre propre photo.
persona-notice = Voici le modèle qui peindrait quelqu’un qui n’existe pas.
persona-notice-shown = Pour cela, je ne demande aucune photo et n’en regarde aucune de celles que j’ai. Un visage pourrait quand même ressembler à quelqu’un par hasard. Chaque image dit IA · GÉNÉRÉ.
persona-agree-ask = Cochez ceci si vous l’acceptez. Sinon, je n’invente personne.
persona-not-agreed = Alors je n’invente personne. Rien n’a été fait.
persona-ask = Qui inventer ? Laissez faire le hasard, ou choisissez jusqu’à trois choses. Seulement des adultes.
persona-too-many = Cela fait quatre choses à la fois. J’ai des mots pour trois au plus. Laissez-en une au hasard.
persona-title = Une personne inventée
persona-submit = Inventer cette personne
persona-number =
    { $count ->
        [one] 1 personne
       *[other] { $count } personnes et leur planche-contact
    }
persona-drawn = Laisser faire le hasard
persona-age = Âge
persona-age-thirties = La trentaine
persona-age-fifties = La cinquantaine
persona-age-seventies = Plus de soixante-dix ans
persona-presents = Apparence
persona-presents-woman = Une femme
persona-presents-man = Un homme
persona-presents-neither = Ni l’un ni l’autre
persona-tone = Teint
persona-tone-deepest = Brun très foncé
persona-tone-dark = Brun foncé
persona-tone-medium = Brun moyen
persona-tone-tan = Brun clair
persona-tone-light = Clair
persona-tone-lightest = Très clair
persona-detail = Cheveux, ou ce que la personne porte ou utilise
persona-detail-straight_hair = Cheveux raides
persona-detail-curly_hair = Cheveux bouclés
persona-detail-coily_hair = Cheveux crépus
persona-detail-headscarf = Un foulard
persona-detail-turban = Un turban
persona-detail-glasses = Des lunettes
persona-detail-hearing_aid = Un appareil auditif
persona-detail-wheelchair = Un fauteuil roulant
persona-detail-prosthesis = Une prothèse de main
persona-again = Une autre personne inventée
persona-held-back-all = Je les ai toutes retenues, car elles n’ont pas passé mes contrôles. C’est ma faute, pas la vôtre.
persona-failed = Quelque chose s’est cassé de mon côté, et je n’ai inventé personne. Vous pouvez réessayer.
persona-good-for = Convient pour : publicités, diapositives et maquettes où il est dit que la personne est inventée.
persona-not-for = Ne convient pas pour : un profil, un CV, un badge, un annuaire, un avis, ni là où l’on s’attend à quelqu’un de réel. Cela ne montre rien non plus de la diversité de votre équipe.
persona-certificate-title = Comment cette image est née
persona-certificate-nobody = Un modèle d’IA a peint la personne de cette image à partir de quelques mots. Elle peut ressembler à quelqu’un par hasard.
persona-certificate-no-photo = Aucune photo n’a servi : aucune n’a été envoyée, lue ni comparée pour la faire.
persona-certificate-not-diversity = Ce n’est pas une preuve de diversité. Une personne inventée ne représente personne, dans aucune équipe ni aucun lieu.
persona-certificate-made = Faite par Candid le { $made_at }. La mention dans l’image dit : { $label }.
