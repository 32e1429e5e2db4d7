# Receipts: the page a person gets when they have agreed to something, and when everything is erased.

receipt-consent-title = Ce que vous avez accepté
receipt-deletion-title = Ce qui a été effacé
receipt-unnamed = Cette page parle de vous. Votre nom n’y figure pas.
receipt-named = Cette page parle de vous. Le nom que vous avez tapé pour signer y figure.
receipt-signed = Vous l’avez signé en tapant ce nom : { $name }
receipt-law = Ce que la loi veut que vous sachiez
receipt-agreed = Les phrases, mot pour mot
receipt-words-gone = (Ce texte n’est plus gardé.)
receipt-given = Vous avez dit oui le { $said_at }.
receipt-given-operator = La personne qui me gère a indiqué cet accord le { $said_at }.
receipt-taken-back = Vous l’avez retiré le { $said_at }.
receipt-for-likeness = But : ne montrer personne sans sa propre parole, et seulement des adultes.
receipt-about-photo = But : le fichier d’une photo dit qu’une IA l’a faite ou modifiée ; je vous ai donc demandé encore une fois pour cette photo.
receipt-for-processing = But : faire vos portraits.
receipt-for-comparison = But : savoir si une image vous ressemble encore.
receipt-for-generative = But : laisser un modèle vous redessiner.
receipt-for-generative_background = But : laisser un modèle peindre derrière vous.
receipt-for-persona = But : faire une image de quelqu’un qui n’existe pas.
receipt-for-directory = But : remettre une image à un annuaire.
receipt-who = Qui traite vos photos
receipt-long = Combien de temps
receipt-memory = Ce que je mesure d’un visage reste en mémoire pendant que je travaille. Je ne l’enregistre jamais.
receipt-gets = Qui reçoit quelque chose
receipt-gets-you = Vos photos et vos images vous reviennent. Un annuaire reçoit une image si vous l’avez accepté.
receipt-back = Comment le retirer
receipt-erased = Ce qui a été effacé
receipt-count-photos =
    { $count ->
        [one] Une photo
       *[other] { $count } photos
    }
receipt-count-pictures =
    { $count ->
        [one] Une image finie
       *[other] { $count } images finies
    }
receipt-count-files =
    { $count ->
        [one] Un fichier
       *[other] { $count } fichiers, aperçus compris
    }
receipt-count-consents =
    { $count ->
        [one] Une réponse sur ce que vous acceptez
       *[other] { $count } réponses sur ce que vous acceptez
    }
receipt-count-jobs =
    { $count ->
        [one] Une demande
       *[other] { $count } demandes
    }
receipt-count-messages =
    { $count ->
        [one] Ma trace d’un message
       *[other] Ma trace de { $count } messages
    }
receipt-when = Quand
receipt-asked = Vous l’avez demandé le { $said_at }.
receipt-key = Votre clé a été détruite le { $said_at }. Depuis, personne ne pouvait plus rien lire de vous.
receipt-done = Tout était fait le { $said_at }.
receipt-copies = Les copies des données d’avant le { $said_at } ne peuvent plus être ouvertes.
receipt-stays = Ce qui reste, et pourquoi
receipt-directory = Le numéro de votre image dans l’annuaire : { $id }
receipt-ledger = La ligne du registre porte le numéro { $line }, { $hash }.
receipt-check = Comment vérifier cette page
receipt-check-how = Sur l’ordinateur où je tourne, « candid verify » et le nom de ce fichier disent si une lettre en a été changée.
receipt-programs = La même chose pour les programmes
