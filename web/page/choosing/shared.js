// @ts-check
// Files that another app shared with this one. The service worker keeps them until the page that it opens has read
// them, and not longer.

/** @typedef {import("../cleaning/batch.js").Given} Given */

export const KEPT = "untrace-shared";
export const NAME = "X-Name";

/** @returns {Promise<Given[]>} */
export async function sharedFiles() {
  const kept = await caches.open(KEPT);
  /** @type {Given[]} */ const found = [];
  for (const request of await kept.keys()) {
    const answer = await kept.match(request);
    if (!answer) continue;
    const name = decodeURIComponent(answer.headers.get(NAME) ?? "") || "file";
    const blob = await answer.blob();
    // The bytes move into memory: what is kept is deleted at once.
    found.push({ file: new File([await blob.arrayBuffer()], name, { type: blob.type }), name, folder: "" });
  }
  await caches.delete(KEPT);
  return found;
}
