"""A lesson in a real JupyterLab, with the words that a test needs: run it, write into a cell, read what it says.

Nothing waits for a fixed time: each step waits for what it is about, at most PATIENCE seconds; for what a cell that has run has
to show, at most SHOWN seconds.
"""

from __future__ import annotations

PATIENCE = 90  # a loaded machine may need many of them to start JupyterLab and a kernel
SHOWN = 30

PANEL = "window.jupyterapp.shell.currentWidget"
IDLE = "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
NAME_CELLS = f"{PANEL}.content.widgets.forEach(cell => cell.node.setAttribute('data-cell', cell.model.id))"
RUN_ALL = """window.ranAll = null;
window.jupyterapp.commands.execute('notebook:run-all-cells').then(well => { window.ranAll = {well}; }); null"""
RAN = """([cell, before]) => {
    const prompt = cell.querySelector('.jp-InputPrompt').innerText;
    return prompt !== before && /\\d/.test(prompt);
}"""
SET_THEME = "name => { window.jupyterapp.commands.execute('apputils:change-theme', {theme: name}); }"
BACKGROUND_IS = """colour => {
    const probe = document.createElement('div');
    probe.style.color = colour;
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor === wanted;
}"""
BYTES = """async image => {
    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}"""
CHANGED = f"async ([image, before]) => (await ({BYTES})(image)) !== before"
ERRORS = '.jp-RenderedText[data-mime-type="application/vnd.jupyter.error"]'
STDERR = '.jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]'
# Not ours: ipywidgets' front end (jupyterlab-manager 5) sets a disposed view to null, but a layout message that was posted in the
# same frame, before a cell's new output replaced the old one, still reaches it. Nothing on the page suffers.
LATE_MESSAGE = ("reading 'processLuminoMessage'", "@jupyter-widgets/jupyterlab-manager")


class NotebookPage:
    """One notebook on one page of the browser; `complaints` fills with the page's errors."""

    def __init__(self, page, address):
        self.page = page
        self.complaints = []
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("console", self._listen)
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        page.wait_for_function(IDLE)
        page.evaluate(NAME_CELLS)

    def _listen(self, message):
        if message.type == "error" and not all(words in message.text for words in LATE_MESSAGE):
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def run_all(self):
        """Run every cell, from the menu's command, and wait for the last."""
        self.page.evaluate(RUN_ALL)
        self.page.wait_for_function("window.ranAll !== null")
        self.wait_until_idle()

    def wait_until_idle(self):
        """Until the kernel has nothing to do."""
        self.page.wait_for_function(IDLE)

    def use_theme(self, name):
        """Change JupyterLab's theme, as its menu does, and wait until its style sheet is there."""
        light = "false" if "Dark" in name else "true"
        self.page.evaluate(SET_THEME, name)
        self.page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")
        self.page.wait_for_function(BACKGROUND_IS, arg="#111111" if light == "false" else "white")

    def cell(self, name):
        """The cell with that id."""
        return self.page.locator(f'[data-cell="{name}"]')

    def output(self, name):
        """What a cell shows."""
        return self.cell(name).locator(".jp-OutputArea").first

    def write(self, name, line, text):
        """Replace a line of a cell's code, found by its words, as a person does: click, select, type; then Shift+Enter."""
        found = self.cell(name).locator(".cm-line", has_text=line)
        found.click()
        self.page.keyboard.press("End")
        self.page.keyboard.press("Shift+Home")
        self.page.keyboard.type(text)
        self.run(name)

    def run(self, name):
        """Press Shift+Enter in a cell that has the cursor, and wait for its end."""
        cell = self.cell(name)
        before = cell.locator(".jp-InputPrompt").inner_text()
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(RAN, arg=[cell.element_handle(), before])
        self.wait_until_idle()

    def picture(self, name):
        """The picture of a visualizer."""
        return Picture(self, self.cell(name))

    def errors(self):
        """What the cells show in red: errors and stderr."""
        return [*self.page.locator(ERRORS).all_inner_texts(), *self.page.locator(STDERR).all_inner_texts()]


class Picture:
    """A visualizer in a cell."""

    def __init__(self, notebook, cell):
        self.page = notebook.page
        self.image = cell.locator("img.widget-image")
        self.said = cell.locator('.jp-OutputArea [aria-live="polite"]')
        self.line = cell.locator(".jp-OutputArea code")
        self.cell = cell

    def bytes(self):
        """A digest of what the <img> shows now."""
        return self.image.evaluate(BYTES)

    def wait_for_another(self, before):
        """Until the picture is not the one with that digest."""
        self.page.wait_for_function(CHANGED, arg=[self.image.element_handle(), before], polling=100)

    def words(self):
        """What a screen reader calls the picture."""
        return self.image.evaluate("image => image.alt || image.title")

    def slider(self, label=None):
        """The handle of a slider, by the label beside it; of the only one, without a label."""
        box = self.cell.locator(".widget-slider")
        return (box.filter(has_text=label) if label else box).locator('[role="slider"]')
