"""What Word and WPS put on the clipboard becomes the text that the clerk saw there."""

from pathlib import Path

from models.content import clean, clean_paste, plain

CLIPBOARDS = Path(__file__).parent / "clipboards"
WORD, WPS, SHEET = ((CLIPBOARDS / f"{name}.html").read_text("utf-8") for name in ("word", "wps", "sheet"))


def test_a_clipboard_of_word_is_cleaned_to_what_was_seen() -> None:
    assert clean(WORD).split("\n") == [
        "<h2>关于做好防汛工作的通知</h2>",
        "<p>各村（居）：</p>",
        "<h3>一、总体要求</h3>",
        "<ol>",
        "<li>加强<strong>巡查</strong></li>",
        "<li><p>落实责任</p><p>（1）到人到岗</p></li>",
        "</ol>",
        "<ul>",
        "<li>备足物资</li>",
        "</ul>",
        "<p>第一条 本办法自发布之日起施行</p>",
        "<table>",
        '<tr><td colspan="2"><p class="center"><strong>补助户数</strong></p></td></tr>',
        "<tr><td>溪后村</td><td>12</td></tr>",
        "</table>",
        "<p>〔图片没有贴进来：clip_image001.png〕</p>",
        "<p>见附件</p>",
        '<p class="right">王台镇人民政府</p>',
    ]


def test_a_clipboard_of_wps_is_cleaned_to_what_was_seen() -> None:
    assert clean(WPS).split("\n") == [
        "<h2>危房改造公示</h2>",
        "<p>公示期5天。</p>",
        "<table>",
        '<tr><td colspan="2"><p class="center">姓名</p></td></tr>',
        '<tr><td rowspan="2">张某某</td><td>是</td></tr>',
        "<tr><td>否</td></tr>",
        "</table>",
        "<p>（一）时间</p>",
    ]


def test_cells_of_a_sheet_become_a_table() -> None:
    assert clean(SHEET).split("\n") == [
        "<table>",
        '<tr><td colspan="2"><p class="center">名单</p></td></tr>',
        '<tr><td>张某某</td><td><p class="right">12000</p></td></tr>',
        "</table>",
    ]


def test_numbers_that_go_on_after_a_paragraph_keep_their_words() -> None:
    item = "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{}.</span>{}</p>"
    html = item.format(1, "甲") + "<p>说明</p>" + item.format(2, "乙")
    assert plain(clean(html)) == "甲\n说明\n2. 乙"


def test_remarks_and_hidden_words_never_slip_into_the_text() -> None:
    words = plain(clean_paste(WORD).html)
    assert "这里要改" not in words
    assert "隐藏文字" not in words
    assert "不该出现" not in words
