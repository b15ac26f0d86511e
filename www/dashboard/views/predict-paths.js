/** Numbers of the pages of predictions → where the core defines them. What is not here is explained by the page. */

/** @type {Record<string, string>} */
export const DEFINED = {
  chosen: "models.holdout.candidates.passed", regularity: "models.regularity", mae: "models.holdout.candidates.mae", rmse: "models.holdout.candidates.rmse", brier: "models.holdout.candidates.brier",
  flag: "models.flag", flagRate: "models.flag.rate", flagAgreement: "models.flag.agreement",
  regression: "models.churnModel", importance: "models.churnModel.features.importance",
  alive: "predictions.alive", silent: "predictions.churnProbability", value: "predictions.value", stake: "predictions.valueAtStake", recent: "predictions.recentValue", action: "predictions.action", endless: "predictions.residualValue",
  orderValues: "models.holdout.orderValues", newcomers: "models.newCustomers", "newcomers.returning": "models.newCustomers.rows.returning", "newcomers.orders": "models.newCustomers.rows.orders", "newcomers.activeDays": "models.newCustomers.rows.activeDays", "newcomers.medianDays": "models.newCustomers.rows.medianDays", "newcomers.staying": "models.newCustomers.rows.staying",
  next: "predictions.next",
  replenish: "due.replenish.due", listTest: "due.replenish.backTest", nextList: "due.next.probability", nextDay: "due.next.rows.due", categories: "due.next.categories", cycles: "due.cycles.perUnit", returns: "due.cycles.returns",
  seasons: "season.seasons", peak: "season.peak", contact: "season.peak.contact", preSeason: "season.preSeason.value", dormant: "season.offSeason.total", crossBuyers: "season.offSeason.cross.offer",
  index: "season.index", forecast: "season.forecast", backTest: "season.backTest.methods.mae", individual: "season.individual.concentration", offSeason: "season.offSeason.categories.lift",
  confidence: "goods.rules.confidence", lift: "goods.rules.lift", adjustedP: "goods.rules.adjustedP", without: "goods.rules.without", audience: "goods.audience.due",
  penetration: "goods.penetration", cross: "goods.cross.rate", preferences: "goods.cross.preferences.lift", cycleAfter: "goods.cycles",
  matrix: "goods.cross.matrix", node: "goods.node.due", nodeTest: "goods.node.test", companions: "goods.companions", recommendations: "goods.recommendations.test", offerTest: "goods.recommendations.test", score: "goods.recommendations.score",
  campaign: "goods.campaign.buyers", campaignBuyers: "goods.campaign.buyers", campaignEffect: "goods.campaign.effect", campaignMarked: "goods.campaign.marked",
  again: "goods.hits.again", returned: "goods.hits.returned", better: "goods.newProducts.better", worse: "goods.newProducts.worse",
  hits: "goods.hits", traits: "goods.hits.traits.lift", fresh: "goods.newProducts.rate", verdict: "goods.newProducts.verdict", upgrade: "goods.upgrade.p", slope: "goods.upgrade.slope",
  historic: "value.historic", predicted: "value.predicted", cac: "value.groups.cac", blended: "value.acquisition.cac", paid: "value.acquisition.paid.cac", payback: "value.groups.paybackDay", remaining: "value.lost.remaining", sunk: "value.lost.sunk",
  cohorts: "value.cohorts.values", changes: "value.cohorts.changes", groups: "value.groups.values", curves: "value.groups.curve", curve: "value.curve", carried: "value.carried", newCustomers: "value.groups.newCustomers", repeat: "value.groups.repeat", roi: "value.split.roi", roas: "value.roas", retention: "value.whatIf.retention", scenario: "value.whatIf.scenario.profit",
  history: "history.months.churn.rate", pastChurn: "history.months.churn.rate", pastHistoric: "history.months.value.historic", pastPredicted: "history.months.value.predicted", pastLost: "history.months.value.lost",
};

/** What the "?" beside a number asks for. @param {string} of */
export const pathOf = (of) => DEFINED[of] ?? `predict.${of}`;
