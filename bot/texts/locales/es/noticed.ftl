# What people are told when something cannot be taken as they sent it.

noticed-forwarded = No puedo abrir un mensaje reenviado. Envía la foto misma o escribe aquí el texto, por favor.
noticed-sticker = No sé leer stickers. Escríbelo, por favor, o envía una foto.
noticed-voice = No puedo escuchar mensajes de voz. Escríbelo, por favor.
noticed-video = No puedo usar vídeos. Envía una foto, por favor.
noticed-poll = No puedo responder a encuestas. Escríbelo, por favor.
noticed-late = Tu clic me llegó demasiado tarde y no se abrió nada. Pulsa el botón otra vez, por favor.
noticed-shared-chat = Dos organizaciones comparten este chat: la tuya y la que me gestiona. Cada una puede guardar copias de lo que se envía aquí, según sus normas. Yo solo puedo borrar lo que tengo y lo que he escrito.
noticed-other = No puedo usar lo que has enviado. Envía una foto o escribe, por favor.
