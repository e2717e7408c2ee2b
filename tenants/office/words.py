"""Whole numbers of złoty in words, Polish and English, up to the milliards."""

UNITS = [
    "zero",
    "jeden",
    "dwa",
    "trzy",
    "cztery",
    "pięć",
    "sześć",
    "siedem",
    "osiem",
    "dziewięć",
    "dziesięć",
    "jedenaście",
    "dwanaście",
    "trzynaście",
    "czternaście",
    "piętnaście",
    "szesnaście",
    "siedemnaście",
    "osiemnaście",
    "dziewiętnaście",
]
TENS = [
    "_",
    "_",
    "dwadzieścia",
    "trzydzieści",
    "czterdzieści",
    "pięćdziesiąt",
    "sześćdziesiąt",
    "siedemdziesiąt",
    "osiemdziesiąt",
    "dziewięćdziesiąt",
]
HUNDREDS = [
    "_",
    "sto",
    "dwieście",
    "trzysta",
    "czterysta",
    "pięćset",
    "sześćset",
    "siedemset",
    "osiemset",
    "dziewięćset",
]
ZLOTY = ("złoty", "złote", "złotych")
SCALES = (
    (10**9, ("miliard", "miliardy", "miliardów")),
    (10**6, ("milion", "miliony", "milionów")),
    (10**3, ("tysiąc", "tysiące", "tysięcy")),
)


def _inflected(number: int, forms: tuple[str, str, str]) -> str:
    one, few, many = forms
    if number == 1:
        return one
    return few if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else many


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [HUNDREDS[hundreds]] if hundreds else []
    if rest >= 20:
        words.append(TENS[rest // 10])
        rest %= 10
    return [*words, UNITS[rest]] if rest else words


def polish_zloty(number: int) -> str:
    said: list[str] = []
    rest = number
    for size, forms in SCALES:
        count, rest = divmod(rest, size)
        if count:
            said += [*_below_thousand(count), _inflected(count, forms)]
    said += _below_thousand(rest)
    return " ".join([*(said or [UNITS[0]]), _inflected(number, ZLOTY)])


ENGLISH_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ENGLISH_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def _english_below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [ENGLISH_UNITS[hundreds], "hundred"] if hundreds else []
    if rest and hundreds:
        words.append("and")
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(f"{ENGLISH_TENS[tens]}-{ENGLISH_UNITS[ones]}" if ones else ENGLISH_TENS[tens])
    elif rest:
        words.append(ENGLISH_UNITS[rest])
    return words


def english_zloty(number: int) -> str:
    said: list[str] = []
    rest = number
    for size, name in ENGLISH_SCALES:
        count, rest = divmod(rest, size)
        if count:
            said += [*_english_below_thousand(count), name]
    if said and 0 < rest < 100:
        said.append("and")
    said += _english_below_thousand(rest)
    return " ".join([*(said or [ENGLISH_UNITS[0]]), "zloty" if number == 1 else "zlotys"])
