// @ts-check
// A few workers that share the files among them, one file each at a time. A worker that traps, fails or takes too
// long is thrown away with its file; the other files go on.
import { newWorker } from "./assets.js";

/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Trouble} Trouble */
/** @typedef {{file: File, name: string, begins: () => void, ends: (answer: Answer) => void}} Job */
/** @typedef {{worker: Worker, job: Job | null, timer: number}} Member */

const MOST = 4;
const LONGEST = 60_000;
// A worker's memory grows and never shrinks: after a file of this size it makes room for a fresh one.
const HEAVY = 100_000_000;

/** @param {Trouble} trouble @returns {Answer} */
const without = trouble => ({ result: null, trouble });

export class Crew {
  /** @type {Job[]} */ #waiting = [];
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
    return new Promise(ends => {
      this.#waiting.push({ file, name, begins, ends });
      this.#share();
    });
  }

  /** Stops at once: files that are not done are answered as not reached. */
  cancel() {
    const left = this.#waiting.splice(0);
    for (const member of [...this.#members]) this.#dismiss(member, "not-reached");
    for (const job of left) job.ends(without("not-reached"));
  }

  #share() {
    while (this.#waiting.length) {
      const member = [...this.#members].find(({ job }) => !job) ?? this.#hire();
      if (!member) return;
      this.#give(member, /** @type {Job} */ (this.#waiting.shift()));
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
    member.timer = setTimeout(() => this.#dismiss(member, "too-long"), LONGEST);
    member.worker.postMessage({ kind: "clean", id: this.#next++, file: job.file, name: job.name });
    job.begins();
  }

  /** @param {Member} member @param {import("./protocol.js").Reply} reply */
  #heard(member, reply) {
    if (reply.kind === "trapped") return this.#dismiss(member, "stopped");
    if (reply.kind !== "cleaned" || !member.job) return;
    const { job } = member;
    clearTimeout(member.timer);
    member.job = null;
    if (job.file.size > HEAVY) this.#dismiss(member, "stopped");
    job.ends({ result: reply.result, trouble: null });
    this.#share();
  }

  /** @param {Member} member @param {Trouble} trouble */
  #dismiss(member, trouble) {
    if (!this.#members.delete(member)) return;
    clearTimeout(member.timer);
    member.worker.terminate();
    member.job?.ends(without(trouble));
    this.#share();
  }
}
