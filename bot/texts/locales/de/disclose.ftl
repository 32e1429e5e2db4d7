# Sagen, was an einem Bild gemacht wurde, Ort für Ort: die Antworten auf /disclose. Die Sätze sind die Stimme der Person.

disclose-none = Das gibt es zu Bildern, die du genommen hast. Im Moment ist keins da.
disclose-which = Welches? Genommen hast du: { $numbers }.
disclose-picture = Bild { $number }
disclose-head = Hier ist noch einmal alles zu Bild { $number }.
disclose-words = Worte zum Einsetzen, für jeden Ort eins:

paste-linkedin =
    LinkedIn:
    „Mein Foto ist { $what }. Ich habe es mit Candid gemacht.{ $url ->
        [none] {""}
       *[other] {" "}Was geändert wurde, kann jeder prüfen: { $url }
    }“
paste-cv =
    Lebenslauf:
    „Foto: { $what }. Mit Candid gemacht.{ $url ->
        [none] {""}
       *[other] {" "}Prüfen: { $url }
    }“
paste-signature =
    E-Mail:
    „Foto: { $what }.{ $url ->
        [none] {""}
       *[other] {" "}Prüfen: { $url }
    }“
paste-badge =
    Namensschild:
    „{ $what }“
paste-speaker =
    Vortragsseite:
    „Das Porträt ist { $what }. Es ist mit Candid gemacht.{ $url ->
        [none] {""}
       *[other] {" "}Was geändert wurde, kann jeder prüfen: { $url }
    }“

paste-what-cropped = ein echtes Foto von mir, zugeschnitten und sonst unverändert
paste-what-relit = ein echtes Foto von mir, zugeschnitten, mit geändertem Licht
paste-what-greyed = ein echtes Foto von mir, zugeschnitten und schwarzweiß gemacht
paste-what-softened = ein echtes Foto von mir, dessen Hintergrund ein Programm unscharf gemacht hat
paste-what-softened-relit = ein echtes Foto von mir, dessen Hintergrund ein Programm unscharf gemacht und dessen Licht es geändert hat
paste-what-softened-greyed = ein echtes Foto von mir in Schwarzweiß, dessen Hintergrund ein Programm unscharf gemacht hat
paste-what-backdrop = ein echtes Foto von mir, dessen Hintergrund ein Programm gezeichnet hat
paste-what-backdrop-relit = ein echtes Foto von mir, dessen Hintergrund ein Programm gezeichnet und dessen Licht es geändert hat
paste-what-backdrop-greyed = ein echtes Foto von mir in Schwarzweiß, dessen Hintergrund ein Programm gezeichnet hat
paste-what-removed = ein echtes Foto von mir, dessen Hintergrund ein Programm entfernt hat
paste-what-removed-relit = ein echtes Foto von mir, dessen Hintergrund ein Programm entfernt und dessen Licht es geändert hat
paste-what-removed-greyed = ein echtes Foto von mir in Schwarzweiß, dessen Hintergrund ein Programm entfernt hat
paste-what-generated = ein echtes Foto von mir, dessen Hintergrund mit KI gemacht ist
paste-what-generated-relit = ein echtes Foto von mir, dessen Hintergrund mit KI gemacht und dessen Licht geändert ist
paste-what-generated-greyed = ein echtes Foto von mir in Schwarzweiß, dessen Hintergrund mit KI gemacht ist
paste-what-redrawn = nach echten Fotos von mir mit KI neu gezeichnet

paste-short-cropped = Echtes Foto, zugeschnitten
paste-short-relit = Echtes Foto, Licht geändert
paste-short-greyed = Echtes Foto, schwarzweiß
paste-short-softened = Echtes Foto, Hintergrund unscharf
paste-short-softened-relit = Echtes Foto, Hintergrund unscharf, Licht geändert
paste-short-softened-greyed = Echtes Foto, Hintergrund unscharf, schwarzweiß
paste-short-backdrop = Echtes Foto, Hintergrund gezeichnet
paste-short-backdrop-relit = Echtes Foto, Hintergrund gezeichnet, Licht geändert
paste-short-backdrop-greyed = Echtes Foto, Hintergrund gezeichnet, schwarzweiß
paste-short-removed = Echtes Foto, Hintergrund entfernt
paste-short-removed-relit = Echtes Foto, Hintergrund entfernt, Licht geändert
paste-short-removed-greyed = Echtes Foto, Hintergrund entfernt, schwarzweiß
paste-short-generated = Echtes Foto, Hintergrund von KI
paste-short-generated-relit = Echtes Foto, Hintergrund von KI, Licht geändert
paste-short-generated-greyed = Echtes Foto, Hintergrund von KI, schwarzweiß
paste-short-redrawn = Nach echten Fotos mit KI neu gezeichnet

paste-what-invented = eine erfundene Person, mit KI gemacht
paste-short-invented = Erfundene Person, KI

paste-what-assembled = ein aus mehreren Bildern zusammengesetztes Bild von mir, das ein Programm fertig gestellt hat
paste-short-assembled = Aus mehreren Bildern zusammengesetzt
paste-what-drawn = ein mit einem Programm gezeichnetes Bild von mir, das ein anderes fertig gestellt hat
paste-short-drawn = Mit einem Programm gezeichnet
paste-what-ai_made = ein mit KI gemachtes Bild von mir, das ein Programm fertig gestellt hat
paste-short-ai_made = Mit KI gemacht
paste-what-ai_edited = ein mit KI verändertes Bild von mir, das ein Programm fertig gestellt hat
paste-short-ai_edited = Mit KI verändert
