# The directory: a question of its own after a picture is approved. directory-consent is what a person agrees to; its
# hash, recipient and day in it, is kept with the yes.

directory-title = Para el directorio
directory-submit = Enviar mi elección
directory-no = No, gracias
directory-ask = ¿Puedo dar la imagen { $number } a { $recipient }?
directory-what = Reciben la imagen terminada y un texto que dice qué se editó. Lleva un número al azar y ningún nombre. Nadie más la recibe.
directory-free = Lo decides tú. Nada más depende de ello.
directory-consent = { $recipient } puede mostrar esta imagen de mí, con su texto, hasta el { $until_on }.
directory-declined = Está bien. No doy la imagen a nadie.
directory-changed = Algo de esa pregunta ha cambiado. No he dado la imagen a nadie.
directory-given = Gracias. { $recipient } recibe la imagen en la próxima entrega. Su número allí es { $id }.
directory-take-back = { COMMAND("consent") } lo enseña y lo retira. También se retira si rechazas o borras la imagen.
directory-shown = Diste estas imágenes a un directorio:
directory-item-waits = Número { $id }, para { $recipient }, hasta el { $until_on }. Aún no entregada.
directory-item = Número { $id }, para { $recipient }, hasta el { $until_on }. Entregada el { $handed_at }.
directory-effect = Si lo retiras, ya no entrego nada más, y mi próxima lista les pide que quiten lo que tienen.
directory-was-handed = { $recipient } recibió la imagen número { $id } el { $handed_at }. Mi próxima lista les pide que la quiten. Yo no puedo quitarla de allí.
withdraw-directory = Retirar: el directorio
withdrawn-directory = Hecho. Ya no doy ninguna imagen tuya al directorio.
directory-read-me =
    Imágenes para { $recipient }. Cada una la dio la persona que aparece en ella, solo para este uso.

    pictures.csv: lo que puedes mostrar ahora, por su número, cada una hasta su último día. Muéstrala con su texto.
    Una fila sin archivo: ya tienes esa imagen y Candid ya no la guarda.

    remove.csv: lo que recibiste antes y ya no puedes mostrar. Quítalas ahora, también las copias.
directory-taken-only = Un directorio de personal solo admite fotos que ninguna IA haya hecho ni cambiado, así que esta imagen no puede entrar.
