# Belege: die Seite, die jemand nach einem Ja bekommt, und die nach dem Löschen.

receipt-consent-title = Wozu du Ja gesagt hast
receipt-deletion-title = Was gelöscht wurde
receipt-unnamed = Diese Seite handelt von dir. Dein Name steht nicht darauf.
receipt-named = Diese Seite handelt von dir. Der Name, mit dem du unterschrieben hast, steht darauf.
receipt-signed = Du hast mit diesem getippten Namen unterschrieben: { $name }
receipt-law = Was du nach dem Gesetz wissen sollst
receipt-agreed = Die Sätze, Wort für Wort
receipt-words-gone = (Diese Worte sind nicht mehr da.)
receipt-given = Du hast Ja gesagt: { $said_at }.
receipt-given-operator = Wer mich betreibt, hat dieses Ja angegeben: { $said_at }.
receipt-taken-back = Du hast es zurückgenommen: { $said_at }.
receipt-for-likeness = Wofür: damit niemand ohne eigenes Wort gezeigt wird, und nur Erwachsene.
receipt-about-photo = Wofür: In der Datei eines Fotos steht, dass KI es gemacht oder verändert hat. Darum habe ich nach diesem Foto noch einmal gefragt.
receipt-for-processing = Wofür: um deine Porträts zu machen.
receipt-for-comparison = Wofür: um zu sehen, ob ein Bild dir noch ähnlich ist.
receipt-for-generative = Wofür: damit ein Modell dich neu zeichnen darf.
receipt-for-generative_background = Wofür: damit ein Modell hinter dir malen darf.
receipt-for-persona = Wofür: für ein Bild von einer Person, die es nicht gibt.
receipt-for-directory = Wofür: um ein Bild an ein Verzeichnis zu geben.
receipt-who = Wer deine Fotos in der Hand hat
receipt-long = Wie lange
receipt-memory = Was ich an einem Gesicht messe, bleibt im Speicher, solange ich arbeite. Ich lege es nirgends ab.
receipt-gets = Wer etwas bekommt
receipt-gets-you = Deine Fotos und Bilder gehen an dich. Ein Verzeichnis bekommt ein Bild, wenn du dazu Ja gesagt hast.
receipt-back = Wie du es zurücknimmst
receipt-erased = Was gelöscht wurde
receipt-count-photos =
    { $count ->
        [one] Ein Foto
       *[other] { $count } Fotos
    }
receipt-count-pictures =
    { $count ->
        [one] Ein fertiges Bild
       *[other] { $count } fertige Bilder
    }
receipt-count-files =
    { $count ->
        [one] Eine Datei
       *[other] { $count } Dateien, auch Vorschauen
    }
receipt-count-consents =
    { $count ->
        [one] Eine Antwort dazu, was du erlaubst
       *[other] { $count } Antworten dazu, was du erlaubst
    }
receipt-count-jobs =
    { $count ->
        [one] Ein Wunsch
       *[other] { $count } Wünsche
    }
receipt-count-messages =
    { $count ->
        [one] Mein Vermerk zu einer Nachricht
       *[other] Meine Vermerke zu { $count } Nachrichten
    }
receipt-when = Wann
receipt-asked = Du wolltest es: { $said_at }.
receipt-key = Dein Schlüssel wurde zerstört: { $said_at }. Ab da konnte niemand mehr etwas von dir lesen.
receipt-done = Alles war fertig: { $said_at }.
receipt-copies = Kopien der Daten, die älter sind, lassen sich nicht mehr öffnen. Älter heißt: vor { $said_at }.
receipt-stays = Was bleibt, und warum
receipt-directory = Die Nummer deines Bildes im Verzeichnis: { $id }
receipt-ledger = Die Zeile im Protokoll hat die Nummer { $line }, { $hash }.
receipt-check = So prüfst du diese Seite
receipt-check-how = Auf dem Rechner, auf dem ich laufe, sagt „candid verify“ mit dem Namen dieser Datei, ob ein Buchstabe geändert wurde.
receipt-programs = Dasselbe für Programme
