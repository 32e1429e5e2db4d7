# The first message (120 words at most, all its parts together), the purpose, the engine.

opening-who = Soy Candid, un programa, no una persona. Funciono en el equipo de { $operator }. No envío tus fotos a ningún servicio de IA.
opening-who-local = Soy Candid, un programa, no una persona. Funciono en este equipo. No envío tus fotos a ningún servicio de IA.
opening-carries = { $carrier } transmite este chat y puede guardar copias.
opening-carries-nobody = Este chat se queda en el mismo equipo.
opening-kept =
    Guardo las fotos { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    } y las imágenes terminadas { $days ->
        [one] { $days } día
       *[other] { $days } días
    }. { COMMAND("forget-me") } lo borra todo cuando quieras.
opening-jobs-go-on = Las imágenes que pediste antes siguen en camino.

purpose-for = Para
purpose-ask = ¿Para qué es tu retrato?
purpose-profile = Perfil en línea
purpose-cv = CV
purpose-badge = Credencial de evento
purpose-directory = Directorio de la empresa
purpose-speaking = Página de ponentes
purpose-identity = Pasaporte, visado, permiso, documento de identidad
purpose-press = Prensa
purpose-casting = Casting

advice-identity = Usa tu foto sin editar. Las oficinas de pasaportes, visados y permisos rechazan las fotos editadas, y también los pases de acceso y los exámenes. No hace falta que yo la vea.
advice-press = Da a la prensa tu foto original. Las redacciones la recortan y ajustan, y rechazan aquella en la que un programa puso o quitó algo. No hace falta que yo la vea.
advice-casting = Usa tu foto sin editar. En un casting quieren verte como te vio la cámara. No hace falta que yo la vea.
advice-end = No he recogido ninguna foto. Para otro uso, envía { COMMAND("headshot") }.

engine-ask = ¿Cómo lo hago?
engine-offer-other = Que un modelo me redibuje
engine-timed-other = Que un modelo me redibuje: unos { $seconds } s cada una
engine-means-other = Redibujar puede cambiar tu aspecto. Toda imagen hecha así lo dice, en la imagen y al lado.
engine-gone = El equipo con ese modelo está apagado ahora. Puedes elegir otra forma o esperar.

engine-studio-instead = Mejor conservar mi cara real
engine-studio-no-model = Mejor sin modelo
studio-instead = Entonces tu cara queda como está.
studio-no-model = Entonces no pinta ningún modelo.
redraw-notice = Antes de que decidas, este es el modelo que te redibujaría.
background-notice = Antes de que decidas, este es el modelo que pintaría detrás de ti.
background-notice-measured = Recibe tu foto, recortada al cuadro. Después te vuelvo a poner, como se te tomó, y comparo el interior de tu cara píxel a píxel. En cada paso puedes seguir sin modelo.
background-notice-elsewhere = Recibe palabras y ninguna foto tuya. Después te pongo delante, como se te tomó, y comparo el interior de tu cara píxel a píxel. En cada paso puedes seguir sin modelo.
redraw-notice-whose = Lo que lees aquí sobre sus límites lo encontraron otros, que se nombran. Yo no tengo cifras propias de este modelo.
redraw-notice-measured = Comparo cada imagen con tus fotos: a quién se parece, tono y detalle de la piel, ojos y forma. Lo que se aleja demasiado lo retengo. En cada paso puedes volver a tu cara real.

