# Consent. The sentences consent-likeness, -processing, -comparison, -generative, -generative_background are
# what a person agrees to: their hash is stored with each yes. Of consent-processing the hash is taken with the numbers
# as they were shown.

consent-gate = Avant de recevoir une photo, je vous demande ce que vous acceptez. Je vous montre les choix ?
consent-changed = Le texte de ce que vous avez accepté a changé depuis. Avant de faire du nouveau, je vous repose la question.
consent-changed-start = Envoyez { COMMAND("headshot") } et je vous montre le nouveau texte. Ce que j’ai déjà reste tel quel d’ici là.
consent-gate-yes = Oui, montrez-moi les choix
consent-gate-no = Non merci

consent-title = Ce que vous acceptez
consent-page = Je suis Candid, un programme sur un ordinateur géré par { $operator }. Cochez seulement ce que vous acceptez.
consent-page-local = Je suis Candid, un programme sur cet ordinateur. Cochez seulement ce que vous acceptez.
consent-intro = Cochez seulement ce que vous acceptez. J’ai besoin de ce qui est indiqué comme nécessaire. Le reste dépend de vous.
consent-likeness = J’ai 18 ans ou plus. Ces photos me montrent, moi et personne d’autre.
consent-likeness-example = J’ai 18 ans ou plus. Les photos me montrent, moi et personne d’autre, ou c’est le portrait public d’exemple. Ce n’est pas moi.
consent-processing =
    Candid peut garder mes photos { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    } et les images finies { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }, et faire des portraits. Mes réponses partent { $person ->
        [one] { $person } jour
       *[other] { $person } jours
    } après mon dernier fichier. Candid mesure 468 points de mon visage, pour cadrer l’image et contrôler son propre travail. Ces points restent en mémoire et ne sont jamais enregistrés.
consent-comparison = Candid peut comparer les visages de mes photos et de mes images, seulement en mémoire. Le modèle qui le fait a appris sur des visages pris sur le web, très probablement sans demander. Ses auteurs ne disent pas lesquels. C’est un ou plusieurs de ces jeux : CASIA-WebFace, VGGFace2 et MS1MV2. Sans cela, je reçois quand même des portraits qui gardent mon vrai visage.
consent-generative = Un modèle peut me redessiner, visage compris. Le résultat peut ne pas me ressembler dans tous les détails.
consent-generative_background = Un modèle, sur l’ordinateur où travaille Candid, peint le mur autour de moi. Pour cela, il reçoit ma photo. Mon visage et mon corps y sont remis comme sur la photo.
consent-generative-elsewhere =
    Un modèle sur { $host } peut me redessiner, visage compris. Mes photos y sont envoyées. { $kept ->
        [0] La personne qui gère cet ordinateur dit qu’il n’en garde aucune.
        [one] La personne qui gère cet ordinateur dit qu’il les garde jusqu’à { $kept } heure.
       *[other] La personne qui gère cet ordinateur dit qu’il les garde jusqu’à { $kept } heures.
    } Le résultat peut ne pas me ressembler dans tous les détails.
consent-generative_background-elsewhere = Un modèle sur { $host } peint le mur derrière moi. Il reçoit des mots et aucune photo de moi. Mon visage et mon corps y sont remis comme sur la photo.
engine-notice-other = Si un modèle vous redessine : les auteurs du modèle ne nomment pas toutes les photos qui ont servi à l’entraîner. De tels modèles ont tendance à éclaircir et à lisser la peau. Je le mesure et je retiens ces images. Voir { COMMAND("about") }.
consent-operator = { $operator } pourrait voir vos photos tant que je les garde, avec un accès complet à l’ordinateur. Aucune de mes pages ne les montre, mais une commande peut les copier.
consent-operator-local = Quiconque a un accès complet à cet ordinateur pourrait voir vos photos tant que je les garde. Aucune de mes pages ne les montre, mais une commande peut les copier.
consent-withdraw = Vous pouvez retirer chaque accord à tout moment avec { COMMAND("consent") }.
consent-submit = J’accepte ce que j’ai coché
consent-minor = J’ai moins de 18 ans
consent-incomplete = Je n’ai rien téléchargé. Je ne peux pas faire de portrait sans ce qui est indiqué comme nécessaire.
consent-open-again = Rouvrir
consent-declined = D’accord. Je n’ai reçu aucune photo. Si vous changez d’avis, envoyez { COMMAND("headshot") }.
consent-thanks = Merci.

# A written release: the ticked sentences are signed by typing a name. Only where the operator set it.
release-ask = Signez ce que vous avez coché :
release-how = Pour signer, tapez ici votre nom complet. Je le garde fermé par votre propre clé, et il figure dans votre justificatif. Il part quand vos réponses partent. Si vous ne voulez pas, dites « arrêter ».
release-not-a-name = Je ne peux pas prendre cela pour un nom. Des lettres suffisent.
release-photo-later = Je n’ai pas encore reçu de photo. Renvoyez-la une fois que vous aurez signé.

# Notices that a law wants, each where the operator named that law (CANDID_NOTICES).
notice-eu = Dans l’UE : c’est votre accord qui me permet de travailler (RGPD, art. 6, et art. 9 pour comparer les visages). Vous pouvez voir vos données, en recevoir une copie, les corriger, les limiter et les effacer. Vous pouvez vous plaindre à votre autorité de protection des données. Ce qu’une IA a fait ou modifié est marqué (règlement sur l’IA, art. 50).
notice-illinois = En Illinois : mesurer votre visage relève sa géométrie. C’est pour cadrer, pour les contrôles et, si vous l’avez coché, pour comparer. Cela dure le temps du travail sur une photo, en mémoire. Je ne l’enregistre pas, ne la vends pas et ne la transmets pas. Votre nom tapé est votre autorisation écrite (740 ILCS 14).
notice-new_york = À New York : une publicité qui montre une personne inventée doit le dire là où cela se voit (General Business Law § 396-b).
consent-still-counts = Ce que vous avez accepté avant vaut toujours, aussi pour de nouvelles photos : elles doivent vous montrer, vous et personne d’autre. { COMMAND("consent") } le montre et le retire.
consent-still-counts-example = Ce que vous avez accepté avant vaut toujours, aussi pour de nouvelles photos. { COMMAND("consent") } le montre et le retire.

consent-none = Vous n’avez rien accepté jusqu’ici, ou vous l’avez retiré.
consent-shown = Voici ce que vous avez accepté :
consent-item = « { $wording } »
consent-effects = Si vous retirez l’un des deux premiers, j’arrête et j’efface aussitôt vos photos et les images que vous n’avez pas approuvées.
consent-effects-redrawing = Si vous retirez la comparaison des visages ou l’accord pour redessiner, j’arrête seulement de redessiner.
consent-effects-background = Si vous retirez le fond peint, j’arrête de le peindre.
consent-effects-persona = Si vous retirez les personnes inventées, j’efface celles que vous n’avez pas approuvées.
withdraw-likeness = Retirer : c’est moi, 18 ou plus
withdraw-processing = Retirer : faire des portraits
withdraw-comparison = Retirer : comparer les visages
withdraw-generative = Retirer : redessiner
withdraw-generative_background = Retirer : fond peint
withdraw-nothing = Il n’y a rien à retirer. Vous ne l’avez pas accepté, ou l’avez déjà retiré.
withdrawn-all = C’est fait. J’ai arrêté ; vos photos et les images que vous n’aviez pas approuvées sont en cours d’effacement.
withdrawn-approved =
    { $count ->
        [one] Je garde votre image approuvée, ou je l’efface ?
       *[other] Je garde vos { $count } images approuvées, ou je les efface ?
    } Sans réponse de votre part, je { $count ->
        [one] l’efface
       *[other] les efface
    } le { $erased_at }.
withdrawn-erase = Effacer
withdrawn-keep = Garder jusqu’au { $last_on }
withdrawn-erased = Vos images approuvées sont en cours d’effacement.
withdrawn-kept = Je les garde, comme vous le voulez. Je les efface le { $erased_at }.
withdrawn-unanswered = Vous n’avez pas répondu, vos images approuvées sont donc en cours d’effacement.
withdrawn-comparison = C’est fait. Je ne compare plus les visages. Les portraits qui gardent votre vrai visage restent possibles.
withdrawn-generative = C’est fait. Plus aucun modèle ne vous redessine. Les portraits qui gardent votre vrai visage restent possibles.
withdrawn-generative_background = C’est fait. Plus aucun modèle ne peint derrière vous. Les autres fonds restent possibles.
withdrawn-stopped = J’ai aussi arrêté les images en cours.

minor-thanks = Merci de me le dire. Candid est réservé aux personnes de 18 ans et plus. J’efface tout maintenant.

consent-no-redrawing = Alors aucun modèle ne vous redessine. Je n’ai rien téléchargé. Vous pouvez avoir des portraits qui gardent votre vrai visage.
consent-missing-generative = Sans cet accord, aucun modèle ne peut toucher à votre visage.
consent-no-painting = Alors aucun modèle ne peint derrière vous. Je n’ai rien téléchargé. Vous pouvez prendre les autres fonds, qu’aucun modèle ne peint.
consent-missing-generative_background = Sans cet accord, aucun modèle ne reçoit votre photo.
consent-missing-comparison = Sans comparer les visages, je ne pourrais pas savoir si un visage redessiné est encore le vôtre.

consent-persona = J’ai 18 ans ou plus. Je ne dirai pas d’une personne inventée qu’elle est réelle, ni que c’est moi.
withdraw-persona = Retirer : personnes inventées
withdrawn-persona = C’est fait. Je n’invente plus personne. Celles que vous n’aviez pas approuvées sont en cours d’effacement.
