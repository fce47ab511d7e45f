// @ts-check
// The page from start to end: what is chosen goes to the workers, what comes back is drawn, and the copies go out.
import { offerChoice } from "./choosing/buttons.js";
import { takeDrops } from "./choosing/dropping.js";
import { useInstallation } from "./choosing/installed.js";
import { load, oneFile } from "./cleaning/assets.js";
import { Batch } from "./cleaning/batch.js";
import { Crew } from "./cleaning/crew.js";
import { speaker } from "./language/speaker.js";
import { counted, onSwitch, sentencesFrom, startSpeaking, worded } from "./language/words.js";
import { barOf } from "./showing/bar.js";
import { cardsOf } from "./showing/cards.js";
import { comparing } from "./showing/compare.js";
import { byId } from "./showing/element.js";
import { drawLeftOut } from "./showing/left-out.js";
import { unfoldForPrint } from "./showing/print.js";

/** @typedef {import("./cleaning/batch.js").Given} Given */
/** @typedef {import("./cleaning/batch.js").Chosen} Chosen */

// Redrawing after each file would take longer than the files do.
const BETWEEN_DRAWINGS = 80;

startSpeaking();

const loaded = load();
const crew = loaded.then(({ module }) => new Crew(module));
crew.catch(() => {});
const batch = new Batch(
  async (file, name, begins) => {
    try {
      return await (await crew).clean(file, name, begins);
    } catch {
      return { result: null, trouble: "stopped" };
    }
  },
  async file => (await crew).compare(file),
  chosen => {
    changed.add(chosen);
    drawSoon();
  },
);
const cards = cardsOf(() => batch.all, comparing());
const bar = barOf(batch);
const summary = byId("summary");

/** @type {Set<Chosen>} */ let changed = new Set();
let planned = 0;
// Files of a work that is done: what comes later about their previews changes no list, and closes none that somebody opened.
let ended = 0;
// Drops that are looked into.
let looking = 0;

function draw() {
  planned = 0;
  cards.update(changed);
  changed = new Set();
  bar.draw();
  const { all, done, copies, without, others } = batch.counts();
  if (!all) return;
  if (done < all) worded(summary, "at-work");
  else if (ended !== all) {
    counted(summary, "summary", copies, without, others);
    drawLeftOut(batch.all);
  }
  ended = done < all ? 0 : all;
}

function drawSoon() {
  planned ||= setTimeout(draw, BETWEEN_DRAWINGS);
}

function showResults() {
  if (!byId("results").hidden) return;
  document.body.classList.add("chosen");
  byId("start").hidden = true;
  byId("results").hidden = false;
  // The start is gone, and with it whatever had the focus: reading goes on at the results. Later choices leave it alone.
  byId("results-heading").focus();
}

/** Large folders take their time until all that is in them is known. */
function look() {
  showResults();
  looking++;
  document.body.classList.add("looking");
  worded(summary, "working");
}

/** @param {Given[]} given */
function take(given) {
  batch.add(given);
  showResults();
  draw();
  // An empty folder is an answer, too.
  if (!batch.all.length) counted(summary, "summary", 0, 0, 0);
}

/** @param {Given[]} given */
function takeDropped(given) {
  looking = Math.max(0, looking - 1);
  document.body.classList.toggle("looking", looking > 0);
  take(given);
}

async function startAgain() {
  batch.clear();
  (await crew.catch(() => null))?.cancel();
  changed.clear();
  cards.clear();
  drawLeftOut([]);
  ended = 0;
  draw();
  delete summary.dataset.counted;
  summary.textContent = "";
  document.body.classList.remove("chosen", "looking");
  byId("results").hidden = true;
  byId("start").hidden = false;
  byId("choose-files").focus();
}

byId("cancel").addEventListener("click", async () => {
  (await crew.catch(() => null))?.cancel();
  draw();
  byId("results-heading").focus();
});
byId("start-again").addEventListener("click", startAgain);
onSwitch(() => {
  cards.redraw();
  drawLeftOut(batch.all);
  bar.draw();
});

offerChoice(take);
takeDrops(takeDropped, look);
unfoldForPrint();
byId("check-hosted").hidden = oneFile;
byId("check-alone").hidden = !oneFile;
useInstallation(take, () => {
  byId("share-lost").hidden = false;
});

loaded.then(({ module, hex }) => {
  sentencesFrom(speaker(module));
  if (hex) byId("checksum").textContent = hex;
  else worded(byId("checksum"), "no-checksum");
}, () => {
  byId("cannot-start").hidden = false;
  worded(byId("checksum"), "no-checksum");
});
