// Filters: folded away where there is little room, no empty fields in the address, and lists of choices that close as one expects.
const narrow = matchMedia("(width < 48rem)");

export function startFilters() {
  const panel = document.querySelector("[data-filters]");
  if (!panel) {
    return;
  }

  if (narrow.matches && !panel.querySelector("[aria-invalid='true'], .invalid")) {
    panel.open = false;
  }

  const form = panel.querySelector("form");
  form.addEventListener("formdata", event => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") {
        event.formData.delete(name);
      }
    }
  });
  closeChoices(panel);
}

function closeChoices(panel) {
  const open = () => panel.querySelector("[data-pick][open]");
  document.addEventListener("click", event => {
    const pick = open();
    if (pick && !pick.contains(event.target)) {
      pick.open = false;
    }
  });
  panel.addEventListener("keydown", event => {
    const pick = open();
    if (pick && event.key === "Escape") {
      pick.open = false;
      pick.querySelector("summary").focus();
    }
  });
}
