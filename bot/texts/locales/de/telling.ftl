# Was Candid über sich sagt: wohin Bilder dürfen, Versprechen und Fehler, Neues, Aufwand, Einspruch, Rückmeldung.

where-head = Darf mein Bild dorthin?
where-profile = Profile im Netz, Chat, E-Mail: ja.
where-cv = Lebenslauf: ja, wenn kein unbearbeitetes Foto verlangt ist.
where-badge = Namensschild bei einer Tagung: ja. Werksausweis: nein.
where-directory = Firmenverzeichnis: ja. Offene Webseite: frag erst.
where-speaking = Vortragsseiten und Folien: ja. Schick zuerst das Original, wo sie es nehmen.
where-identity = Pass, Visum, Führerschein, jeder Ausweis, Prüfungen: nein.
where-press = Presse: nein. Sie will das Foto, wie es ist.
where-casting = Casting: nein. Dort zählt das Foto, wie es ist.
where-rule = Wo die Aufschrift abgeschnitten wird, sag bitte in Worten, was bearbeitet ist.

ethics-consent = Was ich zu deinem Ja verspreche
ethics-consent-1 = Ich hole kein Foto, bevor du zustimmst. (Test: no_byte_before_consent)
ethics-consent-2 = Ohne dein geltendes Ja entsteht kein Bild. (Test: no_job_without_consent)
ethics-consent-3 = Ich rate weder Geschlecht noch Alter noch Herkunft. Ich mache niemanden glatter, heller oder dünner. (Test: nothing_beautifies_or_sorts_people)

ethics-picture = Was ich zu deinem Bild verspreche
ethics-picture-1 = Keins geht ohne seine Zeichen hinaus, und keins ohne einen Satz dazu, was bearbeitet ist. (Tests: no_unsealed_image_leaves, no_picture_without_a_caption)
ethics-picture-2 = Aufschrift, Satz und Datei sagen dasselbe. (Test: every_layer_says_the_same)
ethics-picture-3 = Sonst sieht es niemand, außer einem Verzeichnis, dem du zugestimmt hast. (Tests: nobody_reaches_another_s, the_directory_gets_only_what_was_given)
ethics-picture-4 = Wenn dich kein Modell neu zeichnet, bleibt dein Gesicht wie aufgenommen. Ich messe das in der fertigen Datei nach. (Test: no_unsealed_image_leaves)

ethics-erasure = Was ich zum Löschen verspreche
ethics-erasure-1 = Nach { COMMAND("forget-me") } bleibt nur, was auf dem Beleg steht. (Test: nothing_left_after_forget)
ethics-erasure-2 = Nach seinem Datum ist nichts mehr lesbar. (Test: nothing_readable_past_its_expiry)
ethics-erasure-3 = Ein Bild, das du prüfen lässt, wird nirgends behalten. (Test: a_picture_to_verify_is_never_kept)
ethics-erasure-4 = Meine Programme sprechen nur mit dem Chat und dem, was in den Einstellungen steht. (Test: processes_connect_nowhere)

ethics-failures = Woran ich scheitere
ethics-failures-1 = Von 148 fertigen Bildern, die wir einzeln angesehen haben, waren 122 gut genug. Am schwersten ist Haar vor Bäumen oder Regalen.
ethics-failures-2 = Von zehn Leuten ohne gutes Bild haben sechs von dem Zweifel erfahren. Vier nicht.
ethics-failures-3 = Das versteckte Zeichen übersteht nicht alles, und ein Zuschnitt kann die Aufschrift entfernen.
ethics-failures-4 = Auf einer echten Grafikkarte wurde ich nie gemessen. Neu zeichnen kann länger dauern oder schlechter sein, als ich sage.

changes-head = Was neu ist, das Neueste zuerst
changes-1 = 30. November 2026: Ich spreche Spanisch, Französisch, Arabisch und Hindi. Wenn du zustimmst, kommt dein Foto zurück, wie du es geschickt hast. Ein knappes Foto bekommt einen einfachen Zuschnitt.
changes-2 = 30. November 2026: Ein Foto darf zuerst kommen, und die Stile zeigen dein eigenes Gesicht. Belege sind Seiten zum Lesen. Was eine Datei über sich sagt, bleibt dabei.
changes-3 = 30. November 2026: Dunkle Brillen, Schleier, Narben und Masken sind kein Hindernis mehr. Abbrechen löscht nichts. Einen Monat nach deiner letzten Datei vergesse ich dich.
changes-4 = 29. November 2026: kleinere Aufschriften in deiner Sprache. Auf deinem Gesicht liegt kein verstecktes Zeichen mehr.

cost-none = Ich weiß von keinen Bildern mehr, die ich für dich gemacht habe.
cost-time =
    { $seconds ->
        [one] Deine letzten Bilder brauchten eine Sekunde Arbeit.
       *[other] Deine letzten Bilder brauchten { $seconds } Sekunden Arbeit.
    }
cost-energy = Das sind etwa { $watt_hours } Wattstunden, wenn der Rechner { $watts } Watt zieht. Die Zahl hat eingetragen, wer mich betreibt. Gemessen ist sie nicht.
cost-phone = Der Akku eines Handys hat etwa 15. Das waren also { $share } Prozent davon.

appeal-head = Das habe ich abgelehnt oder zurückgehalten:
appeal-nothing = Ich habe nichts hier, was ich abgelehnt habe.
appeal-ways = Wenn meine Prüfung falsch lag, drück den passenden Knopf oder schick ein anderes Foto. Meist liegt es am Licht oder an mir, nicht an dir.
appeal-person = Wenn das nicht hilft, entscheidet ein Mensch: { $contact }
appeal-person-local = Wenn das nicht hilft, frag die Person, die mich auf diesem Rechner betreibt. Ein Mensch entscheidet, kein Programm.

feedback-ask = Wie war es? Einmal tippen genügt.
feedback-kept = Ich zähle deine Antwort einmal am Tag. Von wem sie kam, steht nirgends, und dein Bild gehört nicht dazu. Zahlen unter fünf sieht niemand.
feedback-good = Es war gut
feedback-face = Das sieht mir nicht ähnlich
feedback-edge = Haar oder Umriss stimmt nicht
feedback-slow = Es hat zu lange gedauert
feedback-words = Ich habe etwas nicht verstanden
feedback-refused = Mein Foto wurde zu Unrecht abgelehnt
feedback-thanks = Danke. Es ist gezählt.
feedback-words-more = Mehr in Worten: { $contact }
