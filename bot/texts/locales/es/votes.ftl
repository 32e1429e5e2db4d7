# Votes, what comes with a yes, and when things go.

vote-approve = Aprobar { $number }
vote-reject = Rechazar { $number }
vote-erase = Borrar { $number } ahora
vote-undo = Deshacer
vote-rejected = Imagen { $number }: rechazada. La borro en { $seconds } s.
vote-rejected-already = La imagen { $number } ya está rechazada y se borra dentro de un momento.
vote-undone = La imagen { $number } se queda.
vote-undo-nothing = La imagen { $number } no estaba rechazada. Se queda.
vote-erased = La imagen { $number } está borrada. Eso no se puede deshacer.
vote-withdrawn = La imagen { $number } ya no está aprobada. Se queda hasta su fecha.
vote-approved-already = La imagen { $number } ya está aprobada.
vote-gone = Esa imagen ya no está aquí.
vote-none = Ahora no hay ninguna imagen que aprobar o rechazar.
vote-which = ¿Cuál? Tienes: { $numbers }. Di, por ejemplo, “aprobar { $number }”.
vote-several = Imagen { $number }: mientras yo no estaba, diste más de un voto. ¿Cuál cuenta?
vote-change-mind = He cambiado de idea: rechazar
files-again = Enviar otra vez los archivos
files-after-approval = Aprueba primero la imagen { $number } y después recibes sus archivos.

approved = La imagen { $number } es tuya. Puedes cambiar de idea hasta su fecha.
strip-look = Así se ve, tal cual y recortada en círculo:
paste-intro = Una frase que puedes pegar al lado:
paste-cropped = Este retrato es una foto real mía. Candid la recortó y no cambió nada más.
paste-softened = Este retrato es una foto real mía. Candid la recortó y desenfocó el fondo.
paste-backdrop = Este retrato es una foto real mía. El fondo lo dibujó Candid, un programa.
paste-removed = Este retrato es una foto real mía. Candid la recortó y le quitó el fondo.
paste-generated = Este retrato es una foto real mía. El fondo lo hizo Candid con IA.
paste-redrawn = Este retrato lo redibujó Candid con IA a partir de fotos reales mías.
paste-assembled = Este retrato es una imagen mía montada con varias imágenes, y lo terminó Candid.
paste-drawn = Este retrato es una imagen mía dibujada con un programa, y lo terminó Candid.
paste-ai_made = Este retrato se hizo con IA desde el principio y lo terminó Candid.
paste-ai_edited = Este retrato es una imagen mía cambiada con IA, y lo terminó Candid.
paste-relit = Este retrato es una foto real mía. Candid la recortó y cambió su luz.
paste-greyed = Este retrato es una foto real mía. Candid la recortó y la pasó a blanco y negro.
paste-relit-too = Candid también cambió la luz.
paste-greyed-too = Candid también la pasó a blanco y negro.
paste-more = Para otros lugares, como un CV o una credencial, está { COMMAND("disclose") }.
paste-alt-intro = Texto alternativo que puedes pegar. Pon tu nombre delante:
paste-alt-cropped = cabeza y hombros, foto real, recortada.
paste-alt-relit = cabeza y hombros, foto real, recortada, con la luz cambiada.
paste-alt-greyed = cabeza y hombros, foto real, recortada, en blanco y negro.
paste-alt-softened = cabeza y hombros, foto real con el fondo desenfocado.
paste-alt-backdrop = cabeza y hombros, foto real sobre un fondo dibujado.
paste-alt-removed = cabeza y hombros, foto real con el fondo quitado.
paste-alt-generated = cabeza y hombros, foto real sobre un fondo hecho con IA.
paste-alt-redrawn = cabeza y hombros, redibujados con IA a partir de fotos reales.
paste-alt-assembled = cabeza y hombros, imagen montada con varias imágenes.
paste-alt-drawn = cabeza y hombros, imagen dibujada con un programa.
paste-alt-ai_made = cabeza y hombros, hechos con IA.
paste-alt-ai_edited = cabeza y hombros, cambiados con IA.

use-profile-yes = Sirve para: perfiles, chat, correo y tu propia página.
use-profile-no = No sirve para: pasaporte, visado, permiso, documento de identidad, pases de acceso, exámenes, prensa, casting.
use-cv-yes = Sirve para: un CV o un perfil de trabajo. En muchos sitios no hace falta foto.
use-cv-no = No sirve para: formularios que piden una foto sin editar. Lee antes las normas. Tampoco para pasaporte, visado, permiso ni documento de identidad.
use-badge-yes = Sirve para: credenciales con tu nombre en eventos.
use-badge-no = No sirve para: pases de acceso, exámenes ni ningún documento de identidad. Usa ahí tu foto sin editar.
use-directory-yes = Sirve para: la lista de personal y el chat del trabajo.
use-directory-no = No sirve para: pases de acceso ni documentos de identidad. Pregunta antes de ponerla en una página pública.
use-speaking-yes = Sirve para: páginas de eventos y diapositivas. La frase de arriba cabe debajo.
use-speaking-no = No sirve para: fotos de prensa. Da a la prensa tu foto sin editar.
label-cropped-off = Algunos sitios cortan la etiqueta; entonces dilo con palabras, por favor.
approved-kept = Borro mi copia el { $erased_at }. Guarda antes tus archivos.
original-comes = Tu foto tal como la recibí, byte a byte. Consérvala: borro mi copia el { $erased_at }.
original-going = Por última vez, tu foto tal como la recibí, byte a byte. Borro mi copia el { $erased_at }.
original-hash = Su huella (SHA-256): { $hash }
original-first = En un escenario, o como marca propia, la gente te busca a ti. Ofrece primero tu foto original.
approved-example = ¿Está hecha con el retrato de ejemplo? Entonces no eres tú. No la publiques, por favor, ni tampoco los textos de abajo.

expiry-near = Estas se van pronto: { $numbers }. Las borro el { $erased_at }.
expiry-longer =
    { $days ->
        [one] Conservarlas un día más
       *[other] Conservarlas { $days } días más
    }
expiry-erase-now = Borrarlas ahora
expiry-extended = Conservadas: { $numbers }. Las borro el { $erased_at }.
expiry-kept-already = No hay nada que hacer. Se quedan hasta el { $erased_at }.
expiry-erased = Borradas: { $numbers }.

silence-remind = Sigo aquí. Continúa cuando quieras, o escribe “parar”.
silence-remind-photos = Sigo aquí. Si no me dices nada, borro tus fotos dentro de hora y media.
silence-ended = He cerrado esta ronda, porque pasaron dos horas en silencio. { COMMAND("headshot") } empieza otra.
silence-dropped =
    { $count ->
        [one] Pasaron dos horas en silencio, así que borré tu foto. { COMMAND("headshot") } empieza de nuevo.
       *[other] Pasaron dos horas en silencio, así que borré tus { $count } fotos. { COMMAND("headshot") } empieza de nuevo.
    }

paste-invented = Candid inventó a la persona de esta imagen con IA, a partir de palabras. Puede parecerse a alguien por casualidad.
paste-invented_set = Candid inventó a las personas de esta imagen con IA, a partir de palabras. Pueden parecerse a alguien por casualidad.
paste-alt-intro-invented = Texto alternativo que puedes pegar:
paste-alt-invented = cabeza y hombros de una persona inventada, hecha con IA.
paste-alt-invented_set = una hoja de contactos de personas inventadas, hecha con IA.
