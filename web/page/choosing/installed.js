// @ts-check
// The hosted page keeps itself for times without a network, and takes what other apps share with it.
import { oneFile } from "../cleaning/assets.js";
import { KEPT, sharedFiles } from "./shared.js";

/** @typedef {import("../cleaning/batch.js").Given} Given */

/** @param {(chosen: Given[]) => void} take @param {() => void} failed */
export async function useInstallation(take, failed) {
  if (oneFile || !globalThis.isSecureContext || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("service-worker.js").catch(() => {});
  const asked = new URLSearchParams(location.search);
  try {
    if (!asked.has("shared")) {
      await caches.delete(KEPT);
      return;
    }
    // A page that is loaded again has nothing more to read.
    history.replaceState(null, "", location.pathname);
    const chosen = await sharedFiles();
    if (chosen.length) take(chosen);
    else if (asked.get("shared") === "failed") failed();
  } catch {
    failed();
  }
}
