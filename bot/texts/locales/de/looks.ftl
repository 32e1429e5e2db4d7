# Stil und Anzahl. Ein Stil ist ein Hintergrund und ein Ausschnitt; er sagt nie etwas über den Menschen.

look-ask =
    { $photos ->
        [one] Such dir einen Stil aus, oder schick erst noch ein Foto.
       *[other] Such dir einen Stil aus. Ich nehme das beste von deinen { $photos } Fotos.
    }
look-ask-tiles = Dein Foto in jedem Stil. Such dir bis zu { $most } aus.
look-list = { $looks }
look-doubtful = Ich weiß bei diesem Foto nicht genau, wo deine Umrisse enden. Zuerst kommen darum Stile, die das verdecken: Sie behalten deinen Hintergrund.
look-option = { $number }. { $look }
look-title = Stil und Anzahl
look-select = Erster Stil
look-title-tiles = Stile
look-select-tiles = Stile
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
look-many = Ich mache bis zu { $most } Bilder auf einmal. Bitte such noch mal aus.
look-unknown = Diesen Stil habe ich nicht. Bitte nimm einen von diesen.
look-none-here = Keiner der Stile, die dir hier offenstehen, geht gerade. Bitte frag die, die hier zuständig sind.

look-name-other = Ein anderer Stil
look-line-other = Ein anderer Stil: wer diesen Bot betreibt, hat ihn ergänzt
