# Abstimmen, was zu einem Ja gehört, und wann etwas geht.

vote-approve = { $number } nehmen
vote-reject = { $number } ablehnen
vote-erase = { $number } jetzt löschen
vote-undo = Rückgängig
vote-rejected = Bild { $number }: abgelehnt. Ich lösche es in { $seconds } s.
vote-rejected-already = Bild { $number } ist schon abgelehnt und wird gleich gelöscht.
vote-undone = Bild { $number } bleibt.
vote-undo-nothing = Bild { $number } war nicht abgelehnt. Es bleibt.
vote-erased = Bild { $number } ist gelöscht. Das lässt sich nicht zurückholen.
vote-withdrawn = Du hast Bild { $number } doch nicht genommen. Es bleibt bis zu seinem Datum.
vote-approved-already = Bild { $number } hast du schon genommen.
vote-gone = Dieses Bild ist nicht mehr da.
vote-none = Gerade gibt es kein Bild, das du nehmen oder ablehnen kannst.
vote-which = Welches? Du hast: { $numbers }. Schreib zum Beispiel „nehmen { $number }“.
vote-several = Bild { $number }: Du hast mehr als einmal abgestimmt, während ich weg war. Welche Stimme zählt?
vote-change-mind = Doch nicht: ablehnen
files-again = Dateien noch einmal schicken
files-after-approval = Nimm erst Bild { $number }, dann bekommst du die Dateien.

approved = Bild { $number } gehört dir. Bis zu seinem Datum kannst du es dir anders überlegen.
strip-look = So sieht es aus, wie es ist und rund zugeschnitten:
paste-intro = Ein Satz, den du daneben setzen kannst:
paste-cropped = Dieses Porträt ist ein echtes Foto von mir. Candid hat es zugeschnitten und sonst nichts verändert.
paste-softened = Dieses Porträt ist ein echtes Foto von mir. Candid hat es zugeschnitten und den Hintergrund unscharf gemacht.
paste-backdrop = Dieses Porträt ist ein echtes Foto von mir. Den Hintergrund hat Candid gezeichnet, ein Programm.
paste-removed = Dieses Porträt ist ein echtes Foto von mir. Candid hat es zugeschnitten und den Hintergrund entfernt.
paste-generated = Dieses Porträt ist ein echtes Foto von mir. Den Hintergrund hat Candid mit KI gemacht.
paste-redrawn = Dieses Porträt hat Candid nach echten Fotos von mir mit KI neu gezeichnet.
paste-assembled = Dieses Porträt ist ein aus mehreren Bildern zusammengesetztes Bild von mir, Candid hat es fertig gestellt.
paste-drawn = Dieses Porträt ist ein mit einem Programm gezeichnetes Bild von mir, Candid hat es fertig gestellt.
paste-ai_made = Dieses Porträt ist von Anfang an mit KI gemacht, Candid hat es fertig gestellt.
paste-ai_edited = Dieses Porträt ist ein mit KI verändertes Bild von mir, Candid hat es fertig gestellt.
paste-relit = Dieses Porträt ist ein echtes Foto von mir. Candid hat es zugeschnitten und sein Licht verändert.
paste-greyed = Dieses Porträt ist ein echtes Foto von mir. Candid hat es zugeschnitten und schwarzweiß gemacht.
paste-relit-too = Candid hat auch das Licht verändert.
paste-greyed-too = Candid hat es auch schwarzweiß gemacht.
paste-more = Für andere Orte, etwa Lebenslauf oder Namensschild, gibt es { COMMAND("disclose") }.
paste-alt-intro = Alternativtext zum Einsetzen. Setz deinen Namen davor:
paste-alt-cropped = Kopf und Schultern, echtes Foto, zugeschnitten.
paste-alt-relit = Kopf und Schultern, echtes Foto, zugeschnitten, Licht verändert.
paste-alt-greyed = Kopf und Schultern, echtes Foto, zugeschnitten, schwarzweiß.
paste-alt-softened = Kopf und Schultern, echtes Foto mit unscharfem Hintergrund.
paste-alt-backdrop = Kopf und Schultern, echtes Foto vor gezeichnetem Hintergrund.
paste-alt-removed = Kopf und Schultern, echtes Foto ohne Hintergrund.
paste-alt-generated = Kopf und Schultern, echtes Foto vor einem Hintergrund von einer KI.
paste-alt-redrawn = Kopf und Schultern, mit KI nach echten Fotos neu gezeichnet.
paste-alt-assembled = Kopf und Schultern, aus mehreren Bildern zusammengesetzt.
paste-alt-drawn = Kopf und Schultern, mit einem Programm gezeichnet.
paste-alt-ai_made = Kopf und Schultern, mit KI gemacht.
paste-alt-ai_edited = Kopf und Schultern, mit KI verändert.

use-profile-yes = Gut für: Profile, Chat, E-Mail und deine eigene Seite.
use-profile-no = Nicht für: Pass, Visum, Führerschein, Ausweis, Werksausweis, Prüfung, Presse, Casting.
use-cv-yes = Gut für: Lebenslauf oder Profil bei der Arbeit. Oft ist gar kein Foto nötig.
use-cv-no = Nicht, wenn ein unbearbeitetes Foto verlangt wird. Lies erst die Regeln. Auch nicht für Pass, Visum, Führerschein oder Ausweis.
use-badge-yes = Gut für: Namensschilder bei Treffen und Tagungen.
use-badge-no = Nicht für: Werksausweis, Prüfung oder sonst einen Ausweis. Nimm dort dein unbearbeitetes Foto.
use-directory-yes = Gut für: das Firmenverzeichnis und den Chat bei der Arbeit.
use-directory-no = Nicht für: Werksausweis oder Ausweis. Frag nach, bevor es auf eine offene Webseite kommt.
use-speaking-yes = Gut für: Seiten und Folien zum Vortrag. Der Satz oben passt darunter.
use-speaking-no = Nicht für: Pressefotos. Gib der Presse dein unbearbeitetes Foto.
label-cropped-off = Manche Seiten schneiden den Hinweis ab; dann sag es bitte in Worten.
approved-kept = Meine Kopie lösche ich am { $erased_at }. Sichere deine Dateien vorher.
original-comes = Dein Foto, wie ich es bekommen habe, Byte für Byte. Heb es auf. Meine Kopie lösche ich: { $erased_at }.
original-going = Ein letztes Mal dein Foto, wie ich es bekommen habe, Byte für Byte. Meine Kopie lösche ich: { $erased_at }.
original-hash = Sein Fingerabdruck (SHA-256): { $hash }
original-first = Auf einer Bühne oder als eigene Marke wollen Leute dich selbst sehen. Biete zuerst dein Originalfoto an.
approved-example = Ist es aus dem Beispielporträt? Dann bist das nicht du. Poste es bitte nicht, auch nicht die Worte unten.

expiry-near = Diese Bilder gehen bald: { $numbers }. Ich lösche sie am { $erased_at }.
expiry-longer =
    { $days ->
        [one] Noch einen Tag behalten
       *[other] Noch { $days } Tage behalten
    }
expiry-erase-now = Jetzt löschen
expiry-extended = Behalten: { $numbers }. Ich lösche sie am { $erased_at }.
expiry-kept-already = Nichts zu tun. Sie bleiben bis { $erased_at }.
expiry-erased = Gelöscht: { $numbers }.

silence-remind = Ich bin noch da. Mach weiter, wann du willst, oder schreib „stopp“.
silence-remind-photos = Ich bin noch da. Wenn ich nichts von dir höre, lösche ich deine Fotos in anderthalb Stunden.
silence-ended = Ich habe diese Runde beendet, denn es war zwei Stunden still. Mit { COMMAND("headshot") } fängst du neu an.
silence-dropped =
    { $count ->
        [one] Es war zwei Stunden still, also habe ich dein Foto gelöscht. Mit { COMMAND("headshot") } fängst du neu an.
       *[other] Es war zwei Stunden still, also habe ich deine { $count } Fotos gelöscht. Mit { COMMAND("headshot") } fängst du neu an.
    }

paste-invented = Candid hat die Person in diesem Bild mit KI aus Worten erfunden. Sie kann durch Zufall jemandem gleichen.
paste-invented_set = Candid hat die Personen in diesem Bild mit KI aus Worten erfunden. Sie können durch Zufall jemandem gleichen.
paste-alt-intro-invented = Alternativtext zum Einfügen:
paste-alt-invented = Kopf und Schultern einer erfundenen Person, mit KI gemacht.
paste-alt-invented_set = ein Kontaktbogen erfundener Personen, mit KI gemacht.
