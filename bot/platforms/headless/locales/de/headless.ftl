# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Was du selbst gespeichert hast, gehört dir. Daran komme ich nicht.
chat-receipt = Hier ist ein Beleg.
