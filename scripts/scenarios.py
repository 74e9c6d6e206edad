"""Tables with a disclosure planted in them, and twins without: written for each rule by its definition.

A scenario is a function of a random generator that returns two tables alike but for the planted numbers, the
unsafe one first, each as `Table`; what a careful reviewer would say of the planted one stands in its decorator.
Nothing here is read by the checker, and nothing was taken from its sources.
"""

import dataclasses
import math

N = 10  # the threshold of the ruleset sdap


@dataclasses.dataclass
class Table:
    header: list
    rows: list
    ordered: bool = False  # the order of rows says something
    index: bool = True  # may be written with row names or row numbers in front
    telling: bool = False  # the disclosure stands in the header and is gone without it


@dataclasses.dataclass
class Scenario:
    rule: str
    verdict: str
    make: object
    ruleset: str
    clean: str  # what the twin deserves


SCENARIOS = []


def plants(rule, verdict="fail", ruleset="sdap", clean="pass"):
    def register(function):
        SCENARIOS.append(Scenario(rule, verdict, function, ruleset, clean))
        return function
    return register


# Words

DIMENSIONS = {
    "region": ["North East", "North West", "Yorkshire", "Midlands", "London", "South East", "South West"],
    "sex": ["Female", "Male"],
    "age_band": ["18-39", "40-49", "50-59", "60-69", "70-79", "80+"],
    "ethnicity": ["Asian", "Black", "Mixed", "White", "Other"],
    "hospital": ["Ashby", "Barton", "Corley", "Denham", "Elmore", "Fenwick"],
    "imd_quintile": ["1 (most deprived)", "2", "3", "4", "5 (least deprived)"],
    "smoking status": ["Current", "Former", "Never"],
    "Diagnosis": ["Asthma", "COPD", "Heart failure", "Stroke", "Diabetes", "Epilepsy"],
    "arm": ["Placebo", "Low dose", "High dose"],
    "Local authority": ["Barnet", "Camden", "Ealing", "Hackney", "Merton", "Sutton", "Brent"],
    "Specialty": ["Cardiology", "Oncology", "Renal medicine", "Surgery", "Urology"],
}
COUNTS = ["n", "N", "count", "patients", "n_patients", "Freq", "No. of patients", "num_patients", "Cases",
          "Patients (n)", "persons", "Number of people", "Participants", "admissions of patients", "Frequency"]
MEASURES = ["age", "bmi", "sbp", "los", "cost", "hba1c", "egfr", "score"]
MASKS = ["*", "<10", "[c]", "--", "[REDACTED]", "suppressed", "c"]


def labels(rng, least=3):
    name = rng.choice([key for key, values in DIMENSIONS.items() if len(values) >= least])
    return name, list(DIMENSIONS[name])


def big(rng):
    return rng.randint(40, 900)


def small(rng):
    return rng.randint(1, N - 1)


def pair(header, safe, edit, **keys):
    """The table with the edit, and without."""
    unsafe = [list(row) for row in safe]
    edit(unsafe)
    return Table(header, unsafe, **keys), Table(header, safe, **keys)


# Counts

@plants("minimum-threshold")
def tidy_count(rng):
    name, values = labels(rng)
    rows = [[value, big(rng)] for value in values]
    at, value = rng.randrange(len(rows)), small(rng)
    return pair([name, rng.choice(COUNTS)], rows, lambda t: t[at].__setitem__(1, value))


@plants("minimum-threshold")
def tidy_two_labels(rng):
    name, values = labels(rng)
    rows = [[value, sex, big(rng)] for value in values for sex in ("F", "M")]
    at, value = rng.randrange(len(rows)), small(rng)
    return pair([name, "sex", rng.choice(COUNTS)], rows, lambda t: t[at].__setitem__(2, value))


def crosstab(rng, totals):
    name, values = labels(rng)
    across = rng.choice([key for key in DIMENSIONS if key != name])
    columns = DIMENSIONS[across]
    safe = [[big(rng) for _ in columns] for _ in values]
    unsafe = [list(row) for row in safe]
    unsafe[rng.randrange(len(values))][rng.randrange(len(columns))] = small(rng)

    def finish(cells):
        rows = [[value, *row, *([sum(row)] if totals else [])] for value, row in zip(values, cells)]
        if totals:
            rows.append(["Total", *[sum(column) for column in zip(*cells)], sum(map(sum, cells))])
        return Table([name, *columns, *(["Total"] if totals else [])], rows)
    return finish(unsafe), finish(safe)


@plants("minimum-threshold")
def crosstab_with_totals(rng):
    return crosstab(rng, True)


@plants("minimum-threshold", verdict="review")
def crosstab_alone(rng):
    return crosstab(rng, False)


@plants("minimum-threshold")
def count_and_percentage(rng):
    name, values = labels(rng)
    style = rng.choice(["{} ({:.1f}%)", "{} ({:.1f})", "{:,} ({:.0f}%)"])
    safe = [big(rng) for _ in values]
    unsafe = list(safe)
    unsafe[rng.randrange(len(values))] = small(rng)

    def finish(counts):
        return Table([name, "n (%)"], [[v, style.format(c, 100 * c / sum(counts))] for v, c in zip(values, counts)])
    return finish(unsafe), finish(safe)


@plants("minimum-threshold")
def listing_of_statistics(rng):
    columns = rng.sample(MEASURES, 3)

    def finish(sizes):
        rows = [[rng.choice(["N", "n"]), *sizes]]
        rows.append(["Mean", *[round(rng.uniform(30, 80), 1) for _ in columns]])
        rows.append(["SD", *[round(rng.uniform(3, 12), 2) for _ in columns]])
        rows.append(["Median", *[round(rng.uniform(30, 80), 1) for _ in columns]])
        return Table(["statistic", *columns], rows, ordered=True, index=False)
    return finish([small(rng)] * 3), finish([big(rng)] * 3)


@plants("zero-cell", verdict="review")
def zero_in_counts(rng):
    name, values = labels(rng)
    rows = [[value, big(rng), big(rng)] for value in values]
    at = rng.randrange(len(rows))
    return pair([name, "patients", "deaths"], rows, lambda t: t[at].__setitem__(2, 0))


@plants("zero-cell", verdict="review")
def zero_in_crosstab(rng):
    name, values = labels(rng)
    columns = ["Mild", "Moderate", "Severe"]
    rows = [[value, *[big(rng) for _ in columns]] for value in values]
    at = rng.randrange(len(rows))
    return pair([name, *columns], rows, lambda t: t[at].__setitem__(3, 0))


@plants("class-disclosure")
def everyone_in_one_category(rng):
    name, values = labels(rng)
    columns = rng.choice([["Vaccinated", "Unvaccinated"], ["Positive", "Negative"], ["HIV positive", "HIV negative"]])
    cells = [[big(rng), big(rng)] for _ in values]
    unsafe = [list(row) for row in cells]
    unsafe[rng.randrange(len(values))][1] = 0

    def finish(part):
        return Table([name, *columns, "Total"], [[v, *row, sum(row)] for v, row in zip(values, part)])
    return finish(unsafe), finish(cells)


@plants("class-disclosure")
def everyone_in_one_category_tidy(rng):
    name, values = labels(rng)
    rows = [[value, answer, big(rng)] for value in values for answer in ("yes", "no")]
    at = 2 * rng.randrange(len(values)) + 1
    return pair([name, rng.choice(["infected", "smoker", "relapse"]), "patients"], rows,
                lambda t: t[at].__setitem__(2, 0))


@plants("small-base-percentage")
def base_in_header(rng):
    q = rng.randint(5, 9)
    symptoms = ["Fever", "Rash", "Cough", "Fatigue", "Nausea"]
    unsafe = [[s, round(100 * rng.randint(1, q - 1) / q, 1), round(rng.uniform(10, 90), 1)] for s in symptoms]
    head = lambda n: ["Symptom", f"Cases (n = {n}), %", "Controls (n = 412), %"]
    return (Table(head(q), unsafe, index=False, telling=True),
            Table(head(q * 13), unsafe, index=False, telling=True))


@plants("small-base-percentage")
def percentage_of_small_count(rng):
    name, values = labels(rng)
    safe = [big(rng) for _ in values]
    unsafe = list(safe)
    unsafe[rng.randrange(len(values))] = small(rng)

    def finish(counts):
        total = sum(counts)
        return Table([name, "n", "Percent"], [[v, c, f"{100 * c / total:.2f}"] for v, c in zip(values, counts)])
    return finish(unsafe), finish(safe)


@plants("small-base-percentage", verdict="review")
def digits_of_a_small_base(rng):
    name, values = labels(rng, least=4)

    def finish(base):
        return Table([name, "proportion"], [[v, f"{rng.randint(1, base - 1) / base:.6f}"] for v in values])
    return finish(rng.choice([7, 9])), finish(rng.choice([211, 307, 401]))


def hidden_count(rng, value_of):
    """Rows of base, count and a statistic; the small count of one row is masked, its statistic is not."""
    name, values = labels(rng, least=4)
    bases = [rng.randint(150, 420) for _ in values]
    counts = [rng.randint(30, 120) for _ in values]
    at, value, mask = rng.randrange(len(values)), rng.randint(2, N - 2), rng.choice(MASKS)

    def rows(is_open):
        out = []
        for row, (label, base, count) in enumerate(zip(values, bases, counts)):
            real = value if row == at else count
            shown = mask if row == at else count
            out.append([label, base, shown, value_of(real, base) if row != at or is_open else mask])
        return out
    return name, rows(True), rows(False)


@plants("derivable-count")
def percentage_of_a_masked_count(rng):
    name, unsafe, safe = hidden_count(rng, lambda k, n: f"{100 * k / n:.1f}")
    header = [name, rng.choice(["Total", "N", "denominator"]), rng.choice(["Yes", "events", "numerator"]),
              rng.choice(["%", "Percent", "pct"])]
    return Table(header, unsafe), Table(header, safe)


@plants("derivable-count")
def proportion_of_a_masked_count(rng):
    name, unsafe, safe = hidden_count(rng, lambda k, n: f"{k / n:.4f}")
    header = [name, "n", "cases", "proportion"]
    return Table(header, unsafe), Table(header, safe)


@plants("derivable-count")
def percentage_of_a_total_row(rng):
    name, values = labels(rng, least=4)
    counts = [rng.randint(30, 90) for _ in values]
    counts[rng.randrange(len(values))] = rng.randint(4, 9)
    total = sum(counts)
    # All other percentages of a hundred give back one that is hidden: a second goes with it.
    second = max(range(len(values)), key=lambda row: counts[row])

    def finish(is_open):
        rows = []
        for row, (value, count) in enumerate(zip(values, counts)):
            share = f"{100 * count / total:.1f}"
            if count < N:
                rows.append([value, "<10", share if is_open else "<10"])
            elif row == second and not is_open:
                rows.append([value, "*", "*"])
            else:
                rows.append([value, count, share])
        return Table([name, "n", "%"], rows + [["Total", total if is_open else "", "100.0"]])
    return finish(True), finish(False)


@plants("derivable-count")
def rate_of_masked_events(rng):
    name, values = labels(rng, least=4)
    at = rng.randrange(len(values))
    years = [round(rng.uniform(800, 3000), 1) for _ in values]
    events = [rng.randint(2, 8) if row == at else rng.randint(30, 90) for row in range(len(values))]

    def finish(is_open):
        rows = []
        for row, (label, time, count) in enumerate(zip(values, years, events)):
            rate = f"{1000 * count / time:.3f}"
            rows.append([label, "<10" if row == at else count, time, rate if row != at or is_open else "<10"])
        return Table([name, "events", "person_years", "rate per 1000"], rows)
    return finish(True), finish(False)


@plants("derivable-count")
def standard_error_of_a_proportion(rng):
    name, values = labels(rng, least=3)
    at = rng.randrange(len(values))

    def finish(is_unsafe):
        rows = []
        for row, label in enumerate(values):
            n = rng.randint(30, 45) if is_unsafe and row == at else rng.randint(600, 900)
            k = rng.randint(3, 6) if is_unsafe and row == at else rng.randint(150, 300)
            p = k / n
            rows.append([label, f"{p:.4f}", f"{math.sqrt(p * (1 - p) / n):.4f}"])
        return Table([name, rng.choice(["proportion", "prop"]), rng.choice(["se", "std_err"])], rows)
    return finish(True), finish(False)


# Magnitudes

@plants("low-count-statistic")
def statistic_of_few(rng):
    name, values = labels(rng)
    measure = rng.choice(MEASURES)
    rows = [[v, big(rng), round(rng.uniform(20, 80), 1), round(rng.uniform(2, 9), 2)] for v in values]
    at, value = rng.randrange(len(rows)), small(rng)
    return pair([name, rng.choice(["n", "count", "N"]), f"mean_{measure}", f"sd_{measure}"], rows,
                lambda t: t[at].__setitem__(1, value))


@plants("low-count-statistic")
def statistic_of_few_in_header(rng):
    rows = [[m, round(rng.uniform(20, 80), 1), round(rng.uniform(20, 80), 1)] for m in rng.sample(MEASURES, 4)]
    value = small(rng)
    head = lambda n: ["Measure", f"Treated, mean (N = {n})", "Control, mean (N = 213)"]
    return (Table(head(value), rows, index=False, telling=True),
            Table(head(value + 90), rows, index=False, telling=True))


@plants("low-count-statistic")
def statistic_of_masked_few(rng):
    name, values = labels(rng)
    rows = [[v, big(rng), round(rng.uniform(20, 80), 1)] for v in values]
    at = rng.randrange(len(rows))
    return pair([name, "n", "mean_cost"], rows, lambda t: t[at].__setitem__(1, "<10"))


@plants("constant-group")
def spread_of_nil(rng):
    name, values = labels(rng)
    rows = [[v, big(rng), round(rng.uniform(20, 80), 1), round(rng.uniform(2, 9), 1)] for v in values]
    at = rng.randrange(len(rows))
    return pair([name, "n", "mean", "sd"], rows, lambda t: t[at].__setitem__(3, 0.0))


@plants("constant-group", verdict="review")
def mean_at_its_bound(rng):
    name, values = labels(rng, least=4)
    rows = [[v, big(rng), round(rng.uniform(0.2, 0.8), 3)] for v in values]
    at = rng.randrange(len(rows))
    return pair([name, "n", rng.choice(["mean_diabetic", "mean_flag", "mean"])], rows,
                lambda t: t[at].__setitem__(2, 1.0))


@plants("extreme-value", verdict="review")
def extremes(rng):
    name, values = labels(rng)
    rows = [[v, big(rng), round(rng.uniform(20, 80), 1), rng.randint(18, 25), rng.randint(88, 104)] for v in values]
    words = rng.choice([("min", "max"), ("Minimum", "Maximum"), ("min_age", "max_age"), ("lowest", "highest")])
    safe = Table([name, "n", "mean_age"], [row[:3] for row in rows])
    return Table([name, "n", "mean_age", *words], rows), safe


@plants("extreme-value", verdict="review")
def extremes_in_rows(rng):
    columns = rng.sample(MEASURES, 3)
    size = big(rng)
    rows = [["count", *[float(size)] * 3], ["mean", *[round(rng.uniform(40, 60), 2) for _ in columns]],
            ["std", *[round(rng.uniform(4, 9), 2) for _ in columns]]]
    ends = [["min", *[round(rng.uniform(2, 20), 1) for _ in columns]],
            ["max", *[round(rng.uniform(90, 160), 1) for _ in columns]]]
    header = ["", *columns]
    return Table(header, rows + ends, True, False), Table(header, rows, True, False)


@plants("quantile", verdict="review")
def outer_quantile(rng):
    name, values = labels(rng)
    rows = [[v, rng.randint(260, 900), rng.randint(2, 9), rng.randint(30, 60)] for v in values]
    at, few = rng.randrange(len(rows)), rng.randint(40, 120)
    return pair([name, "n", rng.choice(["p5", "5th percentile"]), rng.choice(["p95", "95th percentile"])], rows,
                lambda t: t[at].__setitem__(1, few))


@plants("concentration")
def index_of_concentration(rng):
    name, values = labels(rng)
    rows = [[v, rng.randint(20, 60), round(rng.uniform(0.05, 0.3), 3)] for v in values]
    at, value = rng.randrange(len(rows)), round(rng.uniform(0.56, 0.9), 3)
    return pair([name, "firms", rng.choice(["HHI", "herfindahl"])], rows, lambda t: t[at].__setitem__(2, value))


@plants("dominance", clean="review")
def largest_contribution(rng):
    name, values = labels(rng)
    totals = [rng.randint(10_000, 90_000) for _ in values]
    rows = [[v, rng.randint(20, 60), t, round(t * rng.uniform(0.05, 0.2)), round(t * rng.uniform(0.02, 0.04))]
            for v, t in zip(values, totals)]
    at = rng.randrange(len(rows))
    header = [name, "n", "turnover", "largest", "second_largest"]

    def edit(table):
        table[at][3] = round(totals[at] * rng.uniform(0.55, 0.8))
    unsafe, safe = pair(header, rows, edit)
    return unsafe, safe


@plants("dominance")
def share_of_the_largest(rng):
    name, values = labels(rng)
    rows = [[v, rng.randint(20, 60), rng.randint(10_000, 90_000), round(rng.uniform(3, 30), 1)] for v in values]
    at, value = rng.randrange(len(rows)), round(rng.uniform(52, 95), 1)
    return pair([name, "n", "sales", rng.choice(["largest_share_pct", "share of largest (%)", "top1_pct"])], rows,
                lambda t: t[at].__setitem__(3, value))


@plants("p-percent")
def two_shares(rng):
    name, values = labels(rng)
    rows = [[v, rng.randint(20, 60), rng.randint(10_000, 90_000), round(rng.uniform(16, 30), 1),
             round(rng.uniform(3, 15), 1)] for v in values]
    at = rng.randrange(len(rows))

    def edit(table):
        table[at][3:] = [round(rng.uniform(48.7, 49.5), 1), round(rng.uniform(47.6, 48.4), 1)]
    return pair([name, "n", "sales", "share1_pct", "share2_pct"], rows, edit)


@plants("dominance", clean="review")
def mean_and_maximum(rng):
    name, values = labels(rng)
    rows = []
    for value in values:
        n, mean = rng.randint(12, 40), rng.randint(200, 900)
        rows.append([value, n, mean, round(mean * rng.uniform(2, 4))])
    at = rng.randrange(len(rows))

    def edit(table):
        table[at][3] = round(table[at][1] * table[at][2] * rng.uniform(0.6, 0.9))
    unsafe, safe = pair([name, "n", "mean_cost", "max_cost"], rows, edit)
    return unsafe, safe


@plants("p-percent", clean="review")
def two_largest(rng):
    name, values = labels(rng)
    totals = [rng.randint(10_000, 90_000) for _ in values]
    rows = [[v, rng.randint(20, 60), t, round(t * 0.2), round(t * 0.1)] for v, t in zip(values, totals)]
    at = rng.randrange(len(rows))

    def edit(table):
        table[at][3:] = [round(totals[at] * 0.49), round(totals[at] * 0.47)]
    return pair([name, "n", "turnover_total", "turnover_top1", "turnover_top2"], rows, edit)


# Models

def coefficients(rng):
    return [[t, round(rng.uniform(-2, 2), 3), round(rng.uniform(0.1, 0.5), 3), round(rng.uniform(0, 1), 3)]
            for t in ("(Intercept)", "age", "sexM", "bmi")]


@plants("degrees-of-freedom")
def glance(rng):
    rows = [[m, round(rng.uniform(0.1, 0.6), 3), round(rng.uniform(3, 9), 2), k, rng.randint(120, 900)]
            for k, m in enumerate(["crude", "adjusted", "full"], 2)]
    at, value = rng.randrange(3), small(rng)
    return pair(["model", "r.squared", "sigma", "df", "df.residual"], rows, lambda t: t[at].__setitem__(4, value))


@plants("degrees-of-freedom")
def summary_listing(rng):
    def finish(residual):
        return Table(["statistic", "value"], [
            ["No. Observations", residual + 4], ["Df Residuals", residual], ["Df Model", 3], ["R-squared", 0.412],
            ["Adj. R-squared", 0.388], ["AIC", 1203.4]], index=False)
    return finish(small(rng)), finish(big(rng))


@plants("degrees-of-freedom")
def analysis_of_variance(rng):
    def finish(residual):
        return Table(["term", "df", "sumsq", "meansq", "statistic", "p.value"], [
            ["treatment", 12, 402.3, 33.525, 2.41, 0.031], ["site", 11, 301.2, 27.38, 1.9, 0.072],
            ["Residuals", residual, 980.2, 13.91, "NA", "NA"]], index=False)
    return finish(small(rng)), finish(big(rng))


@plants("saturated-model")
def perfect_fit(rng):
    rows = [[m, round(rng.uniform(0.1, 0.6), 4), round(rng.uniform(3, 9), 2), rng.randint(120, 900)]
            for m in ("crude", "adjusted", "full")]
    return pair(["model", rng.choice(["r.squared", "R2", "R-squared"]), "sigma", "nobs"], rows,
                lambda t: t[2].__setitem__(slice(1, 3), [1.0, 0.0]))


def life_table(rng, at_least, at_most, start):
    risk, survival, rows = start, 1.0, []
    for time in range(1, 9):
        events = rng.randint(at_least, at_most)
        survival *= (risk - events) / risk
        rows.append([time * 30, risk, events, f"{survival:.5f}"])
        risk -= events
    return rows


@plants("survival-step")
def steps_with_events(rng):
    header = ["time", "n.risk", "n.event", "surv"]
    return (Table(header, life_table(rng, 1, 9, 400), True), Table(header, life_table(rng, 20, 40, 800), True))


@plants("survival-step")
def steps_without_events(rng):
    drop = lambda rows: [[row[0], row[1], row[3]] for row in rows]
    header = ["time", "at_risk", "survival"]
    return (Table(header, drop(life_table(rng, 1, 5, 400)), True),
            Table(header, drop(life_table(rng, 25, 40, 800)), True))


@plants("survival-step", verdict="review")
def curve_alone(rng):
    def finish(base, least, most):
        alive, rows = base, []
        for time in range(1, 11):
            alive -= rng.randint(least, most)
            rows.append([time * 7, f"{alive / base:.5f}"])
        return Table(["time", "KM_estimate"], rows, True)
    return finish(rng.randint(80, 150), 1, 4), finish(rng.randint(20_000, 40_000), 200, 900)


@plants("individual-points")
def residuals(rng):
    rows = [[round(rng.uniform(100, 150), 2), round(rng.uniform(100, 150), 2), round(rng.gauss(0, 9), 2)]
            for _ in range(25)]
    binned = [[f"{low}-{low + 10}", rng.randint(40, 90), round(rng.gauss(0, 1), 3)] for low in range(100, 150, 10)]
    return Table(["sbp", "fitted", "resid"], rows), Table(["fitted band", "n", "mean residual"], binned)


@plants("individual-points", verdict="review")
def curve_of_every_point(rng):
    def finish(points):
        xs = sorted(rng.random() for _ in range(points))
        return Table(["threshold", "fpr", "tpr"],
                     [[f"{1 - x:.6f}", f"{x ** 1.5:.6f}", f"{x ** 0.4:.6f}"] for x in xs], True)
    return finish(rng.randint(60, 90)), finish(5)


# Records

def people(rng, rows):
    return [[rng.choice("FM"), rng.randint(18, 90), rng.choice(DIMENSIONS["region"]), rng.choice(["no", "yes"]),
             round(rng.gauss(27, 4), 1)] for _ in range(rows)]


@plants("record-level-data")
def records_without_key(rng):
    unsafe = people(rng, rng.randint(25, 50))
    safe = [[sex, region, big(rng), round(rng.gauss(27, 1), 1)] for sex in "FM" for region in DIMENSIONS["region"]]
    return (Table(["sex", "age", "region", "diabetes", "bmi"], unsafe),
            Table(["sex", "region", "n", "mean_bmi"], safe))


@plants("record-level-data")
def records_of_categories(rng):
    unsafe = [[row[0], row[2], row[3]] for row in people(rng, rng.randint(60, 90))]
    safe = [[sex, region, answer, big(rng)] for sex in "FM" for region in DIMENSIONS["region"]
            for answer in ("no", "yes")]
    return Table(["sex", "region", "smoker"], unsafe), Table(["sex", "region", "smoker", "n"], safe)


@plants("record-level-data")
def records_with_a_key(rng):
    rows = [[1000 + rng.randrange(9) + 17 * i, *row] for i, row in enumerate(people(rng, rng.randint(12, 40)))]
    rng.shuffle(rows)
    safe = [[region, big(rng), round(rng.gauss(55, 2), 1)] for region in DIMENSIONS["region"]]
    return (Table([rng.choice(["patient_id", "person_id", "PATID"]), "sex", "age", "region", "diabetes", "bmi"], rows,
                  index=False), Table(["region", "n", "mean_age"], safe))


# Rounding, under a ruleset that demands it

@plants("unrounded-count", ruleset="opensafely")
def count_off_the_grid(rng):
    name, values = labels(rng)
    rows = [[value, 5 * rng.randint(20, 200)] for value in values]
    at = rng.randrange(len(rows))
    return pair([name, rng.choice(["count", "patients", "n_patients"])], rows,
                lambda t: t[at].__setitem__(1, rows[at][1] + 2))
