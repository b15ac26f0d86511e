/** Sentences of the module of predictions that name an option: the page says what to do on the screen. */
export default {
  "predict.historyTooShort": "The part of the data that a model can learn from covers {days} days, and it needs three times the median of the gaps that have ended ({gap}). Expected orders, values and dates are not shown until the history is longer.",
  "predict.noOpportunities": "Boxes every {days|day|# days} could not be described: too few customers have had several of them, or all take them alike. A shorter box rhythm under “What is asked” would help.",
  "predict.churnModelTooFew": "The regression of churn needs {least} customers who stayed away for {days|1 day|# days} and {least} who did not, at each of its two dates; there are {found}. A longer history would help.",
  "predict.discontinued": "{products|One product counts|# products count} as discontinued: nobody has bought {products|it|them} for longer than twice the usual cycle, and never before was there so long a pause. {purchases|One purchase|# purchases} that would be due {purchases|is|are} left out of the list.",
  "predict.noCategories": "No product has a category. Write rules that give them one under Products, “Names and categories”.",
};
