# Looks and number. A look is a backdrop and a crop; it never says anything about the person.

look-ask =
    { $photos ->
        [one] Elige un estilo, o envía antes otra foto.
       *[other] Elige un estilo. Usaré la mejor de tus { $photos } fotos.
    }
look-ask-tiles = Tu foto en cada estilo. Elige hasta { $most }.
look-list = { $looks }
look-doubtful = En esta foto no veo bien dónde termina tu contorno. Por eso van primero los estilos que lo disimulan: conservan tu propio fondo.
look-option = { $number }. { $look }
look-title = Estilo y número
look-select = Primer estilo
look-title-tiles = Estilos
look-select-tiles = Estilos
number-select = Cuántas imágenes
number-option =
    { $count ->
        [one] 1: solo este estilo
        [2] 2: este estilo y el siguiente
       *[other] { $count }: este estilo y los siguientes
    }
number-option-same =
    { $count ->
        [one] 1 imagen
       *[other] { $count } imágenes en este estilo
    }
look-submit = Hacer mis imágenes
look-again = Otro estilo
look-many = Hago hasta { $most } imágenes cada vez. Elige de nuevo, por favor.
look-unknown = No tengo ese estilo. Elige uno de estos, por favor.
look-none-here = Ninguno de los estilos disponibles aquí se puede hacer ahora. Pregunta a quienes llevan este sitio.

look-name-other = Otro estilo
look-line-other = Otro estilo: lo añadió quien gestiona este bot
