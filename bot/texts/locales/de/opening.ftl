# Die erste Nachricht (alle Teile zusammen höchstens 120 Wörter), der Zweck, wer ans Bild darf.

opening-who = Ich bin Candid, ein Programm, kein Mensch. Ich laufe auf dem Rechner von { $operator }. Ich schicke deine Fotos an keinen KI-Dienst.
opening-who-local = Ich bin Candid, ein Programm, kein Mensch. Ich laufe auf diesem Rechner. Ich schicke deine Fotos an keinen KI-Dienst.
opening-carries = { $carrier } überträgt diesen Chat und behält vielleicht Kopien.
opening-carries-nobody = Dieser Chat bleibt auf demselben Rechner.
opening-kept =
    Fotos behalte ich { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    }, fertige Bilder { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }. { COMMAND("forget-me") } löscht alles, jederzeit.
opening-jobs-go-on = Die Bilder von vorhin kommen trotzdem noch.

purpose-for = Für
purpose-ask = Wofür ist dein Porträt?
purpose-profile = Profil im Netz
purpose-cv = Lebenslauf
purpose-badge = Namensschild
purpose-directory = Firmenverzeichnis
purpose-speaking = Vortragsseite
purpose-identity = Pass, Visum, Ausweis, Führerschein
purpose-press = Presse
purpose-casting = Casting

advice-identity = Nimm dein unbearbeitetes Foto. Ämter weisen bearbeitete Fotos zurück. Das gilt auch für Werksausweise und Prüfungen. Ich muss das Foto nicht sehen.
advice-press = Gib der Presse dein Originalfoto. Redaktionen schneiden es selbst zu. Was ein Programm hineingesetzt oder weggenommen hat, weisen sie ab. Ich muss das Foto nicht sehen.
advice-casting = Nimm dein unbearbeitetes Foto. Beim Casting zählt, was die Kamera gesehen hat. Ich muss das Foto nicht sehen.
advice-end = Ich habe kein Foto angenommen. Für etwas anderes: { COMMAND("headshot") }.

engine-ask = Wie soll ich es machen?
engine-offer-other = Ein Modell darf mich neu zeichnen
engine-timed-other = Ein Modell darf mich neu zeichnen: je etwa { $seconds } s
engine-means-other = Neu gezeichnet siehst du vielleicht anders aus. Jedes solche Bild sagt das, im Bild und daneben.
engine-gone = Der Rechner mit diesem Modell ist gerade aus. Du kannst einen anderen Weg wählen oder warten.

engine-studio-instead = Doch mein echtes Gesicht behalten
engine-studio-no-model = Doch ohne Modell
studio-instead = Dann bleibt dein Gesicht, wie es ist.
studio-no-model = Dann malt kein Modell.
redraw-notice = Bevor du dich entscheidest: Dieses Modell würde dich neu zeichnen.
background-notice = Bevor du dich entscheidest: Dieses Modell würde hinter dir malen.
background-notice-measured = Es bekommt dein Foto im Ausschnitt des Bildes. Dann setze ich dich wieder ein, wie du aufgenommen bist, und vergleiche das Innere deines Gesichts Punkt für Punkt. Du kannst bei jedem Schritt ohne Modell weitermachen.
background-notice-elsewhere = Es bekommt Worte und kein Foto von dir. Dann setze ich dich davor, wie du aufgenommen bist, und vergleiche das Innere deines Gesichts Punkt für Punkt. Du kannst bei jedem Schritt ohne Modell weitermachen.
redraw-notice-whose = Was hier über seine Grenzen steht, haben andere gefunden, die genannt sind. Eigene Zahlen zu diesem Modell habe ich nicht.
redraw-notice-measured = Ich messe jedes Bild an deinen Fotos: ob du es noch bist, Hautton, Hautbild, Augen und Form. Was zu weit abweicht, halte ich zurück. Du kannst bei jedem Schritt zu deinem echten Gesicht zurück.

