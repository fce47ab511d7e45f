// @ts-check
// Files and folders that are dropped anywhere on the page.
import { oneFile } from "../cleaning/assets.js";
import { everything, ofEntry, ofHandle } from "./folders.js";

/** @typedef {import("../cleaning/batch.js").Given} Given */
/** @typedef {import("./folders.js").Found} Found */

/** @param {DataTransferItem} item @returns {Promise<Found | null>} */
async function found(item) {
  const file = item.getAsFile();
  const entry = item.webkitGetAsEntry?.() ?? null;
  if (file && !entry?.isDirectory) return { name: file.name, folder: "", file: () => Promise.resolve(file), inside: null };
  // Chromium cannot read entries for a page that is a file itself. Elsewhere they are better: it asks before it hands out some handles.
  if (oneFile && "getAsFileSystemHandle" in item) {
    const handle = await /** @type {any} */ (item).getAsFileSystemHandle().catch(() => null);
    if (handle) return ofHandle(handle);
  }
  return entry && ofEntry(entry);
}

/** @param {DataTransfer} data @returns {Promise<Given[]>} */
async function dropped(data) {
  // All items are asked before anything is waited for: afterwards the browser has forgotten them.
  const all = await Promise.all(Array.from(data.items).filter(({ kind }) => kind === "file").map(found));
  return everything(all.filter(one => one !== null));
}

/** @param {(chosen: Given[]) => void} take @param {() => void} looks called when something was dropped and is looked into */
export function takeDrops(take, looks) {
  let depth = 0;
  const show = () => document.body.classList.toggle("dropping", depth > 0);
  /** @param {DragEvent} event */
  const holdsFiles = event => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragenter", event => {
    if (!holdsFiles(event)) return;
    depth++;
    show();
  });
  addEventListener("dragleave", event => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    show();
  });
  addEventListener("dragover", event => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("drop", async event => {
    if (!event.dataTransfer || !holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show();
    const chosen = dropped(event.dataTransfer);
    looks();
    take(await chosen);
  });
}
