# The directory: a question of its own after a picture is approved. directory-consent is what a person agrees to; its
# hash, recipient and day in it, is kept with the yes.

directory-title = Für das Verzeichnis
directory-submit = Meine Wahl senden
directory-no = Nein danke
directory-ask = Darf ich Bild { $number } weitergeben an: { $recipient }?
directory-what = Sie bekommen das fertige Bild und eine Unterschrift, die sagt, was geändert wurde. Es hat eine zufällige Nummer und keinen Namen. Sonst bekommt es niemand.
directory-free = Das ist deine Wahl. Nichts anderes hängt davon ab.
directory-consent = { $recipient } darf dieses Bild von mir mit seiner Unterschrift bis zum { $until_on } zeigen.
directory-declined = In Ordnung. Das Bild geht an niemanden.
directory-changed = An dieser Frage hat sich etwas geändert. Ich habe das Bild an niemanden gegeben.
directory-given = Danke. Das Bild geht mit der nächsten Übergabe an: { $recipient }. Seine Nummer dort ist { $id }.
directory-take-back = { COMMAND("consent") } zeigt das und nimmt es zurück. Ablehnen und Löschen des Bildes tun das auch.
directory-shown = Diese Bilder hast du für ein Verzeichnis gegeben:
directory-item-waits = Nummer { $id }, für: { $recipient }, bis zum { $until_on }. Noch nicht übergeben.
directory-item = Nummer { $id }, für: { $recipient }, bis zum { $until_on }. Übergeben am { $handed_at }.
directory-effect = Nimmst du das zurück, gebe ich nichts mehr weiter. Meine nächste Liste bittet dort, das Bild zu entfernen.
directory-was-handed = { $recipient } hat das Bild mit der Nummer { $id } am { $handed_at } bekommen. Meine nächste Liste bittet dort, es zu entfernen. Selbst kann ich es dort nicht löschen.
withdraw-directory = Zurücknehmen: das Verzeichnis
withdrawn-directory = Erledigt. Ich gebe kein Bild von dir mehr an das Verzeichnis.
directory-read-me =
    Bilder für: { $recipient }. Jedes hat die Person darauf selbst gegeben, nur dafür.

    pictures.csv: was ihr jetzt zeigen dürft, nach Nummer, jedes bis zu seinem letzten Tag. Zeigt es mit seiner Unterschrift.
    Keine Datei in einer Zeile: Das Bild habt ihr schon, und Candid bewahrt es nicht mehr auf.

    remove.csv: was ihr früher bekommen habt und nicht mehr zeigen dürft. Bitte jetzt entfernen, auch Kopien.
directory-taken-only = Ins Firmenverzeichnis kommen nur Fotos, die keine KI gemacht oder verändert hat. Dieses Bild geht deshalb nicht.
