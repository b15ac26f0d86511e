/**
 * The engine speaks English, also to programs: where it names an option, the page says what to do on the screen.
 * Keys are kind and code, as in `engine.zh-CN.js`.
 */
export default {
  "notice.shortHistory": "The data begin on {first}. {marked} of {customers} customers first ordered so soon after that they may be older customers. They are marked and count as new, unless you leave them out under Settings.",
  "notice.oneOrderDominates": "Most customers have ordered once, so frequency hardly tells them apart. Under Settings, the scores “in fixed steps” do better.",
  "error.memoryLimit": "{file}: reading on would need more memory than a tab may safely use. Earlier files stay loaded. Split the file by date and add a part.",
  "error.unknownOption": "A setting does not fit this data. Choose “Back to the defaults” under Settings.",
  "error.unknownCurrency": "No order is in this currency. Choose another one under Settings.",
  "error.asOfTooEarly": "No counted order lies on or before this date. Choose a later one under Settings.",
  "error.engineLost": "The analysis stopped because of a fault inside Linger. It has been started again, and the page reads the files it still holds once more.",
  "notice.engineLost": "The analysis stopped because of a fault inside Linger. It has been started again, and the page reads the files it still holds once more.",
  "verdict.zeroValue": "The order is worth nothing and is left out, as chosen under Settings.",
  "verdict.refundExcluded": "A refund, or an order refunded in full, left out as chosen under Settings.",
};
