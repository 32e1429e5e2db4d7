# A made-up person: no photo goes in. The only texts in which a choice says what somebody looks like.

persona-needs = A made-up person, for an advert or a mock-up, would need a machine with a model that paints. None is here.
persona-gone = The machine that makes people up is off now. A headshot of you still works.
persona-use-ask = What is the made-up person for?
persona-use-advert = An advert
persona-use-presentation = A slide
persona-use-mockup = A mock-up
persona-use-me = My profile, CV, badge or directory
persona-not-you = A persona is not you. On a profile, a CV, a badge or in a directory people look for you. There I can make a headshot from your own photo.
persona-notice = This is the model that would paint somebody who does not exist.
persona-notice-shown = I take no photo for this, and look at none I hold. A face could still look like someone by chance. Every picture says AI · GENERATED.
persona-agree-ask = Tick this if you agree. Without it I make up nobody.
persona-not-agreed = Then I make up nobody. Nothing was made.
persona-ask = Who shall it be? Leave it to chance, or choose up to three things. Only adults.
persona-too-many = That is four things at once. I have words for three at most. Please leave one of them to chance.
persona-title = A made-up person
persona-submit = Make them up
persona-number =
    { $count ->
        [one] 1 person
       *[other] { $count } people and their contact sheet
    }
persona-drawn = Leave it to chance
persona-age = Age
persona-age-thirties = In their thirties
persona-age-fifties = In their fifties
persona-age-seventies = In their seventies
persona-presents = Looks like
persona-presents-woman = A woman
persona-presents-man = A man
persona-presents-neither = Neither of the two
persona-tone = Skin tone
persona-tone-deepest = Very dark brown
persona-tone-dark = Dark brown
persona-tone-medium = Medium brown
persona-tone-tan = Light brown
persona-tone-light = Light
persona-tone-lightest = Very light
persona-detail = Hair, or what they wear or use
persona-detail-straight_hair = Straight hair
persona-detail-curly_hair = Curly hair
persona-detail-coily_hair = Coily hair
persona-detail-headscarf = A headscarf
persona-detail-turban = A turban
persona-detail-glasses = Glasses
persona-detail-hearing_aid = A hearing aid
persona-detail-wheelchair = A wheelchair
persona-detail-prosthesis = A prosthetic hand
persona-again = Another made-up person
persona-held-back-all = I held all of them back, as they did not pass my checks. That is my fault, not yours.
persona-failed = Something broke on my side, and nobody was made up. You can try again.
persona-good-for = Good for: adverts, slides and mock-ups, where it says that the person is made up.
persona-not-for = Not for: a profile, a CV, a badge, a directory, a review or any place where people think of someone real. It also shows nothing about how mixed your team is.
persona-certificate-title = How this picture came to be
persona-certificate-nobody = An AI model painted the person in this picture from a few words. They may resemble someone by chance.
persona-certificate-no-photo = No photo was an input: no photo was sent, read or compared for it.
persona-certificate-not-diversity = It is not evidence of diversity. A made-up person stands for nobody, in no team and at no place.
persona-certificate-made = Made by Candid on { $made_at }. The label in the picture says: { $label }.
