// Buttons that copy what stands beside them.
import { confirm } from "./say.js";

export function startCopying() {
  for (const button of document.querySelectorAll("[data-copy-of]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector(`[data-copied="${button.dataset.copyOf}"]`).textContent);
      confirm(button);
    });
  }
}
