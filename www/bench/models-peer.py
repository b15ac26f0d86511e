"""Fits BG/NBD and gamma-gamma with lifetimes, and tells how long it took, as JSON.

    python3 models-peer.py purchases.csv 1998-06-30

purchases.csv: customer,date,amount. lifetimes sums the orders of a day as Linger does. Times are counted in weeks, so that parameters
compare; the time starts with the transactions in a data frame.
"""

import json
import sys
import time
import warnings

import lifetimes
import pandas
from lifetimes.utils import summary_data_from_transaction_data

warnings.filterwarnings("ignore")


def turn(purchases, end):
    start = time.perf_counter()
    summary = summary_data_from_transaction_data(purchases, "customer", "date", monetary_value_col="amount", observation_period_end=end)
    summarised = time.perf_counter()
    buying = lifetimes.BetaGeoFitter()
    buying.fit(summary["frequency"], summary["recency"] / 7, summary["T"] / 7)
    bought = time.perf_counter()
    repeaters = summary[(summary["frequency"] > 0) & (summary["monetary_value"] > 0)]
    spending = lifetimes.GammaGammaFitter()
    spending.fit(repeaters["frequency"], repeaters["monetary_value"])
    spent = time.perf_counter()
    return dict(
        summaryMs=1000 * (summarised - start),
        buyingMs=1000 * (bought - summarised),
        spendingMs=1000 * (spent - bought),
        customers=len(summary),
        repeaters=len(repeaters),
        bgNbd={key: float(value) for key, value in buying.params_.items()},
        gammaGamma={key: float(value) for key, value in spending.params_.items()},
    )


if __name__ == "__main__":
    path, end = sys.argv[1:]
    purchases = pandas.read_csv(path, dtype={"customer": str}, parse_dates=["date"])
    print(json.dumps(turn(purchases, end)))
