// Texts come with the page, in the reader's language; scripts only fill in numbers.
const numbers = new Intl.NumberFormat(document.documentElement.dataset.locale);

/** Says how many there are, in a status region that carries the texts: data-said-one, data-said-other. */
export function sayCount(region, count) {
  say(region, (count === 1 ? region.dataset.saidOne : region.dataset.saidOther).replace("{count}", numbers.format(count)));
}

/** Says a text, once: a region that already says it stays silent. */
export function say(region, text) {
  if (region.textContent !== text) {
    region.textContent = text;
  }
}

/** Shows for a moment that a button did what it says. */
export function confirm(button) {
  const before = [...button.childNodes];
  button.replaceChildren(button.dataset.said);
  button.setAttribute("aria-live", "polite");
  setTimeout(() => button.replaceChildren(...before), 2000);
}
