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

function draw() {
  planned = 0;
  cards.update(changed);
  changed = new Set();
  bar.draw();
  const { all, done, copies, without, others } = batch.counts();
  if (!all) return;
  if (done < all) worded(summary, "at-work");
  else {
    counted(summary, "summary", copies, without, others);
    drawLeftOut(batch.all);
  }
}

function drawSoon() {
  planned ||= setTimeout(draw, BETWEEN_DRAWINGS);
}

/** @param {Given[]} given */
function take(given) {
  const first = batch.all.length === 0;
  batch.add(given);
  document.body.classList.add("chosen");
  byId("start").hidden = true;
  byId("results").hidden = false;
  draw();
  // The start is gone, and with it whatever had the focus: reading goes on at the results. Later choices leave it alone.
  if (first) byId("results-heading").focus();
}

async function startAgain() {
  batch.clear();
  (await crew.catch(() => null))?.cancel();
  changed.clear();
  cards.clear();
  drawLeftOut([]);
  draw();
  delete summary.dataset.counted;
  summary.textContent = "";
  document.body.classList.remove("chosen");
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
takeDrops(take);
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
