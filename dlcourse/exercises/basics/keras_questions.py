"""Lesson 1.07: its questions."""

from dlcourse.checking.quiz import Quiz

what_flatten_gives = Quiz(
    "what_flatten_gives",
    "Often read: 'Flatten is an input layer whose output has the shape (28, 28).' A batch of 32 images of 28 x 28 pixels goes into Flatten. What comes out, and how many numbers does Flatten learn?",
    {
        "a": "(32, 28, 28), and it learns 784 numbers.",
        "b": "(32, 784), and it learns nothing.",
        "c": "(32, 784), and it learns 784 weights.",
    },
    answer="b",
    because={
        "a": "That is what goes *in*. Flatten lays the 28 rows of each image end to end.",
        "b": "It lays the rows end to end. No number is changed, so there is nothing to learn.",
        "c": "The shape is right. But the pixels only change places: no weight is needed for that.",
    },
)

how_many_updates = Quiz(
    "how_many_updates",
    "There are 4,000 training digits, batch_size=32 and epochs=5. How often does fit change the weights?",
    {
        "a": "5 times: once an epoch.",
        "b": "625 times: once a batch.",
        "c": "20,000 times: once for each digit that it sees.",
    },
    answer="b",
    because={
        "a": "That would be one update for all 4,000 digits together. An epoch consists of batches, and each batch brings an update.",
        "b": "An epoch is 4,000 / 32 = 125 batches. Each is one update, also called a step or an iteration; five epochs are 625.",
        "c": "It sees 20,000 digits, but 32 at a time: one gradient is the mean over a batch.",
    },
)

better_on_validation = Quiz(
    "better_on_validation",
    "After the first epoch, fit reports a higher accuracy for the validation digits than for the training digits. What is the likeliest reason?",
    {
        "a": "The validation digits are easier.",
        "b": "The training figure is a mean over the epoch, and the model improved while it ran.",
        "c": "Validation digits have leaked into the training.",
    },
    answer="b",
    because={
        "a": "Both parts were shuffled and have the same classes in the same shares. And the order turns round after an epoch or two.",
        "b": "The first batches were judged by a model that knew nothing. The validation digits were judged by the model at the end of the epoch.",
        "c": "A leak would stay in every epoch. Here it is gone after an epoch or two.",
    },
)

last_fifth = Quiz(
    "last_fifth",
    "The training digits are sorted: all zeros first, then the ones, up to the nines. We train M2 on them with validation_split=0.2. What is the validation accuracy after three epochs?",
    {
        "a": "About 0.9, as before: fit shuffles.",
        "b": "About 0.1, as by chance.",
        "c": "0.000.",
    },
    answer="c",
    because={
        "a": "`fit` shuffles what it trains on, but after the split. `validation_split` takes the last fifth as it stands.",
        "b": "Chance would need a model that spreads its answers. This one has never been shown an 8 or a 9, so it never says them.",
        "c": "The last fifth is all eights and nines. The model has been shown none of them, so it has no reason ever to say 8 or 9.",
    },
)

which_loss_it_was = Quiz(
    "which_loss_it_was",
    "Often read, above code that says `loss='sparse_categorical_crossentropy'`: 'The model is trained with Adam and the mean squared error.' The first line that the code prints shows a loss of 2.3. Which loss was it?",
    {
        "a": "Mean squared error, as the text says.",
        "b": "Cross-entropy, as the code says.",
        "c": "A number alone cannot tell.",
    },
    answer="b",
    because={
        "a": "Ten shares lie between 0 and 1, so their mean squared error is at most 0.2. It can never be 2.3.",
        "b": "An untrained model gives about 0.1 to each class. That costs ln 10 = 2.3 in cross-entropy, and 0.09 in squared error.",
        "c": "It can: with shares of a whole, squared error ends at 0.2. A 2.3 is out of its reach.",
    },
)
