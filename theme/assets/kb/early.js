/* Runs before anything is painted. What Material writes into each page (its storage, scoped to the site), as a file. */
(() => {
  const script = document.currentScript;
  const scope = new URL(script.dataset.scope, location.href);
  const parse = (text) => { try { return JSON.parse(text); } catch { return null; } };
  Object.assign(window, {
    __md_scope: scope,
    __md_hash: (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0),
    __md_get: (key, storage, base = scope) => {
      try { return parse((storage || localStorage).getItem(`${base.pathname}.${key}`)); } catch { return null; }
    },
    __md_set: (key, value, storage, base = scope) => {
      try { (storage || localStorage).setItem(`${base.pathname}.${key}`, JSON.stringify(value)); } catch { /* private window */ }
    },
  });
  /* Material asks for a sitemap.xml beside the target of every link[rel=alternate] and reports those that are missing.
     Ours point at articles, not at the roots of languages. With a space before it the value means the same. */
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.setAttribute("rel", " alternate");
})();
