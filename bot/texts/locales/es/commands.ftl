# The small commands, forgetting, and answers to what was not expected.

stop = Parar
stop-and-erase = Parar y borrar mis fotos
stopped = Listo, paro aquí.
stopped-photos = Listo, paro aquí. Tus fotos se están borrando.
stopped-pictures =
    { $count ->
        [one] Tu imagen se queda hasta su fecha. { COMMAND("forget-me") } también la borra.
       *[other] Tus { $count } imágenes se quedan hasta su fecha. { COMMAND("forget-me") } también las borra.
    }

status-head = Así están las cosas:
held-photos =
    { $count ->
        [one] Una foto, que se borra el { $erased_at }.
       *[other] { $count } fotos; la primera se borra el { $erased_at }.
    }
held-pictures =
    { $count ->
        [one] Una imagen ({ $numbers }), que se borra el { $erased_at }.
       *[other] { $count } imágenes ({ $numbers }); la primera se borra el { $erased_at }.
    }
held-approved = Aprobadas: { $numbers }.
held-frozen = En pausa hasta que las revise quien me gestiona: { $numbers }. Número de caso: { $case }.
held-nothing = No tengo ninguna foto ni imagen tuya, y no hay nada en marcha.

help-head = Esto es lo que entiendo:
help-headshot = { COMMAND("headshot") }: hacer un retrato
help-status = { COMMAND("status") }: lo que tengo y lo que está en marcha
help-my-data = { COMMAND("my-data") }: todos tus datos en un archivo
help-consent = { COMMAND("consent") }: lo que aceptaste, y cómo retirarlo
help-language = { COMMAND("language") }: cambiar el idioma
help-about = { COMMAND("about") }: cómo trabajo y con qué modelos
help-privacy = { COMMAND("privacy") }: qué pasa con tus fotos
help-disclose = { COMMAND("disclose") }: textos y archivos de una imagen que aprobaste
help-verify = { COMMAND("verify") }: qué marcas lleva una imagen; envíala y la miro
help-where = { COMMAND("where") }: dónde puedes usar una imagen
help-ethics = { COMMAND("ethics") }: qué prometo, cómo se prueba y en qué fallo
help-cost = { COMMAND("cost") }: tiempo y energía de tus últimas imágenes
help-changes = { COMMAND("changes") }: qué hay de nuevo
help-appeal = { COMMAND("appeal") }: si rechacé algo por error
help-feedback = { COMMAND("feedback") }: dime qué te pareció
help-forget-me = { COMMAND("forget-me") }: borrarlo todo
help-help = { COMMAND("help") }: esta lista
help-verify-button = Revisar una imagen
help-votes = Para las imágenes, escribe “aprobar 2”, “rechazar 2” o “borrar 2”. “parar” termina una ronda.

privacy-head = Qué pasa con tus fotos
privacy-who = { $operator } me gestiona y responde por tus datos.
privacy-who-local = Quien me gestiona en este equipo responde por tus datos.
privacy-why = Uso tus fotos para hacer los retratos que pides, y solo con tu sí. { COMMAND("consent") } lo retira.
privacy-kept =
    Guardo las fotos { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    } y las imágenes { $days ->
        [one] { $days } día
       *[other] { $days } días
    }. Solo tú puedes alargar lo de las imágenes, hasta { $cap } días en total.
privacy-person =
    { $days ->
        [one] Un día
       *[other] { $days } días
    } después de tu último archivo, borro también quién eres y qué aceptaste. Si una imagen está en un directorio, guardo ese sí hasta que termine.
privacy-place = Las fotos y las imágenes están en el equipo donde funciono, cerradas con una clave propia para ti. Para borrarte, primero destruyo esa clave.
privacy-elsewhere =
    Si dejas que un modelo te redibuje, tus fotos van a { $host }. { $kept ->
        [0] Quien lo gestiona dice que no guarda ninguna.
        [one] Quien lo gestiona dice que las guarda hasta { $kept } hora. Allí no puedo borrarlas.
       *[other] Quien lo gestiona dice que las guarda hasta { $kept } horas. Allí no puedo borrarlas.
    }
privacy-never = No entreno nada con tus fotos. No adivino género, edad ni origen. No enseño tus imágenes a nadie más, salvo a un directorio si dijiste que sí.
privacy-rights = { COMMAND("my-data") } te da todo lo que tengo. { COMMAND("forget-me") } lo borra.
privacy-more = El aviso completo: { $url }
contact = Preguntas o quejas: { $contact }

about-head = Cómo trabajo
about-how = Recorto tu foto y puedo cambiar lo que hay detrás de ti. Tu cara queda como la tomó la cámara. Solo tú puedes cambiar eso: con otra luz, en blanco y negro o redibujada por un modelo.
about-model =
    { $name }: { $job }.
    { $trained ->
        [unknown] No se ha publicado con qué aprendió.
        [unread] No hemos podido leer con qué dicen sus autores que aprendió.
       *[other] Aprendió con: { $trained }.
    }{ $found ->
        [none] { "" }
       *[other] { " " }Otros encontraron: { $found }.
    }{ $unsaid ->
        [none] { "" }
       *[other] { " " }Queda sin decir: { $unsaid }.
    }
    Límites conocidos: { $limits }.
    Licencia: { $licence }. Fuente: { $source }.
about-models = Los modelos que trabajan aquí: { $names }. Qué hace cada uno, con qué aprendió, sus límites y su licencia están a un toque.
about-show = { $name }
about-no-worker = El equipo que hace las imágenes está apagado ahora, así que no puedo decir qué modelos usa.

forget-ask =
    ¿Borro { $photos ->
        [0] { "" }
        [one] una foto{ $pictures ->
            [0] { " y " }
           *[other] { ", " }
        }
       *[other] { $photos } fotos{ $pictures ->
            [0] { " y " }
           *[other] { ", " }
        }
    }{ $pictures ->
        [0] { "" }
        [one] una imagen y{ " " }
       *[other] { $pictures } imágenes y{ " " }
    }{ $choices ->
        [0] tus ajustes
       *[other] lo que aceptaste
    }?
forget-ask-final = No puedo recuperarlo después.
forget-erase = Borrar
forget-keep = Conservar
forget-which = Quiero tener la certeza. Escribe “borrar” o “conservar”.
forget-kept = No he borrado nada.
forget-running = Lo estoy borrando todo. Te aviso cuando termine.
forgotten = Tus fotos, imágenes y respuestas están borradas.
forgotten-left = Esto se queda:
forgotten-copies = Las copias antiguas de mis archivos ya no se pueden abrir.
forgotten-links =
    { $count ->
        [one] Está aquí:
       *[other] Los últimos { $count } están aquí:
    }
    { $links }
left-audit_lines = Queda una línea que dice que algo se borró, sin nada sobre ti.
left-erasure_list = Queda un número al azar, para volver a borrarte si un día regresa una copia de seguridad.
left-quota_hashes = Queda un contador ilegible de lo que usaste hoy, un día como mucho.
left-event_hashes = Quedan un día números ilegibles de tus últimos mensajes, para no responder dos veces a ninguno.
left-directory_picture = Queda el número de una imagen que diste al directorio, para pedirles que la quiten.
left-message_ids = Aún se están borrando algunos de mis mensajes. Lo sigo intentando.
left-keys_copy = Una copia de reserva de las claves, en un disco que no está conectado, todavía tiene la tuya. La cambio en cuanto vuelva el disco.
left-keys_volume = Tu clave estaba en un disco de red que comparten varias máquinas. Allí está sobrescrita; si el propio disco guarda un tiempo bloques antiguos, no puedo verlo.
left-journal = Otro programa de ese equipo está leyendo mis archivos. Hasta que termine, uno de ellos aún guarda lo que borré. Después lo sobrescribo.
left-painted_elsewhere = Otra máquina de quien gestiona este bot recibió fotos tuyas para redibujarte. Allí no llego: las guarda durante el tiempo que decía tu consentimiento.
left-other = Queda otra cosa. El comprobante la nombra.

fresh-start = Me actualizaron y perdí el hilo de nuestra charla, perdona. Tus fotos e imágenes están como estaban. { COMMAND("status") } las muestra, y { COMMAND("headshot") } empieza de nuevo.
instead-of-words-sticker = No sé leer stickers. Escríbelo, por favor, o envía una foto.
instead-of-words-poll = No puedo participar en encuestas. Escríbelo, por favor, o envía una foto.
instead-of-words-voice = No puedo escuchar mensajes de voz. Escríbelo, por favor, o envía una foto.
instead-of-words-forward = No veo ninguna foto en lo que reenviaste. Envía la foto misma, por favor.
words-unknown = Eso no lo he entendido.
words-start = Envía { COMMAND("headshot") } para empezar, o { COMMAND("help") } para ver todo lo que sé hacer.
words-votes = Puedes decir “aprobar { $number }”, “rechazar { $number }” o “borrar { $number }”. O envía { COMMAND("headshot") } o { COMMAND("help") }.
command-unknown = No conozco ese comando. { COMMAND("help") } muestra todo lo que sé hacer.
stale = Ese botón es de un paso anterior. No ha cambiado nada. Así están las cosas:
stale-idle = Ese botón es de un paso anterior. No ha cambiado nada. { COMMAND("headshot") } empieza de nuevo y { COMMAND("status") } muestra lo que tengo.

about-no-card = El equipo no me ha dado datos de este modelo. Pregunta a quien gestiona este bot antes de aceptar.
