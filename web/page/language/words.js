// @ts-check
// The page's words in the language that is spoken now, and the switch between languages. Elements name their words
// (`data-text`, `data-label`, `data-title`) or a sentence with numbers (`data-counted`, `data-numbers`), and are filled here.

/** @typedef {import("../cleaning/protocol.js").Language} Language */
/** @typedef {(language: Language, what: string, numbers: number[]) => Promise<string>} Say */

/** @type {Record<Language, Record<string, string>>} */
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const STORED = "untrace-language";

/** @type {Language} */
let language = "en";
/** @type {Say} */
let say = () => new Promise(() => {});
/** @type {Set<() => void>} */
const listeners = new Set();

/** Without storage there is nothing to remember, and nothing to complain about. @param {(storage: Storage) => string | null | void} use */
function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}

export const spoken = () => language;

/** @param {string} key */
export const word = key => words[language][key] ?? key;

/** @param {number} number */
export const figure = number => new Intl.NumberFormat(language).format(number);

/** @param {Say} saying */
export function sentencesFrom(saying) {
  say = saying;
  fill(document);
}

/** @param {() => void} listener */
export const onSwitch = listener => listeners.add(listener);

/** Shows a sentence with numbers in an element, now and after each switch. @param {HTMLElement} element @param {string} what @param {...number} numbers */
export function counted(element, what, ...numbers) {
  const asked = numbers.join(" ");
  if (element.dataset.counted === what && element.dataset.numbers === asked && element.dataset.spoken === language) return;
  if (element.dataset.text) {
    delete element.dataset.text;
    element.textContent = "";
  }
  Object.assign(element.dataset, { counted: what, numbers: asked, spoken: language });
  say(language, what, numbers).then(text => {
    const { dataset } = element;
    if (dataset.counted === what && dataset.numbers === asked && dataset.spoken === language) element.textContent = text;
  }, () => {});
}

/** Shows a word in an element, now and after each switch. @param {HTMLElement} element @param {string} key */
export function worded(element, key) {
  delete element.dataset.counted;
  element.dataset.text = key;
  element.textContent = word(key);
}

/** @param {Document | HTMLElement} root */
function fill(root) {
  /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-text], [data-label], [data-title], [data-counted]")).forEach(element => {
    const { text, label, title, counted: what, numbers } = element.dataset;
    if (text) element.textContent = word(text);
    if (label) element.setAttribute("aria-label", word(label));
    if (title) element.title = word(title);
    if (what) {
      delete element.dataset.spoken;
      counted(element, what, ...(numbers ?? "").split(" ").map(Number));
    }
  });
}

/** @param {Language} chosen */
function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = word("page-title");
  document.querySelectorAll("[data-speak]").forEach(button => {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset.speak === chosen));
  });
  fill(document);
  for (const listener of listeners) listener();
}

/** @param {string | null | void | undefined} name @returns {Language | null} */
const known = name => (name === "en" || name === "fr" ? name : null);

export function startSpeaking() {
  const asked = navigator.languages.map(name => known(name.slice(0, 2).toLowerCase())).find(Boolean);
  speak(known(stored(storage => storage.getItem(STORED))) ?? asked ?? "en");
  document.querySelectorAll("[data-speak]").forEach(button => button.addEventListener("click", () => {
    const chosen = known(/** @type {HTMLElement} */ (button).dataset.speak) ?? "en";
    stored(storage => storage.setItem(STORED, chosen));
    speak(chosen);
  }));
}
