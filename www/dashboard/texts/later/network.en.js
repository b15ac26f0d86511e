/** English: what the page asks of the network. */
export default {
  "network.title": "What this page asks of the network",
  "network.none": "Since it was opened, this page has asked nothing of the network.",
  "network.some": "Since it was opened, this page has made {n|one request|# requests}. It should make none: please report it, with the addresses below.",
  "network.someRefused": "{n|One attempt was|# attempts were} refused by the rule below. Linger makes none itself: ask where this page comes from, and which extensions of your browser act on it.",
  "network.rule": "The rule",
  "network.ruleSays": "This rule stands in the source of the page, and your browser enforces it. Nothing can be sent or fetched by the page’s script (connect-src 'none'), nothing comes in unless it is named here (default-src 'none'), and no script runs but those whose digests are listed (script-src).",
  "network.check": "How to check it yourself",
  "network.check.tools": "Open the developer tools (F12), choose Network, and add a file: the list stays empty.",
  "network.check.offline": "Switch your network off, then add a file: everything works as before.",
  "network.check.source": "Look at the source of the page (Ctrl+U): the rule stands in its first lines.",
  "network.limits": "The number is what your browser reports to the page. It does not report what it does by itself, such as its own updates, or what its extensions do.",
  "network.limitsServed": "The number is what your browser reports to the page. It does not report what it does by itself, such as its own updates, what its extensions do, and the fetching of this page, its manifest and its offline copy when you open it.",
};
