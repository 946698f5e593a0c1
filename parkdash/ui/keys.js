// Keys of a page: each stands on the element that it presses, as data-key="a". While somebody types, only Escape counts.
if (!window.parkdashKeys) {
  window.parkdashKeys = true;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable=true]");
    const key = event.key.toLowerCase();
    if (typing && key !== "escape") return;
    const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const card = { a: "action", n: "note" }[key] && document.activeElement?.closest?.("a.pd-card");
    if (card) { // on a card that the Tab key has reached: about its number
      const target = new URL(card.getAttribute("href"), window.location.href);
      target.searchParams.set("write", { a: "action", n: "note" }[key]);
      event.preventDefault();
      window.parkdashGo(target.pathname + target.search);
      return;
    }
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}
