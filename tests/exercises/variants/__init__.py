"""Right answers, each written in another honest way: one file an exercise."""
