"""Lesson 1.08: which epoch early stopping keeps."""

import numpy as np

from dlcourse.checking.exercise import Exercise
from dlcourse.reference import generalisation


def a_bumpy_run(rng):
    """Losses that fall, rise and jump, and a patience."""
    n = int(rng.integers(9, 15))
    smooth = np.abs(np.linspace(-1.5, 1, n)) + rng.normal(scale=0.35, size=n) + 2
    return [round(float(loss), 1) for loss in smooth], int(rng.integers(1, 4))


early_stop = Exercise(
    generalisation.early_stop,
    examples=(
        ([3.0, 2.0, 4.0, 5.0], 2),
        ([5.0, 4.0, 3.0], 2),
        ([4.0, 3.0, 3.0, 3.0, 2.0], 2),
        ([5.0, 4.0, 4.5, 3.0, 3.5, 2.5, 2.6], 2),
        ([3.0, 1.0, 2.0, 1.9, 1.8, 1.7, 0.5], 2),
        ([2.0, 1.0, 3.0, 3.0, 3.0, 0.0], 1),
        ([3.0, 2.0, 2.5, 1.0, 1.5, 1.25, 2.0, 0.5], 3),
        ([3.0, 2.0, 2.5, 1.0], 2),
        ([1.0, 2.0, 3.0, 0.5], 3),
        ([0.75], 3),
    ),
    inputs=a_bumpy_run,
    trials=4,
    hints=(
        "Go through the epochs in order and keep two things: the best epoch so far, and how many epochs you have waited since.",
        "A strictly lower loss is the new best, and the waiting starts again at 0. Any other epoch adds 1; at patience the loop ends.",
        "for epoch, loss in enumerate(val_losses): if loss < best_loss: note both, waited = 0; else: waited += 1; if waited == patience: break. Return best.",
    ),
)


def _run(val_losses, patience, *, better=None, tied=False, total=False, previous=False, late=0):
    """Goes through the epochs; gives back the epoch that is kept, and the last one that was run."""
    best = waited = epoch = 0
    for epoch in range(1, len(val_losses)):
        loss, record = val_losses[epoch], val_losses[best]
        lower = loss <= record if tied else better(loss, record) if better else loss < record
        if lower:
            best = epoch
        resets = loss < val_losses[epoch - 1] if previous else lower
        if resets:
            waited = waited if total else 0
        else:
            waited += 1
            if waited >= patience + late:
                break
    return best, epoch


@early_stop.mistake(
    "This is the epoch at which training stopped. Asked for is the best one before it, whose weights are kept."
)
def returns_the_last_epoch(val_losses, patience):
    return _run(val_losses, patience)[1]


@early_stop.mistake(
    "This looks at all epochs, those after the stop too. Training ended there: what came later was never seen."
)
def looks_past_the_stop(val_losses, patience):
    return int(np.argmin(val_losses))


@early_stop.mistake(
    "The waiting never starts again. A new best sets the count back to 0: patience counts epochs in a row."
)
def counts_from_the_start(val_losses, patience):
    return _run(val_losses, patience, total=True)[0]


@early_stop.mistake(
    "An equal loss was taken as better. Only a strictly lower one counts; on ties the first epoch is kept."
)
def takes_a_tie_as_better(val_losses, patience):
    return _run(val_losses, patience, tied=True)[0]


@early_stop.mistake(
    "Each loss was compared with the one before it. Compare with the best so far: a slow climb back is no gain."
)
def compares_with_the_epoch_before(val_losses, patience):
    return _run(val_losses, patience, previous=True)[0]


@early_stop.mistake(
    "It waits one epoch too long: with patience 1, the first epoch without a lower loss is already the last."
)
def stops_one_late(val_losses, patience):
    return _run(val_losses, patience, late=1)[0]


@early_stop.mistake(
    "It stops one epoch too early: with patience 2, two epochs in a row have to bring nothing."
)
def stops_one_early(val_losses, patience):
    return _run(val_losses, patience, late=-1)[0]


@early_stop.mistake("This is the lowest loss. Asked for is its epoch, the place in the list.")
def returns_the_loss(val_losses, patience):
    return val_losses[_run(val_losses, patience)[0]]


@early_stop.mistake("The epochs are counted from 1 here. The first one is epoch 0, as in every list.")
def counts_from_one(val_losses, patience):
    return _run(val_losses, patience)[0] + 1


@early_stop.mistake("The highest loss was kept. A loss is better when it is lower; for an accuracy it would be the other way round.")  # fmt: skip
def keeps_the_highest(val_losses, patience):
    return _run(val_losses, patience, better=lambda loss, record: loss > record)[0]


@early_stop.mistake(
    "It ends at the first rise, whatever patience says. Wait until so many epochs in a row have brought nothing."
)
def ignores_patience(val_losses, patience):
    return _run(val_losses, 1)[0]


@early_stop.mistake(
    "Where the waiting never reaches patience, nothing comes back. Then all epochs were run, and the best of them is kept."
)
def forgets_a_run_without_a_stop(val_losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            return best
    return None


@early_stop.mistake(
    "It goes back by patience from the last epoch. That is right only where the waiting ran out; a run may also end at a best."
)
def goes_back_by_patience(val_losses, patience):
    return max(_run(val_losses, patience)[1] - patience, 0)


@early_stop.mistake(
    "The last epoch of the list came back, as without early stopping. Which one had the lowest loss before the stop?"
)
def runs_to_the_end(val_losses, patience):
    return len(val_losses) - 1


@early_stop.mistake("Two things came back. Asked for is the epoch alone.")
def gives_the_loss_as_well(val_losses, patience):
    best, _ = _run(val_losses, patience)
    return best, val_losses[best]


@early_stop.mistake("Both the kept epoch and the last one came back. Asked for is the kept one alone.")
def gives_the_stop_as_well(val_losses, patience):
    return _run(val_losses, patience)


@early_stop.mistake(
    "The best epoch is noted, but its loss is not: each loss is compared with that of the first epoch."
)
def compares_with_the_first_epoch(val_losses, patience):
    best = waited = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[0]:
            best, waited = epoch, 0
        else:
            waited += epoch > 0
            if waited == patience:
                break
    return best


@early_stop.mistake(
    "It stops one epoch too early: the best epoch itself is not waited for. With patience 1, one epoch after it is still run."
)
def counts_the_best_epoch_as_waiting(val_losses, patience):
    best = 0
    for epoch in range(len(val_losses)):
        if epoch - best >= patience:
            break
        if val_losses[epoch] < val_losses[best]:
            best = epoch
    return best


@early_stop.mistake("This is the lowest loss of all, those after the stop too. Asked for is an epoch: a place in the list.")  # fmt: skip
def gives_the_lowest_loss_of_all(val_losses, patience):
    return min(val_losses)


@early_stop.mistake("This is epoch 0 each time. Where the best loss starts at 0 or at 1, no epoch may ever beat it: start at the first loss, or at infinity.")  # fmt: skip
def keeps_epoch_zero(val_losses, patience):
    return 0


@early_stop.mistake("Only the first `patience` epochs were looked at. Patience counts epochs without a lower loss; training may be much longer.")  # fmt: skip
def looks_at_the_first_alone(val_losses, patience):
    return int(np.argmin(val_losses[:patience]))
