/**
 * J2: a Shopify orders export of 79 columns. An order has a row for each of its lines; order fields stand on the first
 * one only, e-mail and creation time on all. Notes are quoted and may span lines; some e-mails are in mixed case; some
 * orders are voided, pending or cancelled. 500 MB are about 1.1M records and 184,000 customers.
 * @module
 */

import { random } from "./random.mjs";

/** The header of an export of 2024. */
export const HEADER =
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total," +
  "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price," +
  "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1," +
  "Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name," +
  "Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province," +
  "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor," +
  "Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name," +
  "Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties," +
  "Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References\n";

const COLUMNS = HEADER.trim().split(",");
const AT = Object.fromEntries(COLUMNS.map((name, index) => [name, index]));
const FIRST = Date.UTC(2021, 0, 1);
const SPAN_SECONDS = 4 * 365 * 86_400;
/** Measured on the generated file. */
const BYTES_A_RECORD = 474;
const RECORDS_AN_ORDER = 1.87;
const ORDERS_A_CUSTOMER = 3;
const CITIES = ["Berlin", "Lyon", "Porto", "Austin", "Osaka", "Leeds", "Turin", "Gdansk"];
const PRODUCTS = [
  "Linen shirt with long sleeves, garment washed - Sand / M",
  "Canvas tote with inner pocket and leather straps - Ink",
  "Wool socks, three pairs, undyed - Moss / 42",
  "Tea tin with glass lid, 100 g - Jade / First flush",
  "Desk lamp with woven cable - Brass / EU plug",
];
const NOTES = ["", "", "", "", "", "", "Please leave at the door, thanks", 'Gift: write ""For Ada"" on the card', "Ring twice.\nThe dog is friendly.\nSecond floor"];

/**
 * @param {number} bytes about so many
 * @returns {Generator<string>} blocks of lines
 */
export function* shopifyRows(bytes) {
  const next = random(2);
  const orders = Math.round(bytes / BYTES_A_RECORD / RECORDS_AN_ORDER);
  const customers = Math.round(orders / ORDERS_A_CUSTOMER);
  let block = "";
  for (let order = 0; order < orders; order++) {
    block += orderRows(order, orders, customers, next);
    if (block.length > 1 << 20) {
      yield block;
      block = "";
    }
  }
  yield block;
}

/**
 * @param {number} order
 * @param {number} orders
 * @param {number} customers
 * @param {() => number} next
 */
function orderRows(order, orders, customers, next) {
  const person = Math.floor(customers * next() ** 1.2);
  const second = Math.floor(((order + next()) / orders) * SPAN_SECONDS);
  const created = `${new Date(FIRST + second * 1000).toISOString().slice(0, 19).replace("T", " ")} +0000`;
  const address = next() < 0.01 ? `Shopper.${person}@Example.com` : `shopper.${person}@example.com`;
  const lines = 1 + Math.floor(next() ** 1.5 * 3.25);
  const items = Array.from({ length: lines }, () => item(next));
  let text = "";
  items.forEach((line, index) => {
    const row = new Array(COLUMNS.length).fill("");
    row[AT.Name] = `#${1001 + order}`;
    row[AT.Email] = address;
    row[AT["Created at"]] = created;
    row[AT.Vendor] = "Harbour Goods";
    fillItem(row, line);
    if (index === 0) fillOrder(row, order, person, created, items, next);
    text += `${row.join(",")}\n`;
  });
  return text;
}

/** @param {() => number} next */
function item(next) {
  const product = Math.floor(next() * PRODUCTS.length);
  return { product, quantity: 1 + Math.floor(next() ** 4 * 4), cents: 400 + Math.floor(next() ** 2 * 12_000) };
}

/**
 * @param {string[]} row
 * @param {ReturnType<typeof item>} line
 */
function fillItem(row, { product, quantity, cents }) {
  const name = PRODUCTS[product];
  row[AT["Lineitem quantity"]] = String(quantity);
  row[AT["Lineitem name"]] = name.includes(",") ? `"${name}"` : name;
  row[AT["Lineitem price"]] = money(cents);
  row[AT["Lineitem sku"]] = `HG-${1000 + product}`;
  row[AT["Lineitem requires shipping"]] = "true";
  row[AT["Lineitem taxable"]] = "true";
  row[AT["Lineitem fulfillment status"]] = "fulfilled";
  row[AT["Lineitem discount"]] = "0.00";
}

/**
 * @param {string[]} row
 * @param {number} order
 * @param {number} person
 * @param {string} created
 * @param {ReturnType<typeof item>[]} items
 * @param {() => number} next
 */
function fillOrder(row, order, person, created, items, next) {
  const subtotal = items.reduce((sum, { quantity, cents }) => sum + quantity * cents, 0);
  const taxes = Math.round(subtotal * 0.19);
  const fate = next();
  const city = CITIES[person % CITIES.length];
  const note = NOTES[Math.floor(next() * NOTES.length)];
  Object.assign(row, {
    [AT["Financial Status"]]: fate < 0.02 ? "voided" : fate < 0.04 ? "pending" : "paid",
    [AT["Paid at"]]: fate < 0.04 ? "" : created,
    [AT["Fulfillment Status"]]: "fulfilled",
    [AT["Fulfilled at"]]: created,
    [AT["Accepts Marketing"]]: person % 3 ? "yes" : "no",
    [AT.Currency]: "EUR",
    [AT.Subtotal]: money(subtotal),
    [AT.Shipping]: "4.90",
    [AT.Taxes]: money(taxes),
    [AT.Total]: money(subtotal + taxes + 490),
    [AT["Discount Amount"]]: "0.00",
    [AT["Shipping Method"]]: "Standard",
    [AT.Notes]: note && `"${note}"`,
    [AT["Note Attributes"]]: `"gift_wrap: no\nlanding_page: /collections/new\nutm_campaign: spring-${person % 40}"`,
    [AT.Tags]: '"newsletter, returning, first-party"',
    [AT["Payment References"]]: `c${order}.1`,
    [AT["Payment ID"]]: `rK${order}qT8xWn2Lp`,
    [AT.Phone]: `'+49301${100_000 + person}`,
    [AT["Cancelled at"]]: fate > 0.985 ? created : "",
    [AT["Payment Method"]]: "Shopify Payments",
    [AT["Payment Reference"]]: `c${order}.1`,
    [AT["Refunded Amount"]]: "0.00",
    [AT["Outstanding Balance"]]: "0.00",
    [AT.Id]: String(5_210_000_000_000 + order * 7919),
    [AT["Risk Level"]]: "Low",
    [AT.Source]: "web",
    [AT["Tax 1 Name"]]: "VAT 19%",
    [AT["Tax 1 Value"]]: money(taxes),
  });
  for (const side of ["Billing", "Shipping"]) fillAddress(row, side, person, city);
}

/**
 * @param {string[]} row
 * @param {string} side
 * @param {number} person
 * @param {string} city
 */
function fillAddress(row, side, person, city) {
  row[AT[`${side} Name`]] = `Shopper ${person}`;
  row[AT[`${side} Street`]] = `${1 + (person % 180)} Quay Street`;
  row[AT[`${side} Address1`]] = `${1 + (person % 180)} Quay Street`;
  row[AT[`${side} City`]] = city;
  row[AT[`${side} Zip`]] = `'${10_000 + (person % 80_000)}`;
  row[AT[`${side} Country`]] = "DE";
  row[AT[`${side} Phone`]] = `'+49301${100_000 + person}`;
}

/** @param {number} cents */
function money(cents) {
  return (cents / 100).toFixed(2);
}
