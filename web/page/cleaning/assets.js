// @ts-check
// Where the core and the worker's script come from: out of the document itself in the one-file form, which may ask
// nobody for anything, and else from beside the page. Nothing else knows of the two forms.

const packed = document.getElementById("wasm");
const script = document.getElementById("worker");

export const oneFile = packed !== null && script !== null;

/** @returns {Promise<ArrayBuffer>} */
async function read() {
  if (!packed) {
    const answer = await fetch("untrace.wasm");
    if (!answer.ok) throw new Error(`untrace.wasm: ${answer.status}`);
    return answer.arrayBuffer();
  }
  const bytes = Uint8Array.from(atob(packed.textContent.trim()), letter => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** The compiled core, and the SHA-256 of the very bytes that were compiled; null where the browser has no digests. */
export async function load() {
  const bytes = await read();
  const [module, digest] = await Promise.all([
    WebAssembly.compile(bytes),
    globalThis.crypto?.subtle?.digest("SHA-256", bytes) ?? null,
  ]);
  const hex = digest && Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
  return { module, hex };
}

let address = "";

/** @returns {Worker} */
export function newWorker() {
  if (!script) return new Worker("worker.js");
  address ||= URL.createObjectURL(new Blob([script.textContent], { type: "text/javascript" }));
  return new Worker(address);
}
