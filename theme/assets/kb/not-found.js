/* The 404 page of the whole site: show the language of the address that was asked for, or of the browser. */
(() => {
  const sections = [...document.querySelectorAll("section[lang]")];
  const root = new URL(document.currentScript.dataset.scope, location.href).pathname;
  const first = location.pathname.startsWith(root) ? location.pathname.slice(root.length).split("/")[0] : "";
  const wanted = [first, ...(navigator.languages || []).flatMap((tag) => [tag, tag.split("-")[0]])];
  const section = wanted.map((code) => sections.find((one) => one.lang === code)).find(Boolean);
  if (!section) return;
  for (const other of sections) other.hidden = other !== section;
  document.documentElement.lang = section.lang;
  document.title = section.querySelector("h1").textContent;
})();
