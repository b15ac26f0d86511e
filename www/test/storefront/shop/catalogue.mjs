/** Twenty-six products: 1 to 20 are mugs, 21 to 26 are lamps; product n costs n euros and has two variants. */

/** @typedef {ReturnType<typeof product>} Product */

/** @param {number} n */
function product(n) {
  const type = n > 20 ? "Lamp" : "Mug";
  const variants = ["Blue", "Sand"].map((title, at) => ({ id: n * 1000 + at + 1, title, price: n * 100 }));
  return { id: 9000 + n, handle: `${type.toLowerCase()}-${n}`, title: `${type} no. ${n}`, type, price: n * 100, variants, selected_or_first_available_variant: variants[0] };
}

export const PRODUCTS = Array.from({ length: 26 }, (_, at) => product(at + 1));

/** @param {string} handle */
export const byHandle = (handle) => PRODUCTS.find((each) => each.handle === handle);

/** @param {number} variant */
export const byVariant = (variant) => PRODUCTS.find((each) => each.variants.some(({ id }) => id === variant));

/** @param {string} term */
export const found = (term) => PRODUCTS.filter(({ title }) => title.toLowerCase().includes(term.trim().toLowerCase()));
