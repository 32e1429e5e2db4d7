# What the shell says itself: beside a document, after a defect, after a line that broke.

document-consent_receipt = Your receipt of what you agreed to.
document-my_data = Everything I hold about you, in one file.
document-files = Your picture, for keeping.
went-wrong = Something broke on my side, and your last message had no effect. Please try again. { COMMAND("status") } shows where we are.
maybe-twice = You may have seen this message before. The line broke, and I could not tell.
message-set-aside = A message for you did not go through. I have kept it, and whoever runs me was told. { COMMAND("status") } shows where we are.

document-persona_certificate = How this picture came to be, for anybody who asks who it shows.
