// Filters: folded away where there is little room, and no empty fields in the address.
const narrow = matchMedia("(width < 48rem)");

export function startFilters() {
  const panel = document.querySelector("[data-filters]");
  if (!panel) {
    return;
  }

  if (narrow.matches && !panel.querySelector("[aria-invalid='true']")) {
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
}
