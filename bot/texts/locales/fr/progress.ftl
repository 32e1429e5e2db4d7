# The one status message, and how a set of pictures ends.

status-queued =
    { $ahead ->
        [0] C’est bientôt votre tour.
        [one] Vous êtes dans la file. Les images d’une personne passent avant.
       *[other] Vous êtes dans la file. { $ahead } séries d’images passent avant.
    }
status-reading = Je lis vos photos.
status-making = Image { $picture } sur { $pictures } : je la fais.
status-checking = Image { $picture } sur { $pictures } : je la contrôle.
status-sealing = Image { $picture } sur { $pictures } : j’ajoute sa mention.
status-done = Fini.
status-stopped = Arrêté.
status-stopping = J’arrête.
status-resting = Cet ordinateur fait une pause. Je reprends de moi-même ensuite : { $again_at }. Vous gardez votre place.
status-resting-long = Cet ordinateur fait une pause jusqu’ici : { $again_at }. Vos photos ne sont pas gardées aussi longtemps. Appuyez sur Annuler et renvoyez-les ensuite.
time-seconds = Encore environ { $seconds } secondes sur cet ordinateur.
time-minutes =
    { $minutes ->
        [one] Encore une minute environ sur cet ordinateur.
       *[other] Encore environ { $minutes } minutes sur cet ordinateur.
    }
time-unknown = Je n’ai pas encore mesuré cet ordinateur, je ne peux donc pas dire combien de temps il faut.
still-making = Je travaille sur vos images. Chacune arrive dès qu’elle est prête. Écrivez « annuler » pour arrêter.
cancel = Annuler
cancel-nothing = Il n’y a rien à annuler. Rien n’est en cours pour vous.
cancelled = C’est arrêté. Je n’ai rien effacé.
cancelled-photos =
    { $count ->
        [one] Votre photo reste jusqu’au { $erased_at }.
       *[other] Vos { $count } photos restent, la première jusqu’au { $erased_at }.
    }
cancelled-made = Ce que j’ai déjà fait reste : { $numbers }.
left = D’accord, nous nous arrêtons là. { COMMAND("headshot") } recommence.

worker-absent = L’ordinateur qui fait les images est éteint pour l’instant. Je reprends de moi-même à son retour.
worker-absent-erased = Quoi qu’il arrive, vos photos sont effacées le { $erased_at }.

ready =
    { $count ->
        [one] Votre image est prête.
       *[other] Vos { $count } images sont prêtes.
    }
ready-vote = 👍 pour approuver, 👎 pour refuser, 🗑 pour effacer. Ou appuyez sur un bouton, ou écrivez « approuver { $number } ».
ready-kept =
    { $count ->
        [one] Je l’efface le { $erased_at }, sauf si vous le faites avant.
       *[other] Je les efface le { $erased_at }, sauf si vous le faites avant.
    }

held-back-all = Je les ai toutes retenues, car chaque retouche changeait trop de choses. C’est la faute de ma retouche, pas la vôtre. Vous pouvez prendre le simple recadrage, où je ne fais que recadrer, ou essayer un autre style.
held-back-plain = Simple recadrage

failed-cannot_frame = Je n’ai pas trouvé de cadrage honnête dans vos photos. Elles laissent trop peu de place autour de la tête. Une photo prise un pas plus loin aide.
failed-unreadable = Je n’ai pas pu relire vos photos. Envoyez-les encore une fois.
failed-says_ai = Pour un badge ou un annuaire du personnel, je ne prends que des photos qu’aucune IA n’a faites ni modifiées. Envoyez-en une de ce type.
failed-consent_withdrawn = J’ai arrêté, car je n’ai plus votre accord.
failed-weights_missing = Une partie de moi n’est pas installée, je ne peux donc pas faire d’images. La personne qui gère ce bot peut y remédier.
failed-weights_damaged = Une partie de moi est abîmée, je ne peux donc pas faire d’images. La personne qui gère ce bot peut y remédier.
failed-out_of_memory = L’ordinateur qui fait les images a manqué de mémoire. La personne qui gère ce bot peut y remédier.
failed-pool_failed = L’ordinateur du modèle ne m’a pas donné l’image demandée. La personne qui gère ce bot peut y remédier. Vous pouvez réessayer, ou prendre un style qu’aucun modèle ne peint.
failed-host_not_agreed = Le modèle est sur un autre ordinateur que celui que vous avez accepté, je ne lui ai donc rien envoyé. Envoyez { COMMAND("headshot") } et je vous redemande.
failed-kept_longer = L’ordinateur du modèle garde maintenant les photos plus longtemps que vous ne l’avez accepté, je ne lui ai donc rien envoyé. Envoyez { COMMAND("headshot") } et je vous redemande.
failed-other = Quelque chose s’est cassé de mon côté et je n’ai pas pu faire vos images. Vous pouvez réessayer.

refused-daily_limit = C’était la dernière série d’images pour aujourd’hui.
refused-line_full = Ma file est pleine pour l’instant. Vos photos restent. Réessayez dans un moment.
refused-no_consent = Je ne peux pas commencer sans votre accord. Rien n’a été fait.
refused-no_photo = Je n’ai pas de photo sur laquelle travailler. Envoyez-en une.
refused-other = Je n’ai pas pu commencer. C’est ma faute, pas la vôtre. Réessayez.

held-back-often =
    { $count ->
        [one] Je peux aussi garder votre vrai visage : je ne change que ce qui est derrière vous.
       *[other] Cela fait { $count } dans cette série. Je peux aussi garder votre vrai visage : je ne change que ce qui est derrière vous.
    }
