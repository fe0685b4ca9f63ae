"""Texts that are stored, and what came of them."""

OTHER = (
    "A bakery on the north quay has been painting its own sourdough loaves with the faces of customers.",
    "The idea came to the baker one night when the oven broke and there was nothing else to do but draw.",
    "She sells about forty of them on a Saturday, and hears that few are ever eaten by those who buy them.",
)
THIRD = (
    "Nobody at the museum of clocks can say which of the four hundred of them is right at any moment.",
    "A visitor from abroad offered to set them all, and was thanked, and shown the door by the director.",
    "Since then a notice asks guests to bring a watch of their own, should the time matter to them.",
)
