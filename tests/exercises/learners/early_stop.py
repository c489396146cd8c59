"""early_stop: what goes wrong with waiting."""

import numpy as np

from tests.exercises.learners.says import says


@says("This looks at all epochs")
def the_lowest_of_all(val_losses, patience):
    return np.argmin(val_losses)


@says("This is the epoch at which training stopped.")
def where_it_ends(val_losses, patience):
    best, waited = val_losses[0], 0
    for epoch, loss in enumerate(val_losses):
        if loss < best:
            best, waited = loss, 0
        elif epoch > 0:
            waited += 1
        if waited == patience:
            return epoch
    return len(val_losses) - 1


@says("The waiting never starts again.")
def never_back_to_zero(val_losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        else:
            waited += 1
        if waited == patience:
            break
    return best


@says("An equal loss was taken as better.")
def or_equal(val_losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] <= val_losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best


@says("This is the lowest loss.")
def the_loss(val_losses, patience):
    best, waited = float("inf"), 0
    for loss in val_losses:
        if loss < best:
            best, waited = loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best


@says("It waits one epoch too long")
def more_than_patience(val_losses, patience):
    best, waited = 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best, waited = epoch, 0
        elif epoch:
            waited += 1
        if waited > patience:
            break
    return best


@says("Where the waiting never reaches patience, nothing comes back.")  # noqa: RET503
def returns_only_at_a_stop(val_losses, patience):
    best, waited = 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best, waited = epoch, 0
        elif epoch:
            waited += 1
        if waited == patience:
            return best


@says("Each loss was compared with the one before it.")
def against_the_last_one(val_losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        waited = 0 if val_losses[epoch] < val_losses[epoch - 1] else waited + 1
        if waited == patience:
            break
    return best


@says("Something was asked for past its end:", status="crashed")
def looks_past_the_end(val_losses, patience):
    for epoch in range(len(val_losses)):
        if all(val_losses[epoch + k] >= val_losses[epoch] for k in range(1, patience + 1)):
            return epoch
    return 0


@says("The epochs are counted from 1 here.")
def from_one(val_losses, patience):
    best, waited = 1, 0
    for epoch, loss in enumerate(val_losses[1:], start=2):
        if loss < val_losses[best - 1]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best


@says("nothing comes back: is `return` missing?")
def forgets_to_return(val_losses, patience):
    np.argmin(val_losses)


@says("It ends at the first rise")
def at_the_first_rise(val_losses, patience):
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] >= val_losses[epoch - 1]:
            return epoch - 1
    return len(val_losses) - 1


@says("Where the best loss starts at 0 or at 1")
def best_is_one(val_losses, patience):
    best_loss, best, waited = 1.0, 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss:
            best_loss, best, waited = loss, epoch, 0
        else:
            waited += 1
            if waited == patience:
                break
    return best


@says("Asked for is an epoch: a place in the list.")
def lowest_of_all(val_losses, patience):
    return float(np.min(val_losses))
