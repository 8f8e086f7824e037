"""The one logistic model of the analysis."""

import numpy as np
import pytest

from briefing.analysis.linear import LinearModel, logistic, logistic_column


@pytest.mark.parametrize(("log_odds", "expected"), [(0.0, 0.5), (1.0, 0.7310585786), (1e6, 1.0), (-1e6, 0.0)])
def test_log_odds_become_probabilities_without_overflow(log_odds: float, expected: float):
    assert logistic(log_odds) == pytest.approx(expected)
    assert logistic_column(np.array([log_odds]))[0] == pytest.approx(expected)


def test_a_feature_without_a_weight_adds_nothing():
    model = LinearModel(-1.0, {"seen": 2.0})
    assert model.log_odds({"seen": 1.5, "never seen": 99.0}) == 2.0
    assert model.log_odds({}) == -1.0
    assert model.probability({"seen": 0.5}) == 0.5
