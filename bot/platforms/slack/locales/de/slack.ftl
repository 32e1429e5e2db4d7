# Was nur Slack braucht: Wörter für seine Fenster, seine Startseite und seine Kanäle.

slack-welcome = Hallo. Ich bin Candid, ein Programm, kein Mensch. Wenn du magst, mache ich ehrliche Porträts aus deinen eigenen Fotos. Das ist freiwillig. Bevor du beginnst, frage ich dich nichts.
slack-in-private = Machen wir privat weiter. Ich habe dir eine Direktnachricht geschrieben.
slack-box = Ja
slack-done = Fertig
slack-photos = Fotos von dir, höchstens { $most }, je bis { $limit } MB. Du kannst sie auch später im Chat schicken.

slack-home-headshot = Porträt machen
slack-home-status = Wie steht es?
slack-home-my-data = Meine Daten
slack-home-consent = Was ich erlaubt habe
slack-home-language = Sprache
slack-home-about = So geht das
slack-home-privacy = Datenschutz
slack-home-forget-me = Alles löschen
slack-home-hello = Ich bin Candid, ein Programm, kein Mensch. Ich mache ehrliche Porträts aus deinen eigenen Fotos.

slack-admin-not-you = Das können nur Admins dieses Workspaces.
slack-admin-unsure = Slack hat mir nicht gesagt, wer du bist, darum habe ich nichts geändert. Bitte versuch es in einer Minute noch einmal.
slack-admin-how = Das habe ich nicht verstanden und nichts geändert. Du kannst sagen: pause, resume, limits sets=3 waiting=20 hours=12 days=3, looks office, announce. Ohne ein Wort zeige ich, wie alles eingestellt ist.
slack-announce = Ich kann aus deinem eigenen Foto ein Porträt machen. Das ist freiwillig. Ein einfaches Foto oder gar keins ist genauso gut. Niemand erfährt, wer mitmacht.
slack-announce-button = Privat beginnen

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Das konnte ich nicht löschen: deine eigenen Nachrichten und Fotos in diesem Chat. Das können nur du oder ein Admin. Slack behält vielleicht Kopien, je nach Regel bei euch.
chat-receipt = Hier ist ein Beleg. Er gilt nur für dich in diesem Workspace: In jedem anderen bist du für mich jemand anderes.

# Die Seite, die ein Admin nach der Installation liest.
slack-install-done = Candid ist in deinem Workspace installiert. Öffne in Slack „Apps“, dann Candid, und schick eine Nachricht.
slack-install-organisation = Candid kam in eine ganze Organisation. Es läuft aber nur in einem Workspace. Behalten habe ich nichts. Öffne die Seite noch einmal und wähl einen Workspace.
slack-install-no-bot = Slack hat Candid keinen Bot gegeben, mit dem es sprechen kann. Behalten habe ich nichts. Prüf, ob die App einen Bot hat. Öffne dann die Seite noch einmal.
slack-install-denied = Du hast es nicht erlaubt, darum wurde nichts installiert.
slack-install-again = Diese Installation wurde nicht in diesem Browser begonnen, oder es ist zu lange her. Nichts wurde behalten. Bitte öffne die Installationsseite noch einmal.
slack-install-other = Slack hat die Installation nicht beendet, und nichts wurde behalten. Bitte öffne die Installationsseite noch einmal.

# Ein freigegebenes Bild als eigenes Slack-Foto: der Knopf, sein Fenster, die Seite nach Slacks Frage.
slack-photo-set = Als mein Slack-Foto nehmen
slack-photo-title = Mein Slack-Foto
slack-photo-how = Slack fragt dich gleich, ob Candid dein Profil ändern darf. Ich nutze das einmal, für dieses Bild, und gebe es dann zurück. Dein Workspace sieht das Bild dann. Löschst du es hier, bleibt es in deinem Profil: Dort nimmst du es in Slack heraus. Der Link gilt zehn Minuten.
slack-photo-go = Weiter zu Slack
slack-photo-gone = Dieses Bild ist nicht mehr da, oder es ist nicht mehr freigegeben. Dein Slack-Foto bleibt, wie es war.
slack-photo-done = Dieses Bild ist jetzt dein Slack-Foto.
slack-photo-expired = Dieser Link wurde schon benutzt, oder er ist zu alt. Dein Slack-Foto bleibt, wie es war. Bitte drück den Knopf im Chat noch einmal.
slack-photo-denied = Du hast es nicht erlaubt. Dein Slack-Foto bleibt, wie es war.
slack-photo-not-granted = Slack hat Candid nicht nach deinem Profil fragen lassen. Wer Candid bei euch betreibt, kann das ändern. Dein Slack-Foto bleibt, wie es war.
slack-photo-not-now = Slack hat nicht so geantwortet, wie es sollte. Dein Slack-Foto bleibt, wie es war. Bitte drück den Knopf im Chat noch einmal.
slack-photo-of-another = In diesem Browser ist jemand anderes bei Slack angemeldet. Dessen Foto bleibt, wie es war. Melde dich als du selbst an und drück den Knopf im Chat noch einmal.
slack-photo-forbidden = Dein Workspace lässt Apps keine Fotos ändern. Dein Slack-Foto bleibt, wie es war. Frag einen Admin, oder nimm die Datei aus unserem Chat und stell sie selbst ein.
slack-photo-too-large = Slack nimmt diese Datei nicht von einer App: Sie hat auf einer Seite mehr als 1024 Pixel, oder sie ist von anderer Art. Speichere sie aus unserem Chat und stell sie in deinem Slack-Profil ein. Dort macht Slack sie kleiner.
slack-photo-returned = Die Erlaubnis ist zurückgegeben.
slack-photo-not-returned = Slack hat die Erlaubnis nicht zurückgenommen. Ich habe sie nicht behalten. Du kannst sie in Slack bei deinen Apps beenden.
