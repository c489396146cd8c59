"""Ask a child, in tests."""


def run(child, *cells, seconds=30, **more):
    return child.ask({"do": "run", "cells": [[i, source] for i, source in enumerate(cells)], **more}, seconds)


def probe(child, name, kind="function", trials=((),), **more):
    wish = {"do": "probe", "kind": kind, "name": name, "trials": [list(args) for args in trials], **more}
    return child.ask(wish, 30)


def value_of(child, code):
    assert run(child, f"value = str({code})")["errors"] == {}
    return probe(child, "value", kind="value")["facts"]["0/out"]
