// Rows that are selected, by their tracking ids; a row that is replaced by a newer copy of itself stays selected.
import { confirm, sayCount } from "./say.js";

export function startSelection() {
  const chosen = new Set();
  const table = document.querySelector("table:has([data-select])");
  const bar = document.querySelector(".selected");
  if (!table || !bar) {
    return { chosen, show() {} };
  }

  const all = table.querySelector("[data-select-all]");
  const boxes = () => [...table.querySelectorAll("[data-select]")];
  const idOf = box => box.closest("[data-id]").dataset.id;
  boxes().filter(box => box.defaultChecked).forEach(box => chosen.add(idOf(box))); // a form that came back

  function show() {
    for (const box of boxes()) {
      box.checked = chosen.has(idOf(box));
    }

    all.checked = chosen.size > 0 && boxes().every(box => box.checked);
    all.indeterminate = chosen.size > 0 && !all.checked;
    bar.hidden = chosen.size === 0;
    sayCount(bar.querySelector("[role=status]"), chosen.size);
  }

  table.addEventListener("change", event => {
    const changed = event.target === all ? boxes() : event.target.matches("[data-select]") ? [event.target] : [];
    for (const box of changed) {
      chosen[event.target.checked ? "add" : "delete"](idOf(box));
    }

    show();
  });
  bar.querySelector("[data-clear]").addEventListener("click", () => {
    chosen.clear();
    show();
    all.focus();
  });
  bar.querySelector("[data-copy]")?.addEventListener("click", async event => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText([...chosen].join("\n"));
    confirm(button);
  });
  show(); // a browser that goes back keeps boxes checked
  return { chosen, show };
}
