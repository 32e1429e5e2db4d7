# Die eine Nachricht zum Stand, und wie eine Reihe von Bildern endet.

status-queued =
    { $ahead ->
        [0] Du bist als Nächstes dran.
        [one] Du bist in der Reihe. Vor dir kommt noch jemand.
       *[other] Du bist in der Reihe. Vor dir sind noch { $ahead } dran.
    }
status-reading = Ich lese deine Fotos.
status-making = Bild { $picture } von { $pictures }: Ich mache es.
status-checking = Bild { $picture } von { $pictures }: Ich prüfe es.
status-sealing = Bild { $picture } von { $pictures }: Ich setze den Hinweis darauf.
status-done = Fertig.
status-stopped = Beendet.
status-stopping = Ich höre auf.
status-resting = Dieser Rechner macht gerade Pause. Ab { $again_at } geht es von allein weiter, und du behältst deinen Platz.
status-resting-long = Dieser Rechner macht gerade Pause bis { $again_at }. So lange werden deine Fotos nicht behalten. Brich hier ab und schick sie danach noch einmal.
time-seconds = Noch etwa { $seconds } Sekunden auf diesem Rechner.
time-minutes =
    { $minutes ->
        [one] Noch etwa eine Minute auf diesem Rechner.
       *[other] Noch etwa { $minutes } Minuten auf diesem Rechner.
    }
time-unknown = Ich habe auf diesem Rechner noch nichts gemessen. Wie lange es dauert, weiß ich also nicht.
still-making = Ich arbeite an deinen Bildern. Jedes kommt, sobald es fertig ist. Mit „abbrechen“ höre ich auf.
cancel = Abbrechen
cancel-nothing = Da ist nichts abzubrechen. Gerade wird nichts für dich gemacht.
cancelled = Beendet. Gelöscht ist nichts.
cancelled-photos =
    { $count ->
        [one] Dein Foto bleibt bis { $erased_at }.
       *[other] Deine { $count } Fotos bleiben, das erste bis { $erased_at }.
    }
cancelled-made = Was schon fertig ist, bleibt: { $numbers }.
left = Gut, wir hören hier auf. Mit { COMMAND("headshot") } geht es wieder los.

worker-absent = Der Rechner, der die Bilder macht, ist gerade aus. Wenn er wieder da ist, geht es von allein weiter.
worker-absent-erased = Deine Fotos werden auf jeden Fall gelöscht, und zwar am { $erased_at }.

ready =
    { $count ->
        [one] Dein Bild ist fertig.
       *[other] Deine { $count } Bilder sind fertig.
    }
ready-vote = 👍 nimmt ein Bild, 👎 lehnt es ab, 🗑 löscht es. Oder drück einen Knopf, oder schreib „nehmen { $number }“.
ready-kept =
    { $count ->
        [one] Ich lösche es am { $erased_at }, wenn du es nicht vorher tust.
       *[other] Ich lösche sie am { $erased_at }, wenn du es nicht vorher tust.
    }

held-back-all = Ich habe alle zurückgehalten, denn jedes Mal hat meine Bearbeitung zu viel verändert. Das liegt an mir, nicht an dir. Du kannst den reinen Ausschnitt nehmen, dabei schneide ich nur zu. Oder du nimmst einen anderen Stil.
held-back-plain = Nur Ausschnitt

failed-cannot_frame = Ich habe in deinen Fotos keinen ehrlichen Ausschnitt gefunden. Um den Kopf ist zu wenig Platz. Ein Foto mit etwas mehr Abstand hilft.
failed-unreadable = Ich konnte deine Fotos nicht noch einmal lesen. Bitte schick sie neu.
failed-says_ai = Für ein Namensschild oder Firmenverzeichnis nehme ich nur Fotos, die keine KI gemacht oder verändert hat. Schick bitte so eins.
failed-consent_withdrawn = Ich habe aufgehört, denn dein Ja ist nicht mehr da.
failed-weights_missing = Ein Teil von mir ist nicht da, also kann ich keine Bilder machen. Wer diesen Bot betreibt, kann das richten.
failed-weights_damaged = Ein Teil von mir ist kaputt, also kann ich keine Bilder machen. Wer diesen Bot betreibt, kann das richten.
failed-out_of_memory = Dem Rechner, der die Bilder macht, fehlte Speicher. Wer diesen Bot betreibt, kann das richten.
failed-pool_failed = Der Rechner mit dem Modell hat mir nicht das Bild gegeben, um das ich gebeten habe. Wer diesen Bot betreibt, kann das richten. Du kannst es noch einmal versuchen, oder du nimmst einen Stil, den kein Modell malt.
failed-host_not_agreed = Das Modell ist auf einem anderen Rechner als dem, dem du zugestimmt hast. Ich habe ihm nichts geschickt. Schick { COMMAND("headshot") }, und ich frage dich neu.
failed-kept_longer = Der Rechner mit dem Modell behält Fotos jetzt länger, als du zugestimmt hast. Ich habe ihm nichts geschickt. Schick { COMMAND("headshot") }, und ich frage dich neu.
failed-other = Bei mir ist etwas kaputtgegangen. Ich konnte deine Bilder nicht machen. Du kannst es noch einmal versuchen.

refused-daily_limit = Mehr Bilder kann ich heute nicht machen.
refused-line_full = Meine Warteschlange ist gerade voll. Deine Fotos bleiben. Bitte versuch es nachher noch einmal.
refused-no_consent = Ohne dein Ja kann ich nicht anfangen. Ich habe nichts gemacht.
refused-no_photo = Ich habe kein Foto, mit dem ich arbeiten kann. Bitte schick eins.
refused-other = Ich konnte nicht anfangen. Das liegt an mir, nicht an dir. Bitte versuch es noch einmal.

held-back-often =
    { $count ->
        [one] Ich kann auch dein echtes Gesicht behalten: Dann ändere ich nur, was hinter dir ist.
       *[other] Das sind schon { $count } in dieser Runde. Ich kann auch dein echtes Gesicht behalten: Dann ändere ich nur, was hinter dir ist.
    }
