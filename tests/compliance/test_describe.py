"""The sentence of a rule says where somebody on secondment counts, when that is not where everybody does."""

import pytest
from flask import Flask

from registry.compliance.describe import outline, rule_sentence
from registry.compliance.vocabulary import vocabulary
from tests.compliance.made import EVERYBODY, rule


@pytest.mark.parametrize("receiving", [False, True])
def test_the_sentence_tells_of_secondments_counted_at_the_receiving_unit(app: Flask, receiving: bool) -> None:
    with app.test_request_context():
        said = rule(EVERYBODY, receiving=receiving)
        words = vocabulary()
        for sentence in (rule_sentence(said, words), outline(said, words).population):
            assert ("người biệt phái tính ở nơi nhận" in sentence) is receiving
