"""Chinese texts to measure with: always the same, long and varied enough that no cache flatters."""

import random
from functools import cache
from itertools import accumulate

SCENES = (
    "镇政府召开专题会议，研究部署当前重点工作，要求各村居和各部门压实责任、细化措施，确保任务落到实处。",
    "会议指出，要坚持问题导向，聚焦群众关切，加快推进道路养护、饮水安全和防汛备汛等民生项目建设。",
    "工作人员走村入户，宣传惠农政策，收集意见建议，并对反映的问题逐条登记、限时答复、跟踪回访。",
    "根据《中华人民共和国政府信息公开条例》有关规定，现将有关情况予以公示，公示期为七个工作日。",
    "请符合条件的申请人携带身份证明、户口簿和相关材料，于规定时间内到便民服务中心窗口办理。",
    "下一步将持续加强监督检查，对工作不力、推诿扯皮的单位和个人依规依纪严肃处理，并通报结果。",
    "施工期间部分路段实行交通管制，请过往车辆和行人注意安全，按照现场指示牌绕行，不便之处敬请谅解。",
    "截至目前，全镇已完成造林绿化任务一千二百亩，新建高标准农田三千五百亩，培训种植户八百余人次。",
)
PLACES = (
    "王台镇",
    "来舟镇",
    "樟湖镇",
    "夏道镇",
    "西芹镇",
    "峡阳镇",
    "南山镇",
    "大横镇",
    "塔前镇",
    "茫荡镇",
    "洋后镇",
    "赤门乡",
)
THEMES = (
    "防汛备汛工作的通知",
    "道路养护情况的公告",
    "惠农补贴发放公示",
    "森林防火禁火令",
    "公开招聘工作人员",
    "饮水工程竣工",
    "安全生产检查",
    "健康义诊活动",
)


def title(number: int) -> str:
    """A title of some twenty characters, its own for each number."""
    return f"{PLACES[number % len(PLACES)]}关于{THEMES[number // 7 % len(THEMES)]}（第{number}号）"


def body(number: int, size: int = 3000) -> str:
    """Canonical HTML of about `size` bytes in UTF-8."""
    chance = random.Random(number)
    blocks, length = [], 0
    while length < size:
        text = "".join(chance.sample(SCENES, 2)) + f"编号{chance.randrange(10**6):06}。"
        blocks.append(f"<p>{text}</p>")
        length += len(text.encode()) + 8
    return "\n".join(blocks)


def prose(number: int, size: int = 2700) -> str:
    """Canonical HTML of about `size` bytes in UTF-8 that packs no better than what people write: words are drawn by
    how often they come, as in a large body of texts. `body` repeats its sentences and would flatter a slow line."""
    chance, (known, weights) = random.Random(number), _vocabulary()
    clauses, length = [], 0
    while length < size:
        clauses.append("".join(chance.choices(known, cum_weights=weights, k=chance.randrange(5, 14))) + "，")
        length += len(clauses[-1].encode())
    blocks = ("".join(clauses[at : at + 6])[:-1] + "。" for at in range(0, len(clauses), 6))
    return "\n".join(f"<p>{block}</p>" for block in blocks)


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """20,000 words of 2,500 signs, mostly of two, with the sums of their weights: the n-th is as frequent as n^-0.75,
    with which a page of such rows packs at level 3 of zstd three times, as one of Chinese prose does."""
    chance = random.Random(7)
    signs = chance.sample([chr(code) for code in range(0x4E00, 0x9FA5)], 2500)
    often = list(accumulate(1 / (n + 8) for n in range(len(signs))))
    found: dict[str, None] = {}
    while len(found) < 20_000:
        length = chance.choice((1, 2, 2, 2, 2, 3, 4))
        found["".join(chance.choices(signs, cum_weights=often, k=length))] = None
    return list(found), list(accumulate((n + 2.7) ** -0.75 for n in range(len(found))))


def words(count: int) -> list[str]:
    """A list of `count` different two- to four-character words that hardly occur in the texts."""
    chance = random.Random(count)
    found: set[str] = set()
    while len(found) < count:
        found.add("".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(chance.choice((2, 3, 4)))))
    return sorted(found)
