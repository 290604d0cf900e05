// A click on the head of a column sorts a table's rows – or its groups of rows, where it has several – by the cells'
// data-key: one way, the other way, and back to the order that the page came in. Cells without a key come last.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const grouped = table.tBodies.length > 1;
  const holder = grouped ? table : table.tBodies[0];
  const came = [...(grouped ? table.tBodies : holder.rows)];
  const language = document.documentElement.lang;

  const sorted = (place, turn) => {
    const key = one => (grouped ? one.rows[0] : one).cells[place].dataset.key ?? "";
    const order = (a, b) => (Number.isNaN(a - b) ? a.localeCompare(b, language) : a - b);
    return came.map(one => [key(one), one]).sort(([a], [b]) => !a - !b || turn * order(a, b)).map(([, one]) => one);
  };

  for (const [place, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    // Of numbers the greatest are looked for, of names the first.
    const ways = head.classList.contains("number") ? ["descending", "ascending"] : ["ascending", "descending"];
    button.addEventListener("click", () => {
      const way = ways[ways.indexOf(head.getAttribute("aria-sort")) + 1];
      for (const other of heads) other.removeAttribute("aria-sort");
      if (way) head.setAttribute("aria-sort", way);
      holder.append(...(way ? sorted(place, way === "ascending" ? 1 : -1) : came));
      table.dispatchEvent(new Event("sorted"));
    });
  }
}
