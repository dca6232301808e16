"""Sizes and margins of Decree 30/2020/NĐ-CP, Appendix I, in one place; lengths in points, type sizes in points."""

MM = 72 / 25.4

PAGE_SHORT, PAGE_LONG = 210 * MM, 297 * MM  # A4
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM  # allowed: 20–25, 20–25, 30–35, 15–20 mm

STATE_NAME_SIZE = 12  # 12–13; the motto is one point larger
MOTTO_SIZE = 13
ISSUER_SIZE = 12
NUMBER_SIZE = 13
DATE_SIZE = 13
TITLE_SIZE = 14
BODY_SIZE = 13
SIGNATURE_SIZE = 13
RECIPIENTS_HEAD_SIZE = 12
RECIPIENTS_SIZE = 11
PAGE_NUMBER_SIZE = 13
RUNNING_SIZE = 9  # not in the decree: the running note is ours and must not compete with the text

LINE = 1.2  # line height as a multiple of the size; the decree allows single (about 1.15) to 1.5
BASELINE = 0.93  # from the top of a line to the foot of its letters, as a multiple of the size
FIRST_LINE = 10 * MM
PARAGRAPH_GAP = 6.0
UNDERLINE_SHARE = 0.4  # of the text above it; the decree allows 1/3 to 1/2
HAIRLINE = 0.5
