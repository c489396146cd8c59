"""For `pytest --nbval-lax lessons`: what nbval needs to be trusted (a dead kernel fails, cells have names, a score)."""

pytest_plugins = ["dlcourse.notebooks.pytest_plugin"]
