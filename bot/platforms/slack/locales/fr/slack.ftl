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
