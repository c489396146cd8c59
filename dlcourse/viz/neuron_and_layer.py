"""Lesson 1.02: the line that one neuron draws, and the rule that moves it towards its mistakes."""

from typing import ClassVar

import numpy as np

from dlcourse import style
from dlcourse.data import toy
from dlcourse.reference.neuron_and_layer import dense
from dlcourse.viz.controls import Choice, Float, Int, Log
from dlcourse.viz.panels import aside, beside, cross, label_axes, nice, panel, title_of, words
from dlcourse.viz.plane import clip_to_square, draw_points, draw_sides, line_ends, move_sides
from dlcourse.viz.visualizer import Task, Visualizer

REACH = 4.0  # the plane is shown from -4 to 4 both ways
STEPS = 60


class NeuronBoundary(Visualizer):
    """Weights and bias of one neuron, and the line where it changes its mind."""

    name = "neuron_boundary"
    title = "One neuron, one line"
    size = style.SQUARE
    controls: ClassVar = {
        "w1": Float(-2, 2, 1.0, step=0.1, label="weight w₁", help="How much the first input counts"),
        "w2": Float(-2, 2, 0.0, step=0.1, label="weight w₂", help="How much the second input counts"),
        "b": Float(-6, 6, 1.0, step=0.1, label="bias b", help="How easily the neuron fires"),
    }
    tasks: ClassVar = {
        "separate_blobs": Task(
            "Find w₁, w₂ and b with at least 95 of 100 points right.",
            lambda params, data: data["right"] >= 95,
            {"w1": 1.0, "w2": 0.8, "b": -1.2},
        ),
        "shift_only": Task(
            "Keep w₁ = 1 and w₂ = 1. Find a bias with at least 95 of 100 points right.",
            lambda params, data: params["w1"] == params["w2"] == 1 and data["right"] >= 95,
            {"w1": 1.0, "w2": 1.0, "b": -1.4},
        ),
        "all_wrong": Task(
            "Get at most 5 points right: the line of a good neuron, with its sides exchanged.",
            lambda params, data: data["right"] <= 5,
            {"w1": -1.0, "w2": -0.8, "b": 1.2},
        ),
    }

    def compute(self, w1, w2, b):
        """The blobs, what the neuron says of each, and where its line runs."""
        X, y = _shifted_blobs()
        w = np.array([w1, w2])
        fires = dense(X, w[:, None], np.array([b]))[:, 0] > 0
        length = float(np.hypot(w1, w2))
        foot = -b * w / length**2 if length > 0 else None  # the line's nearest point to the origin
        return {
            "X": X,
            "y": y,
            "w": w,
            "b": float(b),
            "wrong": fires != y,
            "right": int(np.sum(fires == y)),
            "foot": foot,
            "distance": abs(b) / length if length > 0 else None,
            "ends": line_ends(w, b, REACH),
        }

    def artists(self, figure, data):
        """The plane with both sides, the points, the line, the weight vector and its distance from the origin."""
        axes = _plane(figure, (50, 46, 290, 290), self.title)
        artists = {"sides": draw_sides(axes), "points": draw_points(axes, data["X"], data["y"])}
        (artists["line"],) = axes.plot([], [], color=style.MODEL, linewidth=2.5)
        artists["wrong"] = cross(axes)
        (artists["away"],) = axes.plot([], [], ":", color=style.MODEL, linewidth=1.5)
        axes.plot([0], [0], "+", color=style.MODEL, markersize=8)
        artists["arrow"] = axes.annotate(
            "",
            (0, 0),
            (0, 0),
            arrowprops={"arrowstyle": "-|>", "color": style.MODEL, "linewidth": 2, "shrinkA": 0},
        )
        artists["w"] = words(axes, size=11, weight="bold")
        artists["distance"] = words(axes)
        artists["title"] = title_of(axes)
        return artists

    def update(self, artists, data):
        """Turns and shifts the line, and what hangs on it."""
        w, b = data["w"], data["b"]
        move_sides(artists["sides"], w, b, REACH)
        artists["line"].set_data(*data["ends"])
        artists["wrong"].set_data(*data["X"][data["wrong"]].T)
        artists["title"].set_text(f"{self.title}: {data['right']} of 100 right")
        self._place_vector(artists, data)

    def _place_vector(self, artists, data):
        seen = data["foot"] is not None and np.max(np.abs(data["foot"])) < REACH
        for part in ("away", "arrow", "w", "distance"):
            artists[part].set_visible(seen)
        if not seen:
            return
        foot, w = data["foot"], data["w"]
        tip = clip_to_square(foot, w, REACH * 0.8)
        artists["arrow"].xy, artists["arrow"].xyann = tip, foot
        artists["away"].set_data([0, foot[0]], [0, foot[1]])
        across = np.array([-w[1], w[0]])
        aside(artists["w"], tip[0], tip[1], "w", across)
        far = data["distance"] >= 0.4
        text = f"distance {nice(round(data['distance'], 2))}" if far else ""
        aside(artists["distance"], foot[0] / 2, foot[1] / 2, text, -across)

    def words(self, data):
        """The neuron's formula, its line and how many points it gets right."""
        w, b = data["w"], data["b"]
        formula = f"{nice(w[0])} x₁ {_signed(w[1])} x₂ {_signed(b)}"
        if data["foot"] is None:
            where = "Both weights are 0, so there is no line: every point is on one side."
        elif len(data["ends"][0]) == 0:
            where = "Its line lies outside the picture: every point is on one side."
        else:
            where = f"Its line lies {nice(round(data['distance'], 2))} from the origin, at a right angle to the arrow w."
        return f"A neuron that fires where {formula} > 0. {where} {data['right']} of 100 points are right."


class PerceptronSteps(Visualizer):
    """The perceptron rule, one update at a time."""

    name = "perceptron_steps"
    title = "Each mistake pulls the line"
    controls: ClassVar = {
        "step": Int(0, STEPS, 0, label="step", help="How many updates were made", buttons=True),
        "data": Choice(
            ("blobs", "xor"), "blobs", label="data", help="Points that a line can part, or cannot"
        ),
        "lr": Log(0.01, 10, 1.0, step=0.5, label="learning rate", help="How far one mistake pulls"),
        "seed": Int(0, 9, 0, label="seed", help="Another start and another order of the points"),
    }
    tasks: ClassVar = {
        "no_mistakes": Task(
            "Step until no mistake remains.",
            lambda params, data: data["mistakes"][params["step"]] == 0,
            {"step": 12, "data": "blobs", "lr": 1.0, "seed": 0},
        ),
        "never_done": Task(
            f"Find data on which {STEPS} updates at a learning rate of 1 leave mistakes.",
            lambda params, data: (
                params["step"] == STEPS and params["lr"] == 1 and data["mistakes"][STEPS] > 0
            ),
            {"step": STEPS, "data": "xor", "lr": 1.0, "seed": 0},
        ),
        "too_timid": Task(
            f"On the blobs, find a learning rate with which {STEPS} updates are not enough.",
            lambda params, data: (
                params["data"] == "blobs" and params["step"] == STEPS and data["mistakes"][STEPS] > 0
            ),
            {"step": STEPS, "data": "blobs", "lr": 0.01, "seed": 0},
        ),
    }

    def compute(self, step, data, lr, seed):
        """The whole run: weights after each update, the point that asked for it, the mistakes that remain."""
        X, y = _perceptron_data(data)
        history, fired = perceptron(X, y, lr, np.random.default_rng(seed), STEPS)
        says = np.array([X @ w[:2] + w[2] > 0 for w in history])
        mistakes = np.sum(says != y, axis=1)
        return {
            "X": X,
            "y": y,
            "step": step,
            "weights": history[step],
            "before": history[max(step - 1, 0)],
            "fired": fired[step - 1] if step > 0 else None,
            "wrong": says[step] != y,
            "mistakes": mistakes,
        }

    def artists(self, figure, data):
        """The plane at the left, the mistakes step by step at the right."""
        axes = _plane(figure, (46, 44, 222, 222), self.title)
        artists = {"sides": draw_sides(axes), "points": draw_points(axes, data["X"], data["y"])}
        (artists["before"],) = axes.plot([], [], "--", color=style.MUTED, linewidth=1.8)
        (artists["line"],) = axes.plot([], [], color=style.MODEL, linewidth=2.5)
        artists["wrong"] = cross(axes, 11)
        (artists["fired"],) = axes.plot(
            [], [], "o", color=style.ERROR, fillstyle="none", markersize=15, markeredgewidth=2
        )
        return artists | self._count_artists(figure, len(data["X"]))

    def _count_artists(self, figure, m):
        axes = panel(figure, (340, 44, 345, 222), (-1, STEPS + 6), (-1, m * 1.12), "How many mistakes remain")
        label_axes(axes, "updates made", f"mistakes among {m} points")
        axes.set_xticks(range(0, STEPS + 1, 10))
        axes.set_yticks(range(0, m + 1, 10))
        axes.axhline(0, color=style.RIGHT, linewidth=1.2, zorder=1)
        (past,) = axes.plot([], [], color=style.ERROR, linewidth=1.8)
        (now,) = axes.plot([], [], "o", color=style.ERROR, markersize=8)
        return {"past": past, "now": now, "count": words(axes, size=11, weight="bold")}

    def update(self, artists, data):
        """Moves to the present step."""
        w, before, step, mistakes = data["weights"], data["before"], data["step"], data["mistakes"]
        for points, k in zip(artists["points"], (0, 1), strict=True):
            points.set_data(*data["X"][data["y"] == k].T)
        move_sides(artists["sides"], w[:2], w[2], REACH)
        artists["line"].set_data(*line_ends(w[:2], w[2], REACH))
        artists["before"].set_data(*(line_ends(before[:2], before[2], REACH) if step > 0 else ([], [])))
        artists["wrong"].set_data(*data["X"][data["wrong"]].T)
        artists["fired"].set_data(*([], []) if data["fired"] is None else data["X"][[data["fired"]]].T)
        steps = np.arange(STEPS + 1)
        artists["past"].set_data(steps[: step + 1], mistakes[: step + 1])
        artists["now"].set_data([step], [mistakes[step]])
        colour = style.RIGHT if mistakes[step] == 0 else style.ERROR
        artists["now"].set_color(colour)
        artists["count"].set_color(colour)
        beside(artists["count"], step, mistakes[step], f"{mistakes[step]}", right=True, above=True)

    def words(self, data):
        """The step, the point that asked for it, and what remains."""
        step, left = data["step"], data["mistakes"][data["step"]]
        start = "The line before the first update" if step == 0 else f"The line after update {step}"
        asked = ""
        if data["fired"] is not None:
            x = data["X"][data["fired"]]
            asked = f" The ringed point at ({x[0]:.1f}, {x[1]:.1f}) was wrong and pulled it here."
        remain = (
            "No mistake remains."
            if left == 0
            else f"{left} of {len(data['X'])} points {'is' if left == 1 else 'are'} wrong."
        )
        return f"{start}.{asked} {remain}"


def perceptron(X, y, lr, rng, steps):
    """The perceptron rule: at each mistake, w <- w + lr * x for a point that should fire, w <- w - lr * x for one that should not.

    X      (m, 2)
    y      (m,) of 0 and 1
    lr     how far one mistake pulls
    rng    the start and the order of the points
    steps  how many updates at most; once no mistake is left the weights stay
    returns  history (steps + 1, 3): w1, w2, b after each update; fired (steps,): which point asked, None where none did
    """
    angle = rng.uniform(0, 2 * np.pi)
    w = np.array(
        [1.5 * np.cos(angle), 1.5 * np.sin(angle), 1.0]
    )  # at first a line near the middle, turned anyhow
    order = rng.permutation(len(X))
    history, fired = [w], []
    position = 0
    for _ in range(steps):
        turn = np.roll(order, -position)
        wrong = turn[(X[turn] @ w[:2] + w[2] > 0) != y[turn]]
        fired.append(int(wrong[0]) if len(wrong) else None)
        if len(wrong):
            i = wrong[0]
            w = w + lr * (2 * y[i] - 1) * np.append(X[i], 1)
            position = int(np.flatnonzero(order == i)[0]) + 1
        history.append(w)
    return np.array(history), fired


def _shifted_blobs():
    """100 points whose best line does not pass the origin: class 1 at the upper right."""
    X, y = toy.blobs(m=100, noise=0.85, seed=3)
    return np.array([0.9, 0.5]) - X, y


def _perceptron_data(kind):
    """40 points in two clouds, or 40 in the four corners of an xor."""
    X, y = toy.blobs(m=40, noise=0.85, seed=15) if kind == "blobs" else toy.xor(m=40, noise=0.3, seed=1)
    return (np.array([1.0, 0.6]) - 0.9 * X, y) if kind == "blobs" else (1.6 * X, y)


def _plane(figure, box, title):
    axes = panel(figure, box, (-REACH, REACH), (-REACH, REACH), title)
    label_axes(axes, "input x₁", "input x₂")
    axes.set_xticks([-4, -2, 0, 2, 4])
    axes.set_yticks([-4, -2, 0, 2, 4])
    return axes


def _signed(number):
    return f"{'-' if number < 0 else '+'} {nice(abs(number))}"
