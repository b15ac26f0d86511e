/**
 * The invented shop of tests/data/goods as exports of a shop: its orders, its products, its advertising. What public libraries say of it
 * stands beside it.
 * @module
 */

import { readFile } from "node:fs/promises";

const folder = new URL("../../../tests/data/goods/", import.meta.url);
const DAY = 86_400_000;
const HEADER = ["Name", "Email", "Financial Status", "Created at", "Currency", "Subtotal", "Total", "Discount Code", "Lineitem quantity", "Lineitem price", "Lineitem name", "Lineitem sku", "Source", "Shipping Country", "Note Attributes"];

/** @param {string} name @returns {Promise<Record<string, string>[]>} */
async function rows(name) {
  const [head = "", ...lines] = (await readFile(new URL(name, folder), "utf8")).trim().split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])));
}

/** @param {string} day since 1970 */
const date = (day) => new Date(Number(day) * DAY).toISOString().slice(0, 10);
/** Amounts are cents of EUR or whole yen. @param {string} amount @param {string} currency */
const major = (amount, currency) => (currency === "EUR" ? Number(amount) / 100 : Number(amount));
/** @param {(string | number)[]} cells */
const line = (cells) => cells.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(",");

/** Files to be added, in this order; of every third product none is left. */
export async function goodsShop() {
  const [orders, products, spend] = await Promise.all(["orders.csv", "products.csv", "spend.csv"].map(rows));
  const lines = orders.flatMap((order, at) =>
    order.lines.split(" ").map((item, place) => {
      const [product, units, amount] = item.split(":");
      const { sku, name } = products[Number(product)];
      const net = major(order.net, order.currency);
      const utm = [order.campaign && `utm_campaign: ${order.campaign}`, order.creative && `utm_content: ${order.creative}`].filter(Boolean).join("\n");
      const own = place === 0 ? ["paid", `${date(order.day)} 10:00:00 +0000`, order.currency, net, net, order.code] : ["", `${date(order.day)} 10:00:00 +0000`, "", "", "", ""];
      return line([`#${at + 1}`, order.customer && `${order.customer}@shop.test`, ...own, units, major(amount, order.currency) / Number(units), name, sku, place === 0 ? order.channel : "", place === 0 ? order.country : "", place === 0 ? utm : ""]);
    }));
  return [
    { name: "orders.csv", text: `${[HEADER.join(","), ...lines].join("\n")}\n` },
    { name: "products.csv", text: `${["Handle,Title,Vendor,Type,Tags,Variant SKU,Stock", ...products.map((one, at) => line([one.name.replaceAll(" ", "-"), one.name, one.vendor, one.category, one.tags.replaceAll(";", ","), one.sku, at % 3]))].join("\n")}\n` },
    { name: "spend.csv", text: `${["date,channel,campaign,spend,currency", ...spend.map((one) => line([date(one.day), one.channel, one.campaign, major(one.cost, one.currency), one.currency]))].join("\n")}\n` },
  ];
}

/** What public libraries say of the shop. */
export const expectedGoods = async () => JSON.parse(await readFile(new URL("expected.json", folder), "utf8"));
