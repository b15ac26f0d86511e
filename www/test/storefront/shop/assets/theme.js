/** The theme's own behaviour, in custom elements that replace sections in place. */

const isStandard = document.documentElement.hasAttribute("data-standard-events");

class StandardEvent extends Event {
  constructor(name, keys = {}) {
    super(name, { bubbles: true });
    Object.assign(this, keys);
  }
}

function announce(element, name, keys) {
  if (isStandard) element.dispatchEvent(new StandardEvent(name, keys));
}

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return answer.json();
}

async function replaceSection(name, query = "") {
  const answer = await fetch(`${location.pathname}?sections=${name}${query}`);
  const html = (await answer.json())[name];
  const section = document.getElementById(`shopify-section-${name}`);
  section.innerHTML = new DOMParser().parseFromString(html, "text/html").querySelector(".shopify-section").innerHTML;
}

async function changeCart(element, path, body, action) {
  const promise = post(path, { ...body }).then(() => fetch("/cart.js")).then((answer) => answer.json()).then((cart) => ({ cart: { totalQuantity: cart.item_count } }));
  announce(element, "shopify:cart:lines-update", { action, lines: [], context: "product", promise });
  const { cart } = await promise;
  const isOpen = document.querySelector("cart-drawer").classList.contains("active");
  await replaceSection("cart-drawer");
  document.querySelector("cart-drawer").classList.toggle("active", isOpen);
  for (const count of document.querySelectorAll("[data-cart-count]")) count.textContent = cart.totalQuantity;
}

customElements.define("product-form", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", async (event) => {
      event.preventDefault();
      const form = new FormData(event.target);
      await changeCart(this, "/cart/add.js", { items: [{ id: Number(form.get("id")), quantity: Number(form.get("quantity")) }] }, "add");
      document.querySelector("cart-drawer").open();
    });
  }
});

customElements.define("quantity-input", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const step = { plus: 1, minus: -1 }[event.target.name];
      const input = this.querySelector("input");
      if (!step) return;
      const value = Math.max(Number(input.min), Number(input.value) + step);
      if (value === Number(input.value)) return;
      input.value = value;
      const line = this.closest("[data-variant]");
      if (line) changeCart(this, "/cart/change.js", { id: Number(line.dataset.variant), quantity: value }, "update");
    });
  }
});

customElements.define("variant-picker", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => {
      document.querySelector("product-form input[name=id]").value = event.target.value;
      history.replaceState({}, "", `?variant=${event.target.value}`);
    });
  }
});

customElements.define("facet-form", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", async (event) => {
      const query = event.target.checked ? `filter.p.product_type=${event.target.value}` : "";
      history.pushState({}, "", `${location.pathname}?${query}`);
      await replaceSection(this.closest(".shopify-section").id.replace("shopify-section-", ""), `&${query}`);
    });
  }
});

customElements.define("predictive-search", class extends HTMLElement {
  connectedCallback() {
    let timer;
    this.addEventListener("input", (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => this.suggest(event.target.value), 150);
    });
  }
  async suggest(term) {
    const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(term)}&resources[type]=product&resources[limit]=4`);
    const { products } = (await answer.json()).resources.results;
    const list = this.querySelector("[role=listbox]");
    list.replaceChildren(...products.map(({ url, title }) => Object.assign(document.createElement("a"), { href: url, textContent: title, role: "option" })));
    list.hidden = products.length === 0;
  }
});

customElements.define("cart-drawer", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      if (event.target.matches(".drawer__close")) this.classList.remove("active");
      if (event.target.matches(".drawer__remove")) changeCart(this, "/cart/change.js", { id: Number(event.target.closest("[data-variant]").dataset.variant), quantity: 0 }, "remove");
    });
  }
  open() {
    this.classList.add("active");
    announce(this, "shopify:cart:view", { context: "dialog" });
  }
});

customElements.define("slide-show", class extends HTMLElement {
  connectedCallback() {
    let at = 1;
    this.addEventListener("click", (event) => {
      const slide = this.querySelector(".slideshow__slide");
      if (event.target.matches(".slideshow__next") && at < 3) slide.textContent = `${++at} of 3`;
      if (event.target.matches(".slideshow__previous") && at > 1) slide.textContent = `${--at} of 3`;
    });
  }
});

customElements.define("sticky-header", class extends HTMLElement {});

customElements.define("consent-banner", class extends HTMLElement {
  connectedCallback() {
    Shopify.loadFeatures([{ name: "consent-tracking-api", version: "0.1" }], () => (this.hidden = !Shopify.customerPrivacy.shouldShowBanner()));
    this.addEventListener("click", ({ target: { value } }) => {
      if (!value) return;
      const isAllowed = value === "yes";
      Shopify.customerPrivacy.setTrackingConsent({ analytics: isAllowed, marketing: isAllowed, preferences: isAllowed, sale_of_data: isAllowed }, () => (this.hidden = true));
    });
    document.querySelector("[data-privacy]").addEventListener("click", () => (this.hidden = false));
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.matches(".newsletter")) event.preventDefault();
});
