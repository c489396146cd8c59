"""Where we are: in a notebook or a terminal, on Colab, on which device."""

from __future__ import annotations

import sys
from typing import Any


def show_object(thing: Any) -> None:
    """Display it where the code runs: rich in a notebook, as plain text elsewhere."""
    if _in_notebook():
        from IPython.display import display

        colab()
        display(thing)
    else:
        print(thing)


def _in_notebook() -> bool:
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    return hasattr(get_ipython(), "kernel")


def colab() -> None:
    """On Colab, let our widgets in; elsewhere it does nothing. Every `dl.show` and `dl.quiz` does this by itself."""
    if "google.colab" in sys.modules:
        from google.colab import output  # type: ignore[import-not-found]

        output.enable_custom_widget_manager()


def device() -> None:
    """Say what TensorFlow computes on: the GPU by its name, or the CPU."""
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        print("TensorFlow computes on the CPU.")
        return
    names = [tf.config.experimental.get_device_details(gpu).get("device_name", gpu.name) for gpu in gpus]
    print(f"TensorFlow computes on {' and '.join(names)}.")
