# Ein Bild: seine Unterschrift (die Auskunft), sein Alternativtext, was bearbeitet wurde, warum eins zurückblieb.
# $label ist der Hinweis im Bild, in dessen eigenen Worten. Unterschrift und Alternativtext beschreiben nie den Menschen.

picture = Bild { $number }

caption-labelled = { $label }. { $what }
alt-labelled = Bild { $number }: { $what } Hinweis im Bild: { $label }.
alt-unlabelled = Bild { $number }: { $what }

caption-cropped = Ein echtes Foto, von einem Programm zugeschnitten. Sonst wurde nichts verändert.
caption-relit = Ein echtes Foto. { then-relit }
caption-greyed = Ein echtes Foto. { then-greyed }
caption-softened = Ein echtes Foto. { then-softened }
caption-softened-relit = Ein echtes Foto. { then-softened-relit }
caption-softened-greyed = Ein echtes Foto. { then-softened-greyed }
caption-backdrop = Ein echtes Foto. { then-backdrop }
caption-backdrop-relit = Ein echtes Foto. { then-backdrop-relit }
caption-backdrop-greyed = Ein echtes Foto. { then-backdrop-greyed }
caption-removed = Ein echtes Foto. { then-removed }
caption-removed-relit = Ein echtes Foto. { then-removed-relit }
caption-removed-greyed = Ein echtes Foto. { then-removed-greyed }
caption-generated = Ein echtes Foto. { then-generated }
caption-generated-relit = Ein echtes Foto. { then-generated-relit }
caption-generated-greyed = Ein echtes Foto. { then-generated-greyed }
caption-redrawn = Ein KI-Modell hat die Person nach ihren eigenen Fotos neu gezeichnet.
caption-strip-bare = VORSCHAU: So zeigen es Webseiten. Nicht das Bild selbst.
caption-strip = VORSCHAU ({ $label }): So zeigen es Webseiten. Nicht das Bild selbst.

alt-cropped = Kopf und Schultern, aus dem Foto zugeschnitten. Eigener Hintergrund.
alt-relit = Kopf und Schultern, aus dem Foto zugeschnitten. Eigener Hintergrund, Licht verändert.
alt-greyed = Kopf und Schultern, aus dem Foto zugeschnitten. Eigener Hintergrund, schwarzweiß.
alt-softened = Kopf und Schultern, aus dem Foto zugeschnitten. Eigener Hintergrund, unscharf.
alt-softened-relit = Kopf und Schultern, aus dem Foto zugeschnitten, Licht geändert. Eigener Hintergrund, unscharf.
alt-softened-greyed = Kopf und Schultern, aus dem Foto zugeschnitten, schwarzweiß. Eigener Hintergrund, unscharf.
alt-backdrop = Kopf und Schultern, aus dem Foto zugeschnitten. Gezeichneter Hintergrund.
alt-backdrop-relit = Kopf und Schultern, aus dem Foto zugeschnitten, Licht geändert. Gezeichneter Hintergrund.
alt-backdrop-greyed = Kopf und Schultern, aus dem Foto zugeschnitten, schwarzweiß. Gezeichneter Hintergrund.
alt-removed = Kopf und Schultern, aus dem Foto zugeschnitten. Kein Hintergrund: Er ist durchsichtig.
alt-removed-relit = Kopf und Schultern, aus dem Foto zugeschnitten, Licht geändert. Kein Hintergrund: Er ist durchsichtig.
alt-removed-greyed = Kopf und Schultern, aus dem Foto zugeschnitten, schwarzweiß. Kein Hintergrund: Er ist durchsichtig.
alt-generated = Kopf und Schultern, aus dem Foto zugeschnitten. Hintergrund von einer KI.
alt-generated-relit = Kopf und Schultern, aus dem Foto zugeschnitten, Licht geändert. Hintergrund von einer KI.
alt-generated-greyed = Kopf und Schultern, aus dem Foto zugeschnitten, schwarzweiß. Hintergrund von einer KI.
alt-redrawn = Kopf und Schultern, von einer KI nach Fotos neu gezeichnet.
alt-strip = Dein Bild, wie es ist und als Kreis, einmal für jede Stelle des Hinweises, mit ihrer Nummer. Es steht VORSCHAU darauf.

edit-light-as_taken = Licht: wie aufgenommen.
edit-light-brighter = Licht: heller, wie du es wolltest.
edit-light-darker = Licht: dunkler, wie du es wolltest.
edit-light-cast_removed = Licht: ohne den Farbton, wie du es wolltest.
edit-light-grey = Licht: schwarzweiß, wie du es wolltest.
edit-face-kept = Gesicht: die Pixel deines Fotos, in der fertigen Datei nachgemessen.
edit-face-tone-only = Gesicht: nur das Licht ist anders, nichts ist übermalt.
edit-face-grey-only = Gesicht: nur die Farbe fehlt, nichts ist übermalt.
edit-face-redrawn = Gesicht: neu gezeichnet. Schau genau hin: Bist du das?
edit-model = Modell: { $model }.
edit-compared = Mit deinen Fotos verglichen, wie du es erlaubt hast: sehr ähnlich. Das ist keine Prüfung deiner Identität.
edit-not-compared = Nicht verglichen: Das hast du nicht angekreuzt.

note-hair_cut_by_photo = Dein Foto endet an den Haaren, also auch der Ausschnitt.
note-head_large_in_frame = Der Kopf ist größer im Bild als üblich, denn dein Foto lässt nicht mehr Platz.
note-head_small_in_frame = Der Kopf ist kleiner im Bild als üblich, denn ich mache ein Gesicht nie größer, als es ist.
note-headroom_tight = Über dem Kopf ist wenig Platz, wie in deinem Foto.
note-headroom_wide = Über dem Kopf ist viel Platz, wie in deinem Foto.
note-eye_line_low = Die Augen sitzen tiefer als üblich, denn dein Foto lässt keinen anderen Ausschnitt zu.
note-eye_line_high = Die Augen sitzen höher als üblich, denn dein Foto lässt keinen anderen Ausschnitt zu.
note-off_centre = Das Gesicht ist nicht in der Mitte, denn dein Foto endet auf einer Seite zu früh.
note-not_levelled = Der Kopf neigt sich etwas. So weit drehe ich ein Foto nicht.
note-circle_tight = In einem runden Rahmen fehlt vielleicht ein wenig Haar.
note-size_limited_by_source = Das Bild ist so groß, wie dein Foto es zulässt. Ich mache ein Gesicht nie größer, als es ist.
note-square_by_source = Das Bild ist quadratisch, denn dein Foto lässt für ein hohes zu wenig Platz.
note-square_by_pixels = Das Bild ist quadratisch, denn für ein hohes hat dein Foto zu wenige Pixel. Eine größere Kopie genügt.
note-backdrop_extended = Dein Hintergrund reichte nicht bis zum Rand, also hat ein Programm ihn unscharf fortgesetzt.
note-larger_possible = Dein Foto hat genug Pixel für eine größere Datei. Ich mache sie, sobald du dieses Bild nimmst.
note-border_cut = Um dein Foto herum war noch etwas, ein Rand oder die Leisten eines Bildschirms. Ich habe es abgeschnitten.
note-busy_background = Direkt hinter dir war viel zu sehen, also blieb am Rand vielleicht etwas davon stehen. Bitte schau genau hin.
note-thing_left_out = Neben dir habe ich etwas weggelassen, das nicht nach einem Teil von dir aussah. Gehört es zu dir, sag es mir, dann bleibt es.
note-edge_doubtful_above_head = Ich weiß nicht genau, wo deine Umrisse enden: über deinem Kopf. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.
note-edge_doubtful_left_ear = Ich weiß nicht genau, wo deine Umrisse enden: neben deinem Kopf, links im Bild. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.
note-edge_doubtful_right_ear = Ich weiß nicht genau, wo deine Umrisse enden: neben deinem Kopf, rechts im Bild. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.
note-edge_doubtful_left_neck = Ich weiß nicht genau, wo deine Umrisse enden: neben deinem Hals, links im Bild. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.
note-edge_doubtful_right_neck = Ich weiß nicht genau, wo deine Umrisse enden: neben deinem Hals, rechts im Bild. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.
note-edge_doubtful_left_shoulder = Ich weiß nicht genau, wo deine Umrisse enden: neben deiner Schulter, links im Bild. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.
note-edge_doubtful_right_shoulder = Ich weiß nicht genau, wo deine Umrisse enden: neben deiner Schulter, rechts im Bild. Bitte schau dort genau hin; dein eigener Hintergrund, unscharf, verdeckt es.

note-picked_larger = Von deinen Fotos nahm ich eines, das ein größeres Bild ergibt als das nächste.
note-picked_better_framing = Von deinen Fotos nahm ich eines mit mehr Platz für einen guten Ausschnitt.
note-picked_straighter = Von deinen Fotos nahm ich eines, das mehr nach vorn schaut.
note-picked_sharper = Von deinen Fotos nahm ich eines, das schärfer ist als das nächste.
note-picked_first = Deine Fotos sind dafür gleich gut, also nahm ich das erste.
note-picked_different = Für dieses Bild nahm ich ein anderes deiner Fotos, damit du vergleichen kannst.

withheld-delivered_face = Ich habe Bild { $number } zurückgehalten: In der fertigen Datei waren Pixel deines Gesichts nicht die deines Fotos.
withheld-delivered_person = Ich habe Bild { $number } zurückgehalten: In der fertigen Datei warst du weiter von deinem Foto entfernt, als das Speichern allein erklärt.
withheld-seal_broken = Bild { $number } halte ich zurück: Ich konnte seinen Hinweis danach nicht mehr lesen.
withheld-other = Bild { $number } halte ich zurück: Meine Bearbeitung hat eine meiner Prüfungen nicht bestanden.
withheld-not-you = Das liegt an meiner Bearbeitung, nicht an dir.

caption-invented = Von einem KI-Modell aus Worten erfunden, aus keinem Foto. Es kann durch Zufall jemandem gleichen.
alt-invented = Kopf und Schultern einer erfundenen Person, von einer KI gemalt.
alt-invented_set = ein Kontaktbogen erfundener Personen, von einer KI gemalt, jede mit der Nummer ihres Bilds.
edit-invented = Von einem Modell aus Worten gemacht, aus niemandes Foto, und mit keinem von dir verglichen.
edit-invented_set = Der Kontaktbogen: jedes Bild dieser Reihe auf einem, mit seiner Nummer. Löschst du eines davon, steht es hier noch: Dann lösche auch diesen.

# Was hier getan wurde. $then der Texte darunter, über Bilder, in denen steht, dass KI sie gemacht oder verändert hat.
then-cropped = Ein Programm hat es zugeschnitten.
then-relit = Ein Programm hat es zugeschnitten und sein Licht verändert.
then-greyed = Ein Programm hat es zugeschnitten und schwarzweiß gemacht.
then-softened = Ein Programm hat es zugeschnitten und seinen Hintergrund unscharf gemacht.
then-softened-relit = Ein Programm hat es zugeschnitten, sein Licht geändert und seinen Hintergrund unscharf gemacht.
then-softened-greyed = Ein Programm hat es zugeschnitten, schwarzweiß gemacht und seinen Hintergrund unscharf gemacht.
then-backdrop = Ein Programm hat es zugeschnitten und einen neuen Hintergrund gezeichnet.
then-backdrop-relit = Ein Programm hat es zugeschnitten, sein Licht geändert und einen neuen Hintergrund gezeichnet.
then-backdrop-greyed = Ein Programm hat es zugeschnitten, schwarzweiß gemacht und einen neuen Hintergrund gezeichnet.
then-removed = Ein Programm hat es zugeschnitten und seinen Hintergrund entfernt.
then-removed-relit = Ein Programm hat es zugeschnitten, sein Licht geändert und seinen Hintergrund entfernt.
then-removed-greyed = Ein Programm hat es zugeschnitten, schwarzweiß gemacht und seinen Hintergrund entfernt.
then-generated = Der Hintergrund kommt von einem KI-Modell.
then-generated-relit = Ein Programm hat sein Licht geändert. Den Hintergrund hat ein KI-Modell gemacht.
then-generated-greyed = Ein Programm hat es schwarzweiß gemacht. Den Hintergrund hat ein KI-Modell gemacht.
then-redrawn = Ein KI-Modell hat die Person danach neu gezeichnet.

caption-assembled =
    { $label ->
        [none] In der Datei, aus der es entstand, steht, dass sie aus mehreren Bildern zusammengesetzt ist. { $then }
       *[other] { $label }. In der Datei, aus der es entstand, steht, dass sie aus mehreren Bildern zusammengesetzt ist. { $then }
    }
caption-drawn =
    { $label ->
        [none] In der Datei, aus der es entstand, steht, dass sie mit einem Programm gezeichnet ist. { $then }
       *[other] { $label }. In der Datei, aus der es entstand, steht, dass sie mit einem Programm gezeichnet ist. { $then }
    }
alt-assembled =
    { $label ->
        [none] Bild { $number }: Kopf und Schultern, aus mehreren Bildern zusammengesetzt, so steht es in seiner Datei. { $then }
       *[other] Bild { $number }: Kopf und Schultern, aus mehreren Bildern zusammengesetzt, so steht es in seiner Datei. { $then } Hinweis im Bild: { $label }.
    }
alt-drawn =
    { $label ->
        [none] Bild { $number }: Kopf und Schultern, mit einem Programm gezeichnet, so steht es in seiner Datei. { $then }
       *[other] Bild { $number }: Kopf und Schultern, mit einem Programm gezeichnet, so steht es in seiner Datei. { $then } Hinweis im Bild: { $label }.
    }
edit-says-assembled = In deiner Datei steht, dass sie aus mehreren Bildern zusammengesetzt ist. Ich glaube ihr und gebe es weiter.
edit-says-drawn = In deiner Datei steht, dass sie mit einem Programm gezeichnet ist. Ich glaube ihr und gebe es weiter.
caption-ai_made = { $label }. In der Datei, aus der es entstand, steht, dass KI sie gemacht hat. { $then }
caption-ai_edited = { $label }. In der Datei, aus der es entstand, steht, dass KI sie verändert hat. { $then }
alt-ai_made = Bild { $number }: Kopf und Schultern. KI hat das Bild gemacht, so steht es in seiner Datei. { $then } Hinweis im Bild: { $label }.
alt-ai_edited = Bild { $number }: Kopf und Schultern. KI hat das Bild verändert, so steht es in seiner Datei. { $then } Hinweis im Bild: { $label }.
edit-says-ai_made = In deiner Datei steht, dass KI sie gemacht hat. Ich glaube ihr und gebe es weiter.
edit-says-ai_edited = In deiner Datei steht, dass KI sie verändert hat. Ich glaube ihr und gebe es weiter.
