/** Sentences of the module of predictions that name an option: the page says what to do on the screen. */
export default {
  "predict.churnModelTooFew": "The regression of churn needs {least} customers who stayed away for {days|1 day|# days} and {least} who did not, at each of its two dates; there are {found}. A longer history would help.",
  "predict.noCategories": "No product has a category. Write rules that give them one under Products, “Names and categories”.",
};
