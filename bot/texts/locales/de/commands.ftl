# Die kleinen Befehle, das Vergessen und Antworten auf Unerwartetes.

stop = Aufhören
stop-and-erase = Aufhören und meine Fotos löschen
stopped = Beendet.
stopped-photos = Beendet. Deine Fotos werden gelöscht.
stopped-pictures =
    { $count ->
        [one] Dein Bild bleibt bis zu seinem Datum. { COMMAND("forget-me") } löscht es auch.
       *[other] Deine { $count } Bilder bleiben bis zu ihrem Datum. { COMMAND("forget-me") } löscht sie auch.
    }

status-head = So steht es:
held-photos =
    { $count ->
        [one] Ein Foto, wird gelöscht am { $erased_at }.
       *[other] { $count } Fotos, das erste wird gelöscht am { $erased_at }.
    }
held-pictures =
    { $count ->
        [one] Ein Bild ({ $numbers }), wird gelöscht am { $erased_at }.
       *[other] { $count } Bilder ({ $numbers }), das erste wird gelöscht am { $erased_at }.
    }
held-approved = Von dir ausgesucht: { $numbers }.
held-frozen = Zurückgehalten, bis die, die mich betreiben, geprüft haben: { $numbers }. Fallnummer: { $case }.
held-nothing = Ich habe kein Foto und kein Bild von dir, und es läuft nichts.

help-head = Das verstehe ich:
help-headshot = { COMMAND("headshot") }: ein Porträt machen
help-status = { COMMAND("status") }: was ich habe und was gerade läuft
help-my-data = { COMMAND("my-data") }: alle deine Daten als Datei
help-consent = { COMMAND("consent") }: was du erlaubt hast, und es zurücknehmen
help-language = { COMMAND("language") }: die Sprache wechseln
help-about = { COMMAND("about") }: wie ich arbeite und mit welchen Modellen
help-privacy = { COMMAND("privacy") }: was mit deinen Fotos geschieht
help-disclose = { COMMAND("disclose") }: Worte und Dateien zu einem Bild, das du genommen hast
help-verify = { COMMAND("verify") }: welche Zeichen ein Bild trägt; schick es, und ich sehe nach
help-where = { COMMAND("where") }: wohin ein Bild darf
help-ethics = { COMMAND("ethics") }: was ich verspreche, wie es belegt ist, woran ich scheitere
help-cost = { COMMAND("cost") }: Zeit und Strom für deine letzten Bilder
help-changes = { COMMAND("changes") }: was neu ist
help-appeal = { COMMAND("appeal") }: wenn ich etwas zu Unrecht abgelehnt habe
help-feedback = { COMMAND("feedback") }: sag mir, wie es war
help-forget-me = { COMMAND("forget-me") }: alles löschen
help-help = { COMMAND("help") }: diese Liste
help-verify-button = Ein Bild prüfen
help-votes = Zu den Bildern schreib „nehmen 2“, „ablehnen 2“ oder „löschen 2“. „stopp“ beendet eine Runde.

privacy-head = Was mit deinen Fotos geschieht
privacy-who = { $operator } betreibt mich und steht für deine Daten ein.
privacy-who-local = Wer mich auf diesem Rechner betreibt, steht für deine Daten ein.
privacy-why = Ich nutze deine Fotos für die Porträts, die du willst, und nur mit deinem Ja. { COMMAND("consent") } nimmt es zurück.
privacy-kept =
    Fotos behalte ich { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    }, Bilder { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }. Nur du kannst Bilder länger behalten, bis zu { $cap } Tage in allem.
privacy-person =
    { $days ->
        [one] Einen Tag
       *[other] { $days } Tage
    } nach deiner letzten Datei lösche ich auch, wer du bist und wozu du Ja gesagt hast. Für ein Bild in einem Verzeichnis bleibt dieses Ja, bis es endet.
privacy-place = Fotos und Bilder liegen auf dem Rechner, auf dem ich laufe. Ein eigener Schlüssel verschließt sie. Lösche ich dich, zerstöre ich zuerst den Schlüssel.
privacy-elsewhere =
    Lässt du dich von einem Modell neu zeichnen, gehen deine Fotos an { $host }. { $kept ->
        [0] Wer den Rechner betreibt, sagt: Er behält keines davon.
        [one] Wer den Rechner betreibt, sagt: Er behält sie bis zu { $kept } Stunde lang. Dort kann ich sie nicht löschen.
       *[other] Wer den Rechner betreibt, sagt: Er behält sie bis zu { $kept } Stunden lang. Dort kann ich sie nicht löschen.
    }
privacy-never = An deinen Fotos lernt kein Modell. Ich rate nicht nach Geschlecht, Alter oder Herkunft. Ich zeige deine Bilder sonst niemandem, außer einem Verzeichnis, dem du zugestimmt hast.
privacy-rights = { COMMAND("my-data") } gibt dir alles, was ich habe. { COMMAND("forget-me") } löscht es.
privacy-more = Der ganze Text: { $url }
contact = Fragen oder Beschwerden: { $contact }

about-head = Wie ich arbeite
about-how = Ich schneide dein Foto zu und kann den Hintergrund ändern. Dein Gesicht bleibt, wie die Kamera es sah. Ändern kannst nur du das: mit anderem Licht, in Schwarzweiß oder von einem Modell neu gezeichnet.
about-model =
    { $name }: { $job }.
    { $trained ->
        [unknown] Die Hersteller sagen nicht, mit welchen Daten sie es trainiert haben.
        [unread] Was die Hersteller über ihre Trainingsdaten sagen, konnten wir nicht lesen.
       *[other] Trainiert mit: { $trained }.
    }{ $found ->
        [none] { "" }
       *[other] { " " }Andere fanden: { $found }.
    }{ $unsaid ->
        [none] { "" }
       *[other] { " " }Offen bleibt: { $unsaid }.
    }
    Bekannte Grenzen: { $limits }.
    Lizenz: { $licence }. Quelle: { $source }.
about-models = Diese Modelle arbeiten hier: { $names }. Was jedes tut, womit es trainiert wurde, seine Grenzen und seine Lizenz stehen einen Fingertipp weiter.
about-show = { $name }
about-no-worker = Der Rechner, der die Bilder macht, ist gerade aus. Seine Modelle kann ich also nicht nennen.

forget-ask =
    Soll ich { $photos ->
        [0] { "" }
        [one] ein Foto{ $pictures ->
            [0] { " und " }
           *[other] { ", " }
        }
       *[other] { $photos } Fotos{ $pictures ->
            [0] { " und " }
           *[other] { ", " }
        }
    }{ $pictures ->
        [0] { "" }
        [one] ein Bild und{ " " }
       *[other] { $pictures } Bilder und{ " " }
    }{ $choices ->
        [0] deine Einstellungen
       *[other] alles, was du erlaubt hast,
    } löschen?
forget-ask-final = Ich kann nichts davon zurückholen.
forget-erase = Löschen
forget-keep = Behalten
forget-which = Ich will sicher sein. Schreib „löschen“ oder „behalten“.
forget-kept = Ich habe nichts gelöscht.
forget-running = Ich lösche gerade alles. Ich sage dir, wenn es fertig ist.
forgotten = Deine Fotos, Bilder und Antworten sind gelöscht.
forgotten-left = Das bleibt:
forgotten-copies = Kopien meiner Dateien von früher lassen sich nicht mehr öffnen.
forgotten-links =
    { $count ->
        [one] Sie ist hier:
       *[other] Die letzten { $count } sind hier:
    }
    { $links }
left-audit_lines = Eine Zeile bleibt, dass etwas gelöscht wurde, ohne etwas über dich.
left-erasure_list = Eine zufällige Nummer bleibt. Kommt je eine alte Kopie zurück, wirst du wieder gelöscht.
left-quota_hashes = Ein unlesbar gemachter Zähler von heute bleibt höchstens einen Tag.
left-event_hashes = Unlesbar gemachte Nummern deiner letzten Nachrichten bleiben einen Tag, damit ich keine doppelt beantworte.
left-directory_picture = Die Nummer eines Bildes bleibt, das du dem Verzeichnis gegeben hast. So kann ich dort bitten, es zu entfernen.
left-message_ids = Einige meiner Nachrichten werden noch gelöscht. Ich versuche es weiter.
left-keys_copy = Eine Ersatzkopie der Schlüssel liegt auf einem Datenträger, der nicht angeschlossen ist. Darin ist deiner noch. Ich ersetze sie, sobald er wieder da ist.
left-keys_volume = Dein Schlüssel lag auf einem Netzlaufwerk, das mehrere Rechner teilen. Dort ist er überschrieben; ob das Laufwerk selbst ältere Blöcke noch eine Weile behält, kann ich nicht sehen.
left-journal = Ein anderes Programm auf dem Rechner liest gerade meine Dateien. Bis es endet, steht Gelöschtes noch in einer davon. Dann überschreibe ich sie.
left-painted_elsewhere = Ein anderer Rechner des Betreibers bekam Fotos von dir, um dich neu zu zeichnen. Dort komme ich nicht hin: Er behält sie so lange, wie es in deiner Zustimmung stand.
left-other = Etwas anderes bleibt. Der Beleg nennt es.

fresh-start = Ich wurde aktualisiert und habe den Faden verloren, tut mir leid. Deine Fotos und Bilder sind, wie sie waren. { COMMAND("status") } zeigt sie, mit { COMMAND("headshot") } fängst du neu an.
instead-of-words-sticker = Sticker verstehe ich nicht. Bitte schreib es mir, oder schick ein Foto.
instead-of-words-poll = An Umfragen kann ich nicht teilnehmen. Bitte schreib es mir, oder schick ein Foto.
instead-of-words-voice = Sprachnachrichten kann ich nicht hören. Bitte schreib es mir, oder schick ein Foto.
instead-of-words-forward = In dem, was du weitergeleitet hast, sehe ich kein Foto. Bitte schick das Foto selbst.
words-unknown = Das habe ich nicht verstanden.
words-start = Mit { COMMAND("headshot") } fängst du an, { COMMAND("help") } zeigt alles, was ich kann.
words-votes = Du kannst „nehmen { $number }“, „ablehnen { $number }“ oder „löschen { $number }“ sagen. Oder schick { COMMAND("headshot") } oder { COMMAND("help") }.
command-unknown = Diesen Befehl kenne ich nicht. { COMMAND("help") } zeigt alles, was ich kann.
stale = Dieser Knopf gehört zu einem früheren Schritt. Ich habe nichts verändert. So steht es jetzt:
stale-idle = Dieser Knopf gehört zu einem früheren Schritt. Ich habe nichts verändert. Mit { COMMAND("headshot") } fängst du neu an, { COMMAND("status") } zeigt, was ich habe.

about-no-card = Der Rechner hat mir zu diesem Modell nichts gesagt. Bitte frag den Betreiber dieses Bots, bevor du zustimmst.
