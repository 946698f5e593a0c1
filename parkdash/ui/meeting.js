// A meeting is walked without the server: all its steps are in the page as templates, of which the browser draws none; the
// address says which one is seen, and that one is copied onto the stage. What opens or writes something asks the server.
window.parkdashMeeting = () => {
  const deck = () => document.querySelector(".pm-meeting");
  const asked = () => new URLSearchParams(window.location.search);
  const steps = () => [...deck().querySelectorAll("template")].map((each) => each.content.firstElementChild);
  const step = () => steps().find((each) => each.dataset.token === asked().get("agenda")) || steps()[0];
  const dialog = (name) => deck().querySelector(`.pm-${name}`);
  const onServer = () => asked().has("write") || asked().has("view");
  const stage = () => deck().querySelector(".pm-stage");

  const show = () => {
    if (!deck()) return;
    const wanted = step();
    if (stage().firstElementChild?.dataset.token !== wanted.dataset.token) stage().replaceChildren(wanted.cloneNode(true));
    window.parkdashClock?.();
  };
  const place = (token, more) => {
    const to = asked();
    ["view", "write"].forEach((name) => to.delete(name));
    if (token) to.set("agenda", token);
    Object.entries(more || {}).forEach(([name, value]) => to.set(name, value));
    return `${window.location.pathname}?${to}`;
  };
  const go = (token, more) => {
    if (!token) return;
    close();
    if (more || onServer()) window.parkdashGo(place(token, more));
    else window.history.pushState({}, "", place(token));
    show();
    document.activeElement?.blur?.();
    if (!more) stage().querySelector("h1").focus({ preventScroll: true });
  };
  const close = () => ["find", "help"].forEach((name) => { dialog(name).hidden = true; });
  const leave = () => window.parkdashGo(deck().dataset.leave);
  const up = () => {
    if (!dialog("find").hidden || !dialog("help").hidden) close();
    else if (onServer()) go(step().dataset.token);
    else if (step().dataset.fold) go(step().dataset.fold);
    else leave();
  };
  const open = () => {
    if (step().dataset.inside) go(step().dataset.inside);
    else if (step().dataset.kind === "metric") go(step().dataset.token, { view: "records" });
  };
  const find = () => {
    close();
    dialog("find").hidden = false;
    const field = dialog("find").querySelector("input");
    field.value = "";
    sift();
    field.focus();
  };
  const sift = () => {
    const words = dialog("find").querySelector("input").value.trim().toLowerCase();
    const fits = (link) => /^\d+$/.test(words)
      ? link.dataset.by.split(" ")[0].startsWith(words) : link.dataset.by.includes(words);
    dialog("find").querySelectorAll("a").forEach((link) => { link.parentElement.hidden = !fits(link); });
    choose(0);
  };
  const found = () => [...dialog("find").querySelectorAll("li:not([hidden]) a")];
  const choose = (number) => found().forEach((link, at) => {
    const chosen = at === Math.max(0, Math.min(number, found().length - 1));
    link.classList.toggle("pm-chosen", chosen);
    if (chosen) link.scrollIntoView({ block: "nearest" });
  });
  const finding = (key) => {
    const at = found().findIndex((link) => link.classList.contains("pm-chosen"));
    if (key === "Escape") close();
    else if (key === "Enter") go(found()[at]?.dataset.step);
    else if (key === "ArrowDown" || key === "ArrowUp") choose(at + (key === "ArrowDown" ? 1 : -1));
    else return false;
    return true;
  };
  const toggle = (name) => { const was = dialog(name).hidden; close(); dialog(name).hidden = !was; };
  const turn = (way) => go(step().dataset[way]);
  // From a key that opens a field until the field is there: what is typed meanwhile is meant for it, not for us.
  let waiting = 0;
  const write = (what) => {
    if (!("writes" in deck().dataset)) return;
    waiting = performance.now() + 3000;
    go(step().dataset.token, { write: what });
  };
  const does = {
    ArrowRight: () => turn("following"), PageDown: () => turn("following"), " ": () => turn("following"),
    ArrowLeft: () => turn("before"), PageUp: () => turn("before"), Enter: open, Escape: up,
    a: () => write("action"), n: () => write("note"), f: find, "?": () => toggle("help"), "？": () => toggle("help"),
    m: () => document.querySelector(".st-key-meeting_mask button")?.click(),
    s: () => { document.documentElement.classList.toggle("pm-reads"); },
  };
  // An input method for Chinese hands over "Process" in place of the letter.
  const named = (event) => event.key.length === 1 && event.key !== " " && /[a-z]/i.test(event.key)
    ? event.key.toLowerCase() : event.key === "Process" ? event.code.replace("Key", "").toLowerCase() : event.key;

  // What is pressed while the meeting is still being opened is done as soon as it stands.
  const early = window.parkdashEarly ??= [];
  const awaited = () => window.location.pathname.endsWith("/meeting");
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const heard = (event) => {
    if (!awaited() || event.target.closest?.("input, textarea, a, button") || !does[named(event)]) return;
    early.push([named(event), performance.now()]);
  };
  const catchUp = () => {
    const since = performance.now() - 15000;
    early.splice(0).forEach(([key, at]) => { if (at > since && awaited()) press(key); });
  };

  if (!window.parkdashMeets) {
    window.parkdashMeets = true;
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!deck()) { heard(event); return; }
      const on = event.target.closest ? event.target : document.body;
      const types = on.closest("input, textarea, [contenteditable=true]");
      let taken = false;
      if (types) taken = Boolean(types.closest(".pm-find")) && !event.isComposing && finding(event.key);
      else if (on.closest("a, button") && ["Enter", " "].includes(event.key)) return;
      else if (waiting > performance.now() && !document.querySelector(".st-key-entry input")) taken = true;
      else if (does[named(event)]) { does[named(event)](); taken = true; }
      if (!taken) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }, true);
    document.addEventListener("click", (event) => {
      const link = deck() && event.target.closest && event.target.closest("a[data-step]");
      if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(link.dataset.step);
    }, true);
    document.addEventListener("input", (event) => { if (event.target.closest(".pm-find")) sift(); });
    window.addEventListener("popstate", show);
    const spent = {};
    let last = performance.now(), seen = "";
    window.parkdashClock = () => {
      const now = performance.now(), passed = Math.min(now - last, 2000);
      last = now;
      if (!deck()) return;
      if (seen !== window.location.search) { seen = window.location.search; show(); }
      const part = `${asked().get("edition")} ${step().dataset.section}`;
      spent[part] = (spent[part] || 0) + passed / 1000;
      const clock = stage().querySelector(".pm-clock"), whole = Math.floor(spent[part]);
      const two = (number) => String(number).padStart(2, "0");
      const text = `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
      if (clock.firstChild.textContent !== text) clock.firstChild.textContent = text;
      clock.classList.toggle("pm-over", whole > Number(clock.dataset.planned));
    };
    setInterval(window.parkdashClock, 250);
  }
  show();
  if (deck()) catchUp();
};
