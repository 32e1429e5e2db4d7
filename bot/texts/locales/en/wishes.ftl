# Plain wishes about a picture, answered with what is possible.

wish-later = First I need your photo, then you pick a look from your own face. Tell me again then.
wish-frame-later = First I need to make a picture. Then you can ask for a closer crop or more space.
wish-which = Which picture do you mean? Say it with its number, like “more space { $number }”.
wish-look = That comes nearest to { $look }. I can make one picture of it from your photo. What you have stays.
wish-look-make = Make one of it
wish-look-later = That comes nearest to { $look }. I am still making your pictures. Tell me again when they are here.
wish-look-redrawn = That comes nearest to { $look }. Pick it when I ask for a look.
wish-no-such-backdrop = I have no background like that. These are the ones I have:
wish-space = I can make picture { $number } once more as for a CV. That crop leaves more space around you. The first one stays.
wish-space-make = Make it with more space
wish-space-already = Picture { $number } has the crop with the most space that I make. A photo from a step further back gives more.
wish-closer = I can make picture { $number } once more as for an online profile. That crop is closer. The first one stays.
wish-closer-make = Make it closer
wish-closer-already = Picture { $number } has the closest crop that I make. You can cut the file further yourself.
wish-blur = I have one blur, as a portrait lens does it. I can make picture { $number } once more with your own background blurred. The first one stays.
wish-blur-already = In picture { $number } your background is as blurred as I make it. With another background nothing of your room is seen.
wish-never = I never change how somebody looks: not their age, their shape, their skin or their clothes.
wish-never-why = The picture carries your name. People who meet you should find the person they saw. And your face needs no mending.
wish-never-instead = What I can change: the light, the crop and the background. A photo by a window, a step back, often does more than any edit.
