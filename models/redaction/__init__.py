"""Part disclosure (条例 37): files in which passages are covered, made anew so that nothing lies under the bars.

`plan` says what is to be covered. `covering` (loaded late) makes the file and hands it out only when `attack`, which
takes it apart again by every way known, finds none of the covered words.
"""
