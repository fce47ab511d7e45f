// What wasm-bindgen makes of the core, and what the build puts in.
declare module "untrace_web" {
  export default function init(given: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  export function clean(blob: Blob, name: string): import("./cleaning/protocol.js").Result;
  export function previews(blob: Blob): Blob[];
  export function compare(pictureWidth: number, picture: Uint8Array, previewWidth: number, preview: Uint8Array):
    Pick<import("./cleaning/protocol.js").Preview, "shows" | "said">;
  export function say(language: string, what: string, numbers: Float64Array | number[]): string;
}
declare const OWN_FILES: string[];
declare const OWN_DIGEST: string;
