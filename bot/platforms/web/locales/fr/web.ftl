# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Ce que vous avez enregistré est à vous, et hors de ma portée.
chat-receipt = Voici un justificatif.
