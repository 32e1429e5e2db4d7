# The directory: a question of its own after a picture is approved. directory-consent is what a person agrees to; its
# hash, recipient and day in it, is kept with the yes.

directory-title = Pour l’annuaire
directory-submit = Envoyer mon choix
directory-no = Non merci
directory-ask = Puis-je donner l’image { $number } à ce destinataire : { $recipient } ?
directory-what = Il reçoit l’image finie et une légende qui dit ce qui a été retouché. Elle porte un numéro au hasard et aucun nom. Personne d’autre ne la reçoit.
directory-free = C’est à vous de voir. Rien d’autre n’en dépend.
directory-consent = { $recipient } peut montrer cette image de moi, avec sa légende, jusqu’au { $until_on }.
directory-declined = D’accord. Je ne donne l’image à personne.
directory-changed = Quelque chose a changé depuis dans cette question. Je n’ai donné l’image à personne.
directory-given = Merci. { $recipient } reçoit l’image à la prochaine remise. Son numéro là-bas est { $id }.
directory-take-back = { COMMAND("consent") } le montre et le retire. Refuser ou effacer l’image aussi.
directory-shown = Vous avez donné ces images à un annuaire :
directory-item-waits = Numéro { $id }, pour { $recipient }, jusqu’au { $until_on }. Pas encore remise.
directory-item = Numéro { $id }, pour { $recipient }, jusqu’au { $until_on }. Remise le { $handed_at }.
directory-effect = Si vous le retirez, je ne remets plus rien, et ma prochaine liste leur demande de retirer ce qu’ils ont.
directory-was-handed = { $recipient } a reçu l’image numéro { $id } le { $handed_at }. Ma prochaine liste leur demande de la retirer. Je ne peux pas le faire moi-même là-bas.
withdraw-directory = Retirer : l’annuaire
withdrawn-directory = C’est fait. Je ne donne plus aucune image de vous à l’annuaire.
directory-read-me =
    Images pour { $recipient }. Chacune a été donnée par la personne qu’elle montre, pour ce seul usage.

    pictures.csv : ce que vous pouvez montrer maintenant, par numéro, jusqu’au dernier jour de chaque image. Montrez-la avec sa légende.
    Une ligne sans fichier : vous avez déjà cette image, et Candid ne la garde plus.

    remove.csv : ce que vous aviez reçu et ne pouvez plus montrer. Retirez ces images maintenant, copies comprises.
directory-taken-only = Un annuaire du personnel ne prend que des photos qu’aucune IA n’a faites ni modifiées ; cette image ne peut donc pas y entrer.
