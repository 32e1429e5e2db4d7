# Was ist das für ein Bild? Was über seine Zeichen gesagt wird, im Chat, auf der Seite und auf der Befehlszeile: ein Text
# für alle drei. „Hier“ ist die Installation, die gefragt wurde. Ein fehlendes Zeichen beweist nichts.

verify-sure = Diese Datei ist hier gemacht, und niemand hat sie seitdem geändert.
verify-known = Dieses Bild ist hier gemacht, oder seine Vorlage ist es. Diese Datei ist eine Kopie. Kleine Änderungen sind nicht auszuschließen.
verify-camera = Mit einer Kamera aufgenommen, so steht es in der Datei. Das ist kein Beweis.
verify-unsure = Es gibt Zeichen, aber keins, das nur von hier sein kann.
verify-nothing = Es wurde kein Zeichen gefunden. Das beweist nichts: Ein Bild kann jedes Zeichen verlieren.

verify-credentials-ours = Content Credentials: ja, hier signiert. Niemand hat die Datei seitdem geändert. Darin steht: { $what }
verify-credentials-other = Content Credentials: ja, aber signiert von jemandem, der hier nicht bekannt ist. Niemand hat die Datei seitdem geändert. Darin steht: { $what }
verify-credentials-broken = Content Credentials: Es gibt welche, aber sie passen nicht zu dieser Datei. Sie wurde später geändert, oder sie stammen aus einer anderen Datei.
verify-credentials-ended = Content Credentials: ja, hier signiert. Niemand hat die Datei seitdem geändert. Das Zertifikat gilt nicht mehr. Darin steht: { $what }
verify-credentials-unreadable = Content Credentials: Es gibt welche, aber sie ließen sich nicht lesen.
verify-credentials-say = Darin steht: { $what }
verify-credentials-remote = Content Credentials: Die Datei nennt nur eine Adresse im Netz dafür. Sie wurde nicht geöffnet.
verify-credentials-none = Content Credentials: keine in dieser Datei. Viele Apps entfernen sie.
verify-watermark-found = Unsichtbares Zeichen: ja. Ein Programm, das seine Änderungen kennzeichnet, zum Beispiel Candid, hat dieses Bild gemacht oder eins, von dem es kopiert ist. Jeder kann dieses Zeichen kopieren.
verify-watermark-probable = Unsichtbares Zeichen: vielleicht. Ein Teil davon ist da. Das Bild kann beschnitten oder verkleinert sein.
verify-watermark-none = Unsichtbares Zeichen: nicht gefunden. Es liegt nur in dem, was ein Programm gemalt hat, und geht in kleinen oder eng beschnittenen Kopien verloren.
verify-watermark-too_small = Unsichtbares Zeichen: Diese Kopie ist zu klein, um danach zu suchen.
verify-label = Worte im Bild: „{ $label }“.
verify-label-none = Worte im Bild: keine gefunden, wo Candid sie hinschreibt. Beschnittene oder gerahmte Kopien können trotzdem welche haben. Sieh bitte selbst hin.
verify-metadata = Worte in der Datei: { $what } Die kann jeder hineinschreiben.
verify-registry-yes = Bilder, die hier gemacht sind: ja, dieses gehört dazu. Dazu steht hier: { $what }
verify-registry-no = Bilder, die hier gemacht sind: nicht unter denen, die noch da sind.
verify-registry-unchecked = Bilder, die hier gemacht sind: diesmal nicht nachgesehen.

verify-level-none = bearbeitet; wie das Bild entstand, steht nicht da.
verify-level-algorithmicallyEnhanced = ein Foto, dessen Licht oder Farbe ein Programm geändert hat.
verify-level-composite = ein Foto, das ein Programm zusammengesetzt hat, zum Beispiel mit anderem Hintergrund.
verify-level-composite-ours = zusammengesetzt, zum Beispiel ein Foto mit anderem Hintergrund. Die Person wurde hier nicht neu gezeichnet.
verify-level-compositeWithTrainedAlgorithmicMedia = mit KI verändert, ganz oder zum Teil.
verify-level-trainedAlgorithmicMedia = mit KI gemacht.
verify-level-none-ours = nur zugeschnitten.
verify-level-capture = mit einer Kamera aufgenommen.
verify-level-scan = von Film oder Papier eingelesen.
verify-level-screen = das Bild eines Bildschirms.
verify-level-human = ein Bild, das ein Mensch bearbeitet hat.
verify-level-drawn = mit einem Programm gezeichnet oder berechnet, nicht mit einer Kamera aufgenommen.
verify-level-other = etwas, wofür es kein einfaches Wort gibt.

verify-refused-empty = Diese Datei ist leer.
verify-refused-not_a_photo = Das ist kein Bild, das hier gelesen werden kann. JPEG, PNG, WebP und HEIC gehen. Nichts davon wurde behalten.
verify-refused-unreadable = Dieses Bild ist beschädigt oder unvollständig und ließ sich nicht lesen. Nichts davon wurde behalten.
verify-refused-too_big = Diese Datei ist größer als 25 MB und wurde nicht gelesen. Eine kleinere Kopie geht. Nichts davon wurde behalten.
verify-refused-too_many_pixels = Dieses Bild hat zu viele Bildpunkte, um hier gelesen zu werden. Eine kleinere Kopie geht. Nichts davon wurde behalten.
verify-refused-too_few_pixels = Dieses Bild ist zu klein, um gelesen zu werden. Nichts davon wurde behalten.
verify-refused-too_costly = Dieses Bild brauchte zu viel Zeit oder Speicher, das Lesen wurde abgebrochen. Eine kleinere Kopie geht vielleicht. Nichts davon wurde behalten.
verify-refused-polyglot = In dieser Datei steckt neben dem Bild noch etwas anderes, darum wurde sie nicht gelesen. Speichere das Bild neu und nimm diese Datei. Nichts davon wurde behalten.
verify-refused-animated = In dieser Datei ist mehr als ein Bild. Bitte nimm eine mit nur einem Bild. Nichts davon wurde behalten.
verify-refused-other = Diese Datei ließ sich nicht als Bild lesen. Nichts davon wurde behalten.
