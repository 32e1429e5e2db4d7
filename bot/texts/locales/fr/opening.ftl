# The first message (120 words at most, all its parts together), the purpose, the engine.

opening-who = Je suis Candid, un programme, pas une personne. Je tourne sur un ordinateur géré par { $operator }. Je n’envoie vos photos à aucun service d’IA.
opening-who-local = Je suis Candid, un programme, pas une personne. Je tourne sur cet ordinateur. Je n’envoie vos photos à aucun service d’IA.
opening-carries = { $carrier } transmet cette discussion et peut en garder des copies.
opening-carries-nobody = Cette discussion reste sur le même ordinateur.
opening-kept =
    Je garde les photos { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    } et les images finies { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }. { COMMAND("forget-me") } efface tout, quand vous voulez.
opening-jobs-go-on = Les images demandées avant arrivent quand même.

purpose-for = Pour
purpose-ask = À quoi servira votre portrait ?
purpose-profile = Profil en ligne
purpose-cv = CV
purpose-badge = Badge d’événement
purpose-directory = Annuaire d’entreprise
purpose-speaking = Page de conférence
purpose-identity = Passeport, visa, permis, pièce d’identité
purpose-press = Presse
purpose-casting = Casting

advice-identity = Prenez votre photo non retouchée. Les services des passeports, visas et permis refusent les photos retouchées, comme les contrôles d’accès et les examens. Je n’ai pas besoin de la voir.
advice-press = Donnez à la presse votre photo d’origine. Les rédactions la recadrent et l’ajustent elles-mêmes, et refusent celle où un programme a mis ou enlevé quelque chose. Je n’ai pas besoin de la voir.
advice-casting = Prenez votre photo non retouchée. Un casting doit vous voir comme l’appareil vous a vu. Je n’ai pas besoin de la voir.
advice-end = Je n’ai reçu aucune photo. Pour un autre usage, envoyez { COMMAND("headshot") }.

engine-ask = Comment dois-je le faire ?
engine-offer-other = Laisser un modèle me redessiner
engine-timed-other = Laisser un modèle me redessiner : environ { $seconds } s par image
engine-means-other = Redessiner peut changer votre apparence. Chaque image ainsi faite le dit, dans l’image et à côté.
engine-gone = L’ordinateur qui a ce modèle est éteint pour l’instant. Vous pouvez choisir une autre façon, ou attendre.

engine-studio-instead = Garder plutôt mon vrai visage
engine-studio-no-model = Plutôt sans modèle
studio-instead = Alors votre visage reste tel quel.
studio-no-model = Alors aucun modèle ne peint.
redraw-notice = Avant que vous décidiez, voici le modèle qui vous redessinerait.
background-notice = Avant que vous décidiez, voici le modèle qui peindrait derrière vous.
background-notice-measured = Il reçoit votre photo, coupée au cadre. Ensuite je vous y remets, comme sur la photo, et je compare l’intérieur de votre visage pixel par pixel. À chaque étape, vous pouvez continuer sans modèle.
background-notice-elsewhere = Il reçoit des mots et aucune photo de vous. Ensuite je vous place devant, comme sur la photo, et je compare l’intérieur de votre visage pixel par pixel. À chaque étape, vous pouvez continuer sans modèle.
redraw-notice-whose = Ce que vous lisez ici de ses limites a été trouvé par d’autres, qui sont nommés. Je n’ai pas de chiffres à moi sur ce modèle.
redraw-notice-measured = Je mesure chaque image par rapport à vos photos : ressemblance, teint, grain de peau, yeux et forme. Ce qui s’écarte trop, je le retiens. Vous pouvez revenir à votre vrai visage à chaque étape.

