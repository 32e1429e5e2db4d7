# ¿Qué es esta imagen? Lo que se dice de sus marcas en el chat, en la página y en la línea de órdenes: un solo texto para
# los tres. «Aquí» es la instalación a la que se pregunta. Que falte una marca no prueba nada.

verify-sure = Este archivo se hizo aquí, y nadie lo ha cambiado desde entonces.
verify-known = Esta imagen se hizo aquí, o salió de otra hecha aquí. Este archivo es una copia. No se pueden descartar cambios pequeños.
verify-camera = Tomada con una cámara, según dice el archivo. Eso no es una prueba.
verify-unsure = Hay señales, pero ninguna que solo pueda venir de aquí.
verify-nothing = No se encontró ninguna marca. Eso no prueba nada en un sentido ni en otro: una imagen puede perder todas las marcas.

verify-credentials-ours = Content Credentials: sí, firmadas aquí, y nadie ha cambiado el archivo desde entonces. Dicen: { $what }
verify-credentials-other = Content Credentials: sí, pero firmadas por alguien a quien aquí no se conoce. Nadie ha cambiado el archivo desde entonces. Dicen: { $what }
verify-credentials-broken = Content Credentials: las hay, pero no encajan con este archivo. Se cambió después, o se tomaron de otro archivo.
verify-credentials-ended = Content Credentials: sí, firmadas aquí, y nadie ha cambiado el archivo desde entonces. El certificado ya ha caducado. Dicen: { $what }
verify-credentials-unreadable = Content Credentials: las hay, pero no se pudieron leer.
verify-credentials-say = Lo que dicen: { $what }
verify-credentials-remote = Content Credentials: el archivo solo nombra una dirección web para ellas. No se abrió.
verify-credentials-none = Content Credentials: ninguna en este archivo. Muchas apps las quitan.
verify-watermark-found = Marca oculta: sí. Un programa que marca lo que cambia, como Candid, hizo esta imagen o una de la que se copió. Cualquiera puede copiar esta marca.
verify-watermark-probable = Marca oculta: quizá. Hay una parte. La imagen puede haberse recortado o reducido.
verify-watermark-none = Marca oculta: no se encontró. Está solo en lo que pintó un programa, y se pierde en copias pequeñas o muy recortadas.
verify-watermark-too_small = Marca oculta: esta copia es demasiado pequeña para buscarla.
verify-label = Texto en la imagen: «{ $label }».
verify-label-none = Texto en la imagen: ninguno donde Candid lo escribe. Las copias recortadas o con marco aún pueden tenerlo, así que míralo tú también, por favor.
verify-metadata = Texto en el archivo: { $what } Cualquiera puede escribirlo.
verify-registry-yes = Imágenes hechas aquí: sí, esta es una de ellas. De ella consta: { $what }
verify-registry-no = Imágenes hechas aquí: no está entre las que aún se guardan.
verify-registry-unchecked = Imágenes hechas aquí: esta vez no se ha mirado.

verify-level-none = editada; no dice cómo se hizo.
verify-level-algorithmicallyEnhanced = una foto con la luz o el color cambiados por un programa.
verify-level-composite = una foto montada por un programa, por ejemplo con otro fondo.
verify-level-composite-ours = montada, por ejemplo una foto con otro fondo. Aquí la persona no se redibujó.
verify-level-compositeWithTrainedAlgorithmicMedia = cambiada con IA, en parte o del todo.
verify-level-trainedAlgorithmicMedia = hecha con IA.
verify-level-none-ours = solo recortada.
verify-level-capture = tomada con una cámara.
verify-level-scan = escaneada de película o papel.
verify-level-screen = una imagen de una pantalla.
verify-level-human = una imagen que editó una persona.
verify-level-drawn = dibujada o calculada con un programa, no tomada con una cámara.
verify-level-other = algo para lo que no hay una palabra sencilla.

verify-refused-empty = Este archivo está vacío.
verify-refused-not_a_photo = No es una imagen que se pueda leer aquí. Valen JPEG, PNG, WebP y HEIC. No se guardó nada.
verify-refused-unreadable = Esta imagen está dañada o incompleta, así que no se pudo leer. No se guardó nada.
verify-refused-too_big = Este archivo pasa de 25 MB, así que no se leyó. Vale una copia más pequeña. No se guardó nada.
verify-refused-too_many_pixels = Esta imagen tiene demasiados píxeles para leerla aquí. Vale una copia más pequeña. No se guardó nada.
verify-refused-too_few_pixels = Esta imagen es demasiado pequeña para leerla. No se guardó nada.
verify-refused-too_costly = Leer esta imagen costaba demasiado tiempo o memoria, así que se dejó. Quizá valga una copia más pequeña. No se guardó nada.
verify-refused-polyglot = Este archivo lleva otra cosa además de una imagen, así que no se leyó. Guarda la imagen otra vez y prueba con ese archivo. No se guardó nada.
verify-refused-animated = Este archivo lleva más de una imagen. Elige uno con una sola, por favor. No se guardó nada.
verify-refused-other = Este archivo no se pudo leer como imagen. No se guardó nada.
