/**
 * A popup as a modal `<dialog>` in a shadow root: the browser keeps the focus inside, closes it on Escape and gives the
 * focus back. Themes style it through `--linger-popup-*` properties. All texts are set as text.
 * @module
 */

/** @import { Popup } from "./types.js" */

const STYLE = `
dialog {
  box-sizing: border-box;
  inline-size: min(var(--linger-popup-width, 26rem), calc(100vw - 2rem));
  padding: var(--linger-popup-padding, 1.5rem);
  border: var(--linger-popup-border, 1px solid #0003);
  border-radius: var(--linger-popup-radius, .5rem);
  background: var(--linger-popup-background, Canvas);
  color: var(--linger-popup-color, CanvasText);
  font: var(--linger-popup-font, inherit);
}
dialog::backdrop { background: var(--linger-popup-backdrop, #0006); }
h2 { margin: 0 0 .5em; font-size: 1.25em; }
p { margin: 0 0 1em; overflow-wrap: anywhere; }
footer { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
a, button {
  min-block-size: 2.75rem;
  padding: .5em 1em;
  border: 1px solid currentColor;
  border-radius: var(--linger-popup-button-radius, .25rem);
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
}
a { background: var(--linger-popup-accent, #1a1a1a); color: var(--linger-popup-accent-color, #fff); text-decoration: none; }
code { font-size: 1.1em; font-weight: bold; user-select: all; }
`;

/**
 * @param {Popup} popup
 * @param {(how: "closed" | "followed") => void} done once
 * @returns {() => void} takes it away without an answer
 */
export function show(popup, done) {
  const host = document.createElement("linger-popup");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const dialog = element("dialog");
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-labelledby", "title");
  dialog.setAttribute("aria-describedby", "text");
  const close = element("button", popup.close);
  close.type = "button";
  const link = popup.link && Object.assign(element("a", popup.link.text), { href: popup.link.href });
  dialog.append(
    Object.assign(element("h2", popup.title), { id: "title" }),
    Object.assign(element("p", popup.text), { id: "text" }),
    ...(popup.code ? [wrapped("p", element("code", popup.code))] : []),
    wrapped("footer", ...(link ? [link] : []), close),
  );
  root.append(dialog);
  /** @param {() => void} answer */
  const leave = (answer) => {
    if (!host.isConnected) return;
    answer();
    if (dialog.open) dialog.close();
    host.remove();
  };
  close.addEventListener("click", () => leave(() => done("closed")));
  link?.addEventListener("click", () => leave(() => done("followed")));
  dialog.addEventListener("close", () => leave(() => done("closed")));
  document.body.append(host);
  dialog.showModal();
  return () => leave(() => {});
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {string} [text]
 */
function element(name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** @param {"p" | "footer"} name @param {HTMLElement[]} children */
function wrapped(name, ...children) {
  const made = element(name);
  made.append(...children);
  return made;
}
