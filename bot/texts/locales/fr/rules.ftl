# What those who run a server or workspace decide, in every chat. No rule makes a headshot a duty.

rules-paused = Les nouveaux portraits sont en pause ici. Ce que j’ai de vous reste entre vos mains : { COMMAND("status") }, { COMMAND("my-data") } et { COMMAND("forget-me") } marchent comme toujours.
rules-not-your-role = Ici, les portraits sont réservés à certains rôles. Ce que j’ai de vous reste entre vos mains : { COMMAND("status") }, { COMMAND("my-data") } et { COMMAND("forget-me") } marchent comme toujours.

rules-are-paused = Les nouveaux portraits sont en pause ici. Ce qui est commencé continue.
rules-are-open = On peut commencer un portrait ici.
rules-roles-full = Cela fait trop de rôles : { $most } au plus. Videz la liste et recommencez.

rules-jobs-per-day = Séries d’images par personne et par jour : { $count } au plus
rules-jobs-per-day-operator = Séries d’images par personne et par jour : selon les réglages de la personne qui gère ce bot
rules-jobs-per-day-reach = Séries d’images par jour : donnez un nombre de { $least } à { $most }. Rien n’a changé.
rules-waiting-most =
    { $count ->
        [one] Quand 1 série d’images attend dans ma file, la file est fermée jusqu’à ce qu’elle avance
       *[other] Quand { $count } séries d’images attendent dans ma file, la file est fermée jusqu’à ce qu’elle avance
    }
rules-waiting-most-operator = Ma file d’images peut avoir n’importe quelle longueur
rules-waiting-most-reach = Séries en attente : donnez un nombre de { $least } à { $most }. Rien n’a changé.
rules-photo-hours =
    { $count ->
        [one] Les nouvelles photos sont gardées 1 heure
       *[other] Les nouvelles photos sont gardées { $count } heures
    }
rules-photo-hours-operator = Les nouvelles photos sont gardées selon les réglages de la personne qui gère ce bot
rules-photo-hours-reach = Heures de garde des photos : donnez un nombre de { $least } à { $most }. Rien n’a changé.
rules-result-days =
    { $count ->
        [one] Les nouvelles images sont gardées 1 jour
       *[other] Les nouvelles images sont gardées { $count } jours
    }
rules-result-days-operator = Les nouvelles images sont gardées selon les réglages de la personne qui gère ce bot
rules-result-days-reach = Jours de garde des images : donnez un nombre de { $least } à { $most }. Rien n’a changé.
rules-kept-later = Cela vaut seulement pour les nouvelles photos et images. Ce que j’ai déjà part à la date que j’ai dite.

rules-figures = Partout où je travaille, et jamais par nom ; en dessous de cinq, je dis seulement <5 :
rules-figure-people = Personnes que je connais : { $count }
rules-figure-photos = Photos gardées : { $count }
rules-figure-pictures = Images gardées : { $count }
rules-figure-jobs-queued = En attente dans ma file : { $count }
rules-figure-jobs-running = En cours : { $count }

rules-looks-all = Tous les styles sont proposés.
rules-looks =
    Styles proposés :
    { $looks }
rules-look-unknown = Je n’ai pas ce style. Rien n’a changé.
