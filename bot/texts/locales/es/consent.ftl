# Consent. The sentences consent-likeness, -processing, -comparison, -generative, -generative_background are
# what a person agrees to: their hash is stored with each yes. Of consent-processing the hash is taken with the numbers
# as they were shown.

consent-gate = Antes de recoger una foto, te pregunto qué aceptas. ¿Te enseño las opciones?
consent-changed = El texto de lo que aceptaste ha cambiado. Antes de hacer algo nuevo, te pregunto otra vez.
consent-changed-start = Envía { COMMAND("headshot") } y te enseño el texto nuevo. Lo que ya tengo se queda como está hasta entonces.
consent-gate-yes = Sí, enséñame las opciones
consent-gate-no = No, gracias

consent-title = Lo que aceptas
consent-page = Soy Candid, un programa en el equipo de { $operator }. Marca solo lo que aceptas.
consent-page-local = Soy Candid, un programa en este equipo. Marca solo lo que aceptas.
consent-intro = Marca solo lo que aceptas. Necesito las opciones que lo indican. El resto lo decides tú.
consent-likeness = Tengo 18 años o más. Estas fotos me muestran a mí y a nadie más.
consent-likeness-example = Tengo 18 años o más. Las fotos me muestran a mí y a nadie más, o se trata del retrato público de ejemplo. Esa persona no soy yo.
consent-processing =
    Candid puede guardar mis fotos { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    } y las imágenes terminadas { $days ->
        [one] { $days } día
       *[other] { $days } días
    }, y hacer retratos. Mis respuestas se borran { $person ->
        [one] { $person } día
       *[other] { $person } días
    } después de mi último archivo. Candid mide 468 puntos de mi cara: así encuadra la imagen y revisa su propio trabajo. Esos puntos están en la memoria y nunca se guardan.
consent-comparison = Candid puede comparar las caras de mis fotos e imágenes, solo en la memoria. El modelo que lo hace aprendió con caras tomadas de la web, muy probablemente sin preguntar. Sus autores no dicen cuáles. Son uno o más de estos conjuntos: CASIA-WebFace, VGGFace2 y MS1MV2. Sin esto también recibo retratos con mi cara real.
consent-generative = Un modelo puede redibujarme, también la cara. El resultado quizá no se me parezca en cada detalle.
consent-generative_background = Un modelo, en el equipo donde trabaja Candid, pinta la pared a mi alrededor. Para eso recibe mi foto. Mi cara y mi cuerpo se vuelven a poner como se tomaron.
consent-generative-elsewhere =
    Un modelo en { $host } puede redibujarme, también la cara. Mis fotos se envían allí. { $kept ->
        [0] Quien lo gestiona dice que no guarda ninguna.
        [one] Quien lo gestiona dice que las guarda hasta { $kept } hora.
       *[other] Quien lo gestiona dice que las guarda hasta { $kept } horas.
    } El resultado quizá no se me parezca en cada detalle.
consent-generative_background-elsewhere = Un modelo en { $host } pinta la pared detrás de mí. Recibe palabras y ninguna foto mía. Mi cara y mi cuerpo se vuelven a poner como se tomaron.
engine-notice-other = Sobre redibujar: los autores del modelo no nombran todas las fotos con las que aprendió. Estos modelos tienden a aclarar y alisar la piel. Lo mido y retengo esas imágenes. Mira { COMMAND("about") }.
consent-operator = { $operator } podría ver tus fotos mientras están guardadas, si tiene acceso completo al equipo. Ninguna página mía las muestra, pero un comando puede copiarlas.
consent-operator-local = Quien tenga acceso completo a este equipo podría ver tus fotos mientras están guardadas. Ninguna página mía las muestra, pero un comando puede copiarlas.
consent-withdraw = Puedes retirar cada sí cuando quieras con { COMMAND("consent") }.
consent-submit = Acepto lo que he marcado
consent-minor = Tengo menos de 18 años
consent-incomplete = No he descargado nada. No puedo hacer un retrato sin las opciones necesarias.
consent-open-again = Abrir otra vez
consent-declined = Está bien. No he recogido ninguna foto. Si cambias de idea, envía { COMMAND("headshot") }.
consent-thanks = Gracias.

# A written release: the ticked sentences are signed by typing a name. Only where the operator set it.
release-ask = Firma lo que has marcado, por favor:
release-how = Para firmar, escribe aquí tu nombre completo. Lo guardo cerrado con tu propia clave, y consta en tu comprobante. Se borra cuando se borran tus respuestas. Si no quieres, di “parar”.
release-not-a-name = No puedo tomar eso por un nombre. Bastan letras.
release-photo-later = Aún no he recogido ninguna foto. Envíala otra vez cuando hayas firmado, por favor.

# Notices that a law wants, each where the operator named that law (CANDID_NOTICES).
notice-eu = En la UE: tu sí es lo que me permite trabajar (RGPD, art. 6, y art. 9 para comparar caras). Puedes ver tus datos, recibir una copia, corregirlos, limitarlos y borrarlos. Puedes reclamar ante tu autoridad de protección de datos. Lo que una IA hizo o cambió está marcado (Reglamento de IA, art. 50).
notice-illinois = En Illinois: medir tu cara toma su geometría. Es para encuadrar, para los controles y, si lo marcaste, para comparar. Dura mientras trabajo en una foto, en la memoria. No la guardo, no la vendo y no la paso a nadie. Tu nombre escrito es tu permiso por escrito (740 ILCS 14).
notice-new_york = En Nueva York: un anuncio con una persona inventada debe decirlo donde todo el mundo lo vea (General Business Law § 396-b).
consent-still-counts = Lo que aceptaste antes sigue valiendo, también para fotos nuevas: tienen que mostrarte a ti y a nadie más. { COMMAND("consent") } lo enseña y lo retira.
consent-still-counts-example = Lo que aceptaste antes sigue valiendo, también para fotos nuevas. { COMMAND("consent") } lo enseña y lo retira.

consent-none = Hasta ahora no has aceptado nada, o lo has retirado.
consent-shown = Esto es lo que aceptaste:
consent-item = “{ $wording }”
consent-effects = Si retiras uno de los dos primeros, paro y borro enseguida tus fotos y las imágenes que no hayas aprobado.
consent-effects-redrawing = Si retiras comparar caras o redibujar, solo dejo de redibujar.
consent-effects-background = Si retiras el fondo pintado, dejo de pintarlo.
consent-effects-persona = Si retiras las personas inventadas, borro las que no hayas aprobado.
withdraw-likeness = Retirar: soy yo, 18 o más
withdraw-processing = Retirar: hacer retratos
withdraw-comparison = Retirar: comparar caras
withdraw-generative = Retirar: redibujar
withdraw-generative_background = Retirar: fondo pintado
withdraw-nothing = No hay nada que retirar. No lo has aceptado, o ya lo retiraste.
withdrawn-all = Hecho. He parado, y se están borrando tus fotos y las imágenes que no habías aprobado.
withdrawn-approved =
    { $count ->
        [one] ¿Conservo tu imagen aprobada o la borro?
       *[other] ¿Conservo tus { $count } imágenes aprobadas o las borro?
    } Si no me dices nada, { $count ->
        [one] la
       *[other] las
    } borro el { $erased_at }.
withdrawn-erase = Borrar
withdrawn-keep = Conservar hasta el { $last_on }
withdrawn-erased = Tus imágenes aprobadas se están borrando.
withdrawn-kept = Las conservo, como quieres. Las borro el { $erased_at }.
withdrawn-unanswered = No me has dicho nada, así que tus imágenes aprobadas se están borrando ahora.
withdrawn-comparison = Hecho. Ya no comparo caras. Los retratos con tu cara real siguen funcionando.
withdrawn-generative = Hecho. Ningún modelo te redibuja ya. Los retratos con tu cara real siguen funcionando.
withdrawn-generative_background = Hecho. Ya ningún modelo pinta detrás de ti. Los otros fondos siguen funcionando.
withdrawn-stopped = También he parado las imágenes que estaban en marcha.

minor-thanks = Gracias por decírmelo. Candid es solo para mayores de 18 años. Ahora lo borro todo.

consent-no-redrawing = Entonces ningún modelo te redibuja. No he descargado nada. Puedes tener retratos con tu cara real.
consent-missing-generative = Sin ese sí, ningún modelo puede tocar tu cara.
consent-no-painting = Entonces ningún modelo pinta detrás de ti. No he descargado nada. Puedes usar los otros fondos, que no pinta ningún modelo.
consent-missing-generative_background = Sin ese sí, ningún modelo recibe tu foto.
consent-missing-comparison = Sin comparar caras no podría saber si una cara redibujada sigue siendo la tuya.

consent-persona = Tengo 18 años o más. No diré que una persona inventada es real, ni que soy yo.
withdraw-persona = Retirar: personas inventadas
withdrawn-persona = Hecho. Ya no invento a nadie. Se están borrando las que no habías aprobado.
