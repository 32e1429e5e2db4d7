# Wo der Hinweis in einem gewählten Bild steht, und in welcher Sprache.

label-choose =
    Der Hinweis kann an vier Stellen stehen, mit den Nummern in der Vorschau. Ich setze ihn dahin, wo er am wenigsten von dir verdeckt. Tipp auf eine andere, dann schicke ich sie neu.
    Oder schreib „rand { $number }“, „ecke { $number }“, „ring { $number }“ oder „fußzeile { $number }“. Ich merke es mir für deine nächsten Bilder.
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
