// @ts-check
// Cards of any height, packed in columns without holes: each takes as many low rows of the grid as it is high. Which
// comes first stays as it is, from the top to the bottom, for eyes as for keys.

const ROW = 8;
// A browser's grid has 10,000 rows at most.
const MOST_ROWS = 9000;

/** @param {HTMLElement} list @returns {(card: HTMLElement) => void} what to call for each new card */
export function packing(list) {
  const sizes = new ResizeObserver(entries => {
    const { columnGap, gridTemplateColumns } = getComputedStyle(list);
    for (const { target, borderBoxSize } of entries) {
      if (target === list || !(target instanceof HTMLElement)) continue;
      target.style.setProperty("--rows", String(Math.ceil((borderBoxSize[0].blockSize + parseFloat(columnGap)) / ROW)));
    }
    const columns = gridTemplateColumns.split(" ").length;
    const cards = /** @type {HTMLElement[]} */ (Array.from(list.children));
    const rows = cards.reduce((sum, card) => sum + Number(card.style.getPropertyValue("--rows")), 0);
    list.classList.toggle("packed", columns > 1 && rows / columns < MOST_ROWS);
  });
  // Its width decides on the number of columns.
  sizes.observe(list);
  return card => sizes.observe(card);
}
