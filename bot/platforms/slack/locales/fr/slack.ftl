# What only Slack needs: where its modals, its Home tab and its channels ask for words of their own.

slack-welcome = Bonjour. Je suis Candid, un programme, pas une personne. Je fais des portraits honnêtes à partir de vos propres photos, si vous voulez. C’est facultatif. On ne vous demande rien avant que vous commenciez.
slack-in-private = Continuons en privé. Je vous ai écrit dans nos messages directs.
slack-box = Oui
slack-done = Terminé
slack-photos = Photos de vous, { $most } au plus, { $limit } Mo chacune au plus. Vous pouvez aussi les envoyer plus tard dans la discussion.

slack-home-headshot = Faire un portrait
slack-home-status = Où en est-on ?
slack-home-my-data = Mes données
slack-home-consent = Ce que j’ai accepté
slack-home-language = Langue
slack-home-about = Comment ça marche
slack-home-privacy = Vie privée
slack-home-forget-me = Tout effacer
slack-home-hello = Je suis Candid, un programme, pas une personne. Je fais des portraits honnêtes à partir de vos propres photos.

slack-admin-not-you = C’est réservé aux admins de cet espace de travail.
slack-admin-unsure = Slack ne m’a pas dit qui vous êtes, je n’ai donc rien changé. Réessayez dans une minute.
slack-admin-how = Je n’ai pas compris et n’ai rien changé. Vous pouvez dire : pause, resume, limits sets=3 waiting=20 hours=12 days=3, looks office, announce. Sans mot, je montre les réglages.
slack-announce = Je peux faire un portrait à partir de votre propre photo. C’est facultatif. Une photo simple, ou aucune, convient tout autant. Je ne dis à personne qui participe.
slack-announce-button = Commencer en privé

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Voici ce que je n’ai pas pu effacer : vos propres messages et photos dans cette discussion. C’est à vous ou à un admin de le faire. Slack peut garder des copies, selon les réglages de votre espace.
chat-receipt = Voici un justificatif. Il parle de vous dans cet espace de travail seulement : dans tout autre, vous êtes pour moi quelqu’un d’autre.

# The page an admin reads after an installation.
slack-install-done = Candid est installé dans votre espace de travail. Dans Slack, ouvrez Applications, puis Candid, et envoyez un message.
slack-install-organisation = Candid a été installé pour toute une organisation. Il fonctionne dans un seul espace à la fois, rien n’a donc été gardé. Rouvrez la page d’installation et choisissez un espace.
slack-install-no-bot = Slack n’a pas donné à Candid de bot pour parler, rien n’a donc été gardé. Vérifiez que l’appli a un bot, puis rouvrez la page d’installation.
slack-install-denied = Vous ne l’avez pas permis, rien n’a donc été installé.
slack-install-again = Cette installation n’a pas commencé dans ce navigateur, ou il y a trop longtemps. Rien n’a été gardé. Rouvrez la page d’installation.
slack-install-other = Slack n’a pas terminé l’installation, et rien n’a été gardé. Rouvrez la page d’installation.

# An approved picture as the person's own Slack photo: the button, its window, the page after Slack has asked them.
slack-photo-set = En faire ma photo Slack
slack-photo-title = Ma photo Slack
slack-photo-how = Slack vous demande ensuite si Candid peut modifier votre profil. J’utilise cette permission une fois, pour cette image, puis je la rends. Votre espace de travail verra l’image. L’effacer ici ne la retire pas de votre profil : cela se fait dans Slack. Le lien vaut dix minutes.
slack-photo-go = Continuer vers Slack
slack-photo-gone = Cette image n’est plus là, ou n’est plus approuvée. Votre photo Slack reste la même.
slack-photo-done = Cette image est maintenant votre photo Slack.
slack-photo-expired = Ce lien a déjà servi, ou il est trop ancien. Votre photo Slack reste la même. Appuyez encore une fois sur le bouton dans la discussion.
slack-photo-denied = Vous ne l’avez pas permis. Votre photo Slack reste la même.
slack-photo-not-granted = Slack n’a pas laissé Candid demander l’accès à votre profil. La personne qui gère Candid dans votre espace peut changer cela. Votre photo Slack reste la même.
slack-photo-not-now = Slack n’a pas répondu comme il faut. Votre photo Slack reste la même. Appuyez encore une fois sur le bouton dans la discussion.
slack-photo-of-another = Dans ce navigateur, une autre personne est connectée à Slack. Sa photo reste la même. Connectez-vous avec votre compte et appuyez encore une fois sur le bouton dans la discussion.
slack-photo-forbidden = Votre espace de travail ne laisse pas les applis changer les photos. Votre photo Slack reste la même. Demandez à un admin, ou mettez vous-même le fichier de notre discussion.
slack-photo-too-large = Slack ne prend pas ce fichier d’une appli : il dépasse 1024 pixels sur un côté, ou il est d’un autre type. Enregistrez-le depuis notre discussion et mettez-le dans votre profil Slack. Slack l’y réduit.
slack-photo-returned = La permission est rendue.
slack-photo-not-returned = Slack n’a pas repris la permission. Je ne l’ai pas gardée. Vous pouvez y mettre fin dans Slack, parmi vos applis.
