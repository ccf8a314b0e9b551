"""Each rule notices what it should, where it is, and keeps quiet on what offices write every day."""

from dataclasses import replace
from datetime import date

import pytest

from models.checks import Finding, Subject, Waiver, read_lists
from models.checks.checking import check
from models.checks.words import Leader
from models.content import clean
from models.policy import shipped

LISTS = read_lists(shipped())
TODAY = date(2026, 4, 28)
UNIT = "王台镇人民政府"


def subject(body: str, **more: object) -> Subject:
    html = body if body.startswith("<") else f"<p>{body}</p>"
    return replace(Subject("关于做好有关工作的通知", clean(html), UNIT), **more)


def found(body: str, **more: object) -> tuple[Finding, ...]:
    return check(subject(body, **more), LISTS, TODAY)


def rules(body: str, **more: object) -> list[str]:
    return [finding.rule for finding in found(body, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证号11010519491231002X", ["id_card"]),
        ("身份证号 11010519491231002x。", ["id_card"]),
        ("身份证号１１０１０５１９４９１２３１００２Ｘ", ["id_card"]),
        ("身份证号1101051949123\u200b1002X", ["id_card", "zero_width"]),
        ("身份证号 110105 19491231 002X", ["id_card"]),
        ("身份证号110105194912310021", ["id_card_mistyped"]),
        ("身份证号110105491231002", ["id_card_15"]),
        ("电话13800000000", ["mobile"]),
        ("电话：+86-138-0000-0000", ["mobile"]),
        ("电话138 0000 0000", ["mobile"]),
        ("银行卡号6200000000000005", ["bank_card"]),
        ("卡号 6200 0000 0000 0005", ["bank_card"]),
        ("数字6200000000000005", ["bank_card_maybe"]),
        ("家住王台镇溪后村12号楼3单元201室", ["home_address"]),
        ("低保对象张某某，患有尿毒症，生活困难", ["health"]),
        ("张某某系肢体残疾二级", ["health"]),
        ("受伤学生张某，男，12岁", ["minor"]),
        ("机密★10年", ["secret_mark"]),
        ("绝密 ☆ 长期", ["secret_mark"]),
        ("本件仅供内部参阅，不得外传。", ["internal_words", "internal_words"]),
        ("（此件不予公开）", ["disclosure_clash"]),
        ("驻地12345部队营区外道路施工", ["military"]),
        ("现将办法（送审稿）印发给你们", ["undecided"]),
        ("区攻府决定", ["serious_typo"]),
        ("成立工作领导小姐", ["serious_typo"]),
        ("贯彻“一带一路”战略", ["wording"]),
        ("中共福建省省委书记", ["wording"]),
        ("要按时布署验收工作", ["typo"]),
        ("建瓯市人民政府统一建立的网站群", ["jurisdiction"]),
        ("依据延政办[2018]76号文件", ["document_number"]),
        ("依据延政办〔2018〕第076号文件", ["document_number"]),
        ("自2014年2月30日起施行", ["impossible_date"]),
        ("公示至4月31日", ["impossible_date"]),
        ("名单见附件1。", ["attachment_absent"]),
        ("网址 http://192.168.1.1/a", ["link_ip"]),
        ("网址 http://t.cn/abcd", ["link_short"]),
        ("网址 http://www.gov.cn@evil.com/", ["link_disguised"]),
        ("网址 http://www.yp.gov.cn:8080/", ["link_port"]),
        ("网址 http://xn--80ak6aa92e.com/", ["link_punycode"]),
        ("点击javascript:alert(1)", ["link_scheme"]),
        ("本店全面优惠，欢迎选购", ["commercial", "commercial"]),
        ("详情加QQ：123456789", ["commercial_contact"]),
        ("安\u202e全", ["bidi_mark"]),
    ],
)
def test_what_must_be_noticed(text: str, expected: list[str]) -> None:
    assert sorted(rules(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "联系电话 0599-8820000，服务热线 12345。",
        "统一社会信用代码 91110105194912310X。",
        "统一社会信用代码：110105194912310021",
        "受理编号：13800000000",
        "张某某，110***********002X，138****0000，已审核。",
        "缴款单位请汇入对公账户：户名王台镇财政所，账号 6200000000000005。",
        "投标保证金账户：6200000000000005",
        "会议地点：区行政服务中心3号楼2单元201室。",
        "会议在镇政府三楼301室召开。",
        "办公地址：延平区某路12号楼201室",
        "保守国家秘密是每个公民的义务，深入开展保密宣传教育。",
        "不得泄露商业秘密、个人隐私，选举采用秘密投票。",
        "辖区新增五星级★★★★★农家乐一家。",
        "开展依申请公开工作培训，规范不予公开答复。",
        "请在文末标注“此件不公开”字样。",
        "八一前夕走访慰问驻军12345部队官兵。",
        "依法保护军事设施，人人有责。",
        "区外事侨务办公室主任参加活动。",
        "会上审议了2026年预算草案的报告。",
        "拟任职人员公示：拟任某局副局长。",
        "你局《关于要求批准规划的请示》收悉，现批复如下。",
        "严格执行重大事项请示报告制度。",
        "台风“某某”将于今晚登陆我省沿海，请各村做好防范。",
        "残疾人两项补贴标准：一级残疾每人每月120元。",
        "开展白血病防治科普宣传，凡符合条件的均可免费筛查。",
        "市民可登录区政府网站 https://www.yp.gov.cn/ 查询。",
        "南平市政府办公室转发通知，我市各县（市、区）按要求落实。",
        "赴建瓯市考察学习乡村振兴经验。",
        "落实小微企业税收优惠政策，提供帮办代办服务。",
        "关注“延平发布”微信公众号。",
        "依据延政办〔2018〕76号、国办发〔2017〕47号文件。",
        "2024年2月29日，公示期5天，2026-04-28起。",
        "村长期坚持开展环境整治。",
        "全社会注意防火。",
        "第十六号令第20261231号公告，面积350702平方米。",
        "自己经营的店铺要落实主体责任，以经济建设为中心。",
        "本次招标项目编号 350702202604280001，预算 1234567.89 元。",
        "总投资 3500000000 元，折合 35 亿元。",
    ],
)
def test_what_offices_write_every_day_raises_no_alarm(text: str) -> None:
    assert rules(text) == []


def test_a_finding_tells_its_place_in_the_words_as_written() -> None:
    (finding,) = found("<p>第一段</p><p>其中（身份证号 １１０１０５１９４９１２３１００２Ｘ）</p>")
    place = finding.place
    assert (place.part, place.block, place.start, place.end) == ("body", 1, 8, 26)
    assert finding.excerpt == "１１０１０５１９４９１２３１００２Ｘ"
    assert finding.remedy is not None
    assert (finding.remedy.kind, finding.remedy.text) == ("mask", "11*************02X")


def test_a_place_behind_characters_that_fold_to_several_is_still_right() -> None:
    (finding,) = found("⑩㈠½人，电话13800000000")
    assert (finding.place.start, finding.place.end) == (7, 18)


def test_the_same_words_keep_their_key_wherever_they_move() -> None:
    one, two = found("要布署工作")[0], found("<p>前言</p><p>各村要布署</p>")[0]
    assert (one.key, one.place) != (one.key, two.place)
    assert one.key == two.key


def test_levels_and_who_may_keep_them() -> None:
    kept = {f.rule: (f.level, f.keep) for f in found("机密★ 11010519491231002X 13800000000 布署")}
    assert kept["secret_mark"] == ("block", "secrecy")
    assert kept["id_card"] == ("block", "reason")
    assert kept["mobile"] == ("warn", "free")
    assert kept["typo"] == ("hint", "free")


def test_the_gravest_come_first() -> None:
    levels = [f.level for f in found("布署 13800000000 11010519491231002X")]
    assert levels == ["block", "warn", "hint"]


def test_undecided_matters_are_silent_in_a_call_for_opinions() -> None:
    text = "现将办法（征求意见稿）公开征求意见"
    assert (rules(text), rules(text, consultation=True)) == (["undecided"], [])


def test_a_text_that_is_not_for_all_may_say_so() -> None:
    assert rules("（此件依申请公开）", disclosure="on_request") == []


def test_secrecy_words_alone_on_a_line_count_only_near_the_top() -> None:
    assert rules("<p>秘密</p><p>通知</p>") == ["secret_line"]
    assert rules("".join("<p>正文</p>" for _ in range(16)) + "<p>秘密</p>") == []


def test_a_copy_number_counts_only_at_the_top_and_not_in_a_table() -> None:
    assert rules("<p>000012</p><p>通知如下</p>") == ["copy_number"]
    assert rules("<table><tr><td>353000<td>邮编</table>") == []


def test_another_unit_below_the_text_is_noticed_unless_it_is_a_partner() -> None:
    foot = "<p>特此通知。</p><p class=right>区林业局</p><p class=right>2026年4月28日</p>"
    assert rules(foot) == ["signature_unit"]
    assert rules(foot, other_units=("延平区林业局",)) == []
    assert rules(foot, reprint=True) == []
    assert rules(foot.replace("区林业局", "延平区王台镇人民政府")) == []


def test_a_signature_without_a_day_is_noticed() -> None:
    assert rules("<p>特此通知。</p><p class=right>王台镇人民政府</p>") == ["undated"]


def test_attachments_that_are_there_or_follow_in_the_text_are_not_missed() -> None:
    assert rules("名单见附件1。", attachment_names=("名单.txt",))[:1] == ["unread_pending"]
    assert rules("<p>名单见附件。</p><p>附件</p><p>名单内容</p>") == []
    assert rules("见附件3。", attachment_names=("a.txt", "b.txt"))[0] == "attachment_absent"


def test_titles_are_checked_for_form_and_words() -> None:
    base = subject("正文")
    assert [f.rule for f in check(replace(base, title=""), LISTS, TODAY)] == ["title_blank"]
    assert [f.rule for f in check(replace(base, title="长" * 61), LISTS, TODAY)] == ["title_long"]
    (finding,) = check(replace(base, title="关于布署工作"), LISTS, TODAY)
    assert (finding.place.part, finding.place.start) == ("title", 2)


def test_a_title_of_ten_thousand_characters_breaks_nothing() -> None:
    assert check(replace(subject("正文"), title="长" * 10_000), LISTS, TODAY)[0].facts["length"] == "10000"


def test_a_blank_body_is_noticed() -> None:
    assert rules("<p></p>") == ["body_blank"]


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ('<a href="https://www.gov.cn/zhengce/">政策</a>', None),
        ('<a href="mailto:a@example.gov.cn">邮箱</a>', None),
        ('<a href="https://www.example.com/">某网站</a>', "link_leaves"),
        ('<a href="https://evil.example.com/">www.gov.cn</a>', "link_mismatch"),
        ('<a href="https://a.example-casino.com/">点这里</a>', "link_denied"),
        ('<a href="http://2130706433/">点这里</a>', "link_ip"),
    ],
)
def test_links_are_judged_by_where_they_lead(link: str, rule: str | None) -> None:
    assert rules(f"<p>见{link}。</p>") == ([rule] if rule else [])


def test_pictures_are_unchecked_and_want_words() -> None:
    blob = "blob:" + "b" * 64
    told = found(f'<p>图<img src="{blob}"></p>')
    assert [(f.rule, f.level, f.keep) for f in told] == [
        ("alt_missing", "hint", "free"),
        ("picture_unchecked", "unchecked", "no"),
    ]
    assert told[1].facts["sha256"] == "b" * 64
    assert rules(f'<p>图<img src="{blob}" alt="张某某 13800000000"></p>') == ["mobile", "picture_unchecked"]
    assert "qr_code" in rules(f'<p>图<img src="{blob}" alt="活动二维码"></p>')


def test_leaders_titles_are_right_or_wrong_by_date() -> None:
    lists = replace(
        LISTS, leaders=(Leader("张某某", "副区长", "2026-01-01"), Leader("李某某", "区长", "", "2025-12-31"))
    )
    assert [f.rule for f in check(subject("副区长张某某出席"), lists, TODAY)] == []
    assert [f.rule for f in check(subject("区长张某某出席"), lists, TODAY)] == ["leaders_title"]
    assert [f.rule for f in check(subject("区长李某某出席"), lists, TODAY)] == ["leaders_title"]


def test_an_exception_holds_until_its_day_and_never_for_secrecy() -> None:
    def left(waiver: Waiver, text: str) -> list[str]:
        return [f.rule for f in check(subject(text), replace(LISTS, waivers=(waiver,)), TODAY)]

    assert left(Waiver("mobile", "13800000000", "2026-04-28", "公开的值班手机"), "值班13800000000") == []
    assert left(Waiver("mobile", "13800000000", "2026-04-27", "公开的值班手机"), "值班13800000000") == ["mobile"]
    assert left(Waiver("secret_mark", "", "2030-01-01", "试试"), "机密★") == ["secret_mark"]
