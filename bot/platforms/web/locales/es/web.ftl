# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = Lo que guardaste tú es tuyo, y yo no llego ahí.
chat-receipt = Aquí tienes un comprobante.
