"""shape_trace: what goes wrong with shapes."""

from tests.exercises.learners.says import says


@says("These are the shapes of the weights.")
def of_the_weights(m, sizes):
    return [(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)]


@says("The shape of the inputs is missing:")
def after_each_layer(m, sizes):
    return [(m, k) for k in sizes[1:]]


@says("The last layer's output is missing.")
def stops_too_early(m, sizes):
    return [(m, sizes[i]) for i in range(len(sizes) - 1)]


@says("Rows and columns have changed places:")
def columns_first(m, sizes):
    return [(k, m) for k in sizes]


@says("Only the last shape came back.")
def the_last_one(m, sizes):
    return m, sizes[-1]


@says("Only the first shape came back:")  # noqa: RET503
def returns_in_the_loop(m, sizes):
    shapes = []
    for k in sizes:
        shapes.append((m, k))
        return shapes


@says("The sizes came back as they are.")
def the_sizes(m, sizes):
    return sizes


@says("Here all numbers stand in one row.")
def extends(m, sizes):
    shapes = []
    for k in sizes:
        shapes += (m, k)
    return shapes


@says("This counts the numbers at each step.")
def products(m, sizes):
    return [m * k for k in sizes]


@says("nothing comes back: is `return` missing?")
def forgets_to_return(m, sizes):
    [(m, k) for k in sizes]


@says("These have three numbers.")
def triples(m, sizes):
    return [(m, sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)]


@says("A text came back.")
def as_text(m, sizes):
    return " -> ".join(str((m, k)) for k in sizes)


@says("Something was asked for past its end:", status="crashed")
def runs_off_the_end(m, sizes):
    return [(m, sizes[i + 1]) for i in range(len(sizes))]
