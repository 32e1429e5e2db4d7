# Fotos: die Tipps, die Antworten, jeder Grund, eins nicht zu nehmen.

photos-ask = Schick mir jetzt ein Foto von dir. Eins reicht, höchstens { $most }.
photos-coach-light = Schau zum Fenster, das Licht kommt von vorn.
photos-coach-frame = Kamera auf Augenhöhe, ein, zwei Schritte entfernt: Ganz nah macht ein Objektiv die Nase größer. Lass Platz um den Kopf.
photos-coach-covering = Kopftuch, Turban und Hut sind willkommen. Brille und Hörgerät auch.
photos-checking =
    { $count ->
        [one] Ich prüfe jetzt dein Foto.
       *[other] Ich prüfe jetzt deine { $count } Fotos.
    }
photos-still-checking =
    { $count ->
        [one] Ein Foto wird noch geprüft.
       *[other] { $count } Fotos werden noch geprüft.
    }
photos-too-many =
    { $left ->
        [one] Ein Foto habe ich weggelassen und nicht geladen.
       *[other] { $left } Fotos habe ich weggelassen und nicht geladen.
    } Mehr als { $most } nehme ich nicht.
photos-first-your-yes = Ich habe dein Foto nicht geladen. Zuerst brauche ich dein Ja.
photos-before-consent = Ich habe dein Foto nicht geladen. Zuerst brauche ich dein Ja. Mit { COMMAND("headshot") } fängst du an.
photos-not-now = Ich habe dein Foto nicht geladen, denn ich arbeite noch an deinen Bildern. Mit { COMMAND("headshot") } fängst du mit neuen Fotos an.
photos-gone = Deine Fotos sind gelöscht, ihre Zeit war um. Bitte schick noch einmal eins.
photos-fresh = Deine Fotos von vorhin sind weg. Schick die neuen.

photo-good = Gut. Dieses Foto kann ich nehmen.
photo-looks-follow = Jetzt zeichne ich es in jedem Stil.
photo-not-usable = Dieses Foto kann ich leider nicht nehmen. Hier steht, warum und was hilft.
photo-one-question = Eine Frage, bevor ich dieses Foto nehme.
photo-taken-only = Für ein Namensschild oder Firmenverzeichnis nehme ich nur Fotos, die keine KI gemacht oder verändert hat. Schick bitte so eins.
photo-explicit = Meine Prüfung hält das für ein Nacktbild. Mit solchen arbeite ich nicht, also habe ich es gelöscht. Die Prüfung kann sich irren.
photo-explicit-appeal = Wenn sie sich irrt, schreib an { $contact }. Ein Mensch kümmert sich darum. Das Bild musst du nicht schicken.
photo-explicit-appeal-local = Wenn sie sich irrt, sag es der Person, die mich betreibt. Das Bild musst du nicht zeigen.
photo-remove = Dieses Foto löschen
photo-removed = Das Foto ist gelöscht.
photo-already-gone = Das Foto ist schon weg.
photo-in-work = Mit dem Foto arbeite ich gerade. Brich erst ab, dann kann es weg.
photo-fresh = Mit neuen Fotos anfangen

caption-contact-sheet = VORSCHAU: dein eigenes Foto in jedem Stil. Kein fertiges Bild.
alt-contact-sheet = Dein Foto als kleine Vorschau in { $count ->
        [one] einem Stil
       *[other] { $count } Stilen, mit Nummern
    }, überall steht VORSCHAU.
caption-outlined = Dein eigenes Foto, unbearbeitet. Der Rahmen zeigt, was ich meine. Nur du bekommst diese Kopie.
alt-outlined = Eine kleine Kopie deines unbearbeiteten Fotos. Ein Rahmen zeigt die Stelle, um die es im Text geht.

not-stored-too_big = Die Datei ist zu groß für diesen Chat. Schick eine kleinere Kopie.
not-stored-daily_limit = Mehr Fotos kann ich heute nicht prüfen.
not-stored-too_many_held = Mehr Fotos von dir darf ich nicht behalten. Lösche erst eins.
not-stored-vault_full = Ich habe gerade keinen Platz für mehr Fotos. Bitte versuch es später.
not-stored-other = Ich konnte das Foto nicht laden. Bitte schick es noch einmal.
again = Weiter geht es nach { $again_at }.
check-failed = Ich konnte das Foto nicht prüfen. Das liegt an mir, nicht an dir. Bitte schick es noch einmal.

# Was nicht passt: über Foto, Licht oder Datei, nie über den Menschen.
refuse-no_room = Um deinen Kopf ist auf dem Foto zu wenig Platz. Jedes Bild daraus wäre abgeschnitten oder schief.
refuse-not_a_photo = Die Datei ist kein Foto, das ich lesen kann.
refuse-too_big = Die Datei ist zu groß.
refuse-too_many_pixels = Das Foto hat mehr Pixel, als ich nehmen kann.
refuse-too_few_pixels = Das Foto hat zu wenig Pixel.
refuse-too_costly = Die Datei macht beim Öffnen zu viel Arbeit.
refuse-polyglot = Die Datei ist ein Foto und zugleich etwas anderes. Solche Dateien öffne ich nicht.
refuse-unreadable = Ich kann die Datei nicht öffnen.
refuse-animated = Die Datei ist ein bewegtes Bild.
refuse-empty = Die Datei ist leer.
refuse-camera_colours = Die HDR-Farben dieser Kamera kann ich nicht lesen.
refuse-too_narrow = Das Bild ist um ein Vielfaches länger als breit.
refuse-other = Etwas an dem Foto passt für mich nicht.

fix-no_room = Halte die Kamera gerade und weiter weg, bis Kopf und Schultern rundum Platz haben.
fix-not_a_photo = Schick ein Foto als JPEG, PNG, WebP, HEIC oder AVIF.
fix-too_big = Schick eine kleinere Kopie.
fix-too_many_pixels = Schick eine kleinere Kopie.
fix-too_few_pixels = Schick das Foto in voller Größe, wie die Kamera es gemacht hat.
fix-too_costly = Speichere es als einfaches JPEG und schick das.
fix-polyglot = Speichere es als einfaches JPEG und schick das.
fix-unreadable = Speichere das Foto neu und schick die neue Kopie.
fix-animated = Schick ein Foto, das sich nicht bewegt.
fix-empty = Schick es noch einmal. Vielleicht brach das Senden ab.
fix-camera_colours = Speichere es als JPEG und schick das.
fix-too_narrow = Schneide den Teil mit dir aus und schick den.
fix-other = Bitte versuch es mit einem anderen Foto.

hint-other = Ein anderes Foto wird vielleicht besser.


# Der Wert neben seiner Grenze. Ob sie ein Mindestes oder ein Höchstes ist, sagt der Satz davor.
measure-px = Gemessen: { $value } Pixel. Meine Grenze: { $limit } Pixel.
measure-deg = Gemessen: { $value }°. Meine Grenze: { $limit }°.
measure-ratio = Gemessen: { $value } %. Meine Grenze: { $limit } %.
measure-megabytes = Gemessen: { $value } MB. Meine Grenze: { $limit } MB.
measure-megapixels = Gemessen: { $value } Megapixel. Meine Grenze: { $limit } Megapixel.
measure-faces = Gesichter gefunden: { $value }. Ich brauche: { $limit }.
measure-stops = Eine Seite ist { $value } Blenden heller, und jede Blende verdoppelt das Licht. Meine Grenze: { $limit } Blenden.
measure-chroma = Stärke der Farbe: { $value }. Meine Grenze: { $limit }.
measure-lightness = Unterschied in der Helligkeit dort: { $value }. Meine Grenze: { $limit }.
measure-colour = Unterschied in der Farbe dort: { $value }. Meine Grenze: { $limit }.
measure-detail = Feine Einzelheiten: { $value }. Meine Grenze: { $limit }.
measure-bits = Stellen, die anders sind: { $value } von 64. Meine Grenze: { $limit }.
measure-cosine = Übereinstimmung: { $value } von 1. Meine Grenze: { $limit }.
measure-sides = Länge durch Breite: { $value }. Meine Grenze: { $limit }.
measure-levels = Die hellsten Stellen: { $value } von 255. Meine Grenze: { $limit }.
measure-plain = Gemessen: { $value }. Meine Grenze: { $limit }.
