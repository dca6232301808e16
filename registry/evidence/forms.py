"""Input of scans: several files at once, chosen, dropped or taken by the camera of a telephone."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileRequired, MultipleFileField

from registry.evidence.actions import Scan, read_scan
from registry.evidence.limits import FILES_PER_QUALIFICATION
from registry.shared.forms import Form
from registry.shared.refusal import Refused


class ScansForm(Form[list[Scan]]):
    """Scans of one qualification."""

    scans = MultipleFileField(_l("Bản chụp, bản quét"), validators=[FileRequired(_l("Chưa chọn tệp nào."))])

    def details(self) -> list[Scan]:
        """The files, made harmless. Refused with all that is wrong, file by file."""
        sent: list[Any] = [each for each in self.scans.data if each.filename]
        if len(sent) > FILES_PER_QUALIFICATION:
            raise Refused("scans", f"Mỗi lần gửi nhiều nhất {FILES_PER_QUALIFICATION} tệp.")
        scans, faults = [], []
        for each in sent:
            try:
                scans.append(read_scan(each.filename, each.read()))
            except Refused as refusal:
                faults.append(refusal.message)
        if faults:
            raise Refused("scans", " ".join(faults))
        return scans
