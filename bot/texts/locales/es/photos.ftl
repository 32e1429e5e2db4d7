# Photos: the coach, the answers, every reason to turn one down.

photos-ask = Ahora envíame una foto tuya. Con una basta; { $most } como mucho.
photos-coach-light = Ponte frente a una ventana, con la luz delante de ti.
photos-coach-frame = Pon la cámara a la altura de los ojos, a uno o dos pasos: de muy cerca, el objetivo agranda la nariz. Deja espacio alrededor de la cabeza.
photos-coach-covering = Pañuelos, turbantes y sombreros son bienvenidos. Las gafas y los audífonos también.
photos-checking =
    { $count ->
        [one] Estoy revisando tu foto.
       *[other] Estoy revisando tus { $count } fotos.
    }
photos-still-checking =
    { $count ->
        [one] Aún estoy revisando una foto.
       *[other] Aún estoy revisando { $count } fotos.
    }
photos-too-many =
    { $left ->
        [one] He dejado fuera una foto y no la he descargado.
       *[other] He dejado fuera { $left } fotos y no las he descargado.
    } Tengo sitio para { $most } como mucho.
photos-first-your-yes = No he descargado tu foto. Primero necesito tu sí.
photos-before-consent = No he descargado tu foto. Primero necesito tu sí. Envía { COMMAND("headshot") } para empezar.
photos-not-now = No he descargado tu foto, porque aún trabajo en tus imágenes. Envía { COMMAND("headshot") } para empezar con fotos nuevas.
photos-gone = Tus fotos se han borrado porque se acabó su tiempo. Envía una otra vez, por favor.
photos-fresh = Tus fotos anteriores ya no están. Envía las nuevas.

photo-good = Bien. Esta foto me sirve.
photo-looks-follow = Ahora la dibujo en cada estilo.
photo-not-usable = Lo siento, esta foto no me sirve. Aquí tienes por qué y qué ayuda.
photo-one-question = Una pregunta antes de usar esta foto.
photo-taken-only = Para una credencial o un directorio de personal solo admito fotos que ninguna IA haya hecho ni cambiado. Envía una así, por favor.
photo-explicit = Mi control cree que es una imagen de desnudo. No trabajo con ellas, así que la he borrado. El control puede equivocarse.
photo-explicit-appeal = Si se equivocó, díselo a { $contact }. Lo verá una persona. No hace falta que envíes la imagen.
photo-explicit-appeal-local = Si se equivocó, díselo a quien me gestiona. No hace falta que enseñes la imagen.
photo-remove = Quitar esta foto
photo-removed = Esa foto está borrada.
photo-already-gone = Esa foto ya no está.
photo-in-work = Ahora mismo trabajo con esa foto. Cancela primero y después se puede quitar.
photo-fresh = Empezar con fotos nuevas

caption-contact-sheet = MUESTRA de tu propia foto en cada estilo. No es una imagen terminada.
alt-contact-sheet = Tu foto en pequeñas vistas previas en { $count ->
        [one] un estilo
       *[other] { $count } estilos, con números
    }; cada una dice MUESTRA.
caption-outlined = Tu propia foto, sin editar. El marco muestra a qué me refiero. Solo tú recibes esta copia.
alt-outlined = Una copia pequeña de tu foto sin editar. Un marco señala el lugar del que habla el texto.

not-stored-too_big = Ese archivo es demasiado grande para este chat. Envía una copia más pequeña.
not-stored-daily_limit = Era la última revisión de fotos de hoy.
not-stored-too_many_held = Ya tengo todas las fotos tuyas que puedo guardar. Quita una primero.
not-stored-vault_full = Ahora no tengo sitio para más fotos. Prueba más tarde, por favor.
not-stored-other = No pude recibir esa foto. Envíala otra vez, por favor.
again = Puedes seguir después de esto: { $again_at }.
check-failed = No pude revisar esa foto. El fallo es mío, no tuyo. Envíala otra vez, por favor.

# What is wrong: about the photo, the light or the file, never about the person.
refuse-no_room = La foto deja muy poco espacio alrededor de tu cabeza. Un retrato hecho con ella saldría cortado o torcido.
refuse-not_a_photo = Ese archivo no es una foto que yo pueda leer.
refuse-too_big = Ese archivo es demasiado grande.
refuse-too_many_pixels = Esa foto tiene más píxeles de los que puedo tratar.
refuse-too_few_pixels = Esa foto tiene muy pocos píxeles.
refuse-too_costly = Abrir ese archivo cuesta demasiado trabajo.
refuse-polyglot = Ese archivo es una foto y otra cosa a la vez. No abro archivos así.
refuse-unreadable = No puedo abrir ese archivo.
refuse-animated = Ese archivo es una imagen en movimiento.
refuse-empty = Ese archivo está vacío.
refuse-camera_colours = No puedo leer los colores HDR de esta cámara.
refuse-too_narrow = Esa imagen es muchas veces más larga que ancha.
refuse-other = Algo de esa foto no me sirve.

fix-no_room = Sujeta la cámara recta y más lejos, para que cabeza y hombros tengan espacio por todos lados.
fix-not_a_photo = Envía una foto en JPEG, PNG, WebP, HEIC o AVIF.
fix-too_big = Envía una copia más pequeña.
fix-too_many_pixels = Envía una copia más pequeña.
fix-too_few_pixels = Envía la foto a tamaño completo, como la tomó la cámara.
fix-too_costly = Guárdala como JPEG sencillo y envía ese.
fix-polyglot = Guárdala como JPEG sencillo y envía ese.
fix-unreadable = Guarda la foto otra vez y envía la copia nueva.
fix-animated = Envía una foto fija.
fix-empty = Envíalo otra vez. Quizá falló la subida.
fix-camera_colours = Guárdala como JPEG y envía ese.
fix-too_narrow = Recorta la parte en la que sales y envíala.
fix-other = Prueba con otra foto, por favor.

hint-other = Quizá otra foto salga mejor.


# The figure next to its limit. Whether the limit is a least or a most follows from the sentence before.
measure-px = Medido: { $value } píxeles. Mi límite: { $limit } píxeles.
measure-deg = Medido: { $value }°. Mi límite: { $limit }°.
measure-ratio = Medido: { $value } %. Mi límite: { $limit } %.
measure-megabytes = Medido: { $value } MB. Mi límite: { $limit } MB.
measure-megapixels = Medido: { $value } megapíxeles. Mi límite: { $limit } megapíxeles.
measure-faces = Caras encontradas: { $value }. Necesito: { $limit }.
measure-stops = Un lado es más claro en { $value } pasos, y cada paso dobla la luz. Mi límite: { $limit } pasos.
measure-chroma = Fuerza del color: { $value }. Mi límite: { $limit }.
measure-lightness = Diferencia de claridad ahí: { $value }. Mi límite: { $limit }.
measure-colour = Diferencia de color ahí: { $value }. Mi límite: { $limit }.
measure-detail = Detalle fino: { $value }. Mi límite: { $limit }.
measure-bits = Partes distintas: { $value } de 64. Mi límite: { $limit }.
measure-cosine = Coincidencia: { $value } de 1. Mi límite: { $limit }.
measure-sides = Largo entre ancho: { $value }. Mi límite: { $limit }.
measure-levels = Sus partes más claras: { $value } de 255. Mi límite: { $limit }.
measure-plain = Medido: { $value }. Mi límite: { $limit }.
