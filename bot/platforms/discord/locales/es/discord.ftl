# What only Discord needs: answers in a server, forms, and the list of commands.

discord-in-private = Sigamos en privado. Te he escrito.
discord-coming = Aquí va.
discord-busy = Me escribe demasiada gente a la vez. Eso no lo pude recibir. Prueba otra vez en un minuto, por favor.
discord-dm-closed = No puedo escribirte en privado, así que respondo aquí. Solo lo ves tú, y se va cuando recargas Discord. Para conservar lo que envío, permite los mensajes directos: pulsa el nombre de este servidor, luego Ajustes de privacidad y luego Mensajes directos. Después prueba otra vez. O añádeme a tu cuenta y escríbeme.
discord-part = Parte { $number } de { $of }
discord-try-again = Probar otra vez
discord-open-form = Abrir el formulario
discord-boxes = Marca solo lo que aceptas
discord-box-needed = necesario
discord-box-optional = lo decides tú
discord-photos = Fotos tuyas
discord-photos-hint = { $limit } MB cada una, como mucho. Las fotos enviadas aquí no dejan mensajes en este chat.

discord-command-headshot = Haz un retrato con tus propias fotos
discord-command-candid = Todo lo demás que sé hacer
discord-command-status = Lo que tengo y lo que está en marcha
discord-command-my-data = Todos tus datos en un archivo
discord-command-consent = Lo que aceptaste, y cómo retirarlo
discord-command-privacy = Qué pasa con tus fotos
discord-command-about = Cómo trabajo y con qué modelos
discord-command-language = Cambiar el idioma
discord-command-disclose = Textos y archivos de una imagen que aprobaste
discord-command-verify = Qué marcas lleva una imagen
discord-command-where = Dónde puedes usar una imagen
discord-command-ethics = Qué prometo, cómo se prueba y en qué fallo
discord-command-cost = Tiempo y energía de tus últimas imágenes
discord-command-changes = Qué hay de nuevo
discord-command-appeal = Si rechacé algo por error
discord-command-feedback = Dime qué te pareció
discord-command-forget-me = Borrar todo lo que tengo sobre ti
discord-command-help = Todo lo que sé hacer

discord-announce = Puedo hacer un retrato con tu propia foto. Es opcional. Una foto sencilla, o ninguna, vale igual. No digo a nadie quién participa.
discord-announce-button = Empezar en privado

discord-admin = Para quienes llevan este servidor
discord-admin-status = Cómo va todo: solo cuentas, nunca nombres
discord-admin-pause = Que nadie empiece un retrato nuevo por ahora
discord-admin-resume = Que se pueda empezar otra vez
discord-admin-roles = Quién puede empezar: añade un rol, o todo el mundo si no nombras ninguno
discord-admin-announce = Decir en este canal que estoy aquí y que nadie tiene que participar
discord-admin-limits = Cuántos al día, qué cola, cuánto se guardan las cosas; no nombres nada para quitarlo
discord-admin-limits-sets = Series de imágenes por persona al día
discord-admin-limits-waiting = Cuántas series pueden esperar en mi cola
discord-admin-limits-hours = Horas para guardar fotos nuevas
discord-admin-limits-days = Días para guardar imágenes nuevas
discord-admin-looks = Qué estilos se ofrecen: añade uno, o todos si no nombras ninguno
discord-admin-everybody = Aquí puede empezar todo el mundo.
discord-admin-these = Pueden empezar estos roles: { $name }
discord-admin-not-you = Solo puede usar esto quien puede gestionar este servidor.

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Esto es lo que no pude borrar: tus propios mensajes y fotos en este chat. Discord no deja hacerlo a ningún bot. Mantén pulsado cada uno y elige Eliminar. Discord puede guardar copias un tiempo.
chat-receipt = Aquí tienes un comprobante. Trata de ti en todo Discord.
