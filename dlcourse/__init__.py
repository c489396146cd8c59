"""dlcourse: learn deep learning in a notebook. `import dlcourse as dl` gives everything a student types."""

