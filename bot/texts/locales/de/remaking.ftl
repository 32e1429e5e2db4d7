# Ein Bild noch einmal, weil die Person es will: in anderem Licht, oder mit Stellen, die ihr gehören oder nicht.

light-offer = Anderes Licht
light-ask = Bild { $number } hat das Licht wie aufgenommen. Soll ich es noch einmal in anderem Licht oder in Schwarzweiß machen? Das erste bleibt, damit du vergleichen kannst.
light-ask-painted = Bild { $number } hat das Licht wie aufgenommen. Soll das Modell noch einmal malen, mit deinem Foto etwas heller oder dunkler? Das erste bleibt, damit du vergleichen kannst.
light-same = So lassen wie aufgenommen
light-brighter = Etwas heller
light-darker = Etwas dunkler
light-tint = Weniger Farbstich
light-grey = Schwarzweiß
light-kept = Bild { $number } bleibt, wie es ist.
light-compare = Bild { $number } ist das gleiche im Licht wie aufgenommen. Vergleiche die zwei und behalte, was du magst.
light-compare-painted = Bild { $number } hat das Licht wie aufgenommen. Ein Modell hat beide neu gemalt. Vergleiche die zwei und behalte, was du magst.
light-unchanged = Ich fand keinen Farbstich, den ich herausnehmen kann. Das Licht ist also wie aufgenommen.

mine-offer = Etwas fehlt oder ist zu viel
mine-keep = Das gehört zu mir
mine-away = Das gehört nicht zu mir
mine-blur = Lieber meinen Hintergrund unscharf
mine-no-blur = Das ist hier keiner der Stile, die ich machen darf.
mine-ask = Fehlt in Bild { $number } etwas von dir, etwa ein Stock oder ein wenig Haar? Oder blieb etwas vom alten Hintergrund stehen? Sag, was davon, und wo. Ich mache das Bild noch einmal.
mine-title = Was zu dir gehört
mine-whose = Was dort ist
whose-mine = Es gehört zu mir: behalten
whose-not_mine = Es gehört nicht zu mir: wegnehmen
mine-select = Wo im Bild, so wie du es siehst
mine-submit = Noch einmal machen
mine-area-top_left = Oben links
mine-area-top = Über dem Kopf
mine-area-top_right = Oben rechts
mine-area-left = Links vom Kopf
mine-area-middle = Am Kopf
mine-area-right = Rechts vom Kopf
mine-area-bottom_left = Unten links
mine-area-bottom = Unter dem Kopf
mine-area-bottom_right = Unten rechts

note-marked_area_kept = In dem Teil, den du genannt hast, blieb, was ich dort fand.
note-marked_area_empty = In dem Teil, den du genannt hast, fand ich nichts, das sich vom Hintergrund abhebt.
note-marked_area_gone = Ich habe entfernt, was in dem Teil, den du genannt hast, unsicher war.
note-marked_area_sure = In dem Teil, den du genannt hast, fand ich nichts, das ich von dir unterscheiden konnte.

remake-painted = Mit Bild { $number } geht das nicht, denn ein Modell hat darin gemalt. Nur wo kein Modell gemalt hat, kann ich einen Farbstich herausnehmen, Schwarzweiß machen oder mehr von deinen Sachen behalten.
remake-photos-gone = Das geht nicht noch einmal, denn die Fotos dafür sind gelöscht. { COMMAND("headshot") } beginnt eine neue Runde.
