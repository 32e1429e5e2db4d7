# Was Menschen erfahren, wenn etwas so nicht angenommen werden kann.

noticed-forwarded = Weitergeleitete Nachrichten kann ich nicht öffnen. Bitte schick mir das Foto selbst, oder schreib hier.
noticed-sticker = Sticker kann ich nicht lesen. Bitte schreib mir, oder schick ein Foto.
noticed-voice = Sprachnachrichten kann ich nicht hören. Bitte schreib mir.
noticed-video = Videos kann ich nicht verwenden. Bitte schick ein Foto.
noticed-poll = Auf Umfragen kann ich nicht antworten. Bitte schreib mir.
noticed-late = Dein Klick kam zu spät bei mir an, und nichts ging auf. Bitte drück noch einmal auf den Knopf.
noticed-shared-chat = Diesen Chat teilen sich zwei Organisationen: deine und die, die mich betreibt. Jede behält vielleicht Kopien von dem, was hier steht, nach ihren eigenen Regeln. Löschen kann ich nur, was ich habe und was ich geschrieben habe.
noticed-other = Was du geschickt hast, kann ich nicht verwenden. Bitte schick ein Foto, oder schreib mir.
