"""d_relu: what goes wrong with a slope that is 1 or 0."""

import numpy as np

from tests.exercises.learners.says import says


@says("z > 0 is True or False.")
def compares(z):
    return z > 0


@says("At z = 0 yours is 1.")
def counts_the_corner(z):
    return np.array(z >= 0, dtype=float)


@says("This is ReLU itself.")
def returns_z_where_positive(z):
    return np.where(z > 0, z, 0)


@says("This is ReLU itself.")
def multiplies_by_z(z):
    return z * (np.asarray(z) > 0)


@says("`if` asks one question,", status="crashed")
def asks_if(z):
    if z > 0:
        return 1.0
    return 0.0


@says("At z = 0 yours is one half.")
def half_at_the_corner(z):
    return np.heaviside(z, 0.5)


@says("The sign of z is -1 on the left.")
def takes_signs(z):
    return np.sign(z)


@says("The two sides have changed places:")
def is_the_other_way_round(z):
    return np.where(np.asarray(z) > 0, 0.0, 1.0)


@says("The two sides have changed places:")
def less_than(z):
    return np.where(np.asarray(z) < 0, 1.0, 0.0)


@says("The left side still has a slope of 0.01: that is leaky ReLU too.")
def a_hundredth(z):
    return np.where(np.asarray(z) > 0, 1, 0.01)


@says("The left side falls here.")
def minus_one_on_the_left(z):
    return np.where(np.asarray(z) > 0, 1, -1)


@says("The left side rises here.")
def slope_of_abs(z):
    return np.abs(np.sign(z))


@says("Somewhere it divides by 0,")
def z_over_z(z):
    return np.maximum(z, 0) / z


@says("Here a single number was given.", status="crashed")
def changes_z(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


@says("The arguments belong to the caller,")
def changes_z_carefully(z):
    z = np.asarray(z)
    if z.ndim == 0:
        return float(z > 0)
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


@says("This is ReLU itself,")
def takes_its_largest(z):
    return max(0, z)


@says("One number came where 3 are asked for:")
def one_always(z):
    return 1


@says("Yours is 0 everywhere:")
def zero_always(z):
    return np.zeros(np.shape(z))


@says("Between 0 and 1 yours still grows.")
def minimum(z):
    return np.clip(z, 0, 1)


@says("A text came back. Numbers are asked for,")
def gives_text(z):
    return "1 if z > 0 else 0"


@says("A comparison gives True and False.")
def gives_strings_of_truth(z):
    return [bool(v > 0) for v in np.ravel(z)]


@says("Here a single number was given.", status="crashed")
def loops_flat(z):
    return [1.0 if v > 0 else 0.0 for v in z]
