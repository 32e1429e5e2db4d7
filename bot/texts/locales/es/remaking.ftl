# A picture made once more at the person's wish: in another light, or with areas marked as theirs or not theirs.

light-offer = Otra luz
light-ask = La imagen { $number } tiene la luz como se tomó. ¿La hago una vez más con otra luz, o en blanco y negro? La primera se queda, para que puedas comparar.
light-ask-painted = La imagen { $number } tiene la luz de la foto. ¿La pinta el modelo otra vez, con tu foto un poco más clara o más oscura? La primera se queda, para que compares.
light-same = Dejarla como se tomó
light-brighter = Un poco más clara
light-darker = Un poco más oscura
light-tint = Con menos tinte de color
light-grey = En blanco y negro
light-kept = La imagen { $number } se queda como está.
light-compare = La imagen { $number } es la misma con la luz como se tomó. Compara las dos y quédate con la que te guste.
light-compare-painted = La imagen { $number } tiene la luz de la foto. Un modelo pintó de nuevo cada una de las dos. Compáralas y quédate con la que te guste.
light-unchanged = No encontré ningún tinte que pudiera quitar, así que la luz queda como se tomó.

mine-offer = Falta o sobra algo
mine-keep = Esto es mío
mine-away = Esto no es mío
mine-blur = Mejor desenfocar mi propio fondo
mine-no-blur = Ese no es uno de los estilos que puedo hacer aquí.
mine-ask = ¿La imagen { $number } perdió algo tuyo, como un bastón o algo de pelo? ¿O conservó un trozo del fondo anterior? Di qué es y dónde. La hago otra vez.
mine-title = Lo que es tuyo
mine-whose = Qué hay ahí
whose-mine = Es mío: conservarlo
whose-not_mine = No es mío: quitarlo
mine-select = En qué parte de la imagen, como la ves
mine-submit = Hacerla otra vez
mine-area-top_left = Arriba a la izquierda
mine-area-top = Encima de la cabeza
mine-area-top_right = Arriba a la derecha
mine-area-left = A la izquierda de la cabeza
mine-area-middle = En la cabeza
mine-area-right = A la derecha de la cabeza
mine-area-bottom_left = Abajo a la izquierda
mine-area-bottom = Debajo de la cabeza
mine-area-bottom_right = Abajo a la derecha

note-marked_area_kept = He conservado lo que encontré en la parte que indicaste.
note-marked_area_empty = En la parte que indicaste no encontré nada que destaque del fondo.
note-marked_area_gone = He quitado lo que me parecía dudoso en la parte que indicaste.
note-marked_area_sure = En la parte que indicaste no encontré nada que pudiera distinguir de ti.

remake-painted = No puedo hacer eso con la imagen { $number }, porque un modelo pintó en ella. Solo las imágenes que ningún modelo tocó pueden perder un tinte, estar en blanco y negro o conservar más cosas tuyas.
remake-photos-gone = No puedo hacerla otra vez, porque sus fotos están borradas. { COMMAND("headshot") } empieza una ronda nueva.
