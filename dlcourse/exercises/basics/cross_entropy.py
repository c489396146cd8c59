"""Lesson 1.05: cross-entropy of k classes, from probabilities and one-hot targets."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import losses


def one_hot_and_shares(rng):
    m, k = rng.permutation(np.arange(2, 8))[:2]
    Y = np.eye(k)[rng.integers(k, size=m)]
    P = rng.uniform(0.05, 1, size=(m, k))
    return Y, P / P.sum(axis=1, keepdims=True)


cross_entropy = Exercise(
    losses.cross_entropy,
    examples=(
        (np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]])),
        (np.array([[1, 0, 0], [0, 0, 1]]), np.array([[0.5, 0.25, 0.25], [0.5, 0.25, 0.25]])),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.9, 0.1], [0.6, 0.4]])),
        (np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]), np.array([[0.0, 1.0, 0.0], [0.25, 0.75, 0.0]])),
    ),
    inputs=one_hot_and_shares,
    trials=3,
    hints=(
        "Only the probability of the class that came counts. Y marks it with a 1 in each row.",
        "Sum along each row (axis=1), then the mean over rows. To keep log(0) out, give it 1 wherever Y is 0: `np.where`.",
        "asked = np.where(Y > 0, P, 1.0); then the row sums of Y * np.log(asked), their mean, and a minus sign.",
    ),
)


@cross_entropy.mistake("The formula is right, but where a probability is 0 it asks for 0 times minus infinity, which is nan. "
                       "Where Y is 0, P must not matter: keep log away from it.")  # fmt: skip
def takes_the_log_of_zero(Y, P):
    return -np.mean(np.sum(Y * np.log(P), axis=1))


def _safe_log(P):
    return np.log(np.maximum(P, 1e-12))


def common(advice):
    """Register a mistake twice: as it is, and for a learner who also takes the logarithm of 0."""

    def register(wrong):
        def careful(Y, P):
            return wrong(Y, P, _safe_log)

        def careless(Y, P):
            return wrong(Y, P, np.log)

        careful.__name__ = wrong.__name__
        careless.__name__ = f"{wrong.__name__}_and_takes_the_log_of_zero"
        cross_entropy.mistake(advice)(careful)
        cross_entropy.mistake(f"{advice} (And log(0) appears, where Y is 0.)")(careless)
        return wrong

    return register


@common("The minus sign is missing: logarithms of probabilities are negative, and a loss is not.")
def forgets_the_minus(Y, P, log):
    return np.mean(np.sum(Y * log(P), axis=1))


@common("The mean runs over all entries of the table, so it is divided by m times k. Divide by the number of examples, m.")  # fmt: skip
def averages_over_the_classes_too(Y, P, log):
    return -np.mean(Y * log(P))


@common("This is the sum over the examples, so it grows with m. Take the mean over the rows.")
def sums_instead_of_averaging(Y, P, log):
    return -np.sum(Y * log(P))


@common("It sums down the columns and takes the mean over the k classes. Sum along each row, then the mean over m.")  # fmt: skip
def sums_down_the_columns(Y, P, log):
    return -np.mean(np.sum(Y * log(P), axis=0))


@common("One number is asked for: take the mean of these m losses.")
def gives_each_loss(Y, P, log):
    return -np.sum(Y * log(P), axis=1)


@common("The second term, with 1 - Y and 1 - P, belongs to labels that are independent of each other (BCE). "
        "Here the classes share one whole, and only the class that came counts.")  # fmt: skip
def adds_the_other_classes(Y, P, log):
    return -np.mean(np.sum(Y * log(P) + (1 - Y) * log(1 - P), axis=1))


@common("This is BCE for each entry. Here the classes share one whole, and only the class that came counts.")
def is_binary_for_each_entry(Y, P, log):
    return -np.mean(Y * log(P) + (1 - Y) * log(1 - P))


@common("Y is missing: every class's logarithm counts here. Only that of the class that came should.")
def forgets_the_targets(Y, P, log):
    return -np.mean(np.sum(log(P), axis=1))


@common("Y and P have changed places: the logarithm is of the probability, not of the target.")
def changes_targets_and_shares(Y, P, log):
    return -np.mean(np.sum(P * log(Y), axis=1))


@common("Y is inside the logarithm: log(Y * P) is log of 0 wherever Y is 0. Multiply after the logarithm.")
def takes_the_log_of_the_product(Y, P, log):
    return -np.mean(np.sum(log(Y * P), axis=1))


@common(
    "These are bits (logarithm to base 2). The course, like Keras, takes the natural logarithm: `np.log`."
)
def takes_bits(Y, P, log):
    return -np.mean(np.sum(Y * log(P), axis=1)) / np.log(2)


@cross_entropy.mistake(
    "The loss of the *most likely* class was taken. What counts is the class that came, which Y marks."
)
def takes_the_most_likely_class(Y, P):
    return -np.mean(np.log(P.max(axis=1)))


@cross_entropy.mistake("The probability of the right class was averaged, without the logarithm.")
def forgets_the_logarithm(Y, P):
    return np.mean(np.sum(Y * P, axis=1))


@cross_entropy.mistake("The probability of the right class was averaged, without the logarithm.")
def forgets_the_logarithm_but_not_the_minus(Y, P):
    return -np.mean(np.sum(Y * P, axis=1))


@cross_entropy.mistake("What is missing to 1 was averaged. Cross-entropy takes the logarithm: a share near 0 must cost far more.")  # fmt: skip
def takes_what_is_missing(Y, P):
    return np.mean(1 - np.sum(Y * P, axis=1))


@cross_entropy.mistake("The mean was taken first, and the logarithm afterwards. Each example has its own logarithm.")  # fmt: skip
def averages_before_the_logarithm(Y, P):
    return -np.log(np.mean(np.sum(Y * P, axis=1)))


@cross_entropy.mistake("This is a squared error of the probabilities. Equation (3) takes a logarithm.")
def is_the_squared_error(Y, P):
    return np.mean(np.sum((Y - P) ** 2, axis=1))


@cross_entropy.mistake("This is the mean squared error of the probabilities. Equation (3) takes a logarithm.")
def is_the_mean_squared_error(Y, P):
    return np.mean((Y - P) ** 2)
