# Was die Hülle (bot/shell) selbst sagt: neben einem Dokument, nach einem Fehler, nach einer Störung.

document-consent_receipt = Dein Beleg über das, was du erlaubt hast.
document-my_data = Alles, was ich über dich habe, in einer Datei.
document-files = Dein Bild zum Behalten.
went-wrong = Bei mir ist etwas schiefgegangen, und deine letzte Nachricht hatte keine Wirkung. Bitte versuch es noch einmal. { COMMAND("status") } zeigt, wo wir stehen.
maybe-twice = Diese Nachricht hast du vielleicht schon gesehen. Die Verbindung war gestört, und ich konnte es nicht erkennen.
message-set-aside = Eine Nachricht an dich kam nicht durch. Ich habe sie aufgehoben, und wer mich betreibt, weiß Bescheid. { COMMAND("status") } zeigt, wo wir stehen.

document-persona_certificate = Wie dieses Bild entstand, für alle, die fragen, wen es zeigt.
