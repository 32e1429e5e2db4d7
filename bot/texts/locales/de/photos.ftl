# Fotos: die Tipps, die Antworten, jeder Grund, eins nicht zu nehmen.

photos-ask = Schick mir jetzt ein Foto von dir. Eins reicht, höchstens { $most }.
photos-coach-light = Schau zum Fenster, das Licht kommt von vorn.
photos-coach-frame = Halte die Kamera auf Augenhöhe, einen Arm weit weg. Lass Platz um den Kopf.
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
photos-before-consent = Ich habe dein Foto nicht geladen. Zuerst brauche ich dein Ja. Mit { COMMAND("headshot") } fängst du an.
photos-not-now = Ich habe dein Foto nicht geladen, denn ich arbeite noch an deinen Bildern. Mit { COMMAND("headshot") } fängst du mit neuen Fotos an.
photos-gone = Deine Fotos sind gelöscht, ihre Zeit war um. Bitte schick noch einmal eins.
photos-fresh = Deine Fotos von vorhin sind weg. Schick die neuen.

photo-good = Gut. Dieses Foto kann ich nehmen.
photo-not-usable = Dieses Foto kann ich leider nicht nehmen. Hier steht, warum und was hilft.
photo-explicit = Meine Prüfung hält das für ein Nacktbild. Mit solchen arbeite ich nicht, also habe ich es gelöscht. Die Prüfung kann sich irren.
photo-explicit-appeal = Wenn sie sich irrt, schreib an { $contact }. Ein Mensch kümmert sich darum. Das Bild musst du nicht schicken.
photo-explicit-appeal-local = Wenn sie sich irrt, sag es der Person, die mich betreibt. Das Bild musst du nicht zeigen.
photo-remove = Dieses Foto löschen
photo-overrule-many_faces = Das ist ein Bild an der Wand
photo-overrule-mouth_covered = Ich muss sie tragen
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
not-stored-not_available = Ich konnte das Foto nicht laden. Bitte schick es noch einmal.
again = Weiter geht es nach { $again_at }.
check-failed = Ich konnte das Foto nicht prüfen. Das liegt an mir, nicht an dir. Bitte schick es noch einmal.

# Was nicht passt: über Foto, Licht oder Datei, nie über den Menschen.
refuse-no_face = Ich finde kein Gesicht darin.
refuse-many_faces = Ich sehe mehr als ein Gesicht darin.
refuse-face_too_small = Das Gesicht ist auf dem Foto zu klein.
refuse-face_cut = Der Rand des Fotos schneidet ein Stück vom Gesicht ab.
refuse-blurry = Das Foto ist unscharf.
refuse-underexposed = Das Foto ist so dunkel, dass kaum etwas übrig ist.
refuse-clipped_light = Das Licht ist so stark, dass Teile des Fotos nur noch weiß sind.
refuse-side_light = Das Licht kommt nur von einer Seite.
refuse-colour_cast = Das Licht hat eine starke Farbe.
refuse-eyes_hidden = Ich sehe nicht beide Augen gut.
refuse-mouth_covered = Nase und Mund sind verdeckt, wie von einer Maske.
refuse-face_covered = Etwas vor dem Gesicht verdeckt einen Teil davon.
refuse-pose = Der Kopf ist weit zur Seite gedreht.
refuse-duplicate = Dieses Foto hast du schon geschickt.
refuse-different_person = Ich habe die Gesichter verglichen, wie du es erlaubt hast. Dieses Foto scheint nicht zu den anderen zu passen. Das kann an Licht oder Winkel liegen.
refuse-hair_cut = Der Rand des Fotos schneidet Haare oder Kopftuch ab.
refuse-no_room = Um deinen Kopf ist auf dem Foto zu wenig Platz. Jedes Bild daraus wäre abgeschnitten oder schief.
refuse-filter_suspected = Das Foto sieht aus, als hätte eine App es geglättet.
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

fix-no_face = Schick ein Foto von vorn, auf dem dein ganzes Gesicht zu sehen ist.
fix-many_faces = Schick eins, auf dem nur du bist.
fix-face_too_small = Geh näher heran oder schick das Foto in voller Größe.
fix-face_cut = Geh einen Schritt zurück, bis dein ganzes Gesicht im Foto ist.
fix-blurry = Halte still, putze die Linse oder such mehr Licht.
fix-underexposed = Such mehr Licht: Schau zum Fenster oder mach vor dir eine Lampe an.
fix-clipped_light = Geh aus der Sonne oder weg von der Lampe.
fix-side_light = Dreh dich zum Fenster, bis das Licht auf beide Wangen fällt.
fix-colour_cast = Nimm Tageslicht und schalte bunte Lampen aus.
fix-eyes_hidden = Nimm die dunkle Brille ab. Eine klare Brille kipp so, dass sie nicht spiegelt.
fix-mouth_covered = Nimm die Maske für ein Foto ab, wenn du kannst. Wenn du sie tragen musst, sag es mir.
fix-face_covered = Nimm Hand, Handy oder Maske vom Gesicht. Was auf dem Kopf ist, kann bleiben.
fix-pose = Dreh den Kopf zur Kamera.
fix-duplicate = Schick ein anderes oder mach mit dem weiter, was da ist.
fix-different_person = Schick ein anderes Foto von dir oder lösche das, auf dem du nicht bist.
fix-hair_cut = Geh einen Schritt zurück und lass Platz über dem Kopf.
fix-no_room = Halte die Kamera gerade und weiter weg, bis Kopf und Schultern rundum Platz haben.
fix-filter_suspected = Schick das Foto, wie die Kamera es gemacht hat, ohne Filter.
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

hint-face_too_small = Das Gesicht ist hier etwas klein, also wird auch das Bild kleiner. Ein Foto von näher macht es größer.
hint-blurry = Es ist etwas weich. Ein schärferes Foto macht ein schärferes Bild.
hint-underexposed = Das Foto ist dunkel. Mehr Licht von vorn zeigt mehr. Ich helle es nur auf, wenn du willst.
hint-clipped_light = Ein paar Stellen sind sehr hell. Weicheres Licht zeigt mehr.
hint-side_light = Das Licht kommt mehr von einer Seite. Mit Blick zum Fenster wird es gleichmäßig.
hint-colour_cast = Das Licht hat einen Farbton. Ich lasse ihn, wie er ist. Tageslicht wäre neutral.
hint-pose = Dein Kopf ist etwas gedreht. Wenn du das so willst, ist es gut.
hint-hair_cut = Über deinem Kopf ist wenig Platz. Ich behalte, was da ist.
hint-filter_suspected = Vielleicht hat eine App dieses Foto geglättet. Was fehlt, kann ich nicht zurückholen.
hint-turned = Dein Foto lag quer oder auf dem Kopf. Ich habe es gedreht.
hint-many_faces = Das andere Gesicht ist ein Bild an der Wand, wie du sagst.
hint-mouth_covered = Nase und Mund kann ich nicht prüfen, da du dort etwas tragen musst.

# Der Wert neben seiner Grenze. Ob sie ein Mindestes oder ein Höchstes ist, sagt der Satz davor.
measure-px = Gemessen: { $value } Pixel. Meine Grenze: { $limit } Pixel.
measure-deg = Gemessen: { $value }°. Meine Grenze: { $limit }°.
measure-ratio = Gemessen: { $value } %. Meine Grenze: { $limit } %.
measure-megabytes = Gemessen: { $value } MB. Meine Grenze: { $limit } MB.
measure-megapixels = Gemessen: { $value } Megapixel. Meine Grenze: { $limit } Megapixel.
measure-faces = Gesichter gefunden: { $value }. Ich brauche: { $limit }.
measure-stops = Eine Seite ist { $value } Blenden heller. Meine Grenze: { $limit } Blenden.
measure-chroma = Stärke der Farbe: { $value }. Meine Grenze: { $limit }.
measure-lightness = Unterschied in der Helligkeit dort: { $value }. Meine Grenze: { $limit }.
measure-colour = Unterschied in der Farbe dort: { $value }. Meine Grenze: { $limit }.
measure-detail = Feine Einzelheiten: { $value }. Meine Grenze: { $limit }.
measure-bits = Stellen, die anders sind: { $value } von 64. Meine Grenze: { $limit }.
measure-cosine = Übereinstimmung: { $value } von 1. Meine Grenze: { $limit }.
measure-sides = Länge durch Breite: { $value }. Meine Grenze: { $limit }.
measure-levels = Die hellsten Stellen: { $value } von 255. Meine Grenze: { $limit }.
measure-plain = Gemessen: { $value }. Meine Grenze: { $limit }.
