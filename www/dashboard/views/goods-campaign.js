/** What became of a campaign: who was reached, what they bought, against those held out; and the orders that carry its mark. */
import { html, nothing } from "lit";
import { figure } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { chance, listPanel, meanCell, predictPanel, shareCell } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { GoodsPart } from "./goods.js" */
/** @import { Campaign, CampaignArm, CampaignQuery, Goods } from "../types.js" */

const KINDS = /** @type {const} */ (["campaign", "code", "channel", "creative"]);
const USUAL_DAYS = 30;
const MOST_DAYS = 3650;
const SEPARATORS = [",", ";", "\t"];
/** What the first line of a list of one column is called, in lower case. */
const HEADS = new Set(["customer", "customer email", "customer id", "e-mail", "email", "email address", "id", "key", "name", "phone", "客户", "客户编号", "手机号", "电子邮件", "邮箱", "电话"]);

/** @param {GoodsPart} view @param {Goods} goods */
export function campaignPart(view, goods) {
  const { campaign } = goods;
  return html`${form(view, campaign)} ${campaign ? html`${campaign.reached ? arms(view.page, campaign, goods) : nothing} ${campaign.marked ? marked(view.page, campaign, goods) : nothing}` : nothing}`;
}

/** @param {GoodsPart} view @param {Campaign | undefined} campaign */
function form(view, campaign) {
  const { page, campaign: given } = view;
  const { t } = page;
  const marks = campaign?.marks ?? [];
  const chosen = given.mark ? `${given.mark.by} ${given.mark.name}` : "";
  const ask = (/** @type {Event} */ event) => {
    event.preventDefault();
    const { asked, unread } = askedOf(new FormData(/** @type {HTMLFormElement} */ (event.target)));
    view.refused = [...(asked ? [] : [t("campaign.noDay")]), ...(unread > 0 ? [t("campaign.unread", { n: unread })] : [])].join(" ");
    if (asked) view.campaign = asked;
  };
  return predictPanel(page, { of: "campaign", title: t("campaign.title"), n: campaign?.reached?.people ?? campaign?.marked?.orders ?? null, lead: t("campaign.lead") }, html`<form class="fields" @submit=${ask}>
      <label><span>${t("campaign.mark")}</span><select name="mark"><option value="">${t("campaign.noMark")}</option>
        ${KINDS.map((kind) => html`<optgroup label=${t(`campaign.by.${kind}`)}>${marks.filter(({ by }) => by === kind).map(({ by, name, orders }) => html`<option value=${`${by} ${name}`} .selected=${`${by} ${name}` === chosen}>${t("campaign.markOf", { name, n: orders })}</option>`)}</optgroup>`)}</select>
        <small>${t(marks.length > 0 ? "campaign.markHint" : "campaign.noMarks")}</small></label>
      <label><span>${t("campaign.sent")}</span><input type="date" name="sent" .value=${given.sent ?? ""}><small>${t("campaign.sentHint")}</small></label>
      <label><span>${t("campaign.days")}</span><input type="number" name="days" min="1" max=${MOST_DAYS} required .value=${String(given.days ?? USUAL_DAYS)}><small>${t("campaign.daysHint")}</small></label>
      ${list(page, "people", given.people)} ${list(page, "holdout", given.holdout)}
      <p><button>${t("campaign.ask")}</button>${view.refused ? html` <span role="alert">${view.refused}</span>` : nothing}</p>
    </form>`);
}

/** @param {Page} page @param {"people" | "holdout"} name @param {CampaignQuery["people"]} rows */
const list = ({ t }, name, rows = []) => html`<label><span>${t(`campaign.${name}`)}</span><textarea name=${name} rows="3" spellcheck="false" .value=${rows.map(({ key, sent }) => [hasSeparator(key) ? `"${key}"` : key, ...(sent ? [sent] : [])].join(", ")).join("\n")}></textarea><small>${t(`campaign.${name}Hint`)}</small></label>`;

/**
 * A person a line, with a day of its own behind it where that differs; lines that are none are counted.
 * @param {string} text
 */
export function peopleOf(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const found = lines.map(personOf);
  if (HEADS.has(found[0]?.key.toLowerCase() ?? "")) found[0] = null;
  const people = found.filter((one) => one !== null);
  return { people, unread: found.length - people.length };
}

/** @param {string} line @returns {{ key: string, sent?: string } | null} */
function personOf(line) {
  const at = Math.max(...SEPARATORS.map((one) => line.lastIndexOf(one)));
  const sent = at < 0 ? null : unquoted(line.slice(at + 1));
  const isDay = sent !== null && /^\d{4}-\d\d-\d\d$/.test(sent);
  const rest = isDay || sent === "" ? line.slice(0, at).trim() : line;
  const key = unquoted(rest);
  if (key === "" || (key === rest && hasSeparator(key))) return null;
  return isDay ? { key, sent } : { key };
}

const hasSeparator = (/** @type {string} */ text) => SEPARATORS.some((one) => text.includes(one));

/** @param {string} text */
function unquoted(text) {
  const field = text.trim();
  return field.length > 1 && field.indexOf('"', 1) === field.length - 1 && field.startsWith('"') ? field.slice(1, -1).trim() : field;
}

/** What a form asks for, `null` where people have no day; and how many lines name nobody. @param {FormData} form @returns {{ asked: CampaignQuery | null, unread: number }} */
export function askedOf(form) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? "");
  const [by, ...name] = text("mark").split(" ");
  const [{ people, unread }, holdout] = [peopleOf(text("people")), peopleOf(text("holdout"))];
  const sent = text("sent") || null;
  const isDated = sent !== null || [...people, ...holdout.people].every((one) => one.sent);
  const mark = by ? { by: /** @type {"campaign"} */ (by), name: name.join(" ") } : null;
  return { asked: isDated ? { mark, people, holdout: holdout.people, sent, days: Number(text("days")) } : null, unread: unread + holdout.unread };
}

/** @param {Page} page @param {Campaign} campaign @param {Goods} goods */
function arms(page, { reached, holdout, effect, watched }, { currency }) {
  const { t, format } = page;
  const cells = (/** @type {string} */ name, /** @type {CampaignArm} */ arm) => [
    t(name), format.count(arm.people), format.count(arm.known), shareCell(page, arm.before), shareCell(page, arm.buyers), format.count(arm.orders), amountOf(page, arm.netSales, currency), meanCell(page, arm.perPerson, currency),
  ];
  const all = [.../** @type {const} */ ([["campaign.reached", reached], ["campaign.heldOut", holdout]])].flatMap(([name, arm]) => (arm ? [{ name, arm }] : []));
  return listPanel(page, {
    of: "campaignBuyers", title: t("campaign.result"), n: reached?.people ?? null, lead: effect ? effectWords(page, effect, currency) : t("campaign.noHoldout"), empty: "",
    columns: [{ head: t("campaign.group") }, ...["campaign.people.n", "campaign.known", "campaign.before", "campaign.buyers", "column.orders", "column.netSales", "campaign.perPerson"].map((key) => ({ head: t(key), number: true }))],
    heads: ["group", "people", "known", "before", "buyers", "share", "low", "high", "orders", "netSales", "perPerson"],
    saved: all.map(({ name, arm }) => [t(name), arm.people, arm.known, arm.before.count, arm.buyers.count, arm.buyers.share, arm.buyers.low, arm.buyers.high, arm.orders, arm.netSales, arm.perPerson.mean]),
    rows: all.map(({ name, arm }) => cells(name, arm)), after: html`<p class="hint">${t("campaign.watched", { n: watched ?? 0 })}</p>`,
  });
}

/** @param {Page} page @param {NonNullable<Campaign["effect"]>} effect @param {string | null} currency */
function effectWords(page, { buyers, netSales }, currency) {
  const { t } = page;
  const points = (/** @type {number} */ value) => (value * 100).toFixed(1);
  const share = t(buyers.low > 0 ? "campaign.more" : buyers.high < 0 ? "campaign.less" : "campaign.noDifference", { points: points(buyers.difference), low: points(buyers.low), high: points(buyers.high), p: chance(page, buyers.p) });
  const sales = netSales && t("campaign.salesDifference", { amount: amountOf(page, netSales.difference, currency), low: amountOf(page, netSales.low, currency), high: amountOf(page, netSales.high, currency) });
  return [share, sales].filter(Boolean).join(" ");
}

/** @param {Page} page @param {Campaign} campaign @param {Goods} goods */
function marked(page, { marked: found, visits, days }, { currency, notices }) {
  if (!found) return nothing;
  const { t, format } = page;
  const [of, n] = [pathOf("campaignMarked"), found.orders];
  return predictPanel(page, { of: "campaignMarked", title: t("campaign.marked"), n, lead: t("campaign.markedLead", { from: format.date(found.from), to: format.date(found.to) }) }, html`<div class="figures">
      ${figure(page, { of, label: t("column.orders"), value: format.count(found.orders), n, note: found.unidentified > 0 ? t("campaign.unidentified", { n: found.unidentified }) : nothing })}
      ${figure(page, { of, label: t("column.netSales"), value: amountOf(page, found.netSales, currency), n })}
      ${figure(page, { of, label: t("column.customers"), value: format.count(found.customers), n: found.customers, note: t("campaign.newCustomers", { n: found.newCustomers }) })}
      ${figure(page, { of: pathOf("campaignAgain"), label: t("campaign.again", { n: days }), value: shareCell(page, found.again), n: found.again.n, note: found.again.n === 0 ? t("campaign.tooEarly") : nothing })}
      ${found.reached === null ? nothing : figure(page, { of, label: t("campaign.ofReached"), value: format.count(found.reached), n: found.customers })}
      ${visits ? html`${figure(page, { of: pathOf("campaignVisits"), label: t("campaign.visits"), value: format.count(visits.sessions), n: visits.sessions, note: t("campaign.visitors", { n: visits.visitors }) })} ${figure(page, { of: pathOf("campaignVisits"), label: t("campaign.adds"), value: format.count(visits.addToCart.part), n: visits.addToCart.whole })}` : nothing}
    </div>${visits ? nothing : html`<p class="hint">${t(notices.some(({ code }) => code === "campaignFewVisits") ? "campaign.fewVisits" : "campaign.noVisits")}</p>`}`);
}
