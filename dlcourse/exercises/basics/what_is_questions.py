"""Lesson 1.01: its questions."""

from dlcourse.checking.quiz import Quiz

worth_of_a_feature = Quiz(
    "worth_of_a_feature",
    "Two classes of points: a disc inside a ring. Or: two spirals. A model can draw one straight boundary. We give it one more number a point, the squared distance from the middle. Where does that help?",
    {
        "a": "In both worlds: more features, more knowledge.",
        "b": "With the disc and the ring only.",
        "c": "Nowhere: a straight boundary stays straight.",
    },
    answer="b",
    because={
        "a": "At any one distance, both spirals have points. What would the number tell?",
        "b": "The disc is near the middle and the ring far from it. Both spirals are at every distance.",
        "c": "Straight in what it sees. On the scale of distances, a single cut parts the disc from the ring.",
    },
)

test_on_the_end = Quiz(
    "test_on_the_end",
    "The images lie sorted: all zeros, then all ones, up to the nines. We learn from the first 80 % and test on the last 20 %. How many of the test images does the model get right?",
    {
        "a": "About as many as with any other 20 %.",
        "b": "About half.",
        "c": "Next to none.",
    },
    answer="c",
    because={
        "a": "Look at what the last fifth of the sorted heap consists of, and whether the model has ever seen one.",
        "b": "The last fifth are the eights and the nines. How many of them were there to learn from?",
        "c": "The last fifth are eights and nines, but for a few sevens. A class that was never seen is never chosen.",
    },
)

first_in_the_race = Quiz(
    "first_in_the_race",
    "Four models learn to read digits, with the settings that their library gives them. Who gets most right after only 50 images, and who after 1,400?",
    {
        "a": "An SVM after 50, the small network after 1,400.",
        "b": "The small network after 50, the SVM after 1,400.",
        "c": "The small network both times.",
        "d": "The SVM both times.",
    },
    answer="b",
    because={
        "a": "That is the rule of thumb, few data for the old, many for the new. Move n below and see what these data say.",
        "b": "The reverse of the rule of thumb. 1,400 images of 64 pixels are not many: nothing here needs depth.",
        "c": "It is first at 50. Move n to 1,400 and look at the SVM.",
        "d": "It is first at 1,400. Move n to 50 and look again.",
    },
)

which_beginning = Quiz(
    "which_beginning",
    "Often read: 'Deep learning began in 2006, with deep belief networks.' And: 'It goes back to the 1940s.' What do you think?",
    {
        "a": "It began in 2006.",
        "b": "It began in 1943.",
        "c": "Its parts came one by one, from 1943 on; 2006 revived it, and 2012 convinced the others.",
        "d": "It began in 2012, with graphics cards.",
    },
    answer="c",
    because={
        "a": "Networks with several learned layers read cheques in the 1990s. 2006 gave an old idea new hope, and its name currency.",
        "b": "The neuron of 1943 had no way to learn: its weights were set by hand.",
        "c": "A neuron (1943), a rule to learn by (1958), gradients for hidden layers (1986), a network that reads (1989): then data and computing power.",
        "d": "The network of 2012 is a larger relative of the one of 1989, trained by the gradients of 1986.",
    },
)

one_pixel = Quiz(
    "one_pixel",
    "A network has learnt from 1,400 digits and gets 97 % of new ones right. We move each new image by one pixel to the right. You would still read them all. How many does it get right now?",
    {
        "a": "Still about 97 %.",
        "b": "About 85 %.",
        "c": "About half.",
    },
    answer="c",
    because={
        "a": "To you it is the same digit. To the network every input has changed its place.",
        "b": "Worse: each pixel has weights of its own, and all of them look at their neighbour now.",
        "c": "Each pixel has weights of its own, and nothing says that neighbours are alike. It has learnt the places along with the shapes.",
    },
)
