// @ts-check
// A few workers that share the files among them, one file each at a time. A worker that traps, fails or takes too
// long is thrown away with its file; the other files go on.
import { newWorker } from "./assets.js";

/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Trouble} Trouble */
/** @typedef {import("./protocol.js").Preview} Preview */
/**
 * What a worker is asked for with a file, and who is told. `gone`: no answer will come.
 * @typedef {{ask: (id: number) => import("./protocol.js").Request, file: File, begins: () => void,
 *   ends: (reply: import("./protocol.js").Reply) => void, gone: (trouble: Trouble) => void}} Job
 */
/** @typedef {{worker: Worker, job: Job | null, timer: number}} Member */

const MOST = 4;
const LONGEST = 60_000;
// Milliseconds that each byte adds: the slowest sticks and cards give two million bytes in a second.
const EACH = 1 / 2_000;
// A worker's memory grows and never shrinks: after a file of this size it makes room for a fresh one.
const HEAVY = 100_000_000;

/** @param {Trouble} trouble @returns {Answer} */
const without = trouble => ({ result: null, trouble });

export class Crew {
  /** @type {Job[]} */ #waiting = [];
  // Work that nobody waits for.
  /** @type {Job[]} */ #later = [];
  /** @type {Set<Member>} */ #members = new Set();
  #module;
  #next = 0;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    this.#module = module;
  }

  /**
   * @param {File} file @param {string} name
   * @param {() => void} begins called when a worker takes the file
   * @returns {Promise<Answer>}
   */
  clean(file, name, begins) {
    return new Promise(done => {
      this.#waiting.push({
        ask: id => ({ kind: "clean", id, file, name }), file, begins,
        ends: reply => reply.kind === "cleaned" && done({ result: reply.result, trouble: null }),
        gone: trouble => done(without(trouble)),
      });
      this.#share();
    });
  }

  /** What the previews in a file show, when all files are cleaned; none where it stays unknown. @param {File} file @returns {Promise<Preview[]>} */
  compare(file) {
    return new Promise(done => {
      this.#later.push({
        ask: id => ({ kind: "compare", id, file }), file, begins: () => {},
        ends: reply => reply.kind === "compared" && done(reply.previews),
        gone: () => done([]),
      });
      this.#share();
    });
  }

  /** Stops at once: files that are not done are answered as not reached. */
  cancel() {
    const left = [...this.#waiting.splice(0), ...this.#later.splice(0)];
    for (const member of [...this.#members]) this.#dismiss(member, "not-reached");
    for (const job of left) job.gone("not-reached");
  }

  #share() {
    while (this.#waiting.length || this.#later.length) {
      const member = [...this.#members].find(({ job }) => !job) ?? this.#hire();
      if (!member) return;
      this.#give(member, /** @type {Job} */ (this.#waiting.shift() ?? this.#later.shift()));
    }
  }

  #hire() {
    if (this.#members.size >= Math.min(navigator.hardwareConcurrency || 2, MOST)) return null;
    /** @type {Member} */
    const member = { worker: newWorker(), job: null, timer: 0 };
    member.worker.addEventListener("message", ({ data }) => this.#heard(member, data));
    for (const kind of ["error", "messageerror"]) {
      member.worker.addEventListener(kind, event => {
        event.preventDefault();
        this.#dismiss(member, "stopped");
      });
    }
    member.worker.postMessage({ kind: "start", module: this.#module });
    this.#members.add(member);
    return member;
  }

  /** @param {Member} member @param {Job} job */
  #give(member, job) {
    member.job = job;
    member.timer = setTimeout(() => this.#dismiss(member, "too-long"), LONGEST + job.file.size * EACH);
    member.worker.postMessage(job.ask(this.#next++));
    job.begins();
  }

  /** @param {Member} member @param {import("./protocol.js").Reply} reply */
  #heard(member, reply) {
    if (reply.kind === "trapped") return this.#dismiss(member, "stopped");
    if (!("id" in reply) || !member.job) return;
    const { job } = member;
    clearTimeout(member.timer);
    member.job = null;
    if (job.file.size > HEAVY) this.#dismiss(member, "stopped");
    job.ends(reply);
    this.#share();
  }

  /** @param {Member} member @param {Trouble} trouble */
  #dismiss(member, trouble) {
    if (!this.#members.delete(member)) return;
    clearTimeout(member.timer);
    member.worker.terminate();
    member.job?.gone(trouble);
    this.#share();
  }
}
