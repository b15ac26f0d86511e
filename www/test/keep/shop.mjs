/**
 * A shop to keep: three people with a name and a phone that Linger does not read.
 * Ann orders three times (10 + 20 + 30), one of them of two rows; Bob twice (5 + 7); Cy once (100). All is 172.
 */
const HEADER = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Shipping Name,Shipping Phone";
const row = (/** @type {string} */ order, /** @type {string} */ email, /** @type {number | null} */ total, /** @type {string} */ day, /** @type {string} */ name) =>
  total === null
    ? `${order},${email},,,,,,,,1,Cup,,`
    : `${order},${email},paid,USD,${total}.00,0.00,0.00,${total}.00,${day} 10:00:00 +0000,1,Mug,${name},+1 555 0100`;

export const ROWS = [
  row("#1", "Ann@Example.com", 10, "2024-01-05", "Ann Archer"),
  row("#2", "bob@example.com", 5, "2024-01-06", "Bob Baker"),
  row("#3", "ann@example.com", 20, "2024-02-05", "Ann Archer"),
  row("#3", "", null, "", ""),
  row("#4", "cy@example.com", 100, "2024-02-06", "Cy Cole"),
  row("#5", "bob@example.com", 7, "2024-03-06", "Bob Baker"),
  row("#6", "ann@example.com", 30, "2024-03-05", "Ann Archer"),
];
export const ORDERS = `${[HEADER, ...ROWS].join("\n")}\n`;
/** One order more, of Ann and of Dee. */
export const MORE = `${[HEADER, row("#7", "ann@example.com", 40, "2024-04-05", "Ann Archer"), row("#8", "dee@example.com", 9, "2024-04-06", "Dee Dunn")].join("\n")}\n`;
