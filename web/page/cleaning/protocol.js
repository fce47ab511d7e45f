// @ts-check
// The shapes of what the page and its workers say to each other, as types alone: there is nothing to run here.

/**
 * What one category says of a file.
 * @typedef {{category: string, label: string, lines: string[]}} Group
 *
 * The findings in one language, and how large the copy is; without one, the file itself.
 * @typedef {{told: Group[], perhaps: string[], still: Group[], refusal: string | null, size: string}} Said
 *
 * @typedef {"en" | "fr"} Language
 *
 * A small picture inside a file, and what it shows beside the picture that one sees.
 * @typedef {{shows: "cropped-away" | "another" | "unknown" | "same", said: Record<Language, string>, picture: Blob}} Preview
 *
 * What the core found and made of one file.
 * @typedef {{
 *   outcome: "cleaned" | "already-clean" | "refused" | "not-media",
 *   format: string | null,
 *   extension: string | null,
 *   extensions: string[],
 *   isPromised: boolean,
 *   isVideo: boolean,
 *   length: number,
 *   copyLength: number | null,
 *   copy: Blob | null,
 *   taken: string | null,
 *   said: Record<Language, Said>,
 *   place: {latitude: number, longitude: number} | null,
 * }} Result
 *
 * Why there is no result: the keys of the words that say so.
 * @typedef {"stopped" | "too-long" | "not-reached" | "unreadable"} Trouble
 *
 * @typedef {{result: Result, trouble: null} | {result: null, trouble: Trouble}} Answer
 *
 * To a worker.
 * @typedef {{kind: "start", module: WebAssembly.Module}
 *   | {kind: "clean", id: number, file: Blob, name: string}
 *   | {kind: "compare", id: number, file: Blob}
 *   | {kind: "say", id: number, language: Language, what: string, numbers: number[]}} Request
 *
 * From a worker.
 * @typedef {{kind: "started"}
 *   | {kind: "cleaned", id: number, result: Result}
 *   | {kind: "compared", id: number, previews: Preview[]}
 *   | {kind: "said", id: number, text: string}
 *   | {kind: "trapped", id: number | null}} Reply
 */
export {};
