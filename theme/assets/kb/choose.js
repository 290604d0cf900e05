/* “/” and short links: to the language that the reader chose before, else to the first of the browser's that exists. */
(() => {
  const script = document.currentScript;
  const links = [...document.querySelectorAll("a[data-kb-language]")];
  const of = (code) => links.find((link) => link.dataset.kbLanguage.toLowerCase() === code.toLowerCase());
  let chosen = null;
  try {
    const root = new URL(script.dataset.scope, location.href).pathname;
    chosen = JSON.parse(localStorage.getItem(`${root}.kb.language`));
  } catch { /* private window */ }
  const wanted = [chosen, ...(navigator.languages || [navigator.language])].filter(Boolean);
  for (const tag of wanted) {
    const link = of(tag) || of(tag.split("-")[0]);
    if (link) return location.replace(link.href + location.search + location.hash);
  }
  const fallback = links.find((link) => link.hasAttribute("data-kb-default"));
  if (fallback) location.replace(fallback.href + location.search + location.hash);
})();
