for (const [place, head] of document.querySelectorAll("th").entries()) {
  head.firstChild.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of document.querySelectorAll("th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = document.querySelector("tbody");
    const key = row => row.children[place].dataset.key;
    const order = head.classList.contains("number") ? (a, b) => key(a) - key(b) : (a, b) => key(a).localeCompare(key(b));
    body.append(...[...body.children].sort((a, b) => down ? order(b, a) : order(a, b)));
  });
}
