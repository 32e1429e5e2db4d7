# Was nur Discord braucht: Antworten auf einem Server, Formulare und die Liste der Befehle.

discord-in-private = Machen wir privat weiter. Ich habe dir geschrieben.
discord-coming = Kommt sofort.
discord-busy = Gerade schreiben mir zu viele auf einmal. Das konnte ich nicht annehmen. Bitte versuch es in einer Minute noch einmal.
discord-dm-closed = Ich kann dir nicht privat schreiben, also antworte ich hier. Nur du siehst es, und es verschwindet, wenn du Discord neu lädst. Damit bleibt, was ich schicke, erlaube Direktnachrichten: Tippe auf den Namen dieses Servers, dann auf Privatsphäre, dann auf Direktnachrichten. Dann versuche es noch einmal. Oder füge mich deinem Konto hinzu und schreib mir.
discord-part = Teil { $number } von { $of }
discord-try-again = Noch einmal
discord-open-form = Formular öffnen
discord-boxes = Kreuze nur an, was du willst
discord-box-needed = nötig
discord-box-optional = wie du willst
discord-photos = Fotos von dir
discord-photos-hint = Höchstens je { $limit } MB. Fotos von hier lassen keine Nachricht in diesem Chat zurück.

discord-command-headshot = Ein Porträt aus deinen eigenen Fotos machen
discord-command-candid = Was ich sonst noch kann
discord-command-status = Was ich habe und was gerade läuft
discord-command-my-data = Alle deine Daten als Datei
discord-command-consent = Wozu du Ja gesagt hast, und wie du es zurücknimmst
discord-command-privacy = Was mit deinen Fotos geschieht
discord-command-about = Wie ich arbeite und welche Modelle ich nutze
discord-command-language = Die Sprache wechseln
discord-command-disclose = Worte und Dateien zu einem Bild, das du genommen hast
discord-command-verify = Welche Zeichen ein Bild trägt
discord-command-where = Wohin ein Bild darf
discord-command-ethics = Was ich verspreche, wie es belegt ist, woran ich scheitere
discord-command-cost = Zeit und Strom für deine letzten Bilder
discord-command-changes = Was neu ist
discord-command-appeal = Wenn ich etwas zu Unrecht abgelehnt habe
discord-command-feedback = Sag mir, wie es war
discord-command-forget-me = Alles löschen, was ich über dich habe
discord-command-help = Alles, was ich kann

discord-announce = Ich kann aus deinem eigenen Foto ein Porträt machen. Das ist freiwillig. Ein einfaches Foto oder gar keins ist genauso gut. Niemand erfährt, wer mitmacht.
discord-announce-button = Privat beginnen

discord-admin = Für alle, die diesen Server verwalten
discord-admin-status = Wie es steht: nur Zahlen, nie Namen
discord-admin-pause = Vorerst niemanden ein neues Porträt beginnen lassen
discord-admin-resume = Alle wieder beginnen lassen
discord-admin-roles = Wer beginnen darf: eine Rolle dazu, oder alle, wenn du keine nennst
discord-admin-announce = In diesem Kanal sagen, dass es mich gibt und dass niemand mitmachen muss
discord-admin-limits = Bilderserien am Tag, Länge der Warteschlange, wie lange etwas bleibt; ohne Zahl wie vom Betreiber
discord-admin-limits-sets = Bilderserien für jede Person am Tag
discord-admin-limits-waiting = Wie viele Bilderserien in der Warteschlange warten dürfen
discord-admin-limits-hours = Stunden, die neue Fotos bleiben
discord-admin-limits-days = Tage, die neue Bilder bleiben
discord-admin-looks = Welche Stile zur Wahl stehen: einer dazu, oder alle, wenn du keinen nennst
discord-admin-everybody = Alle hier dürfen beginnen.
discord-admin-these = Diese Rollen dürfen beginnen: { $name }
discord-admin-not-you = Das können nur die, die diesen Server verwalten dürfen.

# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Das konnte ich nicht löschen: deine eigenen Nachrichten und Fotos in diesem Chat. Discord erlaubt das keinem Bot. Halte jede gedrückt und wähle Löschen. Discord behält vielleicht eine Weile Kopien.
chat-receipt = Hier ist ein Beleg. Er gilt für dich auf ganz Discord.
