// @ts-check
// In a worker: what the small previews inside a photo show. The browser decodes them and the photo, the core compares.
// What a browser cannot decode is not compared.
import { compare, previews } from "untrace_web";

/** @typedef {import("./protocol.js").Preview} Preview */

// More points say no more: the core compares far fewer.
const WIDTH = 640;
const NOTHING = { width: 0, data: new Uint8Array() };

/** Its points, turned as they are coded. @param {Blob} blob */
async function points(blob) {
  try {
    const bitmap = await createImageBitmap(blob, { imageOrientation: "none", resizeWidth: WIDTH, resizeQuality: "medium" });
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
    if (!context) return NOTHING;
    context.drawImage(bitmap, 0, 0);
    const { width, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    bitmap.close();
    return { width, data: new Uint8Array(data.buffer) };
  } catch {
    return NOTHING;
  }
}

/** @param {Blob} file @returns {Promise<Preview[]>} */
export async function compared(file) {
  /** @type {Preview[]} */ const all = [];
  const found = previews(file);
  const picture = found.length ? await points(file) : NOTHING;
  for (const preview of found) {
    const { width, data } = await points(preview);
    all.push({ ...compare(picture.width, picture.data, width, data), picture: preview });
  }
  return all;
}
