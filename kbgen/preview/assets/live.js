/* The preview's own script: it follows the page's article. Only “kbgen serve” adds it; no published page has it. */
(() => {
  const { path, tag, source, draft } = document.currentScript.dataset;
  const opened = location.pathname;
  const KEPT = "kbgen.preview";

  /* ---- where the change is -------------------------------------------------------------------------------------- */

  const BLOCKS = "h1,h2,h3,h4,h5,h6,p,li,pre,td,th,dt,dd,summary,figcaption,img,svg,video,hr";

  const blocks = () => {
    const content = document.querySelector(".md-content__inner") || document.querySelector("main");
    return content ? [...content.querySelectorAll(BLOCKS)].filter((one) => !one.closest("svg svg, .kb-meta")) : [];
  };

  /* What a block itself says, without the blocks inside it. */
  const words = (block) => {
    if (block.matches("img,svg,video,hr")) return block.outerHTML;
    if (block.matches("pre")) return block.textContent;
    return [...block.childNodes]
      .filter((node) => !(node instanceof Element && (node.matches(BLOCKS) || node.querySelector(BLOCKS))))
      .map((node) => (node instanceof Element ? node.outerHTML : node.data.trim()))
      .join("");
  };

  const brief = (text) => {
    let sum = text.length;
    for (const letter of text) sum = (Math.imul(sum, 31) + letter.codePointAt(0)) | 0;
    return sum;
  };

  /* Looked at now, before Material adds its buttons and wraps its tables. */
  const all = blocks();
  const prints = all.map((block) => brief(words(block)));

  const reload = () => {
    const page = { opened, height: scrollY, blocks: prints };
    history.scrollRestoration = "manual";
    try { sessionStorage.setItem(KEPT, JSON.stringify(page)); } catch { /* private window */ }
    location.reload();
  };

  const kept = () => {
    try {
      const page = JSON.parse(sessionStorage.getItem(KEPT));
      sessionStorage.removeItem(KEPT);
      return page && page.opened === opened ? page : null;
    } catch { return null; }
  };

  /* The blocks that are new or different: what neither the beginning nor the end of the page has in common. */
  const changed = (before) => {
    const now = prints;
    let first = 0;
    while (first < before.length && first < now.length && before[first] === now[first]) first += 1;
    if (first === before.length && first === now.length) return [];
    let last = 0;
    const most = Math.min(before.length, now.length) - first;
    while (last < most && before[before.length - 1 - last] === now[now.length - 1 - last]) last += 1;
    const known = new Set(before);
    const found = all.slice(first, now.length - last);
    const fresh = found.filter((_, place) => !known.has(now[first + place]));
    if (fresh.length) return fresh;
    return found.length ? found : all.slice(Math.max(0, first - 1), Math.max(1, first));
  };

  /* What a change is hidden in is opened: boxes that fold, and tabs. */
  const uncover = (block) => {
    for (let at = block.parentElement; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      if (at.classList.contains("tabbed-block")) {
        const set = at.closest(".tabbed-set");
        const tab = set.querySelectorAll(":scope > input")[[...at.parentElement.children].indexOf(at)];
        if (tab) tab.checked = true;
      }
    }
  };

  const show = () => {
    const page = kept();
    if (!page) return;
    /* Not yet: the browser would go back to where the page was, in the middle of the way to the change. */
    setTimeout(() => { history.scrollRestoration = "auto"; }, 3000);
    scrollTo({ top: page.height, behavior: "instant" });
    const found = changed(page.blocks);
    if (!found.length) return;
    uncover(found[0]);
    const header = document.querySelector(".md-header");
    const top = header ? header.getBoundingClientRect().bottom : 0;
    const go = (behavior) => {
      const box = found[0].getBoundingClientRect();
      if (box.top >= top && box.bottom <= innerHeight - 48) return;
      /* In the upper part of the window: below may be the list of problems. */
      scrollTo({ top: scrollY + box.top - top - (innerHeight - top) / 5, behavior });
    };
    go(matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth");
    /* Scripts of the page may have their own idea of where it should be. The reader's own is another matter. */
    const later = setTimeout(() => go("instant"), 1200);
    for (const act of ["wheel", "touchstart", "keydown", "pointerdown"]) {
      addEventListener(act, () => clearTimeout(later), { once: true, passive: true });
    }
    for (const block of found.slice(0, 40)) {
      block.dataset.kbgenChanged = "";
      block.animate(
        [{ backgroundColor: "rgba(255, 193, 7, .45)" }, { backgroundColor: "rgba(255, 193, 7, 0)" }],
        { duration: 2400, easing: "ease-in" },
      );
    }
  };

  /* ---- the panel ------------------------------------------------------------------------------------------------ */

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const counted = (n, one) => `${n} ${one}${n === 1 ? "" : "s"}`;

  const host = make("kbgen-preview");
  const root = host.attachShadow({ mode: "open" });
  const count = make("span", { class: "count" });
  const toggle = make("button", { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": "panel" }, count);
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the list of problems" }, "×");
  const title = make("h2", { id: "title" });
  const list = make("div", { class: "list", tabindex: "0", role: "group", "aria-labelledby": "title" });
  const panel = make("section", { id: "panel", "aria-labelledby": "title", hidden: "" }, make("header", {}, title, close), list);
  const note = make("p", { class: "note", hidden: "" });
  const mark = make("span", { class: "draft", hidden: "" }, "Draft: not published");
  const said = make("p", { role: "status", class: "said" });
  const frame = make("div", { class: "frame", hidden: "" }, panel, make("div", { class: "foot" }, note, mark, toggle), said);
  const styles = make("link", { rel: "stylesheet", href: "/__kbgen/live.css" });
  styles.addEventListener("load", () => { frame.hidden = false; });
  root.append(styles, frame);
  mark.hidden = draft === undefined;

  const open = (yes) => {
    panel.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
  };
  toggle.addEventListener("click", () => {
    if (!panel.hidden) return shut();
    stays("");
    open(true);
    list.focus();
  });
  /* What somebody has closed stays closed until something else is wrong, also when the page loads anew. */
  const CLOSED = "kbgen.preview.closed";
  const stays = (bad) => {
    try {
      if (bad !== undefined) sessionStorage.setItem(CLOSED, bad);
      return sessionStorage.getItem(CLOSED);
    } catch { return null; }
  };
  const shut = () => {
    open(false);
    stays(worst);
    if (!toggle.hidden) toggle.focus();
  };
  close.addEventListener("click", shut);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) shut();
  });

  const row = (problem) => make(
    "li", { class: problem.severity },
    make("p", { class: "what" }, make("b", {}, problem.severity === "error" ? "Error" : "Warning"), ` ${problem.message}`),
    make("p", { class: "where" }, make("code", {}, problem.line ? `${problem.path}:${problem.line}` : problem.path), ` ${problem.code}`),
    ...(problem.hint ? [make("p", { class: "hint" }, `→ ${problem.hint}`)] : []),
  );

  const part = (name, rows) => (rows.length ? [make("h3", {}, name), make("ul", {}, ...rows)] : []);

  let worst = "";
  const tell = ({ error, own, others, errors, warnings }) => {
    const all = errors + warnings + (error ? 1 : 0);
    const more = errors + warnings - own.length - others.length;
    list.replaceChildren(
      ...(error ? [make("ul", {}, make("li", { class: "error" }, make("p", { class: "what" }, make("b", {}, "Error"), ` ${error}`)))] : []),
      ...part("In this article", own.map(row)),
      ...part(own.length ? "Elsewhere" : "In other files", others.map(row)),
      ...(more > 0 ? [make("p", { class: "more" }, `and ${more} more: “kbgen check” lists all.`)] : []),
    );
    const parts = [errors || error ? counted(errors + (error ? 1 : 0), "error") : "", warnings ? counted(warnings, "warning") : ""];
    const summary = parts.filter(Boolean).join(", ");
    title.textContent = summary;
    count.textContent = summary;
    toggle.hidden = all === 0;
    toggle.className = `toggle ${errors || error ? "error" : "warning"}`;
    if (said.textContent !== summary) said.textContent = all ? summary : "No problems";
    /* It opens by itself for what its author has just done: something new and wrong in this article, or everywhere. */
    const bad = JSON.stringify([error, own.filter((problem) => problem.severity === "error").map((problem) => problem.message)]);
    if (!all) open(false);
    else if (bad !== worst && (error || own.some((problem) => problem.severity === "error"))) open(bad !== stays());
    else if (bad !== worst && worst) open(false);
    worst = bad;
  };

  const remark = (words) => {
    note.textContent = words;
    note.hidden = !words;
  };

  const dress = () => {
    const scheme = document.body.dataset.mdColorScheme;
    const dark = scheme ? scheme === "slate" : matchMedia("(prefers-color-scheme: dark)").matches;
    host.classList.toggle("dark", dark);
  };

  /* ---- what the server tells -------------------------------------------------------------------------------------- */

  const uses = (files) => {
    const here = [...document.querySelectorAll("img[src],source[src],video[src],audio[src],object[data],embed[src],iframe[src],link[href]")]
      .map((element) => decodeURI(new URL(element.src || element.data || element.href, location.href).pathname));
    return files.some((file) => here.some((address) => address.endsWith(`/${file}`)));
  };

  let events = null;
  let silence = 0;
  const listen = () => {
    if (events) return;
    const query = new URLSearchParams({ path, tag, source });
    events = new EventSource(`/__kbgen/events?${query}`);
    events.addEventListener("open", () => {
      clearTimeout(silence);
      silence = 0;
      remark("");
    });
    events.addEventListener("error", () => {
      silence = silence || setTimeout(() => remark("The preview has ended. Start “kbgen serve” again."), 3000);
    });
    events.addEventListener("problems", (event) => tell(JSON.parse(event.data)));
    events.addEventListener("reload", reload);
    events.addEventListener("files", (event) => { if (uses(JSON.parse(event.data))) reload(); });
    events.addEventListener("moved", (event) => location.replace(JSON.parse(event.data).address));
    events.addEventListener("gone", () => remark("This page is gone: its article was deleted or renamed."));
  };
  const hush = () => {
    if (events) events.close();
    events = null;
  };

  const begin = () => {
    document.body.append(host);
    dress();
    new MutationObserver(dress).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    if (document.readyState === "complete") show();
    else addEventListener("load", show);
    /* A browser has six connections to a host: a page that nobody sees gives up its own, and looks when it is seen. */
    if (document.visibilityState === "visible") listen();
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? listen() : hush()));
    addEventListener("pagehide", hush);
    addEventListener("pageshow", () => document.visibilityState === "visible" && listen());
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
