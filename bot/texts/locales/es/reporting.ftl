# “This is me and I did not agree”: to the one who says so, and to the one whose picture it is. Nobody is accused.

case-button = Soy yo y no lo acepté
case-elsewhere = Esta imagen no está entre las que aún guardo, así que no puedo retenerla. Pide al sitio que la quite. La mayoría tiene un formulario para eso.
case-operator = También puedes escribir a quien me gestiona: { $contact }
case-operator-local = También puedes hablar con quien me gestiona en este equipo.
case-ask = Yo hice esta imagen y aún la tengo. ¿La pongo en pausa? Entonces no la enseño a nadie hasta que la revise quien me gestiona.
case-ask-nothing-kept = A su dueño o dueña le digo que alguien lo pidió, nunca quién. Tu nombre no está en el caso. Recibes un número de caso.
case-yes = Sí, ponla en pausa
case-no = No, déjala
case-not-sent = Entonces la dejo como está.
case-open = Está en pausa. Tu número de caso: { $case }. Apúntalo: no puedo buscártelo después.
case-released = Quien me gestiona ya revisó esta imagen y la dejó seguir. Se lo he dicho otra vez. Tu número de caso: { $case }.
case-refused-gone = Ya no encuentro esa imagen. Envía { COMMAND("verify") } y la imagen otra vez, por favor.
case-refused-own = Esta imagen la hiciste tú aquí. Puedes borrarla cuando quieras: { COMMAND("status") } la nombra y { COMMAND("forget-me") } lo borra todo.
case-refused-daily_limit = Hoy ya has avisado de varias imágenes.

case-news-frozen = Alguien dice que sale en esta imagen y que no lo aceptó. Imagen: { $numbers }
case-news-until = No puedo saber si es así. Hasta que la revise quien me gestiona, la retengo: no la enseño, no la entrego ni la guardo más tiempo. Número de caso: { $case }.
case-news-rights = Puedes borrarla igual: di “borrar { $number }”, o { COMMAND("forget-me") } para todo. { COMMAND("my-data") } te sigue dando todo.
case-news-yours = ¿Eres tú quien sale en la imagen? Entonces díselo a { $contact } y nombra el caso { $case }.
case-news-yours-local = ¿Eres tú quien sale en la imagen? Entonces díselo a quien me gestiona y nombra el caso { $case }.
case-news-released = Buenas noticias: estas imágenes ya no están en pausa. Imágenes: { $numbers }
case-news-removed = Quien me gestiona ha borrado una imagen que alguien no aceptó. Imagen: { $numbers }. Número de caso: { $case }.
case-held = La imagen { $number } está en pausa hasta que la revise quien me gestiona. Número de caso: { $case }.
