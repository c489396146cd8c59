"""Lesson notebooks: read them, put our answers in, run and store them, say what is wrong with them, mark them."""
