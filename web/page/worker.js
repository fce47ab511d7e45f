// @ts-check
// The worker: the core, and the messages that ask for it. One file at a time; what goes wrong is told, and the page
// then throws this worker away.
import init, { clean, say } from "untrace_web";
import { compared } from "./cleaning/previews.js";

/** @typedef {import("./cleaning/protocol.js").Request} Request */
/** @typedef {import("./cleaning/protocol.js").Reply} Reply */

/** @type {Promise<unknown>} */
let ready = Promise.reject(new Error("not started"));
ready.catch(() => {});

/** @param {Reply} reply */
const answer = reply => self.postMessage(reply);

/** @param {Request} request */
async function serve(request) {
  if (request.kind === "start") {
    ready = init({ module_or_path: request.module });
    await ready;
    return answer({ kind: "started" });
  }
  await ready;
  if (request.kind === "clean") {
    answer({ kind: "cleaned", id: request.id, result: clean(request.file, request.name) });
  } else if (request.kind === "compare") {
    answer({ kind: "compared", id: request.id, previews: await compared(request.file) });
  } else {
    answer({ kind: "said", id: request.id, text: say(request.language, request.what, Float64Array.from(request.numbers)) });
  }
}

self.addEventListener("message", ({ data }) => {
  serve(data).catch(() => answer({ kind: "trapped", id: data.id ?? null }));
});
