# A picture: its caption (the disclosure), its alt text, what was edited, why one was held back.
# $label is the label in the picture, in the label's own words. Captions and alt texts never describe the person.

picture = Imagen { $number }

caption-labelled = { $label }. { $what }
alt-labelled = Imagen { $number }: { $what } Etiqueta en la imagen: { $label }.
alt-unlabelled = Imagen { $number }: { $what }

caption-cropped = Una foto real, recortada por un programa. No se cambió nada más.
caption-relit = Una foto real. { then-relit }
caption-greyed = Una foto real. { then-greyed }
caption-softened = Una foto real. { then-softened }
caption-softened-relit = Una foto real. { then-softened-relit }
caption-softened-greyed = Una foto real. { then-softened-greyed }
caption-backdrop = Una foto real. { then-backdrop }
caption-backdrop-relit = Una foto real. { then-backdrop-relit }
caption-backdrop-greyed = Una foto real. { then-backdrop-greyed }
caption-removed = Una foto real. { then-removed }
caption-removed-relit = Una foto real. { then-removed-relit }
caption-removed-greyed = Una foto real. { then-removed-greyed }
caption-generated = Una foto real. { then-generated }
caption-generated-relit = Una foto real. { then-generated-relit }
caption-generated-greyed = Una foto real. { then-generated-greyed }
caption-redrawn = Un modelo de IA redibujó a la persona a partir de sus propias fotos.
caption-strip-bare = MUESTRA: así la mostrarán los sitios. No es la imagen misma.
caption-strip = MUESTRA ({ $label }): así la mostrarán los sitios. No es la imagen misma.

alt-cropped = cabeza y hombros, recorte de la foto. Fondo propio.
alt-relit = cabeza y hombros, recorte de la foto. Fondo propio, luz cambiada.
alt-greyed = cabeza y hombros, recorte de la foto. Fondo propio, en blanco y negro.
alt-softened = cabeza y hombros, recorte de la foto. Fondo propio, desenfocado.
alt-softened-relit = cabeza y hombros, recorte de la foto, luz cambiada. Fondo propio, desenfocado.
alt-softened-greyed = cabeza y hombros, recorte de la foto, en blanco y negro. Fondo propio, desenfocado.
alt-backdrop = cabeza y hombros, recorte de la foto. Fondo dibujado.
alt-backdrop-relit = cabeza y hombros, recorte de la foto, luz cambiada. Fondo dibujado.
alt-backdrop-greyed = cabeza y hombros, recorte de la foto, en blanco y negro. Fondo dibujado.
alt-removed = cabeza y hombros, recorte de la foto. Sin fondo: es transparente.
alt-removed-relit = cabeza y hombros, recorte de la foto, luz cambiada. Sin fondo: es transparente.
alt-removed-greyed = cabeza y hombros, recorte de la foto, en blanco y negro. Sin fondo: es transparente.
alt-generated = cabeza y hombros, recorte de la foto. Fondo hecho por IA.
alt-generated-relit = cabeza y hombros, recorte de la foto, luz cambiada. Fondo hecho por IA.
alt-generated-greyed = cabeza y hombros, recorte de la foto, en blanco y negro. Fondo hecho por IA.
alt-redrawn = cabeza y hombros, redibujados por IA a partir de fotos.
alt-strip = Tu imagen tal cual y en un círculo, una vez por cada lugar de la etiqueta, con su número. Dice MUESTRA.

edit-light-as_taken = Luz: como se tomó.
edit-light-brighter = Luz: más clara, como elegiste.
edit-light-darker = Luz: más oscura, como elegiste.
edit-light-cast_removed = Luz: sin el tinte, como elegiste.
edit-light-grey = Luz: blanco y negro, como elegiste.
edit-face-kept = Cara: los píxeles de tu foto, medidos en el archivo terminado.
edit-face-tone-only = Cara: solo cambió la luz, no se repintó nada.
edit-face-grey-only = Cara: solo falta el color, no se repintó nada.
edit-face-redrawn = Cara: redibujada. Mira bien: ¿es la tuya?
edit-model = Modelo: { $model }.
edit-compared = Comparada con tus fotos, como permitiste: muy parecida. Esto no comprueba tu identidad.
edit-not-compared = Sin comparar: no lo marcaste.

note-hair_cut_by_photo = Tu foto termina en el pelo, así que el recorte también.
note-head_large_in_frame = La cabeza ocupa más de lo normal, porque tu foto no deja más espacio.
note-head_small_in_frame = La cabeza ocupa menos de lo normal, porque nunca agrando una cara.
note-headroom_tight = Hay poco espacio encima de la cabeza, como en tu foto.
note-headroom_wide = Hay mucho espacio encima de la cabeza, como en tu foto.
note-eye_line_low = Los ojos quedan más abajo de lo normal, porque tu foto no permite otro recorte.
note-eye_line_high = Los ojos quedan más arriba de lo normal, porque tu foto no permite otro recorte.
note-off_centre = La cara no está en el centro, porque tu foto termina demasiado pronto por un lado.
note-not_levelled = La cabeza se inclina un poco. No giro tanto una foto.
note-circle_tight = En un marco redondo quizá se corte un poco de pelo.
note-size_limited_by_source = La imagen es tan grande como permite tu foto. Nunca agrando una cara.
note-square_by_source = La imagen es cuadrada, porque tu foto deja poco espacio para una vertical.
note-square_by_pixels = La imagen es cuadrada, porque tu foto tiene pocos píxeles para una vertical. Con una copia más grande bastaría.
note-backdrop_extended = Tu fondo no llegaba hasta el borde, así que un programa lo continuó, desenfocado.
note-larger_possible = Tu foto tiene píxeles para un archivo más grande. Lo hago cuando apruebes esta imagen.
note-border_cut = Había algo alrededor de tu foto, como un margen o las barras de una pantalla. Lo he cortado.
note-busy_background = Justo detrás de ti había muchas cosas, así que quizá se vea algún resto en el borde. Mira bien, por favor.
note-thing_left_out = He dejado fuera algo a tu lado que no parecía parte de ti. Si es tuyo, dímelo y lo conservo.
note-edge_doubtful_above_head = No veo bien dónde termina tu contorno encima de la cabeza. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.
note-edge_doubtful_left_ear = No veo bien dónde termina tu contorno junto a la cabeza, a la izquierda de la imagen. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.
note-edge_doubtful_right_ear = No veo bien dónde termina tu contorno junto a la cabeza, a la derecha de la imagen. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.
note-edge_doubtful_left_neck = No veo bien dónde termina tu contorno junto al cuello, a la izquierda de la imagen. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.
note-edge_doubtful_right_neck = No veo bien dónde termina tu contorno junto al cuello, a la derecha de la imagen. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.
note-edge_doubtful_left_shoulder = No veo bien dónde termina tu contorno junto al hombro, a la izquierda de la imagen. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.
note-edge_doubtful_right_shoulder = No veo bien dónde termina tu contorno junto al hombro, a la derecha de la imagen. Mira bien ahí, por favor; tu propio fondo, desenfocado, lo disimula.

note-picked_larger = De tus fotos elegí una que da una imagen más grande que la siguiente.
note-picked_better_framing = De tus fotos elegí una con más espacio para un buen recorte.
note-picked_straighter = De tus fotos elegí una que mira más de frente.
note-picked_sharper = De tus fotos elegí una más nítida que la siguiente.
note-picked_first = Tus fotos sirven igual de bien para esto, así que elegí la primera.
note-picked_different = Para esta imagen elegí otra de tus fotos, para que puedas comparar.

withheld-delivered_face = He retenido la imagen { $number }: en el archivo terminado, algunos píxeles de tu cara no eran los de tu foto.
withheld-delivered_person = He retenido la imagen { $number }: en el archivo terminado estabas más lejos de tu foto de lo que explica el guardado.
withheld-seal_broken = He retenido la imagen { $number }: no pude volver a leer su etiqueta después de ponerla.
withheld-other = He retenido la imagen { $number }: mi edición no pasó uno de mis controles.
withheld-not-you = El fallo es de mi edición, no tuyo.

caption-invented = Un modelo de IA inventó esto a partir de palabras, sin ninguna foto. Puede parecerse a alguien por casualidad.
alt-invented = cabeza y hombros de una persona inventada, pintada por IA.
alt-invented_set = una hoja de contactos de personas inventadas, pintada por IA, cada una con el número de su imagen.
edit-invented = Hecho por un modelo a partir de palabras. No entró ninguna foto tuya ni se comparó con ninguna.
edit-invented_set = La hoja de contactos: cada imagen de esta serie en una sola, con su número. Si borras una de ellas, aquí sigue: borra entonces también esta.

# What was done here. $then of the texts below, which are about uploads that say AI made or changed them.
then-cropped = Un programa la recortó.
then-relit = Un programa la recortó y cambió su luz.
then-greyed = Un programa la recortó y la pasó a blanco y negro.
then-softened = Un programa la recortó y desenfocó el fondo de la foto.
then-softened-relit = Un programa la recortó, cambió su luz y desenfocó el fondo de la foto.
then-softened-greyed = Un programa la recortó, la pasó a blanco y negro y desenfocó el fondo de la foto.
then-backdrop = Un programa la recortó y dibujó un fondo nuevo.
then-backdrop-relit = Un programa la recortó, cambió su luz y dibujó un fondo nuevo.
then-backdrop-greyed = Un programa la recortó, la pasó a blanco y negro y dibujó un fondo nuevo.
then-removed = Un programa la recortó y le quitó el fondo.
then-removed-relit = Un programa la recortó, cambió su luz y le quitó el fondo.
then-removed-greyed = Un programa la recortó, la pasó a blanco y negro y le quitó el fondo.
then-generated = Un modelo de IA hizo el fondo.
then-generated-relit = Un programa cambió su luz. Un modelo de IA hizo el fondo.
then-generated-greyed = Un programa la pasó a blanco y negro. Un modelo de IA hizo el fondo.
then-redrawn = Un modelo de IA redibujó a la persona a partir de ella.

caption-assembled =
    { $label ->
        [none] El archivo del que salió dice que está montado con varias imágenes. { $then }
       *[other] { $label }. El archivo del que salió dice que está montado con varias imágenes. { $then }
    }
caption-drawn =
    { $label ->
        [none] El archivo del que salió dice que está dibujado con un programa. { $then }
       *[other] { $label }. El archivo del que salió dice que está dibujado con un programa. { $then }
    }
alt-assembled =
    { $label ->
        [none] Imagen { $number }: cabeza y hombros, montada con varias imágenes, como dice su archivo. { $then }
       *[other] Imagen { $number }: cabeza y hombros, montada con varias imágenes, como dice su archivo. { $then } Etiqueta en la imagen: { $label }.
    }
alt-drawn =
    { $label ->
        [none] Imagen { $number }: cabeza y hombros, dibujada con un programa, como dice su archivo. { $then }
       *[other] Imagen { $number }: cabeza y hombros, dibujada con un programa, como dice su archivo. { $then } Etiqueta en la imagen: { $label }.
    }
edit-says-assembled = Tu archivo dice que está montado con varias imágenes. Lo creo y lo transmito.
edit-says-drawn = Tu archivo dice que está dibujado con un programa. Lo creo y lo transmito.
caption-ai_made = { $label }. El archivo del que salió dice que lo hizo una IA. { $then }
caption-ai_edited = { $label }. El archivo del que salió dice que lo cambió una IA. { $then }
alt-ai_made = Imagen { $number }: cabeza y hombros. La imagen la hizo una IA, como dice su archivo. { $then } Etiqueta en la imagen: { $label }.
alt-ai_edited = Imagen { $number }: cabeza y hombros. La imagen la cambió una IA, como dice su archivo. { $then } Etiqueta en la imagen: { $label }.
edit-says-ai_made = Tu archivo dice que lo hizo una IA. Lo creo y lo transmito.
edit-says-ai_edited = Tu archivo dice que lo cambió una IA. Lo creo y lo transmito.
