/** What `--help` prints, in English. */
const READING = `  --mapping JSON    which column is what, where it is not recognised: '{"customer": "Buyer", "time": 2}',
                    or @file with the JSON in it
  --encoding LABEL  text encoding of exports, for instance gbk; found when not given
`;
const REPORTING = `  --as-of DATE      the day the report is of; default: the last order
  --zone ZONE       IANA time zone, for instance Europe/Berlin; default UTC
  --currency CODE   show amounts of this currency only
  --options JSON    every other option of the report: '{"churn": {"marginDays": 45}}', or @file
${READING}`;
const COMMON = `  --lang LANGUAGE   en or zh-CN; default: the terminal's
  --help            this text
`;

export default {
  "help.all": `Linger tells a shop which customers are about to leave, why, and what it costs. Nothing is sent anywhere.

  linger report FILE… --out report.html     a report as one HTML file, without anything that names a person
  linger summary FILE…                      the numbers that matter, here on the terminal
  linger verify report.html FILE…           whether a report was made of these files and not changed since
  linger merge FILE… --out pack.ndjson      session files as one, each event once
  linger schema [report|events|shared|run]  the JSON Schema of what Linger reads and writes

FILE is an export of orders (CSV, TSV) or a file of recorded sessions (NDJSON); - is standard input.
Exit codes: 0 fine, 1 the input does not allow it (or verify found a difference), 2 the command line is wrong.
\`linger COMMAND --help\` tells the options. The environment variable LINGER_SALT holds the secret that customer
ids in session files were hashed with.
`,
  "help.report": `linger report FILE… --out report.html

Writes a report as one HTML file that opens from anywhere, offline. It holds no one's name or key, and no number of a
group of fewer than k customers.

  --out FILE        where to write; - is standard output
  --title TEXT      the report's heading
  --interactive     a report to slice and sort, with a script; otherwise one without any
  --json            write the report's data instead of a page, for <linger-report src>
  --k N             least customers in a group, at least 2; default 5
  --with-people     for your own use: nothing is hidden and the list of customers comes along
  --models          also models of buying, checked on data held out; shown where one passed
  --value           also what customers are worth; with --models what they will still bring
  --products        also what is bought together, hits and new products
  --season          also the season and its forecast
  --history         also churn and value month by month (not told to others: use --with-people)
  --due             also next purchases, as counts; only in a file --with-people
${REPORTING}${COMMON}`,
  "help.summary": `linger summary FILE…

Prints what the files say.

  --json            print the run as JSON instead; keys of customers are hashed
  --models          also the models of buying, checked on data held out
  --since RUN       say what changed since a run that was saved
  --save RUN        save this run for --since of the next
${REPORTING}${COMMON}
Each night, with a line in the crontab:
  15 3 * * *  cd /srv/shop && linger summary orders.csv --since last.json --save last.json > changes.txt
`,
  "help.verify": `linger verify report.html FILE…

Makes the report again of the files, with the options it says it was made with, and compares: files, receipt, content,
and every byte of the document. Exit code 0 says that nothing differs.

${READING}${COMMON}`,
  "help.merge": `linger merge FILE… --out pack.ndjson

Makes one file of several files of recorded sessions (NDJSON). Events that were sent twice come once; the order of the
files makes no difference. Files may be larger than memory.

  --out FILE        where to write; - is standard output
${COMMON}`,
  "help.schema": `linger schema [report|events|shared|run]

Prints a JSON Schema: of a report (default), of the events that storefronts record, of the data in a shared report, or
of a saved run.

${COMMON}`,
};
