"""Import TensorFlow without its start-up chatter. Nothing else of the package imports it at the top of a module."""

import os


def quiet_tensorflow():
    """TensorFlow, with its C++ log at warnings and above unless the user has set it otherwise."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import tensorflow

    return tensorflow
