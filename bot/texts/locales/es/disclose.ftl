# Saying what was done to a picture, place by place: the answers to /disclose. The sentences are the person's own voice.

disclose-none = Esto es para imágenes que aprobaste. Ahora no hay ninguna.
disclose-which = ¿Cuál? Has aprobado: { $numbers }.
disclose-picture = Imagen { $number }
disclose-head = Aquí va otra vez todo lo de la imagen { $number }.
disclose-words = Textos para pegar, uno para cada lugar:

paste-linkedin =
    LinkedIn:
    “Mi foto es { $what }. La hice con Candid.{ $url ->
        [none] {""}
       *[other] {" "}Se puede comprobar qué cambió: { $url }
    }”
paste-cv =
    CV:
    “Foto: { $what }. Hecha con Candid.{ $url ->
        [none] {""}
       *[other] {" "}Comprobar: { $url }
    }”
paste-signature =
    Correo:
    “Foto: { $what }.{ $url ->
        [none] {""}
       *[other] {" "}Comprobar: { $url }
    }”
paste-badge =
    Credencial:
    “{ $what }”
paste-speaker =
    Página de ponentes:
    “El retrato es { $what }. Está hecho con Candid.{ $url ->
        [none] {""}
       *[other] {" "}Se puede comprobar qué cambió: { $url }
    }”

paste-what-cropped = una foto real mía, recortada y sin más cambios
paste-what-relit = una foto real mía, recortada y con la luz cambiada
paste-what-greyed = una foto real mía, recortada y pasada a blanco y negro
paste-what-softened = una foto real mía con el fondo desenfocado por un programa
paste-what-softened-relit = una foto real mía con el fondo desenfocado y la luz cambiada por un programa
paste-what-softened-greyed = una foto real mía con el fondo desenfocado por un programa, en blanco y negro
paste-what-backdrop = una foto real mía sobre un fondo dibujado por un programa
paste-what-backdrop-relit = una foto real mía sobre un fondo dibujado por un programa, con la luz cambiada
paste-what-backdrop-greyed = una foto real mía sobre un fondo dibujado por un programa, en blanco y negro
paste-what-removed = una foto real mía con el fondo quitado por un programa
paste-what-removed-relit = una foto real mía con el fondo quitado y la luz cambiada por un programa
paste-what-removed-greyed = una foto real mía con el fondo quitado por un programa, en blanco y negro
paste-what-generated = una foto real mía sobre un fondo hecho con IA
paste-what-generated-relit = una foto real mía sobre un fondo hecho con IA, con la luz cambiada
paste-what-generated-greyed = una foto real mía sobre un fondo hecho con IA, en blanco y negro
paste-what-redrawn = una imagen redibujada con IA a partir de fotos reales mías

paste-short-cropped = Foto real, recortada
paste-short-relit = Foto real, luz cambiada
paste-short-greyed = Foto real, blanco y negro
paste-short-softened = Foto real, fondo desenfocado
paste-short-softened-relit = Foto real, fondo desenfocado, luz cambiada
paste-short-softened-greyed = Foto real, fondo desenfocado, blanco y negro
paste-short-backdrop = Foto real, fondo dibujado
paste-short-backdrop-relit = Foto real, fondo dibujado, luz cambiada
paste-short-backdrop-greyed = Foto real, fondo dibujado, blanco y negro
paste-short-removed = Foto real, fondo quitado
paste-short-removed-relit = Foto real, fondo quitado, luz cambiada
paste-short-removed-greyed = Foto real, fondo quitado, blanco y negro
paste-short-generated = Foto real, fondo de IA
paste-short-generated-relit = Foto real, fondo de IA, luz cambiada
paste-short-generated-greyed = Foto real, fondo de IA, blanco y negro
paste-short-redrawn = Redibujada con IA a partir de fotos reales

paste-what-invented = una persona inventada, hecha con IA
paste-short-invented = Persona inventada, IA

paste-what-assembled = una imagen mía montada con varias imágenes y terminada por un programa
paste-short-assembled = Montada con varias imágenes
paste-what-drawn = una imagen mía dibujada con un programa y terminada por otro
paste-short-drawn = Dibujada con un programa
paste-what-ai_made = una imagen mía hecha con IA y terminada por un programa
paste-short-ai_made = Hecha con IA
paste-what-ai_edited = una imagen mía cambiada con IA y terminada por un programa
paste-short-ai_edited = Cambiada con IA
