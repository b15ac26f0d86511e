/** English: the check of models, in the page and in a report. */
export default {
  "model.bgNbd": "BG/NBD",
  "model.mbgNbd": "MBG/NBD",
  "model.paretoNbd": "Pareto/NBD",
  "check.errors": "Models against guesses",
  "check.who": "Model or guess",
  "check.expected": "Orders foretold",
  "check.mae": "Mean error in orders",
  "check.brierScore": "Brier score",
  "check.verdict": "Verdict",
  "check.passed": "Passed",
  "check.guess": "A guess, to beat",
  "check.sameAsBefore": "Everybody buys as before",
  "check.nobodyReturns": "Nobody returns",
  "check.tenth": "Group",
  "check.foretold": "Foretold",
  "check.came": "Came",
};
