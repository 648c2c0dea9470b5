"""The reasons of a day's status in words."""

_NAMES = {
    "ordinary": ("working day", "工作日"),
    "weekend": ("weekend", "周末"),
    "make_up": ("make-up working day", "调休上班"),
    "new_years_day": ("New Year", "元旦"),
    "spring_festival": ("Spring Festival", "春节"),
    "tomb_sweeping_day": ("Tomb-Sweeping Day", "清明节"),
    "labour_day": ("Labour Day", "劳动节"),
    "dragon_boat_festival": ("Dragon Boat Festival", "端午节"),
    "national_day": ("National Day", "国庆节"),
    "mid_autumn_festival": ("Mid-Autumn Festival", "中秋节"),
    "anti_fascist_70th_day": ("Victory Day 2015", "抗战胜利70周年纪念日"),
    "good_friday": ("Good Friday", "耶稣受难日"),
    "easter_monday": ("Easter Monday", "复活节星期一"),
    "early_may_bank_holiday": ("early May bank holiday", "五月初银行假日"),
    "spring_bank_holiday": ("spring bank holiday", "春季银行假日"),
    "summer_bank_holiday": ("summer bank holiday", "夏季银行假日"),
    "christmas_day": ("Christmas Day", "圣诞节"),
    "boxing_day": ("Boxing Day", "节礼日"),
    "royal_wedding": ("royal wedding", "王室婚礼"),
    "millennium": ("millennium", "千禧年"),
    "jubilee": ("jubilee", "君主登基纪念"),
    "state_funeral": ("state funeral", "国葬"),
    "coronation": ("coronation", "加冕典礼"),
}
# What the State Council's notices and their translations call the same days.
_OTHER_NAMES = {
    "newyearsday": "new_years_day",
    "midautumnfestival": "mid_autumn_festival",
    "antifascist70thday": "anti_fascist_70th_day",
    "qingmingfestival": "tomb_sweeping_day",
    "清明": "tomb_sweeping_day",
    "端午": "dragon_boat_festival",
    "中秋": "mid_autumn_festival",
    "国庆": "national_day",
    "劳动": "labour_day",
}


def reason_label(reason: str, lang: str) -> str:
    """Return ``reason`` (see ``DayStatus``) in ``en`` or ``zh``; an unlisted name stands for itself."""
    name = reason.removeprefix("holiday:")
    english, chinese = _NAMES.get(name, (name.replace("_", " "), name))
    return chinese if lang.startswith("zh") else english


def holiday_code(name: str) -> str:
    """Return the code of a holiday that is named in words, in either language; an unlisted name stands for itself."""
    wanted = "".join(sign for sign in name.casefold() if sign.isalnum())
    for code, names in _NAMES.items():
        known = ("".join(sign for sign in each.casefold() if sign.isalnum()) for each in (code, *names))
        if wanted in known:
            return code
    return _OTHER_NAMES.get(wanted, name)
