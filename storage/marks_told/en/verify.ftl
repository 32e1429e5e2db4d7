# What is this picture? What is said of its marks in the chat, on the page and on the command line: one text for the
# three. "Here" is the installation that was asked. A mark that is missing proves nothing, and no answer may say that it
# does. verify-level-…: what a mark says was done, as the end of a sentence.

verify-sure = This file was made here, and nobody has changed it since.
verify-known = This picture was made here, or it was made from one that was. This file is a copy. Small changes cannot be ruled out.
verify-camera = Taken by a camera, so the file says. That is no proof.
verify-unsure = There are signs, but none that could only come from here.
verify-nothing = No mark was found. That proves nothing either way: a picture can lose every mark.

verify-credentials-ours = Content Credentials: yes, signed here, and nobody has changed the file since. They say: { $what }
verify-credentials-other = Content Credentials: yes, but signed by somebody who is not known here. Nobody has changed the file since. They say: { $what }
verify-credentials-broken = Content Credentials: there are some, but they don't fit this file. It was changed later, or they were taken from another file.
verify-credentials-ended = Content Credentials: yes, signed here, and nobody has changed the file since. The certificate has ended by now. They say: { $what }
verify-credentials-unreadable = Content Credentials: there are some, but they could not be read.
verify-credentials-say = What stands in them: { $what }
verify-credentials-remote = Content Credentials: the file only names a web address for them. It was not opened.
verify-credentials-none = Content Credentials: none in this file. Many apps remove them.
verify-watermark-found = Hidden mark: yes. A program that marks what it changes, such as Candid, made this picture or one it was copied from. Anybody can copy this mark.
verify-watermark-probable = Hidden mark: maybe. Part of it is there. The picture may have been cut or made small.
verify-watermark-none = Hidden mark: not found. It lies only in what a program painted, and gets lost in small or tightly cut copies.
verify-watermark-too_small = Hidden mark: this copy is too small to look for it.
verify-label = Words in the picture: “{ $label }”.
verify-label-none = Words in the picture: none found where Candid writes them. Cut or framed copies may still have them, so please look.
verify-metadata = Words in the file: { $what } Anybody can write these.
verify-registry-yes = Pictures made here: yes, this is one of them. Noted about it: { $what }
verify-registry-no = Pictures made here: not among those still kept.
verify-registry-unchecked = Pictures made here: not looked up this time.

verify-level-none = edited; they do not say how it was made.
verify-level-algorithmicallyEnhanced = a photo, its light or colour changed by a program.
verify-level-composite = a photo put together by a program, for example with another background.
verify-level-composite-ours = put together, for example a photo with another background. The person was not redrawn here.
verify-level-compositeWithTrainedAlgorithmicMedia = changed with AI, in part or in full.
verify-level-trainedAlgorithmicMedia = made with AI.
verify-level-none-ours = only cropped.
verify-level-capture = taken by a camera.
verify-level-scan = scanned from film or paper.
verify-level-screen = a picture of a screen.
verify-level-human = a picture that a person edited.
verify-level-drawn = drawn or worked out with a program, not taken by a camera.
verify-level-other = something there is no plain word for.

verify-refused-empty = This file is empty.
verify-refused-not_a_photo = This is no picture that can be read here. JPEG, PNG, WebP and HEIC can. Nothing was kept.
verify-refused-unreadable = This picture is damaged or not complete, so it could not be read. Nothing was kept.
verify-refused-too_big = This file is larger than 25 MB, so it was not read. A smaller copy can be. Nothing was kept.
verify-refused-too_many_pixels = This picture has too many pixels to be read here. A smaller copy can be. Nothing was kept.
verify-refused-too_few_pixels = This picture is too small to be read. Nothing was kept.
verify-refused-too_costly = This picture took too much time or memory, so reading it was stopped. A smaller copy may work. Nothing was kept.
verify-refused-polyglot = This file holds something else beside a picture, so it was not read. Save the picture anew and try that file. Nothing was kept.
verify-refused-animated = This file holds more than one picture. Please choose one with a single picture. Nothing was kept.
verify-refused-other = This file could not be read as a picture. Nothing was kept.
