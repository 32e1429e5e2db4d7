# What Candid tells about itself: where pictures may go, promises and failures, changes, cost, appeal, feedback.

where-head = ¿Puedo usar mi imagen ahí?
where-profile = Perfiles en línea, chat, correo: sí.
where-cv = CV: sí, salvo que pidan una foto sin editar.
where-badge = Credencial con tu nombre en un evento: sí. Un pase de acceso: no.
where-directory = Lista de personal en el trabajo: sí. En una página pública: pregunta antes.
where-speaking = Páginas de eventos y diapositivas: sí. Envía primero el original donde lo acepten.
where-identity = Pasaporte, visado, permiso, cualquier documento de identidad, exámenes: no.
where-press = Prensa: no. Quieren la foto como se tomó.
where-casting = Casting: no. Quieren la foto como se tomó.
where-rule = Donde se corte la etiqueta, di con palabras qué se editó, por favor.

ethics-consent = Lo que prometo sobre tu sí
ethics-consent-1 = No descargo ninguna foto antes de que aceptes. (prueba: no_byte_before_consent)
ethics-consent-2 = No se hace ninguna imagen sin tu sí vigente. (prueba: no_job_without_consent)
ethics-consent-3 = No adivino género, edad ni origen, y no hago a nadie más liso, pálido ni delgado. (prueba: nothing_beautifies_or_sorts_people)

ethics-picture = Lo que prometo sobre tu imagen
ethics-picture-1 = Ninguna sale sin sus marcas, ni sin una frase sobre lo que se editó. (pruebas: no_unsealed_image_leaves, no_picture_without_a_caption)
ethics-picture-2 = La etiqueta, la frase y el archivo dicen lo mismo. (prueba: every_layer_says_the_same)
ethics-picture-3 = Nadie más puede verla, salvo una lista de personal a la que dijiste que sí. (pruebas: nobody_reaches_another_s, the_directory_gets_only_what_was_given)
ethics-picture-4 = Si ningún modelo te redibuja, tu cara queda como se tomó. Lo mido en el archivo terminado. (prueba: no_unsealed_image_leaves)

ethics-erasure = Lo que prometo sobre el borrado
ethics-erasure-1 = { COMMAND("forget-me") } deja solo lo que dice su comprobante. (prueba: nothing_left_after_forget)
ethics-erasure-2 = Nada se puede leer pasada su fecha. (prueba: nothing_readable_past_its_expiry)
ethics-erasure-3 = Una imagen que envías para revisar no se guarda en ningún sitio. (prueba: a_picture_to_verify_is_never_kept)
ethics-erasure-4 = Mis programas no llaman a nadie más que al chat y a lo que nombran mis ajustes. (prueba: processes_connect_nowhere)

ethics-failures = En qué fallo
ethics-failures-1 = De 148 imágenes terminadas que miramos una a una, 122 valían para publicarse. Lo más difícil es el pelo delante de árboles o estantes.
ethics-failures-2 = De diez personas sin una buena imagen, a seis se les dijo la duda. A cuatro no.
ethics-failures-3 = La marca oculta no lo resiste todo, y un recorte puede quitar la etiqueta.
ethics-failures-4 = Nunca se me ha medido en una tarjeta gráfica real, así que redibujar puede ser más lento o peor de lo que digo.

changes-head = Qué ha cambiado, lo más nuevo primero
changes-1 = 30 de noviembre de 2026: hablo español, francés, árabe e hindi. Cuando apruebas, tu foto vuelve tal como la enviaste. Una foto muy justa se recorta sin más.
changes-2 = 30 de noviembre de 2026: una foto puede llegar primero, y los estilos muestran tu propia cara. Los comprobantes son páginas que se leen. Lo que un archivo dice de cómo se hizo va siempre con él.
changes-3 = 30 de noviembre de 2026: gafas oscuras, velos, cicatrices y mascarillas tienen salida. Cancelar no borra nada. Un mes después de tu último archivo te olvido.
changes-4 = 29 de noviembre de 2026: etiquetas más pequeñas, en tu idioma. Ya no hay ninguna marca oculta sobre tu cara.

cost-none = No sé ya de ninguna imagen hecha para ti.
cost-time =
    { $seconds ->
        [one] Tu última serie llevó un segundo de trabajo.
       *[other] Tu última serie llevó { $seconds } segundos de trabajo.
    }
cost-energy = Son unos { $watt_hours } vatios hora, si el equipo consume { $watts } vatios. Esa cifra la fijó quien me gestiona. Yo no la mido.
cost-phone = La batería de un móvil tiene unos 15. Así que fue un { $share } por ciento de una.

appeal-head = Esto es lo que rechacé o retuve:
appeal-nothing = No tengo nada que haya rechazado.
appeal-ways = Si mi control se equivocó, pulsa el botón que corresponda o envía otra foto. La culpa suele ser de la luz o de mis ediciones, no tuya.
appeal-person = Si eso no ayuda, decide una persona: { $contact }
appeal-person-local = Si eso no ayuda, pregunta a quien me gestiona en este equipo. Decide una persona, no un programa.

feedback-ask = ¿Qué te pareció? Basta un toque.
feedback-kept = Cuento tu respuesta, una vez al día. Quién la dio no se guarda en ningún sitio, y tu imagen no forma parte. Las cuentas de menos de cinco no las ve nadie.
feedback-good = Estuvo bien
feedback-face = No se parece a mí
feedback-edge = El pelo o el contorno está mal
feedback-slow = Tardó demasiado
feedback-words = No entendí algo
feedback-refused = Mi foto se rechazó por error
feedback-thanks = Gracias. Queda contado.
feedback-words-more = Para decir más con palabras: { $contact }
