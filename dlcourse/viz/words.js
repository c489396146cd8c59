// A line of words under a picture that a screen reader says when it changes: the element stays, its text changes.
// It also gives each slider beside it the name that stands in its label.

function nameSliders(el) {
  const view = el.closest(".dl-live") ?? el.parentElement;
  for (const slider of view?.querySelectorAll(".widget-slider") ?? []) {
    const label = slider.querySelector("label")?.textContent.trim();
    const handle = slider.querySelector('[role="slider"]');
    if (label && handle && handle.getAttribute("aria-label") !== label) handle.setAttribute("aria-label", label);
  }
}

function render({ model, el }) {
  const line = document.createElement("div");
  line.className = "dl-words";
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "polite");
  el.append(line);
  const say = () => { line.textContent = model.get("value"); nameSliders(el); };
  model.on("change:value", say);
  requestAnimationFrame(say); // after the element is on the page: what is there from the start is not news
  return () => model.off("change:value", say);
}

export default { render };
