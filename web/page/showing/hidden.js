// @ts-check
// The small pictures inside a photo, where they show more than the photo or something else: seen, that says more than
// any sentence.
import { spoken } from "../language/words.js";
import { make } from "./element.js";

/** @typedef {import("../cleaning/protocol.js").Preview} Preview */

const TELLING = ["cropped-away", "another"];

/** @param {Preview[]} previews @returns {HTMLElement[]} */
export function hidden(previews) {
  return previews.filter(({ shows }) => TELLING.includes(shows)).map(({ said, picture }) => {
    const image = make("img");
    image.alt = said[spoken()];
    const url = URL.createObjectURL(picture);
    for (const end of ["load", "error"]) image.addEventListener(end, () => URL.revokeObjectURL(url));
    image.src = url;
    return make("figure", "hidden-picture", image, make("figcaption", "", said[spoken()]));
  });
}
