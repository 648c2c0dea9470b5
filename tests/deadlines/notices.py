"""A holiday notice for 2027, invented: nobody knows the real one yet."""

from datetime import date, timedelta

FREE = (
    (date(2027, 1, 1), 1, "New Year's Day"), (date(2027, 2, 8), 5, "Spring Festival"),
    (date(2027, 4, 5), 1, "Tomb-sweeping Day"), (date(2027, 5, 3), 3, "Labour Day"),
    (date(2027, 6, 9), 1, "Dragon Boat Festival"), (date(2027, 9, 15), 1, "Mid-autumn Festival"),
    (date(2027, 10, 1), 1, "National Day"), (date(2027, 10, 4), 4, "National Day"),
)  # fmt: skip
WORKED = (date(2027, 2, 6), date(2027, 2, 20), date(2027, 10, 9))


def notice(*, without: tuple[date, ...] = (), extra: str = "") -> str:
    """Return the file; ``extra`` are further lines."""
    lines = ["date,kind,holiday"]
    for first, count, name in FREE:
        for number in range(count):
            day = first + timedelta(days=number)
            if day not in without:
                lines.append(f"{day},weekday_off,{name}")
    lines += [f"{day},makeup_workday,Spring Festival" for day in WORKED]
    return "\n".join([*lines, *filter(None, [extra])]) + "\n"
