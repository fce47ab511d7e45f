// @ts-check
// The buttons that choose files or a folder.

/** @typedef {import("../cleaning/batch.js").Given} Given */

/** @param {File} file @returns {Given} */
function given(file) {
  const parts = (file.webkitRelativePath || file.name).split("/");
  return { file, name: file.name, folder: parts.slice(0, -1).join("/") };
}

/** @param {(chosen: Given[]) => void} take */
export function offerChoice(take) {
  const files = /** @type {HTMLInputElement} */ (document.getElementById("files"));
  const folder = /** @type {HTMLInputElement} */ (document.getElementById("folder"));
  for (const input of [files, folder]) {
    input.addEventListener("change", () => {
      const chosen = Array.from(input.files ?? [], given);
      // The same choice can be made again.
      input.value = "";
      if (chosen.length) take(chosen);
    });
  }
  // Phones have the attribute and no folders to choose.
  const folders = "webkitdirectory" in folder && !/Android|iPhone|iPad/.test(navigator.userAgent);
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-choose]")).forEach(button => {
    const input = button.dataset.choose === "folder" ? folder : files;
    button.hidden = input === folder && !folders;
    button.addEventListener("click", () => input.click());
  });
}
