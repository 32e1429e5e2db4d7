# Stil und Anzahl. Ein Stil ist ein Hintergrund und ein Ausschnitt; er sagt nie etwas über den Menschen.

look-ask =
    { $photos ->
        [one] Such dir einen Stil aus, oder schick erst noch ein Foto.
       *[other] Such dir einen Stil aus. Ich nehme das beste von deinen { $photos } Fotos.
    }
look-list = { $looks }
look-doubtful = Ich weiß bei diesem Foto nicht genau, wo deine Umrisse enden. Zuerst kommen darum Stile, die das verdecken: Sie behalten deinen Hintergrund.
look-option = { $number }. { $look }
look-title = Stil und Anzahl
look-select = Erster Stil
number-select = Wie viele Bilder
number-option =
    { $count ->
        [one] 1: nur dieser Stil
        [2] 2: dieser Stil und der nächste
       *[other] { $count }: dieser Stil und die nächsten
    }
number-option-same =
    { $count ->
        [one] 1 Bild
       *[other] { $count } Bilder in diesem Stil
    }
look-submit = Bilder machen
look-again = Anderer Stil
look-unknown = Diesen Stil habe ich nicht. Bitte nimm einen von diesen.
look-none-here = Keiner der Stile, die dir hier offenstehen, geht gerade. Bitte frag die, die hier zuständig sind.

look-studio_soft = Studio weich
look-studio_soft-line = Studio weich: helles bis mittleres Grau, eine weiche Lampe hinter dir
look-studio_dark = Studio dunkel
look-studio_dark-line = Studio dunkel: dunkles Grau in wenig Licht
look-studio_warm = Studio warm
look-studio_warm-line = Studio warm: Papier in Sand unter einer warmen Lampe
look-studio_teal = Studio petrol
look-studio_teal-line = Studio petrol: tiefes Blaugrün, eine weiche Lampe
look-solid_light = Schlicht
look-solid_light-line = Schlicht: ein glatter Ton, weiß oder grau
look-studio_navy = Studio marine
look-studio_navy-line = Studio marine: Papier von Marine bis Stahlblau, eine weiche Lampe
look-studio_sage = Studio salbei
look-studio_sage-line = Studio salbei: zartes Graugrün, eine weiche Lampe
look-canvas_grey = Leinwand grau
look-canvas_grey-line = Leinwand grau: bemalter Stoff in Grau
look-canvas_brown = Leinwand braun
look-canvas_brown-line = Leinwand braun: bemalter Stoff in Braun
look-wall_daylight = Wand im Tageslicht
look-wall_daylight-line = Wand im Tageslicht: eine schlichte Wand mit Licht vom Fenster
look-office = Büro verschwommen
look-office-line = Büro verschwommen: ein gezeichnetes Büro, weit weg und unscharf
look-outdoor = Draußen verschwommen
look-outdoor-line = Draußen verschwommen: ein gezeichneter Park, weit weg und unscharf
look-own_softened = Eigener, verschwommen
look-own_softened-line = Eigener, verschwommen: dein eigener Hintergrund, unscharf gemacht
look-own = Nur Ausschnitt
look-own-line = Nur Ausschnitt: dein eigener Hintergrund, nur zugeschnitten
look-cutout = Freisteller
look-cutout-line = Freisteller: ganz ohne Hintergrund, für Folien
look-brand = Hausfarben
look-brand-line = Hausfarben: die Töne, die für diesen Bot gewählt sind
look-other = Ein anderer Stil
look-other-line = Ein anderer Stil: wer diesen Bot betreibt, hat ihn ergänzt
