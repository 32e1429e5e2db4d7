# /verify dans le chat : ce qui est demandé, et pourquoi une image n’a pas été lue. Ce qui est dit de ses marques est
# dans storage/marks_told.

verify-ask = Envoyez-moi l’image dont vous doutez. Je cherche des marques qui disent comment elle a été faite.
verify-nothing-kept = Je la lis en mémoire et n’en garde rien. Je ne dis ni qui elle montre, ni quand elle a été faite.
verify-looking = Je regarde.
verify-one-at-a-time = Une à la fois : je regarde la première.
verify-button = Examiner une autre image
verify-not-read-daily_limit = J’ai déjà examiné beaucoup d’images pour vous aujourd’hui.
verify-not-read-not_available = Je n’ai pas pu recevoir cette image. Envoyez de nouveau { COMMAND("verify") } et l’image.
