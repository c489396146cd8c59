"""The decorator that notes what a wrong answer has to be told."""


def says(*words, status="wrong"):
    """Mark a wrong answer: the feedback's text must contain all these words."""

    def note(answer):
        answer.says, answer.status = words, status
        return answer

    return note
