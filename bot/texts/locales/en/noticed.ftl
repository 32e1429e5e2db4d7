# What people are told when something cannot be taken as they sent it.

noticed-forwarded = I can't open a forwarded message. Please send the photo itself, or type your words here.
noticed-sticker = I can't read stickers. Please type your words, or send a photo.
noticed-voice = I can't listen to voice messages. Please type your words.
noticed-video = I can't use videos. Please send a photo.
noticed-poll = I can't answer polls. Please type your words.
noticed-late = Your click reached me too late, and nothing opened. Please press the button again.
noticed-shared-chat = Two organisations share this chat: yours, and the one that runs me. Each may keep copies of what is sent here, by its own rules. I can erase only what I hold and what I wrote.
noticed-other = I can't use what you sent. Please send a photo, or type your words.
