# Saying what was done to a picture, place by place: the answers to /disclose. The sentences are the person's own voice.

disclose-none = C’est pour les images que vous avez approuvées. Il n’y en a pas pour l’instant.
disclose-which = Laquelle ? Vous avez approuvé : { $numbers }.
disclose-picture = Image { $number }
disclose-head = Voici de nouveau tout pour l’image { $number }.
disclose-words = Des textes à coller, un par endroit :

paste-linkedin =
    LinkedIn :
    « Ma photo : { $what }. Je l’ai faite avec Candid.{ $url ->
        [none] {""}
       *[other] {" "}Ce qui a changé peut être vérifié : { $url }
    } »
paste-cv =
    CV :
    « Photo : { $what }. Faite avec Candid.{ $url ->
        [none] {""}
       *[other] {" "}Vérifier : { $url }
    } »
paste-signature =
    E-mail :
    « Photo : { $what }.{ $url ->
        [none] {""}
       *[other] {" "}Vérifier : { $url }
    } »
paste-badge =
    Badge :
    « { $what } »
paste-speaker =
    Page de conférence :
    « Le portrait : { $what }. Il est fait avec Candid.{ $url ->
        [none] {""}
       *[other] {" "}Ce qui a changé peut être vérifié : { $url }
    } »

paste-what-cropped = une vraie photo de moi, recadrée et non modifiée
paste-what-relit = une vraie photo de moi, recadrée, à la lumière modifiée
paste-what-greyed = une vraie photo de moi, recadrée et passée en noir et blanc
paste-what-softened = une vraie photo de moi, au fond flouté par un programme
paste-what-softened-relit = une vraie photo de moi, au fond flouté et à la lumière modifiée par un programme
paste-what-softened-greyed = une vraie photo de moi, au fond flouté par un programme, en noir et blanc
paste-what-backdrop = une vraie photo de moi sur un fond dessiné par un programme
paste-what-backdrop-relit = une vraie photo de moi sur un fond dessiné par un programme, à la lumière modifiée
paste-what-backdrop-greyed = une vraie photo de moi sur un fond dessiné par un programme, en noir et blanc
paste-what-removed = une vraie photo de moi, au fond retiré par un programme
paste-what-removed-relit = une vraie photo de moi, au fond retiré et à la lumière modifiée par un programme
paste-what-removed-greyed = une vraie photo de moi, au fond retiré par un programme, en noir et blanc
paste-what-generated = une vraie photo de moi sur un fond fait avec une IA
paste-what-generated-relit = une vraie photo de moi sur un fond fait avec une IA, à la lumière modifiée
paste-what-generated-greyed = une vraie photo de moi sur un fond fait avec une IA, en noir et blanc
paste-what-redrawn = une image redessinée avec une IA à partir de vraies photos de moi

paste-short-cropped = Vraie photo, recadrée
paste-short-relit = Vraie photo, lumière modifiée
paste-short-greyed = Vraie photo, noir et blanc
paste-short-softened = Vraie photo, fond flouté
paste-short-softened-relit = Vraie photo, fond flouté, lumière modifiée
paste-short-softened-greyed = Vraie photo, fond flouté, noir et blanc
paste-short-backdrop = Vraie photo, fond dessiné
paste-short-backdrop-relit = Vraie photo, fond dessiné, lumière modifiée
paste-short-backdrop-greyed = Vraie photo, fond dessiné, noir et blanc
paste-short-removed = Vraie photo, fond retiré
paste-short-removed-relit = Vraie photo, fond retiré, lumière modifiée
paste-short-removed-greyed = Vraie photo, fond retiré, noir et blanc
paste-short-generated = Vraie photo, fond d’IA
paste-short-generated-relit = Vraie photo, fond d’IA, lumière modifiée
paste-short-generated-greyed = Vraie photo, fond d’IA, noir et blanc
paste-short-redrawn = Redessinée avec une IA à partir de vraies photos

paste-what-invented = une personne inventée, faite avec une IA
paste-short-invented = Personne inventée, IA

paste-what-assembled = une image de moi assemblée à partir de plusieurs images et finie par un programme
paste-short-assembled = Assemblée à partir de plusieurs images
paste-what-drawn = une image de moi dessinée avec un programme et finie par un autre
paste-short-drawn = Dessinée avec un programme
paste-what-ai_made = une image de moi faite avec une IA et finie par un programme
paste-short-ai_made = Faite avec une IA
paste-what-ai_edited = une image de moi modifiée avec une IA et finie par un programme
paste-short-ai_edited = Modifiée avec une IA
