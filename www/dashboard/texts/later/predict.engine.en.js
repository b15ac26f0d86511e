/** Sentences of the module of predictions that name an option: the page says what to do on the screen. */
export default {
  "predict.historyTooShort": "The part of the data that a model can learn from covers {days} days, and it needs three times the median of the gaps that have ended ({gap}). Expected orders, values and dates are not shown until the history is longer.",
  "predict.noOpportunities": "Boxes every {days|day|# days} could not be described: too few customers have had several of them, or all take them alike. A shorter box rhythm under “What is asked” would help.",
  "predict.churnModelTooFew": "The regression of churn needs {least} customers who stayed away for {days|1 day|# days} and {least} who did not, at each of its two dates; there are {found}. A longer history would help.",
  "predict.discontinued": "{products|One product counts|# products count} as discontinued: nobody has bought {products|it|them} for longer than twice the usual cycle, and never before was there so long a pause. {purchases|One purchase|# purchases} that would be due {purchases|is|are} left out of the list.",
  "predict.noCategories": "No product has a category. Write rules that give them one under Products, “Names and categories”.",
  "definition.models.holdout.candidates.passed": "A model passes if its errors (squared error of orders, and Brier score) on the part of your data that it had not seen are smaller than those of both guesses, its total is within 25%, and the data settle its parameters. Of those that pass, the one with the smallest errors is used.",
  "definition.models.churnModel": "Logistic regression of no order within the days that are set, on what was known at a date, with a ridge of 1 on standardised features. It learns at one date and is tested on the span after a later one.",
  "definition.predictions.churnProbability": "Probability of no order within the days that are set: the likelihood of the history with such a silence after it, over the likelihood of the history.",
  "definition.predictions.value": "Expected orders within the time that is set, each discounted as set, × expected order value × margin; net sales unless a margin is set.",
  "definition.predictions.valueAtStake": "Probability of no order × expected value.",
  "definition.predictions.next": "Of customers with the same history who buy again at all: a tenth does by the first date, half by the middle one, nine tenths by the last.",
  "definition.predictions.alive": "Probability that the customer has not left for good, given when and how often they ordered. It cannot be observed: it is as good as the probability of no order that follows from it, whose check the ✓ shows.",
};
