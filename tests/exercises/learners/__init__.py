"""Wrong answers as learners write them, each with the words that the feedback has to contain."""
