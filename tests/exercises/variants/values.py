"""Values that are right in other ways: exercise -> what may be given."""

import numpy as np

from dlcourse.exercises.basics.project_examples import made_up, ours

VALUES = {
    "and_gate": [
        ([1, 1], -1.5),
        (np.array([2.0, 3.0]), -4),
        ((0.5, 0.6), np.float32(-1)),
        {"w": [1, 1], "b": -1.2},
    ],
    "or_gate": [([1, 1], -0.5), ([5.0, 3.0], -1.0), (np.array([[1.0, 1.0]])[0], -0.01)],
    "nand_gate": [([-1, -1], 1.5), ((-2, -3), 4), [[-1.0, -1.0], 1.01]],
    "xor_gate": ["impossible"],
    "saturated_start": [(0, 10), (1.0, 9.5), (np.float32(-1), 12), [0.0, 20.0], (-5, 30)],
    "loss_for_task": [
        {
            "house_price": (1, None, "mean_absolute_error", "number"),
            "spam": [1, "sigmoid", "binary_crossentropy", "0 or 1"],
            "digit": (10, "softmax", "categorical_crossentropy", "one-hot"),
            "photo_tags": (5, "sigmoid", "binary_crossentropy", "five 0s and 1s"),
        },
        {
            "photo_tags": (5, "sigmoid", "binary_crossentropy", "five 0s and 1s"),
            "house_price": (1, None, "mean_squared_error", "number"),
            "spam": (2, "softmax", "sparse_categorical_crossentropy", "class number"),
            "digit": (10, "softmax", "sparse_categorical_crossentropy", "class number"),
        },
    ],
    "model_sizes": [
        {"M1": 55050, "M2": 101770, "M3": 11274, "M4": 101770, "M5": 7114},
        (55050.0, np.int64(101770), 11274, 101_770, np.float32(7114)),
    ],
    "model_fits": [
        {
            "M5": [[32, 100], [32, 1], "sparse_categorical_crossentropy"],
            "M4": ((32, 28, 28), (32, 1), "sparse_categorical_crossentropy"),
            "M3": ((32, 100), (32, 10), "categorical_crossentropy"),
            "M2": ((32, 28, 28), (32,), "sparse_categorical_crossentropy"),
            "M1": ((32, 784), (32, 10), "categorical_crossentropy"),
        },
    ],
    "first_project": [made_up((3000, 1000, 1000)), made_up((4000, 500, 500), seed=1), ours(mean=0)],
}
