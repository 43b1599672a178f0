// Pages come with Finnish time. Where the browser is in another zone, moments are shown in that one; UTC stays on hover.
const home = "Europe/Helsinki";
const locale = document.documentElement.dataset.locale;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || home;
const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** Shows the moments in a piece of a page in the browser's zone. */
export function localise(root) {
  if (zone === home) {
    return;
  }

  for (const time of root.querySelectorAll("time[data-moment]")) {
    time.textContent = (time.dataset.moment === "clock" ? clock : format).format(new Date(time.dateTime));
  }

  for (const note of root.querySelectorAll("[data-zone]")) {
    note.textContent = note.dataset.zone.replace("{zone}", zone);
  }
}
