"""The figures on the server's console: in the language of those who sit before it."""

from flask import Flask

from registry.shared.database import db
from tests.directory.listing import settle


def test_the_command_says_each_verdict_in_words(app: Flask) -> None:
    province = settle()
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["compliance", "--on", "2025-12-31"]).output.rstrip().endswith("không có đối tượng")
    province.official("Lê Thiếu")
    db.session.commit()
    said = runner.invoke(args=["compliance", "--on", "2025-12-31"]).output
    assert "Số liệu ngày 31/12/2025" in said
    assert "T1" in said and "0/1 " in said and said.rstrip().endswith("CHƯA ĐẠT")
