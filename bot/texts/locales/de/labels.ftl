# Wo der Hinweis in einem gewählten Bild steht, und in welcher Sprache.

label-choose =
    Der Hinweis kann an drei Stellen stehen, mit den Nummern in der Vorschau. In deiner Datei steht er auf einem Balken. Tipp auf eine andere, dann schicke ich sie neu.
    Oder schreib „balken { $number }“, „ring { $number }“ oder „plakette { $number }“.
label-chip = { $place }: auf einem Balken
label-ring = { $place }: auf einem Ring darum
label-badge = { $place }: als kleine Plakette
label-language = Hinweis in anderer Sprache
label-language-ask = In welcher Sprache soll der Hinweis von Bild { $number } sein?
label-coming = Einen Moment. Ich mache Bild { $number } noch einmal aus deinem Foto, mit dem Hinweis, wie du ihn willst.
label-done-chip = Der Hinweis steht auf einem Balken.
label-done-ring = Der Hinweis steht auf einem Ring um das Bild.
label-done-badge = Der Hinweis ist eine Plakette.
label-badge-words = Die Plakette allein sagt wenig. Bitte schreib „{ $label }“ neben das Bild.
label-already = Der Hinweis ist schon so. Hier ist die Datei noch einmal.
label-stays = Bild { $number } bleibt, wie es war, mit seinem Hinweis.
label-photo-gone = Ich kann den Hinweis nicht mehr versetzen: Dafür brauche ich dein Foto, und das ist schon gelöscht.
label-after-approval = Du kannst den Hinweis versetzen, sobald du ein Bild genommen hast.
label-which = Welches? Genommen hast du: { $numbers }. Schreib zum Beispiel „ring { $number }“.
failed-label_no_room = Für diesen Hinweis ist neben deinem Gesicht kein Platz.
failed-label_withheld = Ich konnte den Hinweis dort nicht wieder lesen. Darum nehme ich ihn nicht. Mein Fehler, nicht deiner.
failed-label_other_picture = Ich konnte nicht genau dasselbe Bild noch einmal machen.
