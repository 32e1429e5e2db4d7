# What Candid tells about itself: where pictures may go, promises and failures, changes, cost, appeal, feedback.

where-head = Puis-je utiliser mon image là ?
where-profile = Profils en ligne, discussion, e-mail : oui.
where-cv = CV : oui, sauf si l’on demande une photo non retouchée.
where-badge = Badge nominatif à un événement : oui. Badge d’accès : non.
where-directory = Annuaire au travail : oui. Sur une page publique : demandez d’abord.
where-speaking = Pages d’événement et diapositives : oui. Envoyez d’abord l’original là où on le prend.
where-identity = Passeport, visa, permis, toute pièce d’identité, examens : non.
where-press = Presse : non. Elle veut la photo telle que prise.
where-casting = Casting : non. On y veut la photo telle que prise.
where-rule = Là où la mention est coupée, dites en mots ce qui a été retouché.

ethics-consent = Ce que je promets sur votre accord
ethics-consent-1 = Je ne télécharge aucune photo avant votre accord. (test : no_byte_before_consent)
ethics-consent-2 = Aucune image n’est faite sans votre accord en cours. (test : no_job_without_consent)
ethics-consent-3 = Je ne devine ni genre, ni âge, ni origine, et je ne rends personne plus lisse, plus pâle ou plus mince. (test : nothing_beautifies_or_sorts_people)

ethics-picture = Ce que je promets sur votre image
ethics-picture-1 = Aucune ne part sans ses marques, ni sans une phrase sur ce qui a été retouché. (tests : no_unsealed_image_leaves, no_picture_without_a_caption)
ethics-picture-2 = Mention, phrase et fichier disent la même chose. (test : every_layer_says_the_same)
ethics-picture-3 = Personne d’autre ne peut la voir, sauf un annuaire si vous l’avez accepté. (tests : nobody_reaches_another_s, the_directory_gets_only_what_was_given)
ethics-picture-4 = Si aucun modèle ne vous redessine, votre visage reste tel que pris. Je le mesure dans le fichier fini. (test : no_unsealed_image_leaves)

ethics-erasure = Ce que je promets sur l’effacement
ethics-erasure-1 = { COMMAND("forget-me") } ne laisse que ce que dit son justificatif. (test : nothing_left_after_forget)
ethics-erasure-2 = Rien ne se lit après sa date. (test : nothing_readable_past_its_expiry)
ethics-erasure-3 = Une image envoyée pour examen n’est gardée nulle part. (test : a_picture_to_verify_is_never_kept)
ethics-erasure-4 = Mes programmes n’appellent personne, sauf la discussion et ce que nomment mes réglages. (test : processes_connect_nowhere)

ethics-failures = Mes échecs
ethics-failures-1 = Sur 148 images finies, regardées une à une, 122 étaient assez bonnes pour être publiées. Le plus dur, ce sont les cheveux devant des arbres ou des étagères.
ethics-failures-2 = Sur dix personnes sans bonne image, six ont été prévenues du doute. Quatre non.
ethics-failures-3 = La marque cachée ne résiste pas à tout, et un recadrage peut enlever la mention.
ethics-failures-4 = On ne m’a jamais mesuré sur une vraie carte graphique ; redessiner peut donc être plus lent ou moins bon que je le dis.

changes-head = Ce qui a changé, le plus récent d’abord
changes-1 = 30 novembre 2026 : je parle espagnol, français, arabe et hindi. Quand vous approuvez, votre photo revient telle que vous l’avez envoyée. Une photo serrée est simplement recadrée.
changes-2 = 30 novembre 2026 : une photo peut venir en premier, et les styles montrent votre propre visage. Les justificatifs sont des pages lisibles. Ce qu’un fichier dit de son origine reste avec lui.
changes-3 = 30 novembre 2026 : lunettes sombres, voiles, cicatrices et masques ont une issue. Annuler n’efface rien. Un mois après votre dernier fichier, je vous oublie.
changes-4 = 29 novembre 2026 : des mentions plus petites, dans votre langue. Plus aucune marque cachée sur votre visage.

cost-none = Je ne connais plus aucune image faite pour vous.
cost-time =
    { $seconds ->
        [one] Votre dernière série a pris une seconde de travail.
       *[other] Votre dernière série a pris { $seconds } secondes de travail.
    }
cost-energy = Cela fait environ { $watt_hours } wattheures, si l’ordinateur consomme { $watts } watts. Ce chiffre vient de la personne qui me gère. Je ne le mesure pas.
cost-phone = La batterie d’un téléphone en contient environ 15. C’était donc { $share } pour cent d’une batterie.

appeal-head = Voici ce que j’ai refusé ou retenu :
appeal-nothing = Je n’ai rien que j’aie refusé.
appeal-ways = Si mon contrôle s’est trompé, appuyez sur le bouton qui convient, ou envoyez une autre photo. La faute est plus souvent à la lumière ou à mes retouches qu’à vous.
appeal-person = Si cela n’aide pas, un être humain décide : { $contact }
appeal-person-local = Si cela n’aide pas, demandez à la personne qui me gère sur cet ordinateur. C’est un être humain qui décide, pas un programme.

feedback-ask = Comment était-ce ? Un geste suffit.
feedback-kept = Je compte votre réponse, une fois par jour. Qui l’a donnée n’est gardé nulle part, et votre image n’en fait pas partie. Personne ne voit les totaux de moins de cinq.
feedback-good = C’était bien
feedback-face = Cela ne me ressemble pas
feedback-edge = Cheveux ou contour ratés
feedback-slow = C’était trop long
feedback-words = Je n’ai pas compris
feedback-refused = Ma photo a été refusée à tort
feedback-thanks = Merci. C’est compté.
feedback-words-more = Pour en dire plus avec des mots : { $contact }
