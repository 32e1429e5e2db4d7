# checked by a native speaker: not yet
# Français. Il dit vous à tout le monde : un programme inconnu demande un accord, souvent au travail.

language-ask = Quelle langue ?
language-name = { $name }
language-set = Je vous parle désormais en français.
language-unchecked = Mon français n’a pas encore été relu par quelqu’un dont c’est la langue maternelle. Si quelque chose sonne faux, dites-le-moi avec { COMMAND("feedback") }.
