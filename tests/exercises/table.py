"""What the tests know of every exercise, apart from the exercises themselves: copied from the course's list of signatures."""

import inspect
import itertools
import linecache
import textwrap

import numpy as np

import dlcourse as dl
from dlcourse.exercises import BY_NAME

# name -> its arguments; for a value the names of its parts
SIGNATURES = {
    "add_bias": ("X", "b"),
    "accuracy": ("y", "p"),
    "train_val_test_split_idx": ("n", "fracs", "rng"),
    "neuron": ("x", "w", "b", "f"),
    "dense": ("X", "W", "b"),
    "n_params": ("sizes",),
    "and_gate": ("w", "b"),
    "or_gate": ("w", "b"),
    "nand_gate": ("w", "b"),
    "xor_gate": (),
    "sigmoid": ("z",),
    "d_sigmoid": ("a",),
    "d_relu": ("z",),
    "softmax": ("Z",),
    "collapse": ("W1", "b1", "W2", "b2"),
    "saturated_start": ("z_near", "z_far"),
    "forward": ("X", "params", "acts"),
    "shape_trace": ("m", "sizes"),
    "xor_params": (),
    "mse": ("y", "p"),
    "bce": ("y", "p"),
    "cross_entropy": ("Y", "P"),
    "sparse_ce_from_logits": ("y", "Z"),
    "hinge": ("y", "score"),
    "loss_for_task": (),
    "gd": ("grad", "w0", "lr", "n"),
    "max_stable_lr": ("A",),
    "grad_linreg": ("X", "y", "w", "b"),
    "minibatches": ("n", "size", "rng"),
    "scale": ("X",),
    "one_hot": ("y", "k"),
    "digits_mlp": (),
    "model_sizes": ("M1", "M2", "M3", "M4", "M5"),
    "model_fits": (),
    "diagnose": ("train", "val", "target", "gap"),
    "standardise": ("X_train", "X_test"),
    "kfold_indices": ("n", "folds", "rng"),
    "early_stop": ("val_losses", "patience"),
    "standard_error": ("p", "n"),
    "first_project": (),
}
KINDS = dict.fromkeys(("and_gate", "or_gate", "nand_gate", "xor_gate", "saturated_start"), "value")
KINDS["loss_for_task"] = "value"
KINDS["first_project"] = "value"
KINDS |= {"digits_mlp": "model", "model_sizes": "value", "model_fits": "value"}
FUNCTIONS = [name for name in SIGNATURES if name not in KINDS]
VALUES = [name for name, kind in KINDS.items() if kind == "value"]

_cells = itertools.count(1)


def cell(source, name, **more):
    """Run source as a notebook runs a cell, and give back what it calls `name`."""
    file = f"/tmp/ipykernel_1/{next(_cells)}.py"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = {"np": np, "dl": dl, **more}
    exec(compile(source, file, "exec"), namespace)
    return namespace[name]


def source_of(exercise):
    """The text of our answer."""
    return textwrap.dedent(inspect.getsource(exercise.answer))


def as_answered(exercise):
    """Our answer as a student would have typed it: another object with the same source, and only np and dl around it."""
    answer = cell(source_of(exercise), exercise.name)
    return answer() if exercise.kind in ("value", "model") else answer


def stub(name, body):
    """A stub of the exercise with this body."""
    return cell(f"def {name}({', '.join(SIGNATURES[name])}):\n{textwrap.indent(body, '    ')}\n", name)


def mistakes():
    """Every known mistake with its exercise."""
    return [(exercise, mistake) for exercise in BY_NAME.values() for mistake in exercise.mistakes]
