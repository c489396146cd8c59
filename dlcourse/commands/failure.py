"""How a command ends when it cannot do what it was asked."""


class Failure(Exception):
    """A command that cannot go on. Its text is one sentence for the terminal; no traceback is shown.

    code  the exit code: 2 for an argument that is wrong, 1 for everything else
    """

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code
