# What those who run a server or workspace decide, in every chat. No rule makes a headshot a duty.

rules-paused = Aquí los retratos nuevos están en pausa ahora. Lo que tengo tuyo sigue en tus manos: { COMMAND("status") }, { COMMAND("my-data") } y { COMMAND("forget-me") } funcionan como siempre.
rules-not-your-role = Aquí los retratos son para ciertos roles. Lo que tengo tuyo sigue en tus manos: { COMMAND("status") }, { COMMAND("my-data") } y { COMMAND("forget-me") } funcionan como siempre.

rules-are-paused = Los retratos nuevos están en pausa aquí. Lo empezado continúa.
rules-are-open = Aquí se puede empezar un retrato.
rules-roles-full = Son demasiados roles: { $most } como mucho. Vacía la lista y empieza de nuevo.

rules-jobs-per-day = Series de imágenes por persona al día: { $count } como mucho
rules-jobs-per-day-operator = Series de imágenes por persona al día: lo que fijó quien gestiona este bot
rules-jobs-per-day-reach = Series de imágenes al día: indica un número de { $least } a { $most }, por favor. No ha cambiado nada.
rules-waiting-most =
    { $count ->
        [one] Si 1 serie de imágenes espera en mi cola, no entra ninguna más hasta que avance
       *[other] Si { $count } series de imágenes esperan en mi cola, no entra ninguna más hasta que avance
    }
rules-waiting-most-operator = Mi cola de imágenes puede tener cualquier longitud
rules-waiting-most-reach = Series que pueden esperar: indica un número de { $least } a { $most }, por favor. No ha cambiado nada.
rules-photo-hours =
    { $count ->
        [one] Las fotos nuevas se guardan 1 hora
       *[other] Las fotos nuevas se guardan { $count } horas
    }
rules-photo-hours-operator = Las fotos nuevas se guardan el tiempo que fijó quien gestiona este bot
rules-photo-hours-reach = Horas para guardar fotos: indica un número de { $least } a { $most }, por favor. No ha cambiado nada.
rules-result-days =
    { $count ->
        [one] Las imágenes nuevas se guardan 1 día
       *[other] Las imágenes nuevas se guardan { $count } días
    }
rules-result-days-operator = Las imágenes nuevas se guardan el tiempo que fijó quien gestiona este bot
rules-result-days-reach = Días para guardar imágenes: indica un número de { $least } a { $most }, por favor. No ha cambiado nada.
rules-kept-later = Esto vale solo para fotos e imágenes nuevas. Lo que ya tengo se borra cuando dije.

rules-figures = En todos los lugares donde trabajo, y nunca por nombre; por debajo de cinco solo digo <5:
rules-figure-people = Personas que conozco: { $count }
rules-figure-photos = Fotos guardadas: { $count }
rules-figure-pictures = Imágenes guardadas: { $count }
rules-figure-jobs-queued = Esperando en mi cola: { $count }
rules-figure-jobs-running = En marcha ahora: { $count }

rules-looks-all = Se ofrecen todos los estilos.
rules-looks =
    Estilos que se ofrecen:
    { $looks }
rules-look-unknown = No tengo ese estilo. No ha cambiado nada.
