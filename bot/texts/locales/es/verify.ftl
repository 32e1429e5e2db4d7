# /verify en el chat: lo que se pregunta y por qué no se leyó una imagen. Lo que se dice de sus marcas está en
# storage/marks_told.

verify-ask = Envíame la imagen de la que dudas. Busco marcas que digan cómo se hizo.
verify-nothing-kept = La leo en la memoria y no guardo nada de ella. No digo quién sale ni cuándo se hizo.
verify-looking = Estoy mirando.
verify-one-at-a-time = De una en una: miro la primera.
verify-button = Revisar otra imagen
verify-not-read-daily_limit = Hoy ya he revisado muchas imágenes para ti.
verify-not-read-not_available = No pude recibir esa imagen. Envía { COMMAND("verify") } y la imagen otra vez, por favor.
