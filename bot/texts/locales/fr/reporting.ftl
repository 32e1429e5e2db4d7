# “This is me and I did not agree”: to the one who says so, and to the one whose picture it is. Nobody is accused.

case-button = C’est moi et je n’ai pas accepté
case-elsewhere = Cette image n’est pas parmi celles que je garde encore, je ne peux donc pas la retenir. Demandez au site de la retirer. La plupart ont un formulaire pour cela.
case-operator = Vous pouvez aussi écrire à la personne qui me gère : { $contact }
case-operator-local = Vous pouvez aussi parler à la personne qui me gère sur cet ordinateur.
case-ask = J’ai fait cette image et je l’ai encore. Je la suspends ? Alors je ne la montre à personne jusqu’à ce que la personne qui me gère l’ait regardée.
case-ask-nothing-kept = Je dis à qui elle appartient que quelqu’un a demandé, jamais qui. Votre nom n’est pas dans le dossier. Vous recevez un numéro de dossier.
case-yes = Oui, suspendez-la
case-no = Non, laissez-la
case-not-sent = Alors je la laisse telle quelle.
case-open = Elle est suspendue. Votre numéro de dossier : { $case }. Notez-le : je ne peux pas le retrouver pour vous.
case-released = La personne qui me gère a déjà regardé cette image et l’a laissée continuer. Je le lui ai redit. Votre numéro de dossier : { $case }.
case-refused-gone = Je ne retrouve plus cette image. Envoyez de nouveau { COMMAND("verify") } et l’image.
case-refused-own = Cette image, c’est vous qui l’avez faite ici. Vous pouvez l’effacer à tout moment : { COMMAND("status") } la nomme, { COMMAND("forget-me") } efface tout.
case-refused-daily_limit = Vous avez signalé plusieurs images aujourd’hui.

case-news-frozen = Quelqu’un dit être sur cette image et ne pas avoir accepté. Image : { $numbers }
case-news-until = Je ne peux pas savoir si c’est vrai. Jusqu’à ce que la personne qui me gère ait regardé, je la retiens : je ne la montre pas, ne la remets pas et ne la garde pas plus longtemps. Numéro de dossier : { $case }.
case-news-rights = Vous pouvez toujours l’effacer : dites « effacer { $number } », ou { COMMAND("forget-me") } pour tout. { COMMAND("my-data") } vous remet encore tout.
case-news-yours = C’est vous sur l’image ? Alors dites-le ici : { $contact }, avec le numéro de dossier { $case }.
case-news-yours-local = C’est vous sur l’image ? Alors dites-le à la personne qui me gère, avec le numéro de dossier { $case }.
case-news-released = Bonne nouvelle : ces images ne sont plus suspendues. Images : { $numbers }
case-news-removed = La personne qui me gère a effacé une image que quelqu’un n’avait pas acceptée. Image : { $numbers }. Numéro de dossier : { $case }.
case-held = L’image { $number } est suspendue jusqu’à ce que la personne qui me gère l’ait regardée. Numéro de dossier : { $case }.
