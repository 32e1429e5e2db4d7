# The small commands, forgetting, and answers to what was not expected.

stop = Arrêter
stop-and-erase = Arrêter et effacer mes photos
stopped = C’est arrêté.
stopped-photos = C’est arrêté. Vos photos sont en cours d’effacement.
stopped-pictures =
    { $count ->
        [one] Votre image reste jusqu’à sa date. { COMMAND("forget-me") } l’efface aussi.
       *[other] Vos { $count } images restent jusqu’à leur date. { COMMAND("forget-me") } les efface aussi.
    }

status-head = Voici où nous en sommes :
held-photos =
    { $count ->
        [one] Une photo, effacée le { $erased_at }.
       *[other] { $count } photos ; la première est effacée le { $erased_at }.
    }
held-pictures =
    { $count ->
        [one] Une image ({ $numbers }), effacée le { $erased_at }.
       *[other] { $count } images ({ $numbers }) ; la première est effacée le { $erased_at }.
    }
held-approved = Approuvées : { $numbers }.
held-frozen = Suspendues jusqu’à ce que les responsables de ce bot les regardent : { $numbers }. Numéro de dossier : { $case }.
held-nothing = Je n’ai aucune photo ni image de vous, et aucune demande n’est en cours.

help-head = Voici ce que je comprends :
help-headshot = { COMMAND("headshot") } : faire un portrait
help-status = { COMMAND("status") } : ce que j’ai et ce qui est en cours
help-my-data = { COMMAND("my-data") } : toutes vos données dans un fichier
help-consent = { COMMAND("consent") } : ce que vous avez accepté, et comment le retirer
help-language = { COMMAND("language") } : changer de langue
help-about = { COMMAND("about") } : ma façon de travailler et mes modèles
help-privacy = { COMMAND("privacy") } : ce que deviennent vos photos
help-disclose = { COMMAND("disclose") } : textes et fichiers pour une image approuvée
help-verify = { COMMAND("verify") } : les marques que porte une image ; envoyez-la et je regarde
help-where = { COMMAND("where") } : où vous pouvez utiliser une image
help-ethics = { COMMAND("ethics") } : mes promesses, leurs preuves et mes échecs
help-cost = { COMMAND("cost") } : temps et énergie de vos dernières images
help-changes = { COMMAND("changes") } : les nouveautés
help-appeal = { COMMAND("appeal") } : si j’ai refusé à tort
help-feedback = { COMMAND("feedback") } : dites-moi comment c’était
help-forget-me = { COMMAND("forget-me") } : tout effacer
help-help = { COMMAND("help") } : cette liste
help-verify-button = Examiner une image
help-votes = Pour les images, écrivez « approuver 2 », « refuser 2 » ou « effacer 2 ». « arrêter » met fin à une série.

privacy-head = Ce que deviennent vos photos
privacy-who = { $operator } me gère et répond de vos données.
privacy-who-local = La personne qui me gère sur cet ordinateur répond de vos données.
privacy-why = Vos photos me servent à faire les portraits que vous demandez, et seulement avec votre accord. { COMMAND("consent") } le retire.
privacy-kept =
    Je garde les photos { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    } et les images { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }. Personne d’autre que vous ne peut garder les images plus longtemps, { $cap } jours au plus en tout.
privacy-person =
    { $days ->
        [one] Un jour
       *[other] { $days } jours
    } après votre dernier fichier, j’efface aussi qui vous êtes et ce que vous avez accepté. Pour une image dans un annuaire, je garde cet accord jusqu’à sa fin.
privacy-place = Photos et images se trouvent sur l’ordinateur où je tourne, fermées par une clé qui n’est qu’à vous. Pour vous effacer, je détruis d’abord cette clé.
privacy-elsewhere =
    Si vous laissez un modèle vous redessiner, vos photos vont à { $host }. { $kept ->
        [0] La personne qui gère cet ordinateur dit qu’il n’en garde aucune.
        [one] La personne qui gère cet ordinateur dit qu’il les garde jusqu’à { $kept } heure. Je ne peux pas les y effacer.
       *[other] La personne qui gère cet ordinateur dit qu’il les garde jusqu’à { $kept } heures. Je ne peux pas les y effacer.
    }
privacy-never = Je n’entraîne rien avec vos photos. Je ne devine ni genre, ni âge, ni origine. Je ne montre vos images à personne d’autre, sauf à un annuaire si vous l’avez accepté.
privacy-rights = { COMMAND("my-data") } vous donne tout ce que j’ai. { COMMAND("forget-me") } l’efface.
privacy-more = L’avis complet : { $url }
contact = Questions ou plaintes : { $contact }

about-head = Ma façon de travailler
about-how = Je recadre votre photo et je peux changer ce qui est derrière vous. Votre visage reste tel que l’appareil l’a pris. C’est vous qui décidez d’y toucher : une autre lumière, le noir et blanc, ou un modèle qui le redessine.
about-model =
    { $name } : { $job }.
    { $trained ->
        [unknown] Ce qui a servi à l’entraîner n’est pas publié.
        [unread] Nous n’avons pas pu lire ce que disent ses auteurs de son entraînement.
       *[other] Entraîné avec : { $trained }.
    }{ $found ->
        [none] { "" }
       *[other] { " " }D’autres ont trouvé : { $found }.
    }{ $unsaid ->
        [none] { "" }
       *[other] { " " }Reste sans réponse : { $unsaid }.
    }
    Limites connues : { $limits }.
    Licence : { $licence }. Source : { $source }.
about-models = Les modèles à l’œuvre ici : { $names }. Ce que fait chacun, ce qui a servi à l’entraîner, ses limites et sa licence sont à un geste d’ici.
about-show = { $name }
about-no-worker = L’ordinateur qui fait les images est éteint pour l’instant, je ne peux donc pas nommer ses modèles.

forget-ask =
    J’efface { $photos ->
        [0] { "" }
        [one] une photo{ $pictures ->
            [0] { " et " }
           *[other] { ", " }
        }
       *[other] { $photos } photos{ $pictures ->
            [0] { " et " }
           *[other] { ", " }
        }
    }{ $pictures ->
        [0] { "" }
        [one] une image et{ " " }
       *[other] { $pictures } images et{ " " }
    }{ $choices ->
        [0] vos réglages
       *[other] vos choix
    } ?
forget-ask-final = Je ne peux pas revenir en arrière.
forget-erase = Effacer
forget-keep = Garder
forget-which = Je préfère demander encore. Écrivez « effacer » ou « garder ».
forget-kept = Je n’ai rien effacé.
forget-running = J’efface tout. Je vous préviens quand c’est fini.
forgotten = Vos photos, vos images et vos réponses sont effacées.
forgotten-left = Ceci reste :
forgotten-copies = Les anciennes copies de mes fichiers ne peuvent plus être ouvertes.
forgotten-links =
    { $count ->
        [one] Il est ici :
       *[other] Les { $count } derniers sont ici :
    }
    { $links }
left-audit_lines = Il reste une ligne qui dit qu’un effacement a eu lieu, sans rien sur vous.
left-erasure_list = Il reste un numéro tiré au hasard, pour vous effacer de nouveau si une sauvegarde revient un jour.
left-quota_hashes = Il reste, un jour au plus, un compteur illisible de ce que vous avez utilisé aujourd’hui.
left-event_hashes = Il reste un jour des numéros illisibles de vos derniers messages, pour ne pas répondre deux fois au même.
left-directory_picture = Il reste le numéro d’une image donnée à l’annuaire, pour leur demander de la retirer.
left-message_ids = Certains de mes messages sont encore en cours de suppression. Je continue d’essayer.
left-keys_copy = Une copie de secours des clés, sur un disque qui n’est pas branché, contient encore la vôtre. Je la remplace dès que le disque revient.
left-keys_volume = Votre clé se trouvait sur un disque réseau que plusieurs machines partagent. Elle y est écrasée ; si le disque garde lui-même d’anciens blocs quelque temps, je ne peux pas le voir.
left-journal = Un autre programme de cet ordinateur lit mes fichiers. Jusqu’à ce qu’il s’arrête, l’un d’eux contient encore ce que j’ai effacé. Ensuite, j’écris par-dessus.
left-painted_elsewhere = Une autre machine de la personne qui gère ce bot a reçu des photos de vous pour vous redessiner. Je n’y ai pas accès : elle les garde aussi longtemps que le disait votre accord.
left-other = Il reste autre chose. Le justificatif le nomme.

fresh-start = On m’a mis à jour et j’ai perdu le fil, pardon. Vos photos et vos images sont restées telles quelles. { COMMAND("status") } les montre, { COMMAND("headshot") } recommence.
instead-of-words-sticker = Je ne sais pas lire les stickers. Écrivez-le-moi, ou envoyez une photo.
instead-of-words-poll = Je ne peux pas répondre aux sondages. Écrivez-le-moi, ou envoyez une photo.
instead-of-words-voice = Je ne peux pas écouter les messages vocaux. Écrivez-le-moi, ou envoyez une photo.
instead-of-words-forward = Je ne vois pas de photo dans ce que vous avez transféré. Envoyez la photo elle-même.
words-unknown = Je n’ai pas compris.
words-start = Envoyez { COMMAND("headshot") } pour commencer, ou { COMMAND("help") } pour voir ce que je sais faire.
words-votes = Vous pouvez dire « approuver { $number } », « refuser { $number } » ou « effacer { $number } ». Ou envoyez { COMMAND("headshot") } ou { COMMAND("help") }.
command-unknown = Je ne connais pas cette commande. { COMMAND("help") } montre ce que je sais faire.
stale = Ce bouton date d’une étape précédente. Rien n’a changé. Voici où nous en sommes :
stale-idle = Ce bouton date d’une étape précédente. Rien n’a changé. { COMMAND("headshot") } recommence, { COMMAND("status") } montre ce que j’ai.

about-no-card = L’ordinateur ne m’a rien dit de ce modèle. Demandez à la personne qui gère ce bot avant d’accepter.
