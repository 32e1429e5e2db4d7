# Was man statt eines Knopfes schreiben kann. Nie zu lesen. Je Zeile eine Bedeutung, Wörter durch Kommas getrennt, klein
# geschrieben, ohne Ziffern, Apostrophe und Zeichen. Englisch zählt immer mit.

typed-approve = nehmen, nimm, nehme ich, ja zu, gut, passt, ok, okay, 👍
typed-reject = ablehnen, ablehne, lehne ab, schlecht, nicht gut, 👎
typed-erase = löschen, lösche, lösch, jetzt löschen, weg, 🗑, ❌
typed-undo = rückgängig, zurück, doch nicht
typed-files = dateien, herunterladen, dateien schicken
typed-light_ask = licht, anderes licht, licht ändern
typed-light_brighter = heller, etwas heller
typed-light_darker = dunkler, etwas dunkler
typed-light_tint = weniger farbstich, ohne farbstich
typed-mine_ask = meins, das ist meins, etwas von mir fehlt, das gehört mir, etwas fehlt
typed-yes = ja, j, ja bitte, ja zeig mir die auswahl, zeig mir die auswahl
typed-no = nein, n, nein danke, nee
typed-stop = stopp, stop, aufhören, schluss
typed-cancel = abbrechen, abbruch
typed-look = stil, nummer, bild
typed-headshot = porträt, portrait, anfangen, los, start, hallo, hi, neues porträt
typed-status = status, stand, wie lange, wie lange noch
typed-my-data = meine daten, daten
typed-consent = einwilligung, zustimmung, zurücknehmen
typed-language = sprache
typed-about = über dich, wer bist du
typed-privacy = datenschutz
typed-forget-me = vergiss mich, alles löschen, lösche alles, meine daten löschen
typed-help = hilfe, was kannst du
typed-minor = ich bin minderjährig, minderjährig, ich bin nicht volljährig
typed-under = ich bin unter, unter
typed-age = ich bin, bin, ich bin jahre alt, ich bin jahre
typed-purpose_profile = profil, profil im netz, linkedin
typed-purpose_cv = lebenslauf, bewerbung
typed-purpose_badge = namensschild, schild
typed-purpose_directory = mitarbeiterliste, verzeichnis
typed-purpose_speaking = vortrag, rede
typed-purpose_identity = pass, reisepass, visum, ausweis, führerschein, personalausweis
typed-purpose_press = presse
typed-purpose_casting = casting
