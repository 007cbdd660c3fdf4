"""How far experts agree on their totals: intraclass correlation, Krippendorff's alpha, Kendall's W. Exact."""

from pilot_tui.rules.agreement.alpha import LEVELS, Disagreement, alpha, disagreements
from pilot_tui.rules.agreement.concordance import Concordance, concordance
from pilot_tui.rules.agreement.correlation import Correlations, correlations
from pilot_tui.rules.agreement.largest import Kept, largest_complete
from pilot_tui.rules.agreement.squares import MeanSquares, mean_squares
from pilot_tui.rules.agreement.table import Scores, complete

__all__ = [
    "LEVELS",
    "Concordance",
    "Correlations",
    "Disagreement",
    "Kept",
    "MeanSquares",
    "Scores",
    "alpha",
    "complete",
    "concordance",
    "correlations",
    "disagreements",
    "largest_complete",
    "mean_squares",
]
