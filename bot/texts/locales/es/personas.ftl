# A made-up person: no photo goes in. The only texts in which a choice says what somebody looks like.

persona-needs = Una persona inventada, por ejemplo para un anuncio, necesitaría un equipo con un modelo que pinte. Aquí no hay ninguno.
persona-gone = El equipo que inventa personas está apagado ahora. Un retrato tuyo sigue siendo posible.
persona-use-ask = ¿Para qué es la persona inventada?
persona-use-advert = Un anuncio
persona-use-presentation = Una diapositiva
persona-use-mockup = Una maqueta
persona-use-me = Mi perfil, CV, credencial o directorio
persona-not-you = Una persona inventada no eres tú. En un perfil, un CV, una credencial o un directorio te buscan a ti. Para eso puedo hacer un retrato con tu propia foto.
persona-notice = Este es el modelo que pintaría a alguien que no existe.
persona-notice-shown = Para esto no pido ninguna foto ni miro las que tengo. Aun así, una cara podría parecerse a alguien por azar. Cada imagen dice IA · GENERADO.
persona-agree-ask = Marca esto si lo aceptas. Sin ello no invento a nadie.
persona-not-agreed = Entonces no invento a nadie. No se ha hecho nada.
persona-ask = ¿Cómo será? Déjalo al azar o elige hasta tres cosas. Solo personas adultas.
persona-too-many = Son cuatro cosas a la vez. Tengo palabras para tres como mucho. Deja una de ellas al azar, por favor.
persona-title = Una persona inventada
persona-submit = Inventarla
persona-number =
    { $count ->
        [one] 1 persona
       *[other] { $count } personas y su hoja de contactos
    }
persona-drawn = Dejarlo al azar
persona-age = Edad
persona-age-thirties = De treinta y tantos
persona-age-fifties = De cincuenta y tantos
persona-age-seventies = De setenta y tantos
persona-presents = Parece
persona-presents-woman = Una mujer
persona-presents-man = Un hombre
persona-presents-neither = Ninguna de las dos cosas
persona-tone = Tono de piel
persona-tone-deepest = Marrón muy oscuro
persona-tone-dark = Marrón oscuro
persona-tone-medium = Marrón medio
persona-tone-tan = Marrón claro
persona-tone-light = Claro
persona-tone-lightest = Muy claro
persona-detail = Pelo, o lo que lleva o usa
persona-detail-straight_hair = Pelo liso
persona-detail-curly_hair = Pelo rizado
persona-detail-coily_hair = Pelo muy rizado
persona-detail-headscarf = Un pañuelo en la cabeza
persona-detail-turban = Un turbante
persona-detail-glasses = Gafas
persona-detail-hearing_aid = Un audífono
persona-detail-wheelchair = Una silla de ruedas
persona-detail-prosthesis = Una prótesis de mano
persona-again = Otra persona inventada
persona-held-back-all = Las he retenido todas porque no pasaron mis controles. El fallo es mío, no tuyo.
persona-failed = Algo se rompió por mi parte y no se inventó a nadie. Puedes probar otra vez.
persona-good-for = Sirve para: anuncios, diapositivas y maquetas donde se diga que la persona es inventada.
persona-not-for = No sirve para: un perfil, un CV, una credencial, un directorio, una reseña ni un lugar donde se espera a alguien real. Tampoco demuestra lo diverso que es tu equipo.
persona-certificate-title = Cómo se hizo esta imagen
persona-certificate-nobody = Un modelo de IA pintó a la persona de esta imagen a partir de unas pocas palabras. Puede parecerse a alguien por casualidad.
persona-certificate-no-photo = No se usó ninguna foto: no se envió, leyó ni comparó ninguna para ella.
persona-certificate-not-diversity = No es una prueba de diversidad. Una persona inventada no representa a nadie, en ningún equipo ni lugar.
persona-certificate-made = La hizo Candid el { $made_at }. La etiqueta de la imagen dice: { $label }.
