# Was nur Slack braucht: Wörter für seine Fenster, seine Startseite und seine Kanäle.

slack-in-private = Lass uns zu zweit weitermachen. Ich habe dir eine Direktnachricht geschrieben.
slack-box = Ja
slack-done = Fertig
slack-photos = Fotos von dir, höchstens { $most }, je bis { $limit } MB. Du kannst sie auch später im Chat schicken.

slack-home-headshot = Porträt machen
slack-home-status = Wo sind wir?
slack-home-my-data = Meine Daten
slack-home-consent = Was ich erlaubt habe
slack-home-language = Sprache
slack-home-about = So geht das
slack-home-privacy = Datenschutz
slack-home-forget-me = Alles löschen
slack-home-hello = Ich bin Candid, ein Programm, kein Mensch. Ich mache ehrliche Porträts aus deinen eigenen Fotos.
