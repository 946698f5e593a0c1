// The field for an action: the cursor goes into it, and the owners that fit what stands after @ are offered below it.
// ↑ ↓ choose one, Tab or Enter take it; Enter without a choice saves, Esc closes (ui/keys.js).
window.parkdashEntry = (owners) => {
  const TWICE_MS = 800; // a second Enter within this is a slip of the finger: the answer is not here yet
  const field = () => document.querySelector(".st-key-entry input");
  const box = () => document.getElementById("pd-fits");
  const typed = (input) => /[@＠]([^\s@＠]*)$/.exec(input.value.slice(0, input.selectionStart));
  const within = (short, whole) => {
    let from = 0;
    return [...short].every((sign, place) => {
      const at = whole.indexOf(sign, from);
      from = at + 1;
      return at >= 0 && (place > 0 || at === 0);
    });
  };
  const fits = (word) => {
    const asked = word.toLowerCase();
    const found = owners.filter((owner) => within(asked, owner.toLowerCase()) && owner !== word);
    return found.sort((a, b) => b.toLowerCase().startsWith(asked) - a.toLowerCase().startsWith(asked)).slice(0, 6);
  };
  let chosen = -1;
  let given = -TWICE_MS;
  const draw = (input, names) => {
    const list = box();
    if (!list) return;
    list.replaceChildren(...names.map((name, place) => {
      const option = document.createElement("div");
      option.id = `pd-fit-${place}`;
      option.textContent = name;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(place === chosen));
      option.addEventListener("mousedown", (event) => { event.preventDefault(); take(input, name); });
      return option;
    }));
    list.hidden = !names.length;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "pd-fits");
    input.setAttribute("aria-expanded", String(names.length > 0));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `pd-fit-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (input, name) => {
    const at = input.selectionStart - typed(input)[1].length;
    const value = `${input.value.slice(0, at)}${name} ${input.value.slice(input.selectionStart)}`;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.setSelectionRange(at + name.length + 1, at + name.length + 1);
    chosen = -1;
    draw(input, []);
  };
  window.parkdashTyped = (event) => {
    const input = field();
    if (!input || event.target !== input) return;
    const now = typed(input);
    const names = now ? fits(now[1]) : [];
    if (event.type === "input") { chosen = -1; draw(input, names); return; }
    if (event.key === "Enter" && chosen < 0 && !event.isComposing) {
      const twice = event.timeStamp - given < TWICE_MS;
      if (twice) { event.preventDefault(); event.stopPropagation(); return; }
      given = event.timeStamp;
      return;
    }
    if (!names.length || box()?.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) chosen = (chosen + step + names.length) % names.length;
    else if (event.key === "Tab" || (event.key === "Enter" && chosen >= 0)) take(input, names[Math.max(chosen, 0)]);
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (step) draw(input, names);
  };
  if (!window.parkdashTyping) {
    window.parkdashTyping = true;
    document.addEventListener("keydown", (event) => window.parkdashTyped(event), true);
    document.addEventListener("input", (event) => window.parkdashTyped(event), true);
  }
  const focus = (tries) => {
    const input = field();
    if (input) input.focus();
    else if (tries) setTimeout(() => focus(tries - 1), 30);
  };
  focus(50);
};
