# Receipts: the page a person gets when they have agreed to something, and when everything is erased.

receipt-consent-title = Lo que aceptaste
receipt-deletion-title = Lo que se borró
receipt-unnamed = Esta página trata de ti. Tu nombre no está en ella.
receipt-named = Esta página trata de ti. Lleva el nombre que escribiste para firmar.
receipt-signed = Lo firmaste escribiendo este nombre: { $name }
receipt-law = Lo que la ley quiere que sepas
receipt-agreed = Las frases, palabra por palabra
receipt-words-gone = (Este texto ya no se guarda.)
receipt-given = Dijiste que sí el { $said_at }.
receipt-given-operator = Quien me gestiona indicó este sí el { $said_at }.
receipt-taken-back = Lo retiraste el { $said_at }.
receipt-for-likeness = Para qué: para no mostrar a nadie sin su propia palabra, y solo a personas adultas.
receipt-about-photo = Para qué: el archivo de una foto dice que una IA la hizo o la cambió, así que te pregunté otra vez por esa foto.
receipt-for-processing = Para qué: hacer tus retratos.
receipt-for-comparison = Para qué: saber si una imagen aún se te parece.
receipt-for-generative = Para qué: que un modelo te redibuje.
receipt-for-generative_background = Para qué: que un modelo pinte detrás de ti.
receipt-for-persona = Para qué: hacer una imagen de alguien que no existe.
receipt-for-directory = Para qué: entregar una imagen a un directorio.
receipt-who = Quién trata tus fotos
receipt-long = Cuánto tiempo
receipt-memory = Lo que mido de una cara está en la memoria mientras trabajo. No se guarda nunca.
receipt-gets = Quién recibe algo
receipt-gets-you = Tus fotos e imágenes van a ti. Un directorio recibe una imagen si dijiste que sí a eso.
receipt-back = Cómo retirarlo
receipt-erased = Lo que se borró
receipt-count-photos =
    { $count ->
        [one] Una foto
       *[other] { $count } fotos
    }
receipt-count-pictures =
    { $count ->
        [one] Una imagen terminada
       *[other] { $count } imágenes terminadas
    }
receipt-count-files =
    { $count ->
        [one] Un archivo
       *[other] { $count } archivos, entre ellos vistas previas
    }
receipt-count-consents =
    { $count ->
        [one] Una respuesta sobre lo que aceptas
       *[other] { $count } respuestas sobre lo que aceptas
    }
receipt-count-jobs =
    { $count ->
        [one] Una petición
       *[other] { $count } peticiones
    }
receipt-count-messages =
    { $count ->
        [one] Mi registro de un mensaje
       *[other] Mi registro de { $count } mensajes
    }
receipt-when = Cuándo
receipt-asked = Lo pediste el { $said_at }.
receipt-key = Tu clave se destruyó el { $said_at }. Desde entonces nadie podía leer nada tuyo.
receipt-done = Todo quedó hecho el { $said_at }.
receipt-copies = Las copias de los datos anteriores al { $said_at } ya no se pueden abrir.
receipt-stays = Qué queda, y por qué
receipt-directory = El número de tu imagen en el directorio: { $id }
receipt-ledger = La línea del registro es la número { $line }, { $hash }.
receipt-check = Cómo comprobar esta página
receipt-check-how = En el equipo donde funciono, “candid verify” y el nombre de este archivo dicen si se cambió alguna letra.
receipt-programs = Lo mismo para programas
