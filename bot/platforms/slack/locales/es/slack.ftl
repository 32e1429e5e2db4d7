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
