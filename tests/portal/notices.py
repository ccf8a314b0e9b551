"""Notices to import: the yearly one for 2027, and a change within 2026 that moves May Day's make-up day."""

NUMBER = "国办发明电〔2026〕9号"
NEXT_YEAR = f"""number = "{NUMBER}"
title = "国务院办公厅关于2027年部分节假日安排的通知"
issued = 2026-11-05
year = 2027

[[rest]]
name = "元旦"
en = "New Year"
from = 2027-01-01
to = 2027-01-03
work = [2026-12-27]
"""
LONGER_MAY = """number = "国办发明电〔2026〕3号"
title = "国务院办公厅关于延长2026年劳动节假期的通知"
issued = 2026-04-20
year = 2026
special = true

[[rest]]
name = "五一"
en = "May Day"
from = 2026-05-06
to = 2026-05-08
"""
