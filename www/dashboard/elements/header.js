/** `<linger-header>`: name, navigation, and the controls for files, settings, language and theme. */
import { html, nothing } from "lit";
import { NO_CURRENCY } from "../format.js";
import { filledViews, routeHash, shownView } from "../route.js";
import { READABLE, sourcesOf } from "../sources.js";
import { viewChips } from "../view.js";
import "./menu.js";
import { Part } from "./part.js";

export class Header extends Part {
  /** @type {string | null} the view that was scrolled to */
  #shown = null;

  /** @override */
  render() {
    const { t, state } = this.page;
    const view = shownView(state);
    return html`
      <header class="top">
        <a class="brand" href="#overview" aria-label=${t("brand.label")}>
          <span class="brand-mark" aria-hidden="true"></span>
          <span class="brand-name">Linger</span> <span class="brand-han" lang="zh-CN">留步</span>
        </a>
        ${state.report ? this.#scope() : nothing}
        ${this.#chips()}
        <div class="controls">
          ${view ? this.#reportControls() : nothing}
          <linger-menu .page=${this.page}></linger-menu>
          <button class="plain" lang=${state.language === "en" ? "zh-CN" : "en"} @click=${this.#switchLanguage}>
            ${state.language === "en" ? "简体中文" : "English"}
          </button>
          <button class="plain" aria-pressed=${state.theme === "dark"} @click=${this.#switchTheme}>${t("theme.dark")}</button>
        </div>
      </header>
      ${view ? this.#navigation() : nothing}
    `;
  }

  /** On a narrow screen the navigation scrolls: the current view is kept in sight. @override */
  updated() {
    const view = shownView(this.state);
    if (!view || this.#shown === view) return;
    this.#shown = view;
    const current = this.querySelector("[aria-current]");
    const strip = this.querySelector("nav");
    if (current instanceof HTMLElement && strip) strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.clientWidth) / 2;
  }

  /** What the numbers on screen cover, in one line. */
  #scope() {
    const { t, format, state } = this.page;
    const { meta } = this.report;
    const currency = meta.currency ?? format.list(meta.currencies.map(({ code }) => code));
    return html`<p class="scope">
      ${t("scope", { date: format.date(meta.asOfDate), zone: meta.zone })}
      ${currency && currency !== NO_CURRENCY ? html` · ${currency}` : nothing}
      ${state.workspace ? html` · ${state.workspace.name}` : nothing}
    </p>`;
  }

  /** What the report is looked at under, each with one click back. */
  #chips() {
    const { t, store } = this.page;
    const chips = viewChips(this.page);
    if (chips.length === 0) return nothing;
    return html`<ul class="chips view-chips" aria-label=${t("view.label")}>${chips.map(({ text, off }) => html`<li>
      <button class="chip" aria-label=${t("view.off", { what: text })} @click=${() => void store.setOptions({ view: off })}>${text} <span aria-hidden="true">✕</span></button></li>`)}</ul>`;
  }

  #reportControls() {
    const { t, state, store } = this.page;
    return html`
      <label class="button">
        ${t("files.add")}
        <input class="hidden-input" type="file" multiple accept=${READABLE} @change=${this.#choose}>
      </label>
      ${state.report
        ? html`<button @click=${() => store.set({ dialog: "share" })}>${t("share.open")}</button>
            <button @click=${() => store.set({ dialog: "settings" })}>${t("settings.open")}</button>`
        : nothing}
    `;
  }

  #navigation() {
    const { t, state } = this.page;
    return html`<nav class="views" aria-label=${t("nav.label")}>
      <ul>
        ${filledViews(state).map(
          (view) => html`<li>
            <a href=${routeHash(view)} aria-current=${view === shownView(state) ? "page" : nothing}>${t(`nav.${view}`)}</a>
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  /** @param {Event} event */
  #choose = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    void this.page.store.addSources(sourcesOf(input.files));
    input.value = "";
  };

  #switchLanguage = () => {
    this.page.store.set({ language: this.state.language === "en" ? "zh-CN" : "en" });
  };

  #switchTheme = () => {
    this.page.store.set({ theme: this.state.theme === "dark" ? "light" : "dark" });
  };
}
customElements.define("linger-header", Header);
