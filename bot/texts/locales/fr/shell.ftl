# What the shell says itself: beside a document, after a defect, after a line that broke.

document-consent_receipt = Votre justificatif de ce que vous avez accepté.
document-my_data = Tout ce que j’ai sur vous, dans un fichier.
document-files = Votre image, à garder.
went-wrong = Quelque chose s’est cassé de mon côté, et votre dernier message n’a pas eu d’effet. Réessayez. { COMMAND("status") } montre où nous en sommes.
maybe-twice = Vous avez peut-être déjà vu ce message. La connexion a coupé et je n’ai pas pu le savoir.
message-set-aside = Un message pour vous n’est pas passé. Je l’ai gardé, et la personne qui me gère est prévenue. { COMMAND("status") } montre où nous en sommes.

document-persona_certificate = Comment cette image est née, si l’on vous demande qui elle montre.
