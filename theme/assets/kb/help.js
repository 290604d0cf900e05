/* What a help page does besides Material: tabs that remember, a search field on the home page, the reader's language. */
(() => {
  /* Material's inline script: linked tabs as the reader left them, and the tab that the address names. */
  const remembered = __md_get("__tabs");
  if (Array.isArray(remembered)) {
    for (const set of document.querySelectorAll(".tabbed-set")) {
      const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
      const label = labels.find((one) => remembered.includes(one.innerText.trim()));
      const input = label && document.getElementById(label.htmlFor);
      if (input) input.checked = true;
    }
  }
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.name) target.checked = target.name.startsWith("__tabbed_");

  /* The field on the home page opens the search; with the keyboard too. */
  const query = document.querySelector("[data-md-component=search-query]");
  for (const field of document.querySelectorAll("[data-kb-search]")) {
    field.addEventListener("click", () => query && setTimeout(() => query.focus(), 0));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      query && query.focus();
    });
  }

  /* A language that was chosen here is the one that “/” and short links offer next time. */
  for (const link of document.querySelectorAll("[data-kb-language]")) {
    link.addEventListener("click", () => __md_set("kb.language", link.dataset.kbLanguage));
  }
})();
