/**
 * What the sample shop sells and the invented people who buy. Prices are in cents.
 */

/** @typedef {{ sku: string, name: string, price: number }} Product */

/** @type {Record<string, Product>} */
export const PRODUCTS = {
  blend: { sku: "HB-250", name: "House Blend - 250 g", price: 1150 },
  kilo: { sku: "HB-1000", name: "House Blend - 1 kg", price: 3600 },
  ethiopia: { sku: "ETH-250", name: "Ethiopia Guji - 250 g", price: 1450 },
  colombia: { sku: "COL-250", name: "Colombia Huila - 250 g", price: 1350 },
  decaf: { sku: "DEC-250", name: "Decaf, Sugarcane - 250 g", price: 1300 },
  filters: { sku: "FIL-100", name: "Paper filters, 100", price: 690 },
  mug: { sku: "MUG-02", name: 'Mug "Slow Morning", 12"', price: 1800 },
  grinder: { sku: "GRD-01", name: "Hand grinder", price: 8900 },
  kit: { sku: "KIT-200", name: "Care kit, burrs and descaler", price: 6400 },
  box: { sku: "BOX-04", name: "Tasting box, four coffees", price: 4200 },
  sack: { sku: "HB-5000", name: "House Blend - 5 kg sack", price: 14500 },
};

/** What ordinary shoppers pick from, the popular ones more often. */
export const SHELF = ["blend", "blend", "ethiopia", "ethiopia", "colombia", "decaf", "kilo", "filters", "mug", "box", "grinder"];

export const FIRST_NAMES = [
  "Ada", "Amir", "Bea", "Carlos", "Chloe", "Dana", "Elif", "Emma", "Farid", "Grace", "Hana", "Henry", "Ines", "Ivan",
  "Jonas", "Kaito", "Lena", "Liam", "Mai", "Marco", "Mina", "Nadia", "Noah", "Olga", "Omar", "Pia", "Priya", "Rosa",
  "Samir", "Sofia", "Tariq", "Vera", "Wei", "Yara", "Zoe",
];

export const LAST_NAMES = [
  "Abbott", "Baker", "Castillo", "Dubois", "Eriksen", "Fischer", "Gupta", "Haddad", "Ito", "Jensen", "Kowalski", "Lindqvist",
  "Moreau", "Nguyen", "O'Brien", "Park", "Quinn", "Rossi", "Silva", "Tanaka", "Usman", "Varga", "Weber", "Xu", "Young", "Zhang",
];

/** City, state, state's name, postal code: codes with a leading zero get Shopify's apostrophe. */
export const TOWNS = [
  ["New York", "NY", "New York", "10011"],
  ["Albany", "NY", "New York", "12207"],
  ["Boston", "MA", "Massachusetts", "'02116"],
  ["Newark", "NJ", "New Jersey", "'07102"],
  ["Chicago", "IL", "Illinois", "60607"],
  ["Austin", "TX", "Texas", "78701"],
  ["Portland", "OR", "Oregon", "97205"],
];

export const NOTES = [
  "Please ring twice.\nThe bell is shy.",
  'For my sister, write "Happy birthday"\nand leave out the bill, please',
  "Grind for moka pot; leave with neighbour,\r\nthird floor",
];
