# Einwilligung. Den Sätzen consent-likeness, -processing, -comparison, -generative, -generative_background stimmt man
# zu: Ihr Hash wird mit jedem Ja gespeichert. Bei consent-processing gehören die Zahlen dazu, wie sie zu lesen waren.

consent-gate = Bevor ich ein Foto annehme, frage ich, was du erlaubst. Darf ich dir die Auswahl zeigen?
consent-changed = Was du erlaubt hast, steht jetzt in anderen Worten da. Bevor ich etwas Neues tue, frage ich dich noch einmal.
consent-changed-start = Schick { COMMAND("headshot") }, dann zeige ich dir die neuen Worte. Was ich schon habe, bleibt bis dahin, wie es ist.
consent-gate-yes = Ja, zeig mir die Auswahl
consent-gate-no = Nein danke

consent-title = Was du erlaubst
consent-page = Ich bin Candid, ein Programm auf dem Rechner von { $operator }. Kreuze nur an, was du erlaubst.
consent-page-local = Ich bin Candid, ein Programm auf diesem Rechner. Kreuze nur an, was du erlaubst.
consent-intro = Kreuze nur an, was du erlaubst. Was als nötig markiert ist, brauche ich. Alles andere ist frei.
consent-likeness = Ich bin mindestens 18. Diese Fotos zeigen mich und sonst niemanden.
consent-likeness-example = Ich bin mindestens 18. Die Fotos zeigen mich und sonst niemanden, oder es ist das öffentliche Beispielporträt. Das bin nicht ich.
consent-processing =
    Candid darf meine Fotos { $hours ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    } und fertige Bilder { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } behalten und Porträts machen. Meine Antworten gehen { $person ->
        [one] { $person } Tag
       *[other] { $person } Tage
    } nach meiner letzten Datei. Candid misst 468 Punkte meines Gesichts, für den Ausschnitt und um die eigene Arbeit zu prüfen. Sie bleiben im Arbeitsspeicher und werden nie gespeichert.
consent-comparison = Candid darf die Gesichter in meinen Fotos und Bildern vergleichen, nur im Arbeitsspeicher. Das Modell dafür wurde mit Gesichtern aus dem Netz trainiert, sehr wahrscheinlich ohne zu fragen. Wer es gemacht hat, sagt nicht, mit welchen. Es war CASIA-WebFace, VGGFace2 oder MS1MV2, vielleicht mehr als eins davon. Porträts mit meinem echten Gesicht bekomme ich auch ohne das.
consent-generative = Ein Modell darf mich neu zeichnen, auch mein Gesicht. Das Bild gleicht mir vielleicht nicht in allem.
consent-generative_background = Ein Modell auf dem Rechner, auf dem Candid arbeitet, malt die Wand um mich herum. Dafür bekommt es mein Foto. Mein Gesicht und mein Körper werden wieder eingesetzt, wie sie aufgenommen sind.
consent-generative-elsewhere =
    Ein Modell auf { $host } darf mich neu zeichnen, auch mein Gesicht. Dafür werden meine Fotos dorthin geschickt. { $kept ->
        [0] Wer den Rechner betreibt, sagt: Er behält keines davon.
        [one] Wer den Rechner betreibt, sagt: Er behält sie bis zu { $kept } Stunde lang.
       *[other] Wer den Rechner betreibt, sagt: Er behält sie bis zu { $kept } Stunden lang.
    } Das Bild gleicht mir vielleicht nicht in allem.
consent-generative_background-elsewhere = Ein Modell auf { $host } malt die Wand hinter mir. Es bekommt Worte und kein Foto von mir. Mein Gesicht und mein Körper werden wieder eingesetzt, wie sie aufgenommen sind.
engine-notice-other = Zum Neuzeichnen: Die Hersteller des Modells nennen nicht alle Fotos, mit denen sie es trainiert haben. Solche Modelle machen Haut gern heller und glatter. Ich messe das nach und halte solche Bilder zurück. Mehr unter { COMMAND("about") }.
consent-operator = { $operator } könnte deine Fotos sehen, solange sie hier sind, wenn voller Zugang zum Rechner besteht. Keine meiner Seiten zeigt sie, aber ein Befehl kann sie kopieren.
consent-operator-local = Wer vollen Zugang zu diesem Rechner hat, könnte deine Fotos sehen, solange sie hier sind. Keine meiner Seiten zeigt sie, aber ein Befehl kann sie kopieren.
consent-withdraw = Du kannst jedes Ja jederzeit mit { COMMAND("consent") } zurücknehmen.
consent-submit = Ich erlaube, was angekreuzt ist
consent-minor = Ich bin unter 18
consent-incomplete = Ich habe nichts geladen. Ohne das, was als nötig markiert ist, kann ich kein Porträt machen.
consent-open-again = Noch einmal öffnen
consent-declined = In Ordnung. Ich habe kein Foto angenommen. Willst du es doch, schick { COMMAND("headshot") }.
consent-thanks = Danke.

# Schriftlich: Was angekreuzt ist, wird mit dem getippten Namen unterschrieben. Nur wo der Betreiber es eingestellt hat.
release-ask = Bitte unterschreib, was du angekreuzt hast:
release-how = Tippe dazu hier deinen vollen Namen. Ich behalte ihn, mit deinem eigenen Schlüssel verschlossen, und er steht in deinem Beleg. Er geht, wenn deine Antworten gehen. Willst du nicht, sag „stopp“.
release-not-a-name = Das kann ich nicht als Namen nehmen. Buchstaben genügen.
release-photo-later = Ich habe noch kein Foto angenommen. Bitte schick es noch einmal, wenn du unterschrieben hast.

# Hinweise, die ein Gesetz verlangt, jeder dort, wo der Betreiber das Gesetz genannt hat (CANDID_NOTICES).
notice-eu = In der EU: Dein Ja ist, was mir die Arbeit erlaubt (DSGVO Art. 6, beim Vergleichen von Gesichtern Art. 9). Du darfst deine Daten sehen, mitnehmen, berichtigen, einschränken und löschen. Du darfst dich bei deiner Datenschutzbehörde beschweren. Was KI gemacht oder verändert hat, ist gekennzeichnet (KI-Gesetz Art. 50).
notice-illinois = In Illinois: Wer ein Gesicht misst, erfasst seine Geometrie. Das geschieht für den Ausschnitt, für Prüfungen und, wenn du es angekreuzt hast, zum Vergleichen. Es dauert, solange ich an einem Foto arbeite, im Arbeitsspeicher. Ich speichere, verkaufe und gebe davon nichts weiter. Dein getippter Name ist deine schriftliche Erlaubnis (740 ILCS 14).
notice-new_york = In New York: Eine Werbung mit einer erfundenen Person muss das so sagen, dass es niemand übersieht (General Business Law § 396-b).
consent-still-counts = Was du vorher erlaubt hast, gilt noch, auch für neue Fotos: Sie müssen dich zeigen und sonst niemanden. { COMMAND("consent") } zeigt es dir und nimmt es zurück.
consent-still-counts-example = Was du vorher erlaubt hast, gilt noch, auch für neue Fotos. { COMMAND("consent") } zeigt es dir und nimmt es zurück.

consent-none = Du hast bisher nichts erlaubt oder alles zurückgenommen.
consent-shown = Das hast du erlaubt:
consent-item = „{ $wording }“
consent-effects = Nimmst du eins der ersten beiden zurück, höre ich auf. Ich lösche dann sofort deine Fotos und alle Bilder, die du nicht genommen hast.
consent-effects-redrawing = Nimmst du das Vergleichen oder das Neuzeichnen zurück, höre ich nur mit dem Neuzeichnen auf.
consent-effects-background = Nimmst du den gemalten Hintergrund zurück, höre ich mit dem Malen auf.
consent-effects-persona = Nimmst du die erfundenen Menschen zurück, lösche ich die, die du nicht genommen hast.
withdraw-likeness = Zurücknehmen: ich bin es, ab 18
withdraw-processing = Zurücknehmen: Porträts machen
withdraw-comparison = Zurücknehmen: Gesichter vergleichen
withdraw-generative = Zurücknehmen: neu zeichnen
withdraw-generative_background = Zurücknehmen: gemalter Hintergrund
withdraw-nothing = Da gibt es nichts zurückzunehmen. Du hast es nicht erlaubt oder schon zurückgenommen.
withdrawn-all = Erledigt. Ich habe aufgehört. Deine Fotos und die Bilder, die du nicht genommen hast, werden gelöscht.
withdrawn-approved =
    { $count ->
        [one] Soll ich das Bild, das du genommen hast, behalten oder löschen?
       *[other] Soll ich die { $count } Bilder, die du genommen hast, behalten oder löschen?
    } Höre ich nichts von dir, lösche ich { $count ->
        [one] es
       *[other] sie
    }: { $erased_at }.
withdrawn-erase = Löschen
withdrawn-keep = Behalten bis { $last_on }
withdrawn-erased = Die Bilder, die du genommen hast, werden gelöscht.
withdrawn-kept = Behalten, wie du willst. Ich lösche sie: { $erased_at }.
withdrawn-unanswered = Ich habe nichts von dir gehört. Darum werden die Bilder, die du genommen hast, jetzt gelöscht.
withdrawn-comparison = Erledigt. Ich vergleiche keine Gesichter mehr. Porträts mit deinem echten Gesicht gehen weiter.
withdrawn-generative = Erledigt. Kein Modell zeichnet dich mehr neu. Porträts mit deinem echten Gesicht gehen weiter.
withdrawn-generative_background = Erledigt. Kein Modell malt mehr hinter dir. Die anderen Hintergründe gehen weiter.
withdrawn-stopped = Die Bilder, die gerade entstanden, habe ich auch beendet.

minor-thanks = Danke, dass du das sagst. Candid ist nur für Leute ab 18. Ich lösche jetzt alles.

consent-no-redrawing = Dann zeichnet dich kein Modell neu. Ich habe nichts geladen. Porträts mit deinem echten Gesicht kannst du haben.
consent-missing-generative = Ohne dieses Ja darf kein Modell an dein Gesicht.
consent-no-painting = Dann malt kein Modell hinter dir. Ich habe nichts geladen. Die anderen Hintergründe, die kein Modell malt, kannst du haben.
consent-missing-generative_background = Ohne dieses Ja bekommt kein Modell dein Foto.
consent-missing-comparison = Ohne den Vergleich könnte ich nicht sagen, ob ein neu gezeichnetes Gesicht noch deins ist.

consent-persona = Ich bin mindestens 18. Ich gebe eine erfundene Person nicht für eine echte aus und nicht für mich.
withdraw-persona = Zurücknehmen: erfundene Personen
withdrawn-persona = Erledigt. Ich erfinde niemanden mehr. Die Bilder, die du nicht genommen hast, werden gelöscht.
