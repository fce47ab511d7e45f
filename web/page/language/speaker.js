// @ts-check
// Sentences with numbers come from the core. They are asked of a worker of their own, which is never busy with a file.
import { newWorker } from "../cleaning/assets.js";

/** @typedef {import("../cleaning/protocol.js").Language} Language */
/** @typedef {{tell: (text: string) => void, give: () => void}} Asked */

const MOST_KEPT = 500;

/** @param {WebAssembly.Module} module @returns {import("./words.js").Say} */
export function speaker(module) {
  /** @type {Map<string, Promise<string>>} */ const kept = new Map();
  /** @type {Map<number, Asked>} */ const asked = new Map();
  /** @type {Worker | null} */ let worker = null;
  let next = 0;

  const stop = () => {
    worker?.terminate();
    worker = null;
    for (const { give } of asked.values()) give();
    asked.clear();
  };
  const start = () => {
    worker = newWorker();
    worker.addEventListener("message", ({ data }) => {
      if (data.kind === "trapped") return stop();
      asked.get(data.id)?.tell(data.text);
      asked.delete(data.id);
    });
    worker.addEventListener("error", stop);
    worker.postMessage({ kind: "start", module });
    return worker;
  };

  return (language, what, numbers) => {
    const key = [language, what, ...numbers].join(" ");
    let text = kept.get(key);
    if (!text) {
      if (kept.size >= MOST_KEPT) kept.clear();
      const id = next++;
      text = new Promise((tell, fail) => {
        asked.set(id, { tell, give: () => { kept.delete(key); fail(new Error(what)); } });
      });
      kept.set(key, text);
      (worker ?? start()).postMessage({ kind: "say", id, language, what, numbers });
    }
    return text;
  };
}
