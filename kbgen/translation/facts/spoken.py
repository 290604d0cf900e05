"""Small numbers said in words, and words that say a length of time without a number.

They are not facts: “two” and “2” are the same to readers, and so are “24 hours” and “a day”. Where one language
writes figures and another words, the comparison of languages asks here whether the words are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kbgen.languages import LanguageCode
from kbgen.translation.facts.words import lexicon

# How the words begin; a full stop: the word ends here. Ordinals count, since “the 2nd step” is “the second step”.
_SPOKEN: Mapping[LanguageCode, Mapping[int, str]] = {
    "en": {
        0: "no. none. zero. free. without.",
        1: "one. once. first. single. a. an.",
        2: "two. twice. second. both. double.",
        3: "three. third. thirds.",
        4: "four.",
        5: "five.",
        6: "six.",
        7: "seven. week",
        8: "eight.",
        9: "nine.",
        10: "ten.",
        12: "twelve. year. dozen.",
        14: "fourteen. fortnight",
        15: "fifteen. quarter",
        20: "twenty.",
        24: "twenty-four. day. daily. clock",
        30: "thirty. half. month",
        60: "sixty. hour. minute.",
        100: "hundred full fully all. whole",
        1000: "thousand",
    },
    "et": {
        0: "null tasuta ilma.",
        1: "üks üht üh esime ainu ühe",
        2: "kaks kahe kaht teine. teis mõlema kahte",
        3: "kolm kolma",
        4: "neli nelja nelj",
        5: "viis viie viit",
        6: "kuus. kuue kuut",
        7: "seitse nädal",
        8: "kaheksa",
        9: "üheksa",
        10: "kümme kümne kümmet",
        12: "kaksteist kaheteist aasta",
        14: "neliteist neljateist",
        15: "viisteist viieteist veerand",
        20: "kakskümmend kahekümne",
        24: "ööpäev kakskümmend päev",
        30: "kolmkümmend kolmekümne pool kuu",
        60: "kuuskümmend kuuekümne tund tunni minut",
        100: "sada saja täis kogu täiesti",
        1000: "tuhat tuhande",
    },
    "ru": {
        0: "ноль нол бесплатн без.",
        1: "один одн раз. перв единствен",
        2: "два. две. двух двум двумя двое дваж втор оба. обе. обо",
        3: "три. трёх трех трем трём тремя трое трет трижды",
        4: "четыр четвёр четвер",
        5: "пять. пяти. пятью. пят",
        6: "шест",
        7: "семь. семи. седьм недел",
        8: "восем восьм",
        9: "девят",
        10: "десят",
        12: "двенадцат год",
        14: "четырнадцат",
        15: "пятнадцат четверт",
        20: "двадцат",
        24: "сутк суток суточн двадцат круглосуточн день дня",
        30: "тридцат полчаса пол месяц",
        60: "шестьдесят шестидесят час минут",
        100: "сто. ста. сот полност вес",
        1000: "тысяч",
    },
    "fi": {
        0: "nolla maksut ilmai ilman.",
        1: "yksi yhd yhte yhden ensimm kerran ainoa",
        2: "kaksi kahd kahte kahden toinen toise toisen molem",
        3: "kolm",
        4: "neljä nelj",
        5: "viisi viid viite viiden viide",
        6: "kuusi kuud kuute kuuden",
        7: "seitsem viiko viikko",
        8: "kahdeksa",
        9: "yhdeksä",
        10: "kymmen",
        12: "kaksitoista kahdentoista vuosi vuode vuote vuotta",
        14: "neljätoista neljäntoista",
        15: "viisitoista viidentoista neljännes vartti",
        20: "kaksikymmen kahdenkymmen",
        24: "vuorokau päivä kaksikymmen",
        30: "kolmekymmen kolmenkymmen puol kuukau",
        60: "kuusikymmen kuudenkymmen tunti tunni minuut",
        100: "sata sada koko kokonaan täy",
        1000: "tuhat tuhan",
    },
}
_WORD = re.compile(r"[^\W\d_]+")
# A length of time that one word says: the value of the fact → the number under which that word stands above.
_LENGTHS: Mapping[str, int] = {"1 min": 60, "1 h": 60, "1 d": 24, "7 d": 7, "1 mo": 30, "12 mo": 12}
# The same → the units whose names say it.
_ONE: Mapping[str, tuple[str, ...]] = {
    "1 s": ("s",),
    "1 min": ("min",),
    "1 h": ("h",),
    "1 d": ("d",),
    "7 d": ("wk",),
    "1 mo": ("mo",),
    "12 mo": ("yr",),
    "1 workday": ("workday",),
}


def said_in_words(value: str, text: str, language: LanguageCode) -> bool:
    """Whether the words of a text say a number (``2``, ``1 h``) that stands elsewhere in figures.

    Of languages whose number words are not known here, any number up to twelve may be said in words.
    """
    number = value.removeprefix("-").partition(" ")[0]
    words = _words(text)
    if value in _ONE:
        names = lexicon(language)
        if any(names.unit(word) in _ONE[value] for word in words):
            return True
    if value == "1 d" and "24/7" in text:
        return True
    if not number.isdigit() or len(number) > 4:
        return False
    known = _SPOKEN.get(language.partition("-")[0])
    if known is None:
        return int(number) <= 12
    beginnings = f"{known.get(int(number), '')} {known.get(_LENGTHS.get(value, -1), '')}".split()
    return any(_begins(word, beginning) for word in words for beginning in beginnings)


@lru_cache(maxsize=64)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _begins(word: str, beginning: str) -> bool:
    return word == beginning[:-1] if beginning.endswith(".") else word.startswith(beginning)
