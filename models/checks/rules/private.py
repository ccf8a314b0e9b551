"""Finds what else tells of one person's life: the door of a home, an illness, a child (Art. 10 (4))."""

import re
from collections.abc import Iterator

from models.checks.case import Case
from models.checks.finding import Finding, Remedy
from models.checks.masking import mask_address
from models.checks.normal import Source

ARTICLE = "10.4"
ROOM = re.compile(r"\d室")
HOME = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}(?:镇|乡|街道))?[\u4e00-\u9fffA-Za-z0-9]{0,14}?"
    r"\d+(?:号楼|号院|号|幢|栋|座|楼)[\u4e00-\u9fff]{0,8}?(?:\d+(?:幢|栋|座|号楼))?"
    r"(?:[\dA-Za-z]+单元)?[\dA-Za-z]*\d+室|(?:[\u4e00-\u9fff]{0,12}(?:镇|乡|街道))?[\u4e00-\u9fff]{0,10}\d+单元\d+室"
)
OFFICE = re.compile(
    r"办公|单位地址|报名|会议室|受理|窗口|大厅|大楼|大厦|政府|地点|服务中心|招标|投标|开标|代理|公司|采购|招聘|培训|社区居委会|"
    r"办事|律师|咨询|监督|信访|来信|邮寄|寄送|通讯地址|联系地址|递交"
)
ILLNESS = re.compile(
    r"患有?[\u4e00-\u9fff]{0,6}(?:癌|病|瘤|炎|症)|确诊为?[\u4e00-\u9fff]{1,8}|尿毒症|白血病|艾滋病|精神分裂|恶性肿瘤|"
    r"(?:视力|听力|言语|肢体|智力|精神|多重)残疾[一二三四1-4]级|[一二三四1-4]级(?:视力|听力|言语|肢体|智力|精神|多重)?残疾|病情"
)
PERSON = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff][某xX*]{1,2}|[\u4e00-\u9fff](?:某某?|\*{1,2})|身份证|"
    r"[男女],|,[男女]|\d{1,3}周?岁|户主|该村民|其[子女父母妻夫]|家住|患者[\u4e00-\u9fff]{2,3}[,(]"
)
POLICY = re.compile(
    r"标准|办法|条件|对象为|范围|政策|凡|符合|不低于|补贴按|科普|预防|防治|宣传|义诊|筛查|救助对象包括|病例报告|疫情"
)
CHILD = re.compile(r"[男女][,、]?(\d{1,2})周?岁|(\d{1,2})周?岁(?:男|女)(?:童|孩|生)|未成年人[\u4e00-\u9fff]某")
COLUMNS = re.compile(
    r"病种|病名|疾病名称|患病情况|病情|诊断|残疾(?:等级|类别|证号)|家庭住址|户籍地址|身份证(?:号码?)?|银行卡号|一卡通号?"
)
NAMES = re.compile(r"姓名|户主|申请人|被保障人|受助人")
TABULAR = frozenset(("cell", "sheet", "hidden_sheet", "table"))


def home_address(source: Source, case: Case) -> Iterator[Finding]:
    """The door of a home; an office has one too, and says so."""
    if not ROOM.search(source.text):
        return
    for found in HOME.finditer(source.text):
        start, end = found.span()
        sentence = source.text[max(0, start - 24) : end + 12].split("\n")
        if any(OFFICE.search(line) for line in sentence if line):
            continue
        remedy = Remedy("mask", mask_address(found[0]))
        yield source.finding("home_address", "warn", (start, end), ARTICLE, remedy=remedy, mask=remedy.text)


def health(source: Source, case: Case) -> Iterator[Finding]:
    """An illness or disability beside a person; rules and advice that name illnesses tell of nobody."""
    for found in ILLNESS.finditer(source.text):
        sentence = source.sentence(*found.span())
        if PERSON.search(sentence) and not POLICY.search(sentence):
            yield source.finding("health", "warn", found.span(), ARTICLE)


def minor(source: Source, case: Case) -> Iterator[Finding]:
    """A child that can be told from others by age and sex or by name."""
    for found in CHILD.finditer(source.text):
        age = found[1] or found[2]
        if age is None or int(age) < 18:
            yield source.finding("minor", "warn", found.span(), ARTICLE)


def private_column(source: Source, case: Case) -> Iterator[Finding]:
    """The head of a list of names that has a column nobody may publish: most leaks sat in such lists."""
    heads = [n for n, kind in enumerate(source.kinds) if kind in TABULAR]
    if not heads or not NAMES.search(source.text):
        return
    for found in COLUMNS.finditer(source.text):
        block = source.block_at(found.start())
        line = source.lines[block].strip() if block < len(source.lines) else ""
        if source.kind_at(found.start()) in TABULAR and len(line) <= len(found[0]) + 4:
            yield source.finding("private_column", "warn", found.span(), ARTICLE)
