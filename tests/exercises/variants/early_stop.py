"""early_stop, written in other ways."""

import numpy as np


def with_infinity(val_losses, patience):
    best_loss, best, waited = float("inf"), 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best_loss:
            best_loss, best, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                return best
    return best


def by_the_distance(val_losses, patience):
    best = 0
    for epoch in range(len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best


def with_while(val_losses, patience):
    epoch = best = 0
    while epoch < len(val_losses) and epoch - best <= patience:
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        epoch += 1
    return best


def by_looking_ahead(val_losses, patience):
    best = 0
    while True:
        ahead = [
            e
            for e in range(best + 1, best + 1 + patience)
            if e < len(val_losses) and val_losses[e] < val_losses[best]
        ]
        if not ahead:
            return best
        best = ahead[0]


def with_argmin(val_losses, patience):
    for end in range(1, len(val_losses) + 1):
        best = int(np.argmin(val_losses[:end]))
        if end - 1 - best >= patience:
            break
    return best


def in_float32(val_losses, patience):
    return np.int32(with_infinity(np.float32(val_losses), patience))


def with_tensorflow(val_losses, patience):
    import tensorflow as tf

    return tf.constant(by_the_distance(tf.constant(val_losses), patience))
