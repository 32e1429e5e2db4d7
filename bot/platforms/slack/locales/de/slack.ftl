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
