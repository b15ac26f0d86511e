/**
 * The engine speaks English; these are its sentences in Chinese, by kind and code: definitions of numbers, notices,
 * errors, verdicts of the ledger, reasons of switched-off sections, and why a customer is flagged.
 */
export default {
};
