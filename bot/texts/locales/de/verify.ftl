# /verify im Chat: was gefragt wird und warum ein Bild nicht gelesen wurde. Was über seine Zeichen gesagt wird, liegt in
# storage/marks_told.

verify-ask = Schick mir das Bild, um das es geht. Ich suche nach Zeichen, die sagen, wie es entstanden ist.
verify-nothing-kept = Ich lese es nur im Speicher und behalte nichts davon. Ich sage nicht, wer darauf ist oder wann es entstand.
verify-looking = Ich sehe nach.
verify-one-at-a-time = Eins nach dem anderen: Ich sehe mir das erste an.
verify-button = Noch ein Bild prüfen
verify-not-read-daily_limit = Ich habe heute schon viele Bilder für dich geprüft.
verify-not-read-not_available = Ich konnte das Bild nicht holen. Bitte schick { COMMAND("verify") } und das Bild noch einmal.
