"""What qualifications are called on pages: sections, levels, forms of study, countries."""

from flask_babel import gettext as _

from models.officials import Precision
from models.qualifications import Domain, FormOfStudy, Qualification, Route
from registry.qualifications.queries import name_of
from registry.shared.dates import partial_date, vn_date


def section_title(domain: Domain) -> str:
    """The heading of a section of item 32."""
    return {
        Domain.DEGREE: _("Chuyên môn"),
        Domain.THEORY: _("Lý luận chính trị"),
        Domain.STATE_MANAGEMENT: _("Quản lý nhà nước, nghiệp vụ"),
        Domain.DEFENCE: _("Quốc phòng và an ninh"),
        Domain.DIGITAL: _("Tin học, kỹ năng số"),
        Domain.LANGUAGE: _("Ngoại ngữ"),
        Domain.ETHNIC_LANGUAGE: _("Tiếng dân tộc"),
        Domain.TRAINING: _("Bồi dưỡng khác"),
    }[domain]


def addition(domain: Domain) -> str:
    """The heading of a form that adds to a section."""
    return {
        Domain.DEGREE: _("Thêm văn bằng chuyên môn"),
        Domain.THEORY: _("Thêm văn bằng lý luận chính trị"),
        Domain.STATE_MANAGEMENT: _("Thêm chứng chỉ quản lý nhà nước"),
        Domain.DEFENCE: _("Thêm chứng nhận quốc phòng và an ninh"),
        Domain.DIGITAL: _("Thêm chứng chỉ tin học, kỹ năng số"),
        Domain.LANGUAGE: _("Thêm chứng chỉ ngoại ngữ"),
        Domain.ETHNIC_LANGUAGE: _("Thêm chứng chỉ tiếng dân tộc"),
        Domain.TRAINING: _("Thêm khóa bồi dưỡng"),
    }[domain]


def form_of_study(form: FormOfStudy | None) -> str:
    """A form of study; empty when not recorded."""
    return forms_of_study()[form.value] if form else ""


def forms_of_study() -> dict[str, str]:
    """All forms of study, as diplomas word them."""
    return {
        FormOfStudy.FULL_TIME.value: _("Chính quy"),
        FormOfStudy.IN_SERVICE.value: _("Vừa làm vừa học"),
        FormOfStudy.DISTANCE.value: _("Từ xa"),
    }


def routes() -> dict[str, str]:
    """All routes to a course of study."""
    return {
        Route.TRANSFER.value: _("Liên thông"),
        Route.SECOND_DEGREE.value: _("Văn bằng hai"),
        Route.SPECIALISED.value: _("Chuyên tu"),
        Route.NOMINATED.value: _("Cử tuyển"),
    }


def countries() -> dict[str, str]:
    """Countries in which people of the province usually study, Việt Nam first."""
    return {
        "VN": _("Việt Nam"),
        "AU": _("Úc"),
        "BY": _("Belarus"),
        "BE": _("Bỉ"),
        "BG": _("Bulgaria"),
        "CA": _("Canada"),
        "CN": _("Trung Quốc"),
        "CU": _("Cuba"),
        "CZ": _("Séc"),
        "DE": _("Đức"),
        "FI": _("Phần Lan"),
        "FR": _("Pháp"),
        "GB": _("Anh"),
        "HU": _("Hungary"),
        "IN": _("Ấn Độ"),
        "JP": _("Nhật Bản"),
        "KR": _("Hàn Quốc"),
        "LA": _("Lào"),
        "MY": _("Malaysia"),
        "NL": _("Hà Lan"),
        "NZ": _("New Zealand"),
        "PH": _("Philippines"),
        "PL": _("Ba Lan"),
        "RU": _("Nga"),
        "SE": _("Thụy Điển"),
        "SG": _("Singapore"),
        "TH": _("Thái Lan"),
        "TW": _("Đài Loan"),
        "UA": _("Ukraina"),
        "US": _("Hoa Kỳ"),
    }


def country_name(code: str | None) -> str:
    """A country in words; an unusual one by its code, empty when not recorded."""
    return countries().get(code, code) if code else ""


def worth(one: Qualification) -> str:
    """What a language certificate is worth, where its name does not say so already."""
    if one.certificate_type is None or one.domain is not Domain.LANGUAGE:
        return ""
    if one.level is None:
        return _("chưa có bảng quy đổi ra bậc")
    level = f"{one.level.name[:1].lower()}{one.level.name[1:]}"
    return "" if level in name_of(one).lower() else _("tương đương %(level)s", level=level)


def details(one: Qualification, languages: dict[str, str]) -> list[str]:
    """The lines under the name of a qualification, each of one subject; `languages` has names by code."""
    lines = [_about(one), _studies(one), _numbers(one), _abroad(one, languages), one.note or ""]
    return [line[:1].upper() + line[1:] for line in lines if line]


def _about(one: Qualification) -> str:
    """What was learnt, in which language, with which scores."""
    language = one.language.name if one.language and one.certificate_type else ""
    field = one.field if one.field and one.domain not in (Domain.DEGREE, Domain.TRAINING) else ""
    hours = _("%(hours)s tiết", hours=one.lesson_hours) if one.lesson_hours else ""
    return _joined(field, language, worth(one), skills(one), hours)


def _studies(one: Qualification) -> str:
    """How and when somebody studied, and how well."""
    route = routes()[one.route.value] if one.route else ""
    begun, ended = (partial_date(day, Precision.MONTH) for day in (one.studied_from, one.studied_to))
    span = f"{begun} – {ended}" if begun and ended else begun and _("từ %(month)s", month=begun)
    span = span or (ended and _("đến %(month)s", month=ended))
    classed = _("xếp loại %(words)s", words=one.classification.lower()) if one.classification else ""
    return _joined(form_of_study(one.form_of_study), route, span, classed)


def _numbers(one: Qualification) -> str:
    register = _("vào sổ %(number)s", number=one.register_number) if one.register_number else ""
    return _joined(_("số %(number)s", number=one.number) if one.number else "", register)


def _abroad(one: Qualification, languages: dict[str, str]) -> str:
    where = _("cấp ở %(country)s", country=country_name(one.country)) if is_foreign(one) else ""
    tongue = languages.get(one.taught_in, one.taught_in) if one.taught_in else ""
    taught = _("học bằng %(language)s", language=tongue[:1].lower() + tongue[1:]) if tongue else ""
    return _joined(where, taught, _recognised(one) if one.recognition else "")


def _recognised(one: Qualification) -> str:
    day = f" ({vn_date(one.recognised_on)})" if one.recognised_on else ""
    return _("công nhận theo %(document)s", document=f"{one.recognition}{day}")


def is_foreign(one: Qualification) -> bool:
    """Whether a qualification is known to come from abroad."""
    return one.country not in (None, "VN")


def is_unrecognised(one: Qualification) -> bool:
    """Whether it is a degree from abroad without a document that recognises it. That is said; nothing is hidden for it."""
    return one.domain is Domain.DEGREE and is_foreign(one) and not one.recognition


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def skills(one: Qualification) -> str:
    """Scores by skill: `nghe 400, đọc 385`."""
    names = skill_names()
    scores = one.skill_scores or {}
    return ", ".join(f"{names[key].lower()} {scores[key]}" for key in names if scores.get(key))


def skill_names() -> dict[str, str]:
    """The four skills of a language test."""
    return {"listening": _("Nghe"), "reading": _("Đọc"), "speaking": _("Nói"), "writing": _("Viết")}
