// Links of the app are real links; this follows them without reloading the page. Streamlit listens for "popstate" and
// runs the script with the address it finds, which is also what the browser's Back button does.
if (!window.parkdashGo) {
  window.parkdashGo = (address) => {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-go]");
    const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented) return;
    event.preventDefault();
    const target = new URL(link.getAttribute("href"), window.location.href);
    if (target.href === window.location.href) return;
    window.parkdashGo(target.pathname + target.search);
  });
}
