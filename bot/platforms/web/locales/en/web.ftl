# After /forget-me: what stays in this chat and who can delete it; about whom the receipt is.
chat-not-erased = What you saved yourself is yours, and out of my reach.
chat-receipt = Here is a receipt.
