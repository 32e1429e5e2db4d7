# An approved picture made again in its file's place: larger, its label elsewhere or in another language, another file.
# $place is the number of the row on the places view.

label-choose = La etiqueta puede ir en estos lugares, con los números de la vista previa. La pongo donde menos te tapa. Toca otro y te envío la imagen de nuevo.
label-place-rim = { $place }: sobre la imagen, en letra pequeña a lo largo del borde del círculo.
label-place-corner = { $place }: sobre la imagen, en una esquina.
label-place-ring = { $place }: alrededor de la imagen, en un anillo fino. No tapa nada de ti.
label-place-footer = { $place }: debajo de la imagen, en una franja fina. No tapa nada de ti, pero un sitio que recorta en círculo quizá la quite.
label-choose-typed = O escribe “borde { $number }”, “esquina { $number }”, “anillo { $number }” o “pie { $number }”. Lo recuerdo para tus próximas imágenes.
label-choose-typed-upright = O escribe “esquina { $number }” o “pie { $number }”. Lo recuerdo para tus próximas imágenes.
label-place-is-round = La imagen { $number } no es cuadrada, así que ningún sitio la recorta en un círculo que la etiqueta pueda seguir.
label-only-below = Esta imagen es transparente, así que su etiqueta va en una franja debajo: ahí se lee en cualquier página.
label-sheet-only-below = En una hoja de contactos la etiqueta va en una franja debajo. No se puede mover.
label-rim = { $place }: a lo largo del borde
label-corner = { $place }: en una esquina
label-ring = { $place }: en un anillo alrededor
label-footer = { $place }: en una franja debajo
label-here-rim = A lo largo del borde
label-here-corner = En una esquina
label-here-ring = En un anillo alrededor
label-here-footer = En una franja debajo
label-language = Etiqueta en otro idioma
label-language-ask = ¿En qué idioma quieres la etiqueta de la imagen { $number }?
label-coming = Un momento. Hago otra vez la imagen { $number } a partir de tu foto, con la etiqueta como la quieres.
label-done-automatic = La etiqueta está donde menos te tapa.
label-done-rim = La etiqueta sigue el borde del recorte redondo.
label-done-corner = La etiqueta está en una esquina.
label-done-ring = La etiqueta está en un anillo alrededor de la imagen.
label-done-footer = La etiqueta está en una franja debajo de la imagen.
label-already = La etiqueta ya está así. Aquí tienes el archivo otra vez.
label-stays = La imagen { $number } se queda como estaba, con su etiqueta.
label-photo-gone = Ya no puedo mover la etiqueta: para eso hace falta tu foto, y ya está borrada.
label-after-approval = Puedes mover la etiqueta cuando hayas aprobado una imagen.
label-which = ¿Cuál? Has aprobado: { $numbers }. Escribe, por ejemplo, “anillo { $number }”.
failed-label_withheld = Ahí no pude volver a leer la etiqueta, así que no la he usado. El fallo es mío, no tuyo.
failed-label_other_picture = No pude hacer otra vez exactamente la misma imagen.

larger-coming = Un momento: hago el archivo grande, de { $side } píxeles.
larger-not-wait = Envíame ya el más pequeño
larger-done = Este es el archivo grande: { $width } por { $height } píxeles.
larger-photo-gone = Tu foto ya está borrada, así que no puedo hacer el archivo grande. Aquí tienes la imagen como la viste.
larger-not-made = Esta vez no pude hacer el archivo grande. Aquí tienes la imagen como la viste.

file-png = En PNG
file-jpeg = En JPEG
file-coming = Un momento. Hago otra vez el archivo de la imagen { $number }.
file-done-png = El archivo ahora es un PNG: más grande, y al guardarlo no se pierde nada.
file-done-jpeg = El archivo ahora es un JPEG: pequeño, y todos los sitios lo aceptan.
file-only-this = La imagen { $number } no tiene fondo. Solo un PNG puede guardar eso.
file-photo-gone = Ya no puedo hacer otro archivo: para eso hace falta tu foto, y ya está borrada.
file-too-big = El archivo tiene { $size } MB. Aquí puedo enviar { $most } MB como mucho, así que sigue conmigo.
file-too-big-jpeg = En JPEG cabe, con una cuarta parte del tamaño.
file-too-big-only = Sin fondo solo cabe en un PNG, así que no tengo un archivo más pequeño.
