// What wasm-bindgen makes of the core, and what the build puts in.
declare module "untrace_web" {
  export default function init(given: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  export function clean(blob: Blob, name: string): import("./cleaning/protocol.js").Result;
  export function say(language: string, what: string, numbers: Float64Array | number[]): string;
}
declare const OWN_FILES: string[];
declare const OWN_DIGEST: string;
