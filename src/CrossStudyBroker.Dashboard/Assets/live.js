// Keeps a page true while it is looked at: asks for the same page again, puts newer states into the rows that are there, and says how many rows are new.
// Rows never move by themselves. Nothing is asked for while the page is hidden or paused, and asking does not prolong the session.
import { localise } from "./times.js";
import { say, sayCount } from "./say.js";

const interval = 5000;
const paused = "csb-paused";

export function startLive(selection) {
  const list = document.querySelector("[data-live='list']");
  const message = document.querySelector("[data-live='message']");
  const overview = document.querySelector("[data-live='overview']");
  if (list) {
    followList(list, selection);
  } else if (overview) {
    followOverview(overview.querySelector(".live"));
  } else if (message) {
    follow(fresh => {
      replaceParts(fresh);
      return fresh.querySelector("[data-live='message']") !== null;
    }, () => {}, () => false);
  }
}

function followOverview(bar) {
  const region = bar.querySelector("[role=status]");
  follow(fresh => {
    replaceParts(fresh);
    say(region, "");
    return true;
  }, () => say(region, region.dataset.saidLost), pausing(bar));
}

/** Shows the bar of a page that is followed; says whether its reader has paused that. */
function pausing(bar) {
  const pause = bar.querySelector("[data-pause]");
  const isPaused = () => pause.getAttribute("aria-pressed") === "true";
  const setPaused = value => {
    pause.setAttribute("aria-pressed", value);
    sessionStorage.setItem(paused, value);
  };
  setPaused(sessionStorage.getItem(paused) === "true");
  pause.addEventListener("click", () => setPaused(!isPaused()));
  bar.hidden = false;
  return isPaused;
}

function followList(list, selection) {
  const bar = list.querySelector(".live");
  const region = bar.querySelector("[role=status]");
  const show = bar.querySelector("[data-new]");

  follow(fresh => {
    const known = new Map([...list.querySelectorAll("tbody [data-id]")].map(row => [row.dataset.id, row]));
    const rows = [...fresh.querySelectorAll("[data-live='list'] tbody [data-id]")];
    for (const row of rows.filter(row => known.has(row.dataset.id))) {
      for (const cell of row.querySelectorAll("[data-cell]:not(:has(time))")) {
        replace(known.get(row.dataset.id).querySelector(`[data-cell="${cell.dataset.cell}"]`), cell);
      }
    }

    const first = rows.findIndex(row => known.has(row.dataset.id));
    const count = first < 0 ? rows.length : first;
    show.hidden = count === 0;
    if (count === 0) {
      say(region, "");
    } else if (first < 0 && known.size > 0) {
      say(region, region.dataset.saidMany.replace("{count}", count));
    } else {
      sayCount(region, count);
    }

    selection.show();
    return true;
  }, () => say(region, region.dataset.saidLost), pausing(bar));
}

/** Puts newer content into the parts of a page. */
function replaceParts(fresh) {
  for (const part of document.querySelectorAll("[data-part]")) {
    if (!isInUse(part)) {
      replace(part, fresh.querySelector(`[data-part="${part.dataset.part}"]`));
    }
  }
}

/** True while somebody is in it, has opened something, or has typed something: it stays as it is. */
function isInUse(part) {
  return part.contains(document.activeElement) || part.querySelector("details[open]") !== null
    || [...part.querySelectorAll("textarea")].some(field => field.value !== field.defaultValue);
}

/** Puts the content of a newer element into an older one, if it differs. */
function replace(old, fresh) {
  if (!old || !fresh) {
    return;
  }

  localise(fresh);
  if (old.innerHTML !== fresh.innerHTML) {
    old.replaceChildren(...fresh.childNodes);
  }
}

/** Asks again and again, until told that there is nothing left to follow. */
function follow(take, lose, isPaused) {
  const ask = async () => {
    if (!document.hidden && !isPaused()) {
      try {
        const answer = await fetch(location.href, { headers: { "X-Background": "true" }, redirect: "error" });
        if (!answer.ok) {
          throw new Error(answer.status);
        }

        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!isPaused() && !take(fresh)) { // paused meanwhile: the page stays as its reader left it
          return;
        }
      } catch {
        lose();
      }
    }

    setTimeout(ask, interval);
  };
  setTimeout(ask, interval);
}
