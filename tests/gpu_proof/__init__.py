"""``make gpu-proof PART=painter|path|faults``: what only a graphics card can show, in runs of eight minutes at most.

Nothing is installed and nothing is fetched: it uses the torch and the libraries that are there, and says where they
differ from the pins. Weights are random, of klein's exact shape, made on the card. A run that was ended goes on where
it was; whatever parts have run are joined in one JSON and one page. It shows nothing about likeness, skin or how many
pictures are held back: for those a real model is needed.
"""
