// From the click to the frame in which the last change was painted. `last` is set after that frame, not when it began.
(() => {
  const watch = (window.__watch = { clicked: 0, last: 0 });
  const painted = new MessageChannel();
  painted.port1.onmessage = () => { watch.last = performance.now(); };
  const changed = () => requestAnimationFrame(() => painted.port2.postMessage(0));
  document.addEventListener("click", (event) => { watch.clicked = watch.last = event.timeStamp; }, true);
  new MutationObserver(changed).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  window.__settled = ({ path, listed, still }) => {
    const app = document.querySelector("[data-testid=stApp]");
    const current = document.querySelector(".pd-nav a[aria-current=page]");
    const plots = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    return app
      && app.dataset.testScriptState === "notRunning"
      && app.dataset.testConnectionState === "CONNECTED"
      && window.location.pathname === path
      && (listed ? current && new URL(current.href).pathname === path : !current)
      && !document.querySelector("[data-testid=stSkeleton], [data-stale=true]")
      && plots.every((plot) => plot.querySelector(".js-plotly-plot .main-svg .trace"))
      && performance.now() - watch.last >= still
      && watch.last - watch.clicked > 0
      && watch.last - watch.clicked;
  };
})();
