# Was die entscheiden, die einen Server oder Workspace führen, in jedem Chat. Keine Regel macht ein Porträt zur Pflicht.

rules-paused = Neue Porträts sind hier gerade angehalten. Was ich von dir habe, bleibt in deiner Hand: { COMMAND("status") }, { COMMAND("my-data") } und { COMMAND("forget-me") } gehen wie immer.
rules-not-your-role = Porträts sind hier nur für bestimmte Rollen. Was ich von dir habe, bleibt in deiner Hand: { COMMAND("status") }, { COMMAND("my-data") } und { COMMAND("forget-me") } gehen wie immer.

rules-are-paused = Neue Porträts sind hier angehalten. Was schon läuft, geht weiter.
rules-are-open = Hier kann man ein Porträt beginnen.
rules-roles-full = Das sind zu viele Rollen: Mehr als { $most } gehen nicht. Leere die Liste und fang neu an.

rules-jobs-per-day = Bilderserien je Person und Tag: höchstens { $count }
rules-jobs-per-day-operator = Bilderserien je Person und Tag: wie es der Betreiber festgelegt hat
rules-jobs-per-day-reach = Bilderserien am Tag: Bitte nimm eine Zahl von { $least } bis { $most }. Nichts wurde geändert.
rules-waiting-most =
    { $count ->
        [one] Wenn 1 Bilderserie in der Warteschlange wartet, kommt niemand dazu, bis es weitergeht
       *[other] Wenn { $count } Bilderserien in der Warteschlange warten, kommt niemand dazu, bis es weitergeht
    }
rules-waiting-most-operator = Die Warteschlange darf beliebig lang sein
rules-waiting-most-reach = Wie viele warten dürfen: Bitte nimm eine Zahl von { $least } bis { $most }. Nichts wurde geändert.
rules-photo-hours =
    { $count ->
        [one] Neue Fotos bleiben 1 Stunde
       *[other] Neue Fotos bleiben { $count } Stunden
    }
rules-photo-hours-operator = Neue Fotos bleiben so lange, wie es der Betreiber festgelegt hat
rules-photo-hours-reach = Stunden für Fotos: Bitte nimm eine Zahl von { $least } bis { $most }. Nichts wurde geändert.
rules-result-days =
    { $count ->
        [one] Neue Bilder bleiben 1 Tag
       *[other] Neue Bilder bleiben { $count } Tage
    }
rules-result-days-operator = Neue Bilder bleiben so lange, wie es der Betreiber festgelegt hat
rules-result-days-reach = Tage für Bilder: Bitte nimm eine Zahl von { $least } bis { $most }. Nichts wurde geändert.
rules-kept-later = Das gilt nur für neue Fotos und Bilder. Was ich schon habe, lösche ich, wann ich es zugesagt habe.

rules-figures = An allen Orten, an denen ich arbeite, und nie mit Namen; unter fünf sage ich nur <5:
rules-figure-people = Menschen, die ich kenne: { $count }
rules-figure-photos = Fotos bei mir: { $count }
rules-figure-pictures = Bilder bei mir: { $count }
rules-figure-jobs-queued = In meiner Warteschlange: { $count }
rules-figure-jobs-running = Gerade in Arbeit: { $count }

rules-looks-all = Alle Stile stehen zur Wahl.
rules-looks =
    Diese Stile stehen zur Wahl:
    { $looks }
rules-look-unknown = Diesen Stil habe ich nicht. Nichts wurde geändert.
