# Ein gewähltes Bild noch einmal: größer, mit dem Hinweis woanders oder in anderer Sprache, oder als andere Datei.

label-choose = Der Hinweis kann an diesen Stellen stehen, mit den Nummern in der Vorschau. Ich setze ihn dahin, wo er am wenigsten von dir verdeckt. Tipp auf eine andere, dann schicke ich das Bild neu.
label-place-rim = { $place }: auf dem Bild, in kleiner Schrift am Rand des Kreises entlang.
label-place-corner = { $place }: auf dem Bild, in einer Ecke.
label-place-ring = { $place }: um das Bild, auf einem dünnen Ring. Von dir ist nichts verdeckt.
label-place-footer = { $place }: unter dem Bild, auf einem dünnen Streifen. Von dir ist nichts verdeckt, aber Seiten mit runden Bildern schneiden ihn vielleicht ab.
label-choose-typed = Oder schreib „rand { $number }“, „ecke { $number }“, „ring { $number }“ oder „fußzeile { $number }“. Ich merke es mir für deine nächsten Bilder.
label-choose-typed-upright = Oder schreib „ecke { $number }“ oder „fußzeile { $number }“. Ich merke es mir für deine nächsten Bilder.
label-place-is-round = Bild { $number } ist kein Quadrat. Keine Seite schneidet es rund, also gibt es keinen Kreis für den Hinweis.
label-only-below = Dieses Bild ist durchsichtig, also steht der Hinweis auf einem Streifen darunter: Dort ist er auf jeder Seite zu lesen.
label-rim = { $place }: am runden Rand entlang
label-corner = { $place }: in einer Ecke
label-ring = { $place }: auf einem Ring darum
label-footer = { $place }: auf einem Streifen darunter
label-language = Hinweis in anderer Sprache
label-language-ask = In welcher Sprache soll der Hinweis von Bild { $number } sein?
label-coming = Einen Moment. Ich mache Bild { $number } noch einmal aus deinem Foto, mit dem Hinweis, wie du ihn willst.
label-done-automatic = Der Hinweis steht, wo er am wenigsten von dir verdeckt.
label-done-rim = Der Hinweis läuft am Rand des runden Ausschnitts entlang.
label-done-corner = Der Hinweis steht in einer Ecke.
label-done-ring = Der Hinweis steht auf einem Ring um das Bild.
label-done-footer = Der Hinweis steht auf einem Streifen unter dem Bild.
label-already = Der Hinweis ist schon so. Hier ist die Datei noch einmal.
label-stays = Bild { $number } bleibt, wie es war, mit seinem Hinweis.
label-photo-gone = Ich kann den Hinweis nicht mehr versetzen: Dafür brauche ich dein Foto, und das ist schon gelöscht.
label-after-approval = Du kannst den Hinweis versetzen, sobald du ein Bild genommen hast.
label-which = Welches? Genommen hast du: { $numbers }. Schreib zum Beispiel „ring { $number }“.
failed-label_withheld = Ich konnte den Hinweis dort nicht wieder lesen. Darum nehme ich ihn nicht. Mein Fehler, nicht deiner.
failed-label_other_picture = Ich konnte nicht genau dasselbe Bild noch einmal machen.

larger-coming = Einen Moment: Ich mache die große Datei, { $side } Pixel.
larger-not-wait = Schick mir gleich die kleinere
larger-done = Das ist die große Datei: { $width } mal { $height } Pixel.
larger-photo-gone = Dein Foto ist schon gelöscht, also kann ich die große Datei nicht machen. Hier ist das Bild, wie du es gesehen hast.
larger-not-made = Die große Datei ist mir diesmal nicht gelungen. Hier ist das Bild, wie du es gesehen hast.

file-png = Als PNG
file-jpeg = Als JPEG
file-coming = Einen Moment. Ich mache die Datei von Bild { $number } noch einmal.
file-done-png = Die Datei ist jetzt ein PNG: größer, und beim Speichern geht nichts verloren.
file-done-jpeg = Die Datei ist jetzt ein JPEG: klein, und jede Seite nimmt es.
file-only-this = Bild { $number } hat keinen Hintergrund. Das kann nur ein PNG.
file-photo-gone = Eine andere Datei geht nicht mehr: Dafür brauche ich dein Foto, und das ist schon gelöscht.
file-too-big = Die Datei hat { $size } MB. Hier kann ich höchstens { $most } MB senden, darum liegt sie noch bei mir.
file-too-big-jpeg = Als JPEG passt sie, mit einem Viertel der Größe.
file-too-big-only = Ohne Hintergrund kann nur ein PNG das Bild fassen, darum habe ich keine kleinere Datei.
