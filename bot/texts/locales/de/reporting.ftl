# „Das bin ich, und ich habe nicht zugestimmt“: an die Person, die das sagt, und an die, deren Bild es ist. Niemand wird beschuldigt.

case-button = Das bin ich, ich habe nicht zugestimmt
case-elsewhere = Dieses Bild ist nicht unter denen, die ich noch habe. Ich kann es also nicht zurückhalten. Bitte die Seite, es zu löschen. Die meisten haben dafür ein Formular.
case-operator = Du kannst auch denen schreiben, die mich betreiben: { $contact }
case-operator-local = Du kannst auch mit denen reden, die mich auf diesem Rechner betreiben.
case-ask = Dieses Bild habe ich gemacht, und ich habe es noch. Soll ich es zurückhalten? Dann zeige ich es niemandem, bis die, die mich betreiben, es geprüft haben.
case-ask-nothing-kept = Ich sage der Person, der es gehört, dass jemand gefragt hat, aber nie, wer. Dein Name steht nicht in diesem Fall. Du bekommst eine Fallnummer.
case-yes = Ja, zurückhalten
case-no = Nein, so lassen
case-not-sent = Dann lasse ich es, wie es ist.
case-open = Es wird zurückgehalten. Deine Fallnummer: { $case }. Bitte notiere sie: Ich kann sie dir nicht heraussuchen.
case-released = Die, die mich betreiben, haben dieses Bild schon geprüft und freigegeben. Ich habe es ihnen noch einmal gesagt. Deine Fallnummer: { $case }.
case-refused-gone = Ich finde das Bild nicht mehr. Bitte schick { COMMAND("verify") } und das Bild noch einmal.
case-refused-own = Dieses Bild hast du hier selbst gemacht. Du kannst es jederzeit löschen: { COMMAND("status") } nennt es, { COMMAND("forget-me") } löscht alles.
case-refused-daily_limit = Du hast heute schon mehrere Bilder gemeldet.

case-news-frozen = Jemand sagt, dass dieses Bild ihn oder sie zeigt und dass es keine Zustimmung gab. Bild: { $numbers }
case-news-until = Ob das stimmt, kann ich nicht wissen. Bis die, die mich betreiben, es geprüft haben, halte ich es zurück: Ich zeige es nicht, gebe es nicht heraus und behalte es nicht länger. Fallnummer: { $case }.
case-news-rights = Löschen kannst du es weiter: Schreib „löschen { $number }“, oder { COMMAND("forget-me") } für alles. Mit { COMMAND("my-data") } bekommst du auch jetzt alles.
case-news-yours = Bist du selbst auf dem Bild? Dann sag es { $contact } und nenne Fall { $case }.
case-news-yours-local = Bist du selbst auf dem Bild? Dann sag es denen, die mich betreiben, und nenne Fall { $case }.
case-news-released = Gute Nachricht: Diese Bilder werden nicht mehr zurückgehalten. Bilder: { $numbers }
case-news-removed = Die, die mich betreiben, haben ein Bild gelöscht, dem jemand nicht zugestimmt hat. Bild: { $numbers }. Fallnummer: { $case }.
case-held = Bild { $number } wird zurückgehalten, bis die, die mich betreiben, es geprüft haben. Fallnummer: { $case }.
