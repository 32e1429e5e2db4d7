# Votes, what comes with a yes, and when things go.

vote-approve = Approuver { $number }
vote-reject = Refuser { $number }
vote-erase = Effacer { $number } maintenant
vote-undo = Revenir en arrière
vote-rejected = Image { $number } : refusée. Je l’efface dans { $seconds } s.
vote-rejected-already = L’image { $number } est déjà refusée et sera effacée dans un instant.
vote-undone = L’image { $number } reste.
vote-undo-nothing = L’image { $number } n’était pas refusée. Elle reste.
vote-erased = L’image { $number } est effacée. On ne peut pas revenir en arrière.
vote-withdrawn = L’image { $number } n’est plus approuvée. Elle reste jusqu’à sa date.
vote-approved-already = L’image { $number } est déjà approuvée.
vote-gone = Cette image n’est plus là.
vote-none = Il n’y a pas d’image à approuver ou à refuser pour l’instant.
vote-which = Laquelle ? Vous avez : { $numbers }. Dites par exemple « approuver { $number } ».
vote-several = Image { $number } : vous avez donné plus d’un vote pendant mon absence. Lequel compte ?
vote-change-mind = Changer d’avis : refuser
files-again = Renvoyer les fichiers
files-after-approval = Approuvez d’abord l’image { $number }, ensuite vous recevez ses fichiers.

approved = L’image { $number } est à vous. Vous pouvez changer d’avis jusqu’à sa date.
strip-look = Voici l’image telle quelle, et découpée en rond :
paste-intro = Une phrase que vous pouvez coller à côté :
paste-cropped = Ce portrait est une vraie photo de moi. Candid l’a recadrée et n’a rien changé d’autre.
paste-softened = Ce portrait est une vraie photo de moi. Candid l’a recadrée et a flouté le fond.
paste-backdrop = Ce portrait est une vraie photo de moi. Le fond a été dessiné par Candid, un programme.
paste-removed = Ce portrait est une vraie photo de moi. Candid l’a recadrée et a retiré le fond.
paste-generated = Ce portrait est une vraie photo de moi. Candid a fait le fond avec une IA.
paste-redrawn = Ce portrait a été redessiné par Candid avec une IA, à partir de vraies photos de moi.
paste-assembled = Ce portrait est une image de moi assemblée à partir de plusieurs images, finie par Candid.
paste-drawn = Ce portrait est une image de moi dessinée avec un programme, finie par Candid.
paste-ai_made = Ce portrait a été fait avec une IA dès le départ, et fini par Candid.
paste-ai_edited = Ce portrait est une image de moi modifiée avec une IA, et finie par Candid.
paste-relit = Ce portrait est une vraie photo de moi. Candid l’a recadrée et a modifié sa lumière.
paste-greyed = Ce portrait est une vraie photo de moi. Candid l’a recadrée et passée en noir et blanc.
paste-relit-too = Candid a aussi modifié la lumière.
paste-greyed-too = Candid l’a aussi passée en noir et blanc.
paste-more = Pour d’autres endroits, comme un CV ou un badge, il y a { COMMAND("disclose") }.
paste-alt-intro = Un texte alternatif à coller. Mettez votre nom devant :
paste-alt-cropped = tête et épaules, vraie photo, recadrée.
paste-alt-relit = tête et épaules, vraie photo, recadrée, lumière modifiée.
paste-alt-greyed = tête et épaules, vraie photo, recadrée, en noir et blanc.
paste-alt-softened = tête et épaules, vraie photo au fond flouté.
paste-alt-backdrop = tête et épaules, vraie photo sur un fond dessiné.
paste-alt-removed = tête et épaules, vraie photo au fond retiré.
paste-alt-generated = tête et épaules, vraie photo sur un fond fait par une IA.
paste-alt-redrawn = tête et épaules, redessinées avec une IA à partir de vraies photos.
paste-alt-assembled = tête et épaules, image assemblée à partir de plusieurs images.
paste-alt-drawn = tête et épaules, image dessinée avec un programme.
paste-alt-ai_made = tête et épaules, image faite avec une IA.
paste-alt-ai_edited = tête et épaules, image modifiée avec une IA.

use-profile-yes = Convient pour : profils, discussion, e-mail et votre propre site.
use-profile-no = Ne convient pas pour : passeport, visa, permis, pièce d’identité, badges d’accès, examens, presse, casting.
use-cv-yes = Convient pour : un CV ou un profil de travail. Souvent, aucune photo n’est nécessaire.
use-cv-no = Ne convient pas pour : les formulaires qui demandent une photo non retouchée. Lisez d’abord les règles. Ni pour passeport, visa, permis ou pièce d’identité.
use-badge-yes = Convient pour : les badges nominatifs d’événements.
use-badge-no = Ne convient pas pour : badges d’accès, examens ou pièces d’identité. Prenez là votre photo non retouchée.
use-directory-yes = Convient pour : l’annuaire et la messagerie au travail.
use-directory-no = Ne convient pas pour : badges d’accès ou pièces d’identité. Demandez avant de la mettre sur une page publique.
use-speaking-yes = Convient pour : pages d’événement et diapositives. La phrase ci-dessus va dessous.
use-speaking-no = Ne convient pas pour : photos de presse. Donnez à la presse votre photo non retouchée.
label-cropped-off = Certains sites coupent la mention ; dites-le alors avec des mots.
approved-kept = J’efface ma copie le { $erased_at }. Enregistrez vos fichiers avant.
original-comes = Votre photo telle que je l’ai reçue, octet pour octet. Gardez-la : j’efface ma copie le { $erased_at }.
original-going = Une dernière fois, votre photo telle que je l’ai reçue, octet pour octet. J’efface ma copie le { $erased_at }.
original-hash = Son empreinte (SHA-256) : { $hash }
original-first = Sur scène, ou comme marque personnelle, c’est vous que l’on cherche. Proposez d’abord votre photo d’origine.
approved-example = Faite avec le portrait d’exemple ? Alors ce n’est pas vous. Ne la publiez pas, et les textes ci-dessous non plus.

expiry-near = Ces images partent bientôt : { $numbers }. Je les efface le { $erased_at }.
expiry-longer =
    { $days ->
        [one] Les garder un jour de plus
       *[other] Les garder { $days } jours de plus
    }
expiry-erase-now = Les effacer maintenant
expiry-extended = Gardées : { $numbers }. Je les efface le { $erased_at }.
expiry-kept-already = Rien à faire. Elles restent jusqu’au { $erased_at }.
expiry-erased = Effacées : { $numbers }.

silence-remind = Je suis toujours là. Continuez quand vous voulez, ou écrivez « arrêter ».
silence-remind-photos = Je suis toujours là. Sans nouvelles de vous, j’efface vos photos dans une heure et demie.
silence-ended = J’ai fermé cette série, après deux heures de silence. { COMMAND("headshot") } en commence une autre.
silence-dropped =
    { $count ->
        [one] Après deux heures de silence, j’ai effacé votre photo. { COMMAND("headshot") } recommence.
       *[other] Après deux heures de silence, j’ai effacé vos { $count } photos. { COMMAND("headshot") } recommence.
    }

paste-invented = Candid a inventé la personne de cette image avec une IA, à partir de mots. Elle peut ressembler à quelqu’un par hasard.
paste-invented_set = Candid a inventé les personnes de cette image avec une IA, à partir de mots. Elles peuvent ressembler à quelqu’un par hasard.
paste-alt-intro-invented = Un texte alternatif à coller :
paste-alt-invented = tête et épaules d’une personne inventée, image faite avec une IA.
paste-alt-invented_set = une planche-contact de personnes inventées, faite avec une IA.
