"""max_stable_lr: which number of a matrix is its steepest curvature?"""

import numpy as np

from tests.exercises.learners.says import says


@says("done in exactly one step")
def one_over(A):
    return 1 / max(np.linalg.eigvalsh(A))


@says("the limit of the *flattest* direction")
def the_first_of_eigvalsh(A):
    return 2 / np.linalg.eigvalsh(A)[0]


@says("does not sort: its first")
def the_first_of_eig(A):
    return 2 / np.linalg.eig(A)[0][0]


@says("The trace is the *sum*")
def sum_of_eigenvalues(A):
    return 2 / sum(np.linalg.eigvalsh(A))


@says("the largest curvature *along an axis*")
def diagonal(A):
    return 2 / max(A[i, i] for i in range(len(A)))


@says("the largest curvature *along an axis*")
def largest_size(A):
    return 2 / np.abs(A).max()


@says("not its largest eigenvalue")
def frobenius(A):
    return 2 / np.sqrt((A**2).sum())


@says("the largest curvature itself")
def lambda_max(A):
    return np.linalg.eigvalsh(A)[-1]


@says("One number is asked for:")
def all_limits(A):
    return 2 / np.linalg.eigvalsh(A)


@says("the condition number")
def kappa(A):
    return np.linalg.cond(A)


@says("A was taken for the data X,")
def hessian_of_the_data(A):
    return 2 / np.linalg.eigvalsh(2 / len(A) * A.T @ A)[-1]


@says("a good choice, but not yet the limit")
def best_rate(A):
    values = np.linalg.eigvalsh(A)
    return 2 / (values[0] + values[-1])


@says("A single number is asked for")
def with_the_eigenvectors(A):
    return 2 / np.linalg.eigh(A)[1]


@says("It prints its result,")
def prints_it(A):
    print(2 / np.linalg.eigvalsh(A).max())
