// Shortcut keys of lists: j k x / ?. They can be turned off (WCAG 2.1.4), and never act while somebody types.
const remembered = "csb-keys";
const isOn = () => localStorage.getItem(remembered) !== "off";

export function startKeys() {
  const help = document.getElementById("keys-help");
  if (!help) {
    return;
  }

  const open = () => help.open || help.showModal();
  const button = document.querySelector("[data-keys]");
  button.hidden = false;
  button.addEventListener("click", open);
  const on = help.querySelector("[data-keys-on]");
  on.checked = isOn();
  on.addEventListener("change", () => localStorage.setItem(remembered, on.checked ? "on" : "off"));

  document.addEventListener("keydown", event => {
    if (!isOn() || help.open || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) {
      return;
    }

    const act = { j: () => move(1), k: () => move(-1), x: select, "/": search, "?": open }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}

const rows = () => [...document.querySelectorAll("[data-live='list'] tbody [data-id], .list tbody [data-id]")];
const current = () => document.activeElement?.closest("[data-id]");

function move(by) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.querySelector("[data-main]").focus();
}

function select() {
  current()?.querySelector("[data-select]")?.click();
}

function search() {
  document.querySelector("[data-filters]")?.setAttribute("open", "");
  document.querySelector("[data-search]")?.focus();
}
