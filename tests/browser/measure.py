"""What can be measured of a page: names for a screen reader, contrast, the colours of pictures, what is too wide."""

from __future__ import annotations

OUTPUTS = ".jp-Notebook .jp-OutputArea"

# A picture's words are its alt text or, where a widget has none, its title; one with neither is silent.
SILENT = f"""[...document.querySelectorAll('{OUTPUTS} img')].filter(image => !(image.alt || image.title).trim())
    .map(image => `${{image.closest('[data-cell]').dataset.cell}}: ${{image.outerHTML.slice(0, 60)}}`)"""

# Too wide is what scrolls sideways, and what is cut off at the right edge of its cell.
WIDE = f"""[...document.querySelectorAll('{OUTPUTS}, {OUTPUTS} *')].filter(one => {{
    const scrolls = one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX);
    const end = one.closest('.jp-OutputArea').getBoundingClientRect().right;
    const cut = one.matches('img, canvas, table, label, select, button, .slider, .widget-readout') && one.getBoundingClientRect().right > end + 1;
    return scrolls || cut;
}}).map(one => `${{one.closest('[data-cell]').dataset.cell}}: ${{one.tagName}} ${{one.className}} ${{one.scrollWidth}} > ${{one.clientWidth}}`)"""

# For each element with text of its own in a feedback, a quiz or under a picture: the contrast of WCAG 2, between its colour and
# the first background behind it that is not transparent.
CONTRASTS = """() => {
    const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
    const share = value => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * share(r) + 0.7152 * share(g) + 0.0722 * share(b);
    const behind = element => {
        for (let one = element; one; one = one.parentElement) {
            const [r, g, b, alpha = 1] = numbers(getComputedStyle(one).backgroundColor);
            if (alpha === 1) return [r, g, b];
        }
        return [255, 255, 255];
    };
    const own = element => [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join(' ').trim();
    const found = {};
    for (const element of document.querySelectorAll('[role="note"] *, .widget-html-content *, .widget-radio-box label')) {
        const text = own(element);
        if (!text || !element.offsetParent) continue;
        const [one, other] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        const label = `${element.closest('[data-cell]').dataset.cell}: ${text.slice(0, 50)}`;
        found[label] = Math.min(found[label] ?? 99, Math.round(100 * ratio) / 100);
    }
    return found;
}"""

CORNERS = f"""[...document.querySelectorAll('{OUTPUTS} img')].map(image => {{
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    return pen.getImageData(1, 1, 1, 1).data.join(' ');
}})"""


def names_by_role(page, *roles):
    """The accessible names of what has one of these roles in the notebook, as a screen reader gets them."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    notebook = session.send("DOM.querySelector", {"nodeId": root, "selector": ".jp-Notebook"})["nodeId"]
    names = {}
    for role in roles:
        found = session.send("Accessibility.queryAXTree", {"nodeId": notebook, "role": role})["nodes"]
        names[role] = [node["name"]["value"] for node in found if not node["ignored"]]
    session.detach()
    return names


def pictures_without_words(page):
    """The pictures among the outputs that say nothing to somebody who cannot see them."""
    return page.evaluate(SILENT)


def scrolling(page):
    """What among the outputs scrolls sideways."""
    return page.evaluate(WIDE)


def contrasts(page):
    """Text -> the contrast with what is behind it, for feedback, questions and the words below pictures."""
    return page.evaluate(CONTRASTS)


def corner_colours(page):
    """The colour (red, green, blue, opacity) in the corner of each picture among the outputs."""
    return page.evaluate(CORNERS)
