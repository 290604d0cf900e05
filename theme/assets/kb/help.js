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

  /* Material starts the search's worker and keeps it to itself; assets/kb/search/client.js has to ask it things too. */
  const Started = window.Worker;
  if (Started) {
    window.Worker = class extends Started {
      constructor(...given) {
        super(...given);
        window.__kb_worker = this;
        window.Worker = Started;
      }
    };
  }

  /* On the page of results “?q=” belongs to the page. Material would open its box for it, so it is hidden meanwhile. */
  const here = new URL(location.href);
  if (document.querySelector("[data-kb-results]") && here.searchParams.has("q")) {
    window.__kb_query = here.searchParams.get("q");
    here.searchParams.delete("q");
    history.replaceState(history.state, "", here);
  }

  /* A language that was chosen here is the one that “/” and short links offer next time. */
  for (const link of document.querySelectorAll("[data-kb-language]")) {
    link.addEventListener("click", () => __md_set("kb.language", link.dataset.kbLanguage));
  }
})();
