/**
 * The two jobs, as every engine must understand them.
 *
 * J1: each row is a line of an order; lines of one order are neighbours and belong to one customer.
 * J2: an order is the row that has a Financial Status; voided and cancelled orders do not count, pending ones do; its
 * amount is the Subtotal (no tax, no shipping; the file has no refunds); the customer is the e-mail in lower case.
 *
 * For each customer: first and last day (UTC), distinct orders, sum. Then NTILE(5) scores over customers: R by last
 * day, F by orders, M by sum, each ascending, ties by customer in byte order. Then customers by score triple.
 */

/** @typedef {"j1" | "j2"} Job */

/** Column indices by job, for the readers that give rows by position. */
export const COLUMNS = {
  j1: { order: 0, customer: 1, time: 2, amount: 3 },
  j2: { order: 0, customer: 1, status: 2, time: 15, amount: 8, cancelled: 46 },
};

/** One row of score counts and sums as DuckDB gives it; `answerOf` gives the same from JavaScript. */
export const SQL = {
  j1: `select customer_id k, min(timestamp)::date f, max(timestamp)::date l, count(distinct order_id) o, sum(amount) m
    from read_csv('input.csv', header = true, columns =
      {'order_id': 'BIGINT', 'customer_id': 'BIGINT', 'timestamp': 'TIMESTAMP', 'amount': 'DECIMAL(18,2)'})
    group by 1`,
  j2: `select lower(Email) k, min(left("Created at", 10)::date) f, max(left("Created at", 10)::date) l,
      count(distinct Name) o, sum(Subtotal::decimal(18,2)) m
    from read_csv('input.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', new_line = '\\n')
    where "Financial Status" is not null and "Financial Status" <> 'voided' and "Cancelled at" is null
    group by 1`,
};

/** @param {Job} job */
export function query(job) {
  return `with c as (${SQL[job]}),
    s as (select *, ntile(5) over (order by l, k) rs, ntile(5) over (order by o, k) fs, ntile(5) over (order by m, k) ms from c)
    select (rs * 100 + fs * 10 + ms)::integer triple, count(*)::double customers, sum(o)::double orders,
      round(sum(m) * 100)::double cents, sum(f - date '1970-01-01')::double first_days, sum(l - date '1970-01-01')::double last_days
    from s group by 1 order by 1`;
}
