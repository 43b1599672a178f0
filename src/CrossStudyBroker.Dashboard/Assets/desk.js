// What every page does beyond plain HTML. Without scripts all pages still work.
import { localise } from "./times.js";
import { startCopying } from "./copying.js";
import { startFilters } from "./filters.js";
import { startKeys } from "./keys.js";
import { startLive } from "./live.js";
import { startSelection } from "./selection.js";

localise(document);
startCopying();
startFilters();
const selection = startSelection();
startKeys();
startLive(selection);
