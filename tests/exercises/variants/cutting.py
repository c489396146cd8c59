"""What several variants of a split share; a module of its own, since a variant is any function of its module."""


def cut(order, fracs):
    n = len(order)
    n_train, n_val = round(fracs[0] * n), round(fracs[1] * n)
    return order[:n_train], order[n_train : n_train + n_val], order[n_train + n_val :]
