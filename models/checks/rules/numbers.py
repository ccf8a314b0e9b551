"""Finds the numbers that name one person: identity cards, mobiles, bank cards (Art. 10 (4))."""

import re
from collections.abc import Iterator
from datetime import date

from models.checks.case import Case
from models.checks.finding import Finding, Remedy
from models.checks.masking import mask_card, mask_id, mask_mobile
from models.checks.normal import Source

ARTICLE = "10.4"
DAY = r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
ID18 = re.compile(rf"(?<![0-9A-Za-z])[1-9]\d{{5}}{DAY}\d{{3}}[\dXx](?![0-9A-Za-z])")
ID15 = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![\dA-Za-z])(?:\+?86-?)?(1[3-9]\d{9})(?![\dA-Za-z])")
CARD = re.compile(r"(?<![\dA-Za-z])[3-6]\d{15,18}(?![\dA-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CODES = (
    "统一社会信用代码",
    "信用代码",
    "组织机构代码",
    "项目代码",
    "项目编号",
    "订单号",
    "流水号",
    "备案号",
    "许可证号",
)
SERIALS = (*CODES, "编号", "合同号", "受理号", "条形码", "税号", "单号")
CARD_WORDS = ("卡号", "账号", "帐号", "开户", "银行卡", "一卡通", "存折", "账户", "帐户")
PUBLIC_ACCOUNT = re.compile(
    r"对公|保证金|国库|财政专户|基本(?:存款)?账户|缴款|缴费|捐赠|募捐|招标|投标|竞买|"
    r"(?:户名|收款人|收款单位|单位名称|账户名称)[:\s]*[^,。;\n]{2,24}(?:局|政府|中心|公司|委员会|财政所|法院|医院|学校|协会|基金会)"
)
# The ways in which people group the digits of a number; other gaps mean that two numbers stand side by side.
MOBILE_GROUPS = ((3, 4, 4), (1,) * 11, (4, 4, 3), (2, 3, 4, 4), (3, 3, 5))


def valid_id(number: str) -> bool:
    """Whether an 18-digit number keeps to GB 11643: a real day of birth and the check digit."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return _real_day(number[6:14]) and "10X98765432"[total % 11] == number[-1].upper()


def _real_day(said: str) -> bool:
    try:
        date(int(said[:4]), int(said[4:6]), int(said[6:8]))
    except ValueError:
        return False
    return True


def luhn(number: str) -> bool:
    """Whether the digits keep to ISO/IEC 7812."""
    total = 0
    for n, char in enumerate(reversed(number)):
        digit = int(char) * (1 + n % 2)
        total += digit - 9 * (digit > 9)
    return total % 10 == 0


def _matches(source: Source, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str, bool]]:
    """Each match once, as a stretch of the text, with its bare digits and whether gaps had to be closed to see it."""
    seen: set[int] = set()
    for found in pattern.finditer(source.text):
        seen.update(range(*found.span()))
        yield *found.span(), found[0], False
    joined, places = source.joined
    for found in pattern.finditer(joined):
        start, end = places[found.start()], places[found.end() - 1] + 1
        if not seen.intersection((start, end - 1)) and end - start > found.end() - found.start():
            yield start, end, found[0], True


def _after(source: Source, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words introduces the number."""
    before = source.text[max(0, start - 14) : start]
    return any(word in before for word in words)


def id_card(source: Source, case: Case) -> Iterator[Finding]:
    """An identity card number: sure where the check digit fits, else still private where a day of birth is in it."""
    for start, end, number, gaps in _matches(source, ID18):
        if _after(source, start, CODES):
            continue
        remedy = Remedy("mask", mask_id(number))
        if valid_id(number):
            yield source.finding(
                "id_card", "block", (start, end), ARTICLE, keep="reason", remedy=remedy, mask=remedy.text
            )
        elif _real_day(number[6:14]) and not gaps:
            yield source.finding("id_card_mistyped", "warn", (start, end), ARTICLE, remedy=remedy, mask=remedy.text)


def id_card_15(source: Source, case: Case) -> Iterator[Finding]:
    """The old form of 15 digits, without a check digit."""
    for found in ID15.finditer(source.text):
        if _after(source, found.start(), SERIALS) or not _real_day("19" + found[0][6:12]):
            continue
        remedy = Remedy("mask", mask_id(found[0]))
        yield source.finding("id_card_15", "warn", found.span(), ARTICLE, remedy=remedy, mask=remedy.text)


def mobile(source: Source, case: Case) -> Iterator[Finding]:
    """A mobile number; landlines, hotlines and serial numbers are none."""
    for start, end, number, gaps in _matches(source, MOBILE):
        groups = tuple(len(group) for group in re.findall(r"\d+", source.text[start:end]))
        if _after(source, start, SERIALS) or (gaps and groups not in MOBILE_GROUPS):
            continue
        remedy = Remedy("mask", mask_mobile(number))
        yield source.finding("mobile", "warn", (start, end), ARTICLE, remedy=remedy, mask=remedy.text)


def bank_card(source: Source, case: Case) -> Iterator[Finding]:
    """A bank card: sure beside words that say so; the account of a public body in a notice of payment is none."""
    for start, end, number, gaps in _matches(source, CARD):
        if not luhn(number) or (len(number) == 18 and ID18.fullmatch(number)) or _after(source, start, SERIALS):
            continue
        around = source.near(start, end, 60)
        if PUBLIC_ACCOUNT.search(around):
            continue
        remedy = Remedy("mask", mask_card(number))
        if any(word in around for word in CARD_WORDS):
            yield source.finding(
                "bank_card", "block", (start, end), ARTICLE, keep="reason", remedy=remedy, mask=remedy.text
            )
        elif not gaps:
            yield source.finding("bank_card_maybe", "warn", (start, end), ARTICLE, remedy=remedy, mask=remedy.text)
