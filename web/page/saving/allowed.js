// @ts-check
// What a kept name may be made of: names come from anywhere, and end in zips and folders of every system.

const MOST_BYTES = 255;
// Control characters, what systems and paths reserve, lone halves of characters, and marks that turn text around.
const REFUSED = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\\/:*?"<>|]/gu;
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

const bytes = new TextEncoder();

/** @param {string} text */
const sizeOf = text => bytes.encode(text).length;

/** @param {string} name @returns {[string, string]} the stem, and the extension with its dot or nothing */
export function split(name) {
  const at = name.lastIndexOf(".");
  return at > 0 && name.length - at <= 10 ? [name.slice(0, at), name.slice(at)] : [name, ""];
}

/** @param {string} name */
export function allowed(name) {
  const plain = name.replace(REFUSED, "_").replace(/[. ]+$/, "").replace(RESERVED, "_$1");
  return fitting(plain || "_", "");
}

/** The name with something after its stem, cut so that all of it fits. @param {string} name @param {string} mark */
export function fitting(name, mark) {
  const [stem, extension] = split(name);
  const letters = Array.from(stem);
  while (letters.length > 1 && sizeOf(letters.join("") + mark + extension) > MOST_BYTES) letters.pop();
  return letters.join("") + mark + extension;
}

/** The first of `a.jpg`, `a (2).jpg`, `a (3).jpg`… @param {string} name @yields {string} */
export function* candidates(name) {
  yield name;
  for (let number = 2; ; number++) yield fitting(name, ` (${number})`);
}

/** A name that is not taken yet, ignoring case, which is taken from then on. @param {string} name @param {Map<string, number>} taken */
export function freeName(name, taken) {
  const key = name.toLowerCase();
  let number = taken.get(key) ?? 0;
  let free = name;
  if (number) {
    do free = fitting(name, ` (${++number})`);
    while (taken.has(free.toLowerCase()));
  }
  taken.set(key, Math.max(number, 1));
  if (free !== name) taken.set(free.toLowerCase(), 1);
  return free;
}
