"""d_relu: what goes wrong with a slope that is 1 or 0."""

import numpy as np

from tests.exercises.learners.says import says


@says("W")
def compares(z):
    return z > 0


@says("W")
def counts_the_corner(z):
    return np.array(z >= 0, dtype=float)


@says("W")
def returns_z_where_positive(z):
    return np.where(z > 0, z, 0)


@says("W")
def multiplies_by_z(z):
    return z * (np.asarray(z) > 0)


@says("W")
def asks_if(z):
    if z > 0:
        return 1.0
    return 0.0


@says("W")
def half_at_the_corner(z):
    return np.heaviside(z, 0.5)


@says("W")
def takes_signs(z):
    return np.sign(z)


@says("W")
def is_the_other_way_round(z):
    return np.where(np.asarray(z) > 0, 0.0, 1.0)


@says("W")
def less_than(z):
    return np.where(np.asarray(z) < 0, 1.0, 0.0)


@says("W")
def a_hundredth(z):
    return np.where(np.asarray(z) > 0, 1, 0.01)


@says("W")
def minus_one_on_the_left(z):
    return np.where(np.asarray(z) > 0, 1, -1)


@says("W")
def slope_of_abs(z):
    return np.abs(np.sign(z))


@says("W")
def z_over_z(z):
    return np.maximum(z, 0) / z


@says("W")
def changes_z(z):
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


@says("W")
def changes_z_carefully(z):
    z = np.asarray(z)
    if z.ndim == 0:
        return float(z > 0)
    z[z > 0] = 1
    z[z <= 0] = 0
    return z


@says("W")
def takes_its_largest(z):
    return max(0, z)


@says("W")
def one_always(z):
    return 1


@says("W")
def zero_always(z):
    return np.zeros(np.shape(z))


@says("W")
def minimum(z):
    return np.clip(z, 0, 1)


@says("W")
def gives_text(z):
    return "1 if z > 0 else 0"


@says("W")
def gives_strings_of_truth(z):
    return [bool(v > 0) for v in np.ravel(z)]


@says("W")
def loops_flat(z):
    return [1.0 if v > 0 else 0.0 for v in z]
