// @ts-check
// Where the core and the worker's script come from: out of the document itself in the one-file form, which may ask
// nobody for anything, and else from beside the page. Nothing else knows of the two forms.

const packed = document.getElementById("core");
const script = document.getElementById("worker");

export const oneFile = packed !== null && script !== null;

/** @param {string} name */
async function beside(name) {
  const answer = await fetch(name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

/** @returns {Promise<ArrayBuffer>} */
async function read() {
  const small = packed
    ? new Blob([Uint8Array.from(atob(packed.textContent.trim()), letter => letter.charCodeAt(0))])
    : await (await beside("untrace.core")).blob();
  return new Response(small.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

let address = "";

/** The compiled core, and the SHA-256 of the very bytes that were compiled; null where the browser has no digests. */
export async function load() {
  const [bytes, text] = await Promise.all([read(), script?.textContent ?? beside("worker.js").then(answer => answer.text())]);
  // A worker has the page's policy if it starts from a blob. From an address of its own it has none, unless the host sends one.
  address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const [module, digest] = await Promise.all([
    WebAssembly.compile(bytes),
    globalThis.crypto?.subtle?.digest("SHA-256", bytes) ?? null,
  ]);
  const hex = digest && Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
  return { module, hex };
}

/** Only after `load`. */
export const newWorker = () => new Worker(address);
