# What people are told when something cannot be taken as they sent it.

noticed-forwarded = Je ne peux pas ouvrir un message transféré. Envoyez la photo elle-même, ou écrivez ici.
noticed-sticker = Je ne sais pas lire les stickers. Écrivez-le-moi, ou envoyez une photo.
noticed-voice = Je ne peux pas écouter les messages vocaux. Écrivez-le-moi.
noticed-video = Je ne peux pas utiliser de vidéo. Envoyez une photo.
noticed-poll = Je ne peux pas répondre aux sondages. Écrivez-le-moi.
noticed-late = Votre clic m’est arrivé trop tard, et la fenêtre ne s’est pas ouverte. Appuyez encore sur le bouton.
noticed-shared-chat = Deux organisations partagent cette discussion : la vôtre et celle qui me gère. Chacune peut garder des copies de ce qui est envoyé ici, selon ses règles. Je peux seulement effacer ce que j’ai et ce que j’ai écrit.
noticed-other = Je ne peux pas utiliser ce que vous avez envoyé. Envoyez une photo, ou écrivez.
