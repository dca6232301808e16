"""How offices word the headings of a roster, as data: patterns on folded text (lower case, no diacritics)."""

import re
from enum import StrEnum

from registry.readers.facts import Field


class Topic(StrEnum):
    """What a column is about."""

    OTHER = "other"
    ORDINAL = "ordinal"
    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    BIRTH = "birth"
    IDENTITY = "identity"
    STAFF_CODE = "staff_code"
    PARTY = "party"
    ETHNICITY = "ethnicity"
    MINORITY = "minority"
    POSITION = "position"
    DIVISION = "division"
    UNIT = "unit"
    CATEGORY = "category"
    RANK = "rank"
    DEGREE = "degree"
    DIPLOMA = "diploma"
    THEORY = "theory"
    STATE = "state"
    LANGUAGE = "language"
    DIGITAL = "digital"
    DEFENCE = "defence"
    ETHNIC_LANGUAGE = "ethnic_language"


class Aspect(StrEnum):
    """Which side of the topic a column tells."""

    ISSUED = "issued"
    EXPIRES = "expires"
    NUMBER = "number"
    FIELD = "field"
    FORM = "form"
    INSTITUTION = "institution"
    LANGUAGE_NAME = "language_name"
    SCORE = "score"
    LEVEL = "level"
    CERTIFICATE = "certificate"
    GRADE = "grade"
    DATE = "date"


def _patterns(table: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in table.items())


# The first pattern that is found decides, so that the narrower wording stands above the wider one.
TOPICS = _patterns(
    {
        Topic.ORDINAL: r"^(stt|tt|so tt|so thu tu|thu tu)$",
        Topic.STAFF_CODE: r"\b(so hieu|ma|ma so|ma dinh danh|so the|so ho so|ma ho so) (cua )?"
        r"(can bo|cb|cbcc\w*|cc|ccvc|cong chuc|vien chuc|nhan vien|nhan su|nv)\b|"
        r"^(shcc|so hieu cc|ma ho so|ma so ho so)$",
        Topic.OTHER: r"\b(vo|chong|cha|me|con|noi sinh|que quan|que|thuong tru|tam tru|dia chi|noi o|dien thoai|sdt|"
        r"email|thu dien tu|ton giao|luong|he so|phu cap|quy hoach|kiem nhiem|danh hieu|khen thuong|ky luat|danh gia|"
        r"tuyen dung|vao nganh|nghi huu|huu|bhxh|bao hiem|the dang|so the|doan vien|ghi chu|quyet dinh|"
        r"giao duc pho thong|trinh do van hoa|van hoa|tdvh|hoc van pho thong|tham nien|so nam|tuoi|suc khoe|"
        r"truoc khi|truoc sap xep|du kien|bo nhiem lai|bien che|hoc ham|chinh thuc|thuong binh|chinh sach|nhap ngu|"
        r"xuat ngu)\b|\b(chuc vu|chuc danh|don vi|phong ban) cu\b|^chuc vu (doan the|dang doan the)$|"
        r"^chuc danh nghe nghiep",
        Topic.FAMILY_NAME: r"^(ho|(ho va ten|ho ten|ho va chu|ho chu|ho va|ho) (dem|lot))$",
        Topic.FULL_NAME: r"^ho (va )?(chu dem )?(va )?ten\b|^ten (can bo|cong chuc|vien chuc|cbcc\w*|nhan vien)\b",
        Topic.GIVEN_NAME: r"^ten( goi)?$",
        Topic.SEX: r"^(gioi tinh|gioi|phai|nam nu)\b",
        Topic.IDENTITY: r"\b(cccd|can cuoc|cmnd|cmtnd|cmt|dinh danh|ddcn|chung minh nhan dan|chung minh thu|so cc|"
        r"the cc|gttt)\b",
        Topic.BIRTH: r"\b(ngay|thang|nam) sinh\b|\bsinh (ngay|nam|thang)\b|^sinh$|\bngay thang nam sinh\b|^ntns$",
        Topic.PARTY: r"\b(dang vien|vao dang|ket nap dang|dang csvn|dang cong san|ngay vao dang|la dang)\b",
        Topic.ETHNIC_LANGUAGE: r"\b(tieng|ngon ngu) (dan toc|dtts|dt|thieu so)\b",
        Topic.MINORITY: r"\b(dan toc thieu so|dtts|dan toc it nguoi|nguoi dan toc|thieu so)\b",
        Topic.ETHNICITY: r"\bdan toc\b",
        Topic.STATE: r"\b(quan ly nha nuoc|qlnn|ql nha nuoc|quan ly hanh chinh|ql hcnn|qlhcnn|hanh chinh nha nuoc|"
        r"boi duong ngach|kien thuc nha nuoc)\b",
        Topic.THEORY: r"\b(ly luan|llct|ll ct|trinh do chinh tri|chinh tri|tdllct)\b",
        Topic.DEFENCE: r"\b(quoc phong|qp an|qpan|qp va an|an ninh qp|gdqp\w*|kien thuc qp)\b",
        Topic.LANGUAGE: r"\b(ngoai ngu|tieng anh|anh van|tieng nuoc ngoai|nn|ccnn)\b",
        Topic.DIGITAL: r"\b(tin hoc|ccth|cntt|cong nghe thong tin|ky nang so|nang luc so|chuyen doi so|ung dung cntt)\b",
        Topic.DIVISION: r"^(phong|bo phan|ban phong|phong ban|khoa phong|ten phong|ten bo phan)\b|^ban$|\btruc thuoc\b|"
        r"\bphong (ban|chuyen mon|nghiep vu)\b|\bbo phan\b",
        Topic.POSITION: r"\b(chuc vu|chuc danh|vi tri viec lam|vi tri cong tac|vtvl|giu chuc|nhan chuc|dam nhiem|"
        r"bo nhiem|nhiem vu duoc giao|cong viec dam nhan|chuc danh vi tri)\b|^chuc$|^cong viec$|"
        r"^(tu|ke tu) (ngay|thang|nam)\b",
        Topic.DEGREE: r"\b(chuyen mon|hoc vi|hoc van|tdcm|dai hoc|tot nghiep chuyen mon)\b",
        Topic.RANK: r"\bngach\b",
        Topic.CATEGORY: r"^loai$|^loai (can bo|cbcc\w*|cong chuc|doi tuong|vien chuc)\b|^doi tuong\b|^phan loai\b|"
        r"^nhom\b|^(la )?(can bo|cb|cbcc\w*|cong chuc|cc)( (hay|hoac|can bo|cong chuc|vien chuc|cc|vc))*$",
        Topic.DIPLOMA: r"\b(van bang|bang cap|bang|dao tao|tot nghiep)\b",
        Topic.UNIT: r"\b(don vi|co quan|xa phuong|phuong xa|dia phuong|so ban nganh|so nganh|noi cong tac|noi lam viec|"
        r"to chuc|dia ban)\b|^(ten )?(xa|phuong)\b",
    }
)

ASPECTS = _patterns(
    {
        Aspect.EXPIRES: r"\b(het han|het hieu luc|hieu luc|gia tri den|co gia tri|thoi han|han su dung)\b|"
        r"^(den|toi) (ngay|nam)\b",
        Aspect.ISSUED: r"\b(ngay|nam|thang|thoi gian|thoi diem)\b.*\b(cap|ky|dat|hoan thanh|tot nghiep|bang)\b|"
        r"^(ngay|nam|ngay thang|thang nam|ngay thang nam|tn nam|nam tn)$|\b(cap|tot nghiep) (ngay|nam)\b",
        Aspect.DATE: r"^(ngay|nam|thang|thoi gian|thoi diem|tu|den|ke tu)\b|\bngay\b|\btu (thang|nam)\b",
        Aspect.GRADE: r"\b(xep loai|loai tot nghiep|hang|so vao so|vao so|nuoc dao tao|quoc gia)\b",
        Aspect.NUMBER: r"\b(so hieu|so bang|so van bang|so vb|so vbcc|so chung chi|so cc)\b|^(so|ky hieu)$",
        Aspect.FIELD: r"\b(chuyen nganh|nganh|nganh nghe)\b|^chuyen mon dao tao$",
        Aspect.FORM: r"\b(hinh thuc|he|loai hinh)\b",
        Aspect.INSTITUTION: r"\b(co so|truong|noi dao tao|noi cap|noi hoc|noi tot nghiep|don vi cap|don vi dao tao|"
        r"co quan cap|co quan dao tao)\b",
        Aspect.LANGUAGE_NAME: r"^(ngon ngu|thu tieng|(ten|loai|mon) (ngoai ngu|tieng)|tieng$)|\bthu tieng\b",
        Aspect.SCORE: r"\b(diem|bac|ket qua|khung nang luc)\b",
        Aspect.LEVEL: r"\b(trinh do|cap do|muc do|muc|tdo)\b",
        Aspect.CERTIFICATE: r"\b(chung chi|van bang|bang|bang cap|vbcc|cc)\b",
    }
)

# Qualifications: a heading without a topic of its own belongs to the group above it or to the column on its left.
QUALIFICATIONS = frozenset(
    {Topic.DEGREE, Topic.THEORY, Topic.STATE, Topic.LANGUAGE, Topic.DIGITAL, Topic.DEFENCE, Topic.ETHNIC_LANGUAGE}
)
OWNS_LEAVES = QUALIFICATIONS | {Topic.IDENTITY, Topic.PARTY}
# Words that say little under a group: "Văn bằng" under "Lý luận chính trị" is no degree, "Đơn vị cấp" no unit.
WEAK_TOPICS = frozenset({Topic.DIPLOMA, Topic.UNIT, Topic.CATEGORY, Topic.RANK})

# A heading that says nothing beyond these words may follow the column on its left; one strange word more, and it may not.
BARE_HEADING = re.compile(
    r"((ngay|thang|nam|thoi gian|thoi diem|cap|het han|han|hieu luc|den|so|hieu|so hieu|bang|van bang|chung chi|cc) ?)+"
)

# Aspects that belong to one topic by custom when nothing else says whose they are.
CUSTOMARY = {
    Aspect.FIELD: Topic.DEGREE,
    Aspect.FORM: Topic.DEGREE,
    Aspect.INSTITUTION: Topic.DEGREE,
    Aspect.LEVEL: Topic.DEGREE,
    Aspect.LANGUAGE_NAME: Topic.LANGUAGE,
    Aspect.SCORE: Topic.LANGUAGE,
    Aspect.CERTIFICATE: Topic.LANGUAGE,
}

_PLAIN = {
    Topic.ORDINAL: Field.ORDINAL,
    Topic.FULL_NAME: Field.FULL_NAME,
    Topic.FAMILY_NAME: Field.FAMILY_NAME,
    Topic.GIVEN_NAME: Field.GIVEN_NAME,
    Topic.SEX: Field.SEX,
    Topic.STAFF_CODE: Field.STAFF_CODE,
    Topic.IDENTITY: Field.PERSONAL_NUMBER,
    Topic.MINORITY: Field.ETHNIC_MINORITY,
    Topic.ETHNICITY: Field.ETHNICITY,
    Topic.POSITION: Field.POSITION,
    Topic.DIVISION: Field.DIVISION,
    Topic.UNIT: Field.UNIT,
    Topic.CATEGORY: Field.CATEGORY,
}

_MAIN = (None, Aspect.LEVEL, Aspect.CERTIFICATE, Aspect.SCORE)

FIELDS: dict[tuple[str, str | None], Field] = {
    **{(topic, None): field for topic, field in _PLAIN.items()},
    **{(Topic.DEGREE, aspect): Field.DEGREE_LEVEL for aspect in _MAIN},
    **{(Topic.THEORY, aspect): Field.THEORY_LEVEL for aspect in _MAIN},
    **{(Topic.STATE, aspect): Field.STATE_LEVEL for aspect in _MAIN},
    **{(Topic.DIGITAL, aspect): Field.DIGITAL_TEXT for aspect in _MAIN},
    **{(Topic.DEFENCE, aspect): Field.DEFENCE_TEXT for aspect in _MAIN},
    **{(Topic.ETHNIC_LANGUAGE, aspect): Field.ETHNIC_LANGUAGE_TEXT for aspect in _MAIN},
    **{(Topic.LANGUAGE, aspect): Field.LANGUAGE_CERTIFICATE for aspect in _MAIN},
    **{(Topic.PARTY, aspect): Field.PARTY_MEMBER for aspect in (None, Aspect.DATE, Aspect.ISSUED)},
    **{(Topic.POSITION, aspect): Field.HELD_FROM for aspect in (Aspect.DATE, Aspect.ISSUED)},
    (Topic.IDENTITY, Aspect.NUMBER): Field.PERSONAL_NUMBER,
    (Topic.STAFF_CODE, Aspect.NUMBER): Field.STAFF_CODE,
    (Topic.SEX, Aspect.DATE): Field.SEX,  # "Nam/Nữ" begins like "Năm …"
    (Topic.BIRTH, None): Field.BIRTH,
    (Topic.BIRTH, Aspect.DATE): Field.BIRTH,
    (Topic.BIRTH, Aspect.ISSUED): Field.BIRTH,
    (Topic.LANGUAGE, Aspect.SCORE): Field.LANGUAGE_SCORE,
    (Topic.LANGUAGE, Aspect.LANGUAGE_NAME): Field.LANGUAGE_NAME,
    (Topic.LANGUAGE, Aspect.ISSUED): Field.LANGUAGE_ISSUED,
    (Topic.LANGUAGE, Aspect.EXPIRES): Field.LANGUAGE_EXPIRES,
    (Topic.ETHNIC_LANGUAGE, Aspect.LANGUAGE_NAME): Field.ETHNIC_LANGUAGE_TEXT,
    (Topic.DEGREE, Aspect.FIELD): Field.DEGREE_FIELD,
    (Topic.DEGREE, Aspect.FORM): Field.DEGREE_FORM,
    (Topic.DEGREE, Aspect.INSTITUTION): Field.DEGREE_INSTITUTION,
    (Topic.DEGREE, Aspect.ISSUED): Field.DEGREE_ISSUED,
    (Topic.DEGREE, Aspect.NUMBER): Field.DEGREE_NUMBER,
    (Topic.THEORY, Aspect.ISSUED): Field.THEORY_ISSUED,
    (Topic.STATE, Aspect.ISSUED): Field.STATE_ISSUED,
    (Topic.DIGITAL, Aspect.ISSUED): Field.DIGITAL_ISSUED,
    (Topic.DEFENCE, Aspect.ISSUED): Field.DEFENCE_ISSUED,
    (Topic.ETHNIC_LANGUAGE, Aspect.ISSUED): Field.ETHNIC_LANGUAGE_ISSUED,
}

# Sub-headings of sex and birth are read with their diacritics: "Nam" (male) and "Năm" (year) fold to the same letters.
SEX_LEAVES = {
    "nam": (Field.BIRTH_MALE, Field.SEX_MALE),
    "nữ": (Field.BIRTH_FEMALE, Field.SEX_FEMALE),
    "nu": (Field.BIRTH_FEMALE, Field.SEX_FEMALE),
}
BIRTH_LEAVES = {"ngày": Field.BIRTH_DAY, "tháng": Field.BIRTH_MONTH, "năm": Field.BIRTH_YEAR}

# A column for each level, marked with an x: what such sub-headings say, by topic. A lone degree needs no group above it.
_LETTERED = r"((chung chi|cc|trinh do|bang) )?"
LEVEL_LEAVES = {
    Topic.DEGREE: re.compile(
        r"(tskh|ts|tien s[iy]|th ?s|thac s[iy]|dh|dai hoc|cn|cu nhan|ks|k[iy] su|cd|cao dang|tc|trung cap|tccn|sc|so cap|"
        r"tren dai hoc|sau dai hoc|chua qua dao tao)( (chuyen mon|chuyen nghiep|nghe))?"
    ),
    Topic.THEORY: re.compile(r"(cn|cu nhan|cc|cao cap|tc|trung cap|sc|so cap)( (llct|ly luan|chinh tri|ct))*"),
    Topic.STATE: re.compile(
        r"(cvcc|chuyen vien cao cap|cvc|chuyen vien chinh|cv|chuyen vien|cs|can su)( (qlnn|va tuong duong|va td))?"
    ),
    Topic.DIGITAL: re.compile(_LETTERED + r"[abc]( tin hoc)?|(tin hoc |cntt |ung dung cntt )?(co ban|nang cao)"),
    Topic.LANGUAGE: re.compile(_LETTERED + r"([abc]|[abc][12]|bac [1-6])( (tieng anh|anh van|ngoai ngu))?"),
    Topic.DEFENCE: re.compile(r"(doi tuong|dt) ?([1-4]|i{1,3}|iv)"),
}
LONE_DEGREE = re.compile(r"tien s[iy]|thac s[iy]|cao dang")

TITLE_WORDS = re.compile(
    r"^(danh sach|bieu|mau|phu luc|thong ke|bao cao|tong hop|bang (tong hop|ke|thong ke|danh sach)|tinh den|kem theo|"
    r"ban hanh|cong hoa|doc lap|trich ngang)\b"
)

# The 54 peoples of Viet Nam; every people but the Kinh is a minority by law.
MAJORITY = "kinh"
PEOPLES = frozenset(
    """kinh,tay,thai,muong,khmer,hoa,nung,mong,dao,gia rai,e de,ba na,san chay,cham,co ho,xo dang,san diu,hre,ra glai,
    mnong,tho,xtieng,kho mu,bru van kieu,co tu,giay,ta oi,ma,gie trieng,co,cho ro,xinh mun,ha nhi,chu ru,lao,la chi,
    khang,phu la,la hu,la ha,pa then,lu,ngai,chut,lo lo,mang,bo y,co lao,cong,si la,pu peo,ro mam,brau,o du,hmong,
    h mong,van kieu,bru,cao lan,san chi,kh mer,ma lieng,pa co""".replace("\n", "")
    .replace("    ", "")
    .split(",")
)
