// @ts-check
// Keeps the page's own files under the digest of this build, answers for those from there, and takes what other apps
// share. It answers for nothing else.
import { KEPT, NAME } from "./choosing/shared.js";

/** @typedef {Event & {waitUntil(done: Promise<unknown>): void}} Lasting */
/** @typedef {Lasting & {request: Request, respondWith(answer: Promise<Response>): void}} Fetching */

const OWN = `untrace-${OWN_DIGEST}`;
const here = new URL("./", self.location.href);
const addresses = new Set(OWN_FILES.map(name => new URL(name, here).href));

/** @param {"install" | "activate" | "fetch"} kind @param {(event: any) => void} act */
const when = (kind, act) => self.addEventListener(kind, act);

when("install", /** @param {Lasting} event */ event => {
  event.waitUntil((async () => {
    const own = await caches.open(OWN);
    await own.addAll([...addresses].map(address => new Request(address, { cache: "reload" })));
  })());
});

when("activate", /** @param {Lasting} event */ event => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter(name => name.startsWith("untrace-") && name !== OWN && name !== KEPT);
    await Promise.all(old.map(name => caches.delete(name)));
  })());
});

/** @param {Request} request */
async function keep(request) {
  const address = new URL("./?shared", here).href;
  try {
    const form = await request.formData();
    await caches.delete(KEPT);
    const kept = await caches.open(KEPT);
    let number = 0;
    for (const file of form.getAll("files")) {
      if (!(file instanceof File)) continue;
      const headers = { "Content-Type": file.type || "application/octet-stream", [NAME]: encodeURIComponent(file.name) };
      await kept.put(new URL(`shared/${number++}`, here), new Response(file, { headers }));
    }
    return Response.redirect(address, 303);
  } catch {
    await caches.delete(KEPT);
    return Response.redirect(`${address}=failed`, 303);
  }
}

when("fetch", /** @param {Fetching} event */ event => {
  const { request } = event;
  const address = new URL(request.url);
  address.search = "";
  address.hash = "";
  if (request.method === "POST" && address.href === new URL("share", here).href) return event.respondWith(keep(request));
  if (request.method !== "GET" || !addresses.has(address.href)) return;
  event.respondWith((async () => (await (await caches.open(OWN)).match(address.href)) ?? fetch(request))());
});
