# The one status message, and how a set of pictures ends.

status-queued =
    { $ahead ->
        [0] Te toca ahora.
        [one] Estás en la cola. Antes van las imágenes de una persona.
       *[other] Estás en la cola. Antes van { $ahead } series de imágenes.
    }
status-reading = Estoy leyendo tus fotos.
status-making = Imagen { $picture } de { $pictures }: la estoy haciendo.
status-checking = Imagen { $picture } de { $pictures }: la estoy revisando.
status-sealing = Imagen { $picture } de { $pictures }: le pongo la etiqueta.
status-done = Terminado.
status-stopped = Parado.
status-stopping = Estoy parando.
status-resting = Este equipo está descansando. Sigo por mi cuenta después de esto: { $again_at }. Conservas tu lugar.
status-resting-long = Este equipo descansa hasta: { $again_at }. Tus fotos no se guardan tanto tiempo. Pulsa Cancelar y envíalas otra vez después.
time-seconds = Faltan unos { $seconds } segundos en este equipo.
time-minutes =
    { $minutes ->
        [one] Falta un minuto, más o menos, en este equipo.
       *[other] Faltan unos { $minutes } minutos en este equipo.
    }
time-unknown = Aún no he medido este equipo, así que no sé cuánto tarda.
still-making = Estoy trabajando en tus imágenes. Cada una llega en cuanto está lista. Escribe “cancelar” para parar.
cancel = Cancelar
cancel-nothing = No hay nada que cancelar. Ahora mismo no estoy haciendo nada para ti.
cancelled = Parado. No he borrado nada.
cancelled-photos =
    { $count ->
        [one] Tu foto se queda hasta el { $erased_at }.
       *[other] Tus { $count } fotos se quedan; la primera, hasta el { $erased_at }.
    }
cancelled-made = Lo que ya he hecho se queda: { $numbers }.
left = De acuerdo, lo dejamos aquí. { COMMAND("headshot") } empieza otra vez.

worker-absent = El equipo que hace las imágenes está apagado ahora. Sigo por mi cuenta cuando vuelva.
worker-absent-erased = Pase lo que pase, tus fotos se borran el { $erased_at }.

ready =
    { $count ->
        [one] Tu imagen está lista.
       *[other] Tus { $count } imágenes están listas.
    }
ready-vote = 👍 para aprobar, 👎 para rechazar, 🗑 para borrar. O pulsa un botón, o escribe “aprobar { $number }”.
ready-kept =
    { $count ->
        [one] La borro el { $erased_at }, si no lo haces tú antes.
       *[other] Las borro el { $erased_at }, si no lo haces tú antes.
    }

held-back-all = Las he retenido todas, porque cada edición cambió demasiado. El fallo es de mi edición, no tuyo. Puedes quedarte con el recorte sencillo, donde solo recorto, o probar otro estilo.
held-back-plain = Recorte sencillo

failed-cannot_frame = No he encontrado un recorte honesto en tus fotos. Dejan muy poco espacio alrededor de la cabeza. Ayuda una foto desde un paso más atrás.
failed-unreadable = No pude volver a leer tus fotos. Envíalas una vez más, por favor.
failed-says_ai = Para una credencial o un directorio de personal solo admito fotos que ninguna IA haya hecho ni cambiado. Envía una así, por favor.
failed-consent_withdrawn = He parado, porque ya no tengo tu sí.
failed-weights_missing = Falta por instalar una parte de mí, así que no puedo hacer imágenes. Quien gestiona este bot puede arreglarlo.
failed-weights_damaged = Una parte de mí está dañada, así que no puedo hacer imágenes. Quien gestiona este bot puede arreglarlo.
failed-out_of_memory = El equipo que hace las imágenes se quedó sin memoria. Quien gestiona este bot puede arreglarlo.
failed-pool_failed = El equipo del modelo no me dio la imagen que pedí. Quien gestiona este bot puede arreglarlo. Puedes probar otra vez o elegir un estilo que no pinta ningún modelo.
failed-host_not_agreed = El modelo está en otro equipo que el que aceptaste, así que no le envié nada. Envía { COMMAND("headshot") } y te pregunto de nuevo.
failed-kept_longer = El equipo con el modelo guarda ahora las fotos más tiempo del que aceptaste, así que no le envié nada. Envía { COMMAND("headshot") } y te pregunto de nuevo.
failed-other = Algo se rompió por mi parte y no pude hacer tus imágenes. Puedes probar otra vez.

refused-daily_limit = Era la última serie de imágenes de hoy.
refused-line_full = Mi cola está llena ahora. Tus fotos se quedan. Prueba dentro de un rato, por favor.
refused-no_consent = No puedo empezar sin tu sí. No se ha hecho nada.
refused-no_photo = No tengo ninguna foto con la que trabajar. Envía una, por favor.
refused-other = No pude empezar. El fallo es mío, no tuyo. Prueba otra vez, por favor.

held-back-often =
    { $count ->
        [one] También puedo conservar tu cara real: cambio solo lo que hay detrás de ti.
       *[other] Ya van { $count } en esta serie. También puedo conservar tu cara real: cambio solo lo que hay detrás de ti.
    }
