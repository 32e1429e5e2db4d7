# Einfache Wünsche zu einem Bild, beantwortet mit dem, was geht.

wish-later = Erst brauche ich dein Foto, dann suchst du dir am eigenen Gesicht einen Stil aus. Sag es mir dann noch einmal.
wish-frame-later = Erst muss ich ein Bild machen. Dann kannst du es näher oder mit mehr Platz haben.
wish-which = Welches Bild meinst du? Sag es mit der Nummer, etwa „mehr Platz { $number }“.
wish-look = Am nächsten kommt dem { $look }. Ich kann aus deinem Foto ein Bild davon machen. Was du hast, bleibt.
wish-look-make = Eins davon machen
wish-look-later = Am nächsten kommt dem { $look }. Noch mache ich deine Bilder. Sag es mir noch einmal, wenn sie da sind.
wish-look-redrawn = Am nächsten kommt dem { $look }. Nimm das, wenn ich nach dem Stil frage.
wish-no-such-backdrop = So einen Hintergrund habe ich nicht. Das sind die, die ich habe:
wish-space = Ich kann Bild { $number } noch einmal wie für einen Lebenslauf machen. Der Ausschnitt lässt mehr Platz um dich. Das erste bleibt.
wish-space-make = Mit mehr Platz machen
wish-space-already = Bild { $number } hat schon den Ausschnitt mit dem meisten Platz. Ein Foto mit einem Schritt mehr Abstand gibt mehr.
wish-closer = Ich kann Bild { $number } noch einmal wie für ein Profil im Netz machen. Der Ausschnitt ist näher. Das erste bleibt.
wish-closer-make = Näher machen
wish-closer-already = Bild { $number } hat schon den nächsten Ausschnitt, den ich mache. Enger kannst du die Datei selbst schneiden.
wish-blur = Ich habe nur eine Unschärfe, wie sie ein lichtstarkes Objektiv macht. Ich kann Bild { $number } noch einmal mit unscharfem eigenem Hintergrund machen. Das erste bleibt.
wish-blur-already = In Bild { $number } ist dein Hintergrund so unscharf, wie ich ihn mache. Mit einem anderen Hintergrund sieht man von deinem Zimmer nichts.
wish-never = Ich ändere nie, wie jemand aussieht: nicht das Alter, die Figur, die Haut oder die Kleidung.
wish-never-why = Das Bild trägt deinen Namen. Wer dich trifft, soll den Menschen vom Bild wiederfinden. Und dein Gesicht braucht keine Reparatur.
wish-never-instead = Was ich ändern kann: Licht, Ausschnitt und Hintergrund. Ein Foto am Fenster, einen Schritt zurück, hilft oft mehr als jede Bearbeitung.
