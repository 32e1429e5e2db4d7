# What is this picture? The answers to /verify. A mark that is missing proves nothing, and no answer may say that it does.
# verify-level-…: what a mark says was done, as the end of a sentence.

verify-ask = Send me the picture you wonder about. I look for marks that say how it was made.
verify-nothing-kept = I read it in memory and keep nothing of it. I don't say who is in it, or when it was made.
verify-looking = I'm looking.
verify-one-at-a-time = One at a time: I look at the first.
verify-button = Check another picture
verify-sure = I made this file, and nobody has changed it since.
verify-known = I made this picture, or one it was made from. This file is a copy. I can't rule out small changes.
verify-unsure = There are signs, but none that only I could have made.
verify-nothing = I found no mark. That proves nothing either way: a picture can lose every mark.
verify-unreadable = I can't read this file as a picture. I kept nothing of it.
verify-credentials-ours = Content Credentials: yes, signed by me. They say: { $what }
verify-credentials-other = Content Credentials: yes, but signed by somebody I don't know. They say: { $what }
verify-credentials-broken = Content Credentials: there are some, but they don't fit this file. It was changed later, or they were taken from another file.
verify-credentials-remote = Content Credentials: the file only names a web address for them. I did not open it.
verify-credentials-none = Content Credentials: none in this file. Many apps remove them.
verify-watermark-found = Hidden mark: yes. A program that marks what it changes, as I do, made this picture or one it was copied from. Others can copy this mark.
verify-watermark-probable = Hidden mark: maybe. Part of it is there. The picture may have been cut or made small.
verify-watermark-none = Hidden mark: not found. It lies only in what a program painted, and gets lost in small or tightly cut copies.
verify-watermark-too_small = Hidden mark: this copy is too small to look for it.
verify-label = Words in the picture: “{ $label }”.
verify-metadata = Words in the file: { $what } Anybody can write these.
verify-registry-yes = Pictures I made: yes, this is one of them. It says: { $what }
verify-registry-no = Pictures I made: not among those I still keep.
verify-level-none = only cropped.
verify-level-algorithmicallyEnhanced = a photo, its light or colour changed by a program.
verify-level-composite = a photo put together by a program, for example with another background.
verify-level-composite-ours = a photo; its background was changed by a program. The person was not redrawn.
verify-level-compositeWithTrainedAlgorithmicMedia = changed with AI, in part or in full.
verify-level-trainedAlgorithmicMedia = made with AI.
verify-level-other = something I have no plain word for.
verify-not-read-daily_limit = I have checked many pictures for you today.
verify-not-read-too_big = That file is too big for me. 25 MB is the most.
verify-not-read-not_available = I could not get that picture. Please send { COMMAND("verify") } and the picture again.
