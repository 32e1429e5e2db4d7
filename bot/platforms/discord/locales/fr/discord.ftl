# What only Discord needs: answers in a server, forms, and the list of commands.

discord-in-private = Continuons en privé. Je vous ai écrit.
discord-coming = Voilà, ça arrive.
discord-busy = Trop de gens m’écrivent à la fois. Je n’ai pas pu prendre cela. Réessayez dans une minute.
discord-dm-closed = Je ne peux pas vous écrire en privé, je réponds donc ici. Ce n’est visible que pour vous, et cela part quand vous rechargez Discord. Pour garder ce que j’envoie, autorisez les messages privés : appuyez sur le nom de ce serveur, puis Paramètres de confidentialité, puis Messages privés. Ensuite, réessayez. Ou ajoutez-moi à votre compte et écrivez-moi.
discord-part = Partie { $number } sur { $of }
discord-try-again = Réessayer
discord-open-form = Ouvrir le formulaire
discord-boxes = Cochez seulement ce que vous acceptez
discord-box-needed = nécessaire
discord-box-optional = à vous de voir
discord-photos = Photos de vous
discord-photos-hint = { $limit } Mo chacune au plus. Les photos envoyées ici ne laissent pas de message ici.

discord-command-headshot = Faire un portrait à partir de vos propres photos
discord-command-candid = Les autres choses que je sais faire
discord-command-status = Ce que j’ai et ce qui est en cours
discord-command-my-data = Toutes vos données dans un fichier
discord-command-consent = Ce que vous avez accepté, et comment le retirer
discord-command-privacy = Ce que deviennent vos photos
discord-command-about = Ma façon de travailler et mes modèles
discord-command-language = Changer de langue
discord-command-disclose = Textes et fichiers pour une image approuvée
discord-command-verify = Les marques que porte une image
discord-command-where = Où vous pouvez utiliser une image
discord-command-ethics = Mes promesses, leurs preuves et mes échecs
discord-command-cost = Temps et énergie de vos dernières images
discord-command-changes = Les nouveautés
discord-command-appeal = Si j’ai refusé à tort
discord-command-feedback = Dites-moi comment c’était
discord-command-forget-me = Effacer tout ce que j’ai sur vous
discord-command-help = Ce que je sais faire

discord-announce = Je peux faire un portrait à partir de votre propre photo. C’est facultatif. Une photo simple, ou aucune, convient tout autant. Je ne dis à personne qui participe.
discord-announce-button = Commencer en privé

discord-admin = Pour les responsables de ce serveur
discord-admin-status = Où en sont les choses : des totaux seulement, jamais de noms
discord-admin-pause = Ne plus laisser commencer de nouveau portrait pour l’instant
discord-admin-resume = Laisser de nouveau commencer
discord-admin-roles = Qui peut commencer : ajoutez un rôle, ou tout le monde si vous n’en nommez aucun
discord-admin-announce = Dire dans ce salon que je suis là et que personne n’est obligé de participer
discord-admin-limits = Combien par jour, quelle file, quelle durée de garde ; ne nommez rien pour tout enlever
discord-admin-limits-sets = Séries d’images par personne et par jour
discord-admin-limits-waiting = Combien de séries peuvent attendre dans ma file
discord-admin-limits-hours = Heures de garde des nouvelles photos
discord-admin-limits-days = Jours de garde des nouvelles images
discord-admin-looks = Les styles proposés : ajoutez-en un, ou tous si vous n’en nommez aucun
discord-admin-everybody = Tout le monde ici peut commencer.
discord-admin-these = Ces rôles peuvent commencer : { $name }
discord-admin-not-you = Il faut pouvoir gérer ce serveur pour utiliser cela.

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Voici ce que je n’ai pas pu effacer : vos propres messages et photos dans cette discussion. Discord ne laisse aucun bot le faire. Appuyez longuement sur chacun, puis choisissez Supprimer. Discord peut garder des copies un certain temps.
chat-receipt = Voici un justificatif. Il parle de vous sur l’ensemble de Discord.
