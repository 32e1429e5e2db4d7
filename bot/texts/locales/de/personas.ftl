# Eine erfundene Person: Kein Foto geht ein. Nur hier sagt eine Auswahl, wie jemand aussieht.

persona-needs = Eine erfundene Person, etwa für eine Anzeige, bräuchte einen Rechner mit einem Modell, das malt. Hier ist keiner.
persona-gone = Der Rechner, der Personen erfindet, ist gerade aus. Ein Porträt von dir geht trotzdem.
persona-use-ask = Wofür ist die erfundene Person?
persona-use-advert = Eine Anzeige
persona-use-presentation = Eine Folie
persona-use-mockup = Ein Entwurf
persona-use-me = Mein Profil, Lebenslauf, Schild oder Verzeichnis
persona-not-you = Eine erfundene Person bist nicht du. In Profil, Lebenslauf, Verzeichnis und auf dem Schild sucht man dich. Dafür mache ich ein Porträt aus deinem Foto.
persona-notice = Dieses Modell würde jemanden malen, den es nicht gibt.
persona-notice-shown = Ich nehme dafür kein Foto und sehe keins an, das ich habe. Das Gesicht kann durch Zufall jemandem gleichen. Auf jedem Bild steht, dass eine KI es gemacht hat.
persona-agree-ask = Kreuze das an, wenn du zustimmst. Sonst erfinde ich niemanden.
persona-not-agreed = Dann erfinde ich niemanden. Ich habe nichts gemacht.
persona-ask = Wer soll es sein? Überlass es dem Zufall oder wähle bis zu drei Dinge. Nur Erwachsene.
persona-too-many = Das sind vier Dinge auf einmal. Worte habe ich für höchstens drei. Bitte überlass eins davon dem Zufall.
persona-title = Eine erfundene Person
persona-submit = Erfinden
persona-number =
    { $count ->
        [one] 1 Person
       *[other] { $count } Personen und ihr Kontaktbogen
    }
persona-drawn = Dem Zufall überlassen
persona-age = Alter
persona-age-thirties = In den Dreißigern
persona-age-fifties = In den Fünfzigern
persona-age-seventies = In den Siebzigern
persona-presents = Sieht aus wie
persona-presents-woman = Eine Frau
persona-presents-man = Ein Mann
persona-presents-neither = Keins von beiden
persona-tone = Hautton
persona-tone-deepest = Sehr dunkles Braun
persona-tone-dark = Dunkles Braun
persona-tone-medium = Mittleres Braun
persona-tone-tan = Helles Braun
persona-tone-light = Hell
persona-tone-lightest = Sehr hell
persona-detail = Haar, oder was die Person trägt oder benutzt
persona-detail-straight_hair = Glattes Haar
persona-detail-curly_hair = Lockiges Haar
persona-detail-coily_hair = Krauses Haar
persona-detail-headscarf = Ein Kopftuch
persona-detail-turban = Ein Turban
persona-detail-glasses = Eine Brille
persona-detail-hearing_aid = Ein Hörgerät
persona-detail-wheelchair = Ein Rollstuhl
persona-detail-prosthesis = Eine Handprothese
persona-again = Noch eine erfundene Person
persona-held-back-all = Ich habe alle zurückgehalten, denn sie bestanden meine Prüfung nicht. Das liegt an mir, nicht an dir.
persona-failed = Bei mir ist etwas kaputtgegangen. Ich habe niemanden erfunden. Du kannst es noch einmal versuchen.
persona-good-for = Gut für: Anzeigen, Folien und Entwürfe, wenn dabeisteht, dass es die Person nicht gibt.
persona-not-for = Nicht für: Profil, Lebenslauf, Schild, Verzeichnis, Bewertungen oder sonst etwas, wo man an einen echten Menschen denkt. Es zeigt auch nicht, wie vielfältig dein Team ist.
persona-certificate-title = Wie dieses Bild entstand
persona-certificate-nobody = Ein KI-Modell hat die Person in diesem Bild aus wenigen Worten gemalt. Sie kann durch Zufall jemandem gleichen.
persona-certificate-no-photo = Kein Foto ging ein: Dafür wurde keins geschickt, gelesen oder verglichen.
persona-certificate-not-diversity = Es belegt keine Vielfalt. Eine erfundene Person steht für niemanden, in keinem Team und an keinem Ort.
persona-certificate-made = Gemacht von Candid am { $made_at }. Im Bild steht: { $label }.
