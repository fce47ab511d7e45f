// @ts-check
// Small pictures of the originals, made when they come into sight. A browser that cannot show a format gets a plaque
// with its name instead.
import { make } from "./element.js";

/** @typedef {import("../cleaning/batch.js").Chosen} Chosen */

const FILMS = /\.(mp4|m4v|mov|3gp|3g2|avi|mkv|webm|mts|m2ts)$/i;
const LONGEST = 10_000;

/** @param {Chosen} chosen */
export const isFilm = ({ file, name, result }) => result?.isVideo ?? (file?.type.startsWith("video/") || FILMS.test(name));

/** @param {Chosen} chosen */
export function plaque({ name, result }) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "?";
  return make("span", "plaque", result?.format ?? ending.toUpperCase());
}

/** @param {string} url @returns {Promise<HTMLElement>} */
function still(url) {
  const image = make("img");
  image.alt = "";
  image.decoding = "async";
  return new Promise((done, fail) => {
    image.addEventListener("load", () => done(image));
    image.addEventListener("error", fail);
    image.src = url;
  });
}

/** The first frame, as a picture: hundreds of players at once are too many. @param {string} url @returns {Promise<HTMLElement>} */
function frame(url) {
  const film = make("video");
  film.muted = true;
  film.playsInline = true;
  film.preload = "metadata";
  /** @type {Promise<HTMLElement>} */
  const drawn = new Promise((done, fail) => {
    film.addEventListener("loadeddata", () => {
      const canvas = make("canvas");
      const scale = Math.min(1, 320 / Math.max(film.videoWidth, film.videoHeight, 1));
      canvas.width = Math.max(1, Math.round(film.videoWidth * scale));
      canvas.height = Math.max(1, Math.round(film.videoHeight * scale));
      if (!film.videoWidth) return fail(new Error("no picture"));
      canvas.getContext("2d")?.drawImage(film, 0, 0, canvas.width, canvas.height);
      done(canvas);
    });
    film.addEventListener("error", fail);
    setTimeout(fail, LONGEST);
    // Some browsers only fetch a frame when they are sent to one.
    film.src = `${url}#t=0.001`;
  });
  return drawn.finally(() => {
    film.removeAttribute("src");
    film.load();
  });
}

/** @type {WeakMap<Element, () => void>} */
const wanted = new WeakMap();
const sight = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    sight.unobserve(target);
    wanted.get(target)?.();
  }
}, { rootMargin: "400px" });

/** @param {Chosen} chosen @returns {HTMLElement} */
export function preview(chosen) {
  const place = make("div", "picture", plaque(chosen));
  const { file } = chosen;
  if (!file) return place;
  wanted.set(place, async () => {
    const url = URL.createObjectURL(file);
    try {
      place.replaceChildren(await (isFilm(chosen) ? frame(url) : still(url)));
      place.classList.toggle("film", isFilm(chosen) === true);
    } catch {
      place.replaceChildren(plaque(chosen));
    } finally {
      URL.revokeObjectURL(url);
    }
  });
  sight.observe(place);
  return place;
}
