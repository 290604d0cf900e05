"""How much a change matters to the translations, judged by machine.

Facts come first: “15 minutes” to “24 hours” is one word, and the worst kind. With the old words, a slip of the pen is
told from a change of meaning; without them every change of words is taken for one.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from kbgen.languages import LanguageCode
from kbgen.translation.fingerprints import BlockPrint, fold
from kbgen.translation.standing import Grade as Grade


def of_change(old: BlockPrint, new: BlockPrint, old_text: str | None, new_text: str, language: LanguageCode) -> Grade:
    """The grade of a block that says something else, or the same in another way. ``old_text``: None where unknown."""
    if old.facts != new.facts or (old.words != new.words and old.labels != new.labels):
        return Grade.CRITICAL
    if old.labels != new.labels:
        return Grade.COSMETIC
    if old.words == new.words:
        return Grade.NONE if old_text == new_text else Grade.COSMETIC
    if old_text is not None and is_small(fold(old_text).split(), fold(new_text).split(), language):
        return Grade.SMALL
    return Grade.MATERIAL


def of_one_sided(one: BlockPrint) -> Grade:
    """The grade of a block that came or went."""
    return Grade.CRITICAL if one.facts or one.labels else Grade.MATERIAL


def is_small(old: list[str], new: list[str], language: LanguageCode) -> bool:
    """Whether a change of words is a typo, or of so few words that the meaning can hardly be another.

    Words that turn the meaning (not, only, before, must, two …) are never small, and neither is a word that becomes
    its own negation.
    """
    turning = _TURNING.get(language.split("-")[0], _TURNING["en"])
    other_words = 0
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone, come = old[a:b], new[c:d]
        if any(_turns(word, turning) for word in (*gone, *come)):
            return False
        if "".join(gone) == "".join(come):
            # Only a space more or less: “every day” and “everyday”.
            continue
        if any(_negates(one, other) for one in gone for other in come):
            return False
        if len(gone) == len(come) and all(_is_typo(one, other) for one, other in zip(gone, come, strict=True)):
            continue
        other_words += max(len(gone), len(come))
    return other_words <= min(2, max(len(old), len(new)) // 8)


def _turns(word: str, turning: frozenset[str]) -> bool:
    return word in turning or any(char.isdigit() for char in word) or word.startswith("`")


def _is_typo(one: str, other: str) -> bool:
    """Two letters apart at most, in a word of which at least two thirds stay."""
    most = 1 if min(len(one), len(other)) < 7 else 2
    return min(len(one), len(other)) > 3 and _distance(one, other, most) <= most


def _negates(one: str, other: str) -> bool:
    """Whether one word may be the negation of the other: ``possible`` and ``impossible``, ``lubatud`` and ``lubamata``.

    Where in doubt, it is: a change that is taken for too great costs a look, one taken for too small a wrong page.
    """
    shorter, longer = sorted((one, other), key=len)
    if any(longer == prefix + shorter for prefix in _NEGATING):
        return True
    if longer.startswith("dis") and shorter.removeprefix("en") == longer.removeprefix("dis"):
        return True
    return any(one.endswith(end) != other.endswith(end) for end in _WITHOUT)


def _distance(one: str, other: str, most: int) -> int:
    """How many letters have to be changed, added, taken out or swapped (Damerau 1964); ``most + 1`` for all above."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row, last = row, [i], before
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


_NEGATING = ("un", "in", "im", "ir", "il", "dis", "de", "non", "mis", "не", "без", "бес", "eba", "mitte", "epä", "ei")
# Endings of Estonian and Finnish that say “without” or “not done”.
_WITHOUT = ("mata", "matu", "tu", "ton", "tön", "maton", "mätön", "matta", "mättä")

# Words that turn the meaning of a sentence: negations, numbers, limits, order, on and off.
_TURNING = {
    language: frozenset(words.replace("ё", "е").split())
    for language, words in {
        "en": """
            no not never none nothing neither nor cannot without t don doesn didn won isn aren wasn can couldn shouldn
            mustn must may might should shall only all any every each except unless until before after above below
            over under more less least most minimum maximum first last always both either or on off up down enable
            disable enabled disabled allow forbid allowed forbidden optional required free paid public private old new
            same different increase decrease add remove open close zero one two three four five six seven eight nine
            ten eleven twelve twenty thirty forty fifty sixty hundred thousand million half double twice once monday
            tuesday wednesday thursday friday saturday sunday minute minutes hour hours day days week weeks month
            months year years
        """,
        "et": """
            ei mitte pole polnud ega ära ärge ilma ilmaski kunagi mingit keegi midagi keelatud lubatud tohi tohib peab
            pead peate võib võid võite ainult kõik kogu iga välja arvatud kuni enne pärast üle alla rohkem vähem
            vähemalt enim esimene viimane alati mõlemad kumbki või sisse üles tasuta tasuline avalik kohustuslik
            vabatahtlik vana uus sama muu lisa eemalda ava sule null üks kaks kolm neli viis kuus seitse kaheksa
            üheksa kümme sada tuhat miljon pool poole kahekordne ühe kahe kolme nelja viie kuue seitsme kümne saja
            esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev minut minutit tund tundi päev päeva nädal
            nädalat kuu kuud aasta aastat
        """,
        "ru": """
            не нет ни никогда ничего никто нельзя без кроме можно нужно надо должен должны должна следует только все
            всё весь любой каждый или до после перед над под более больше менее меньше минимум максимум первый
            последний всегда оба включить выключить отключить включено отключено включите выключите отключите
            разрешить запретить разрешено запрещено обязательно необязательно бесплатно платно старый новый ноль один
            одна два две три четыре пять шесть семь восемь девять десять двенадцать двадцать тридцать сто тысяча
            миллион половина дважды одного одной двух трех четырех пяти шести семи восьми девяти десяти понедельник
            вторник среда четверг пятница суббота воскресенье минута минуты минут час часа часов день дня дней неделя
            недели месяц месяца год года лет
        """,
        "fi": """
            ei en et emme ette eivät eikä älä älkää ilman koskaan mitään kukaan saa saat voi voit voitte täytyy pitää
            pakko vain kaikki koko jokainen paitsi ellei asti ennen jälkeen yli alle enemmän vähemmän vähintään
            enintään ensimmäinen viimeinen aina molemmat tai päälle pois ylös alas maksuton maksullinen julkinen
            pakollinen valinnainen vanha uusi sama muu lisää poista avaa sulje sallittu kielletty nolla yksi kaksi
            kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen sata tuhat miljoona puoli kaksinkertainen
            yhden kahden kolmen neljän viiden kuuden maanantai tiistai keskiviikko torstai perjantai lauantai
            sunnuntai minuutti minuuttia tunti tuntia päivä päivää viikko viikkoa kuukausi kuukautta vuosi vuotta
        """,
    }.items()
}
