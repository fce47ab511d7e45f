// @ts-check
// Elements, made one way: text from files only ever becomes text.

/** @typedef {Node | string | null} Child */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} [kind] the classes @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, kind = "", ...children) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...children.filter(child => child !== null));
  return element;
}

const TURNING = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A name as it is shown: on its own, with marks that would turn it around made visible. @param {string} name */
export function shownName(name) {
  return make("bdi", "", name.replace(TURNING, "\ufffd"));
}

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(id);
  return element;
}
