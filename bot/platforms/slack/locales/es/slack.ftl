# What only Slack needs: where its modals, its Home tab and its channels ask for words of their own.

slack-welcome = Hola. Soy Candid, un programa, no una persona. Hago retratos honestos con tus propias fotos, si quieres. Es opcional. No se te pide nada hasta que empieces.
slack-in-private = Sigamos en privado. Te he escrito en nuestros mensajes directos.
slack-box = Sí
slack-done = Listo
slack-photos = Fotos tuyas, { $most } como mucho, de hasta { $limit } MB cada una. También puedes enviarlas después en el chat.

slack-home-headshot = Hacer un retrato
slack-home-status = ¿Cómo va?
slack-home-my-data = Mis datos
slack-home-consent = Lo que acepté
slack-home-language = Idioma
slack-home-about = Cómo funciona
slack-home-privacy = Privacidad
slack-home-forget-me = Borrarlo todo
slack-home-hello = Soy Candid, un programa, no una persona. Hago retratos honestos con tus propias fotos.

slack-admin-not-you = Solo pueden usar esto quienes administran este espacio de trabajo.
slack-admin-unsure = Slack no me dijo quién eres, así que no he cambiado nada. Prueba otra vez en un minuto, por favor.
slack-admin-how = No he entendido eso y no he cambiado nada. Puedes decir: pause, resume, limits sets=3 waiting=20 hours=12 days=3, looks office, announce. Sin ninguna palabra muestro cómo está todo.
slack-announce = Puedo hacer un retrato con tu propia foto. Es opcional. Una foto sencilla, o ninguna, vale igual. No digo a nadie quién participa.
slack-announce-button = Empezar en privado

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Esto es lo que no pude borrar: tus propios mensajes y fotos en este chat. Solo tú o una persona que administre puede hacerlo. Slack puede guardar copias, según los ajustes de tu espacio.
chat-receipt = Aquí tienes un comprobante. Trata de ti solo en este espacio de trabajo: en cualquier otro eres otra persona para mí.

# The page an admin reads after an installation.
slack-install-done = Candid está instalado en tu espacio de trabajo. En Slack, abre Apps, luego Candid, y envía un mensaje.
slack-install-organisation = Candid se instaló para toda una organización. Funciona en espacios de trabajo sueltos, así que no se guardó nada. Abre otra vez la página de instalación y elige un espacio, por favor.
slack-install-no-bot = Slack no dio a Candid un bot con el que hablar, así que no se guardó nada. Comprueba que la app tiene su bot activado y abre otra vez la página de instalación, por favor.
slack-install-denied = No lo permitiste, así que no se instaló nada.
slack-install-again = Esta instalación no empezó en este navegador, o hace demasiado tiempo. No se guardó nada. Abre otra vez la página de instalación, por favor.
slack-install-other = Slack no terminó la instalación, y no se guardó nada. Abre otra vez la página de instalación, por favor.

# An approved picture as the person's own Slack photo: the button, its window, the page after Slack has asked them.
slack-photo-set = Poner como mi foto de Slack
slack-photo-title = Mi foto de Slack
slack-photo-how = Ahora Slack te pregunta si Candid puede cambiar tu perfil. Uso ese permiso una vez, para esta imagen, y lo devuelvo. Tu espacio de trabajo verá la imagen. Si la borras aquí, no se va de tu perfil: eso se hace en Slack. El enlace vale diez minutos.
slack-photo-go = Seguir en Slack
slack-photo-gone = Esta imagen ya no está aquí, o ya no está aprobada. Tu foto de Slack queda como estaba.
slack-photo-done = Esta imagen es ahora tu foto de Slack.
slack-photo-expired = Este enlace ya se usó, o es demasiado antiguo. Tu foto de Slack queda como estaba. Pulsa otra vez el botón en el chat, por favor.
slack-photo-denied = No lo permitiste. Tu foto de Slack queda como estaba.
slack-photo-not-granted = Slack no dejó que Candid pidiera acceso a tu perfil. Quien gestiona Candid en tu espacio puede cambiarlo. Tu foto de Slack queda como estaba.
slack-photo-not-now = Slack no respondió como debía. Tu foto de Slack queda como estaba. Pulsa otra vez el botón en el chat, por favor.
slack-photo-of-another = En este navegador ha entrado en Slack otra persona. Su foto queda como estaba. Entra con tu cuenta y pulsa otra vez el botón en el chat.
slack-photo-forbidden = Tu espacio de trabajo no deja que las apps cambien fotos. Tu foto de Slack queda como estaba. Pregunta a quien administra, o pon tú el archivo de nuestro chat.
slack-photo-too-large = Slack no acepta este archivo de una app: pasa de 1024 píxeles por un lado, o es de otro tipo. Guárdalo desde nuestro chat y ponlo en tu perfil de Slack. Allí Slack lo reduce.
slack-photo-returned = El permiso está devuelto.
slack-photo-not-returned = Slack no retiró el permiso. Yo no lo he guardado. Puedes terminarlo en Slack, entre tus apps.
