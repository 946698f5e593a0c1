// Keys of a page: each stands on the element that it presses, as data-key="a". While somebody types, only Escape counts.
if (!window.parkdashKeys) {
  window.parkdashKeys = true;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
    const key = event.key.toLowerCase();
    if (typing && key !== "escape") return;
    const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}
