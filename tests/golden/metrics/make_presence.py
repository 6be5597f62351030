"""Makes presence.json: what scikit-learn measures on made-up classifications.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
    venv/bin/python tests/golden/metrics/make_presence.py
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.metrics import (
    accuracy_score, f1_score, log_loss, precision_score, recall_score, roc_auc_score,
)

LABELS = ["comedone", "nodule", "papule", "pustule"]


def scene(rng, pictures, shares, steps, thresholds):
    """Labels with the given shares; probabilities that lean towards them, on a grid, so that some are equal."""
    present = rng.random((pictures, len(LABELS))) < np.array(shares)
    lean = np.where(present, 0.8, -0.4)
    raw = 1 / (1 + np.exp(-(lean + rng.normal(0, 1.5, present.shape))))
    probabilities = np.clip(np.round(raw * steps), 1, steps - 1) / steps
    said = probabilities >= np.array(thresholds)
    options = {"average": None, "zero_division": np.nan}

    def known(values):
        return [None if np.isnan(value) else float(value) for value in values]

    def macro(values):
        return None if np.isnan(values).all() else float(np.nanmean(values))

    both = [len(set(column.tolist())) == 2 for column in present.T]
    auroc = np.array([
        roc_auc_score(present[:, i], probabilities[:, i]) if both[i] else np.nan for i in range(len(LABELS))
    ])
    rates = {
        "accuracy": np.array([accuracy_score(present[:, i], said[:, i]) for i in range(len(LABELS))]),
        "precision": precision_score(present, said, **options),
        "recall": recall_score(present, said, **options),
        "f1": f1_score(present, said, **options),
        "auroc": auroc,
    }
    losses = [log_loss(present[:, i], probabilities[:, i], labels=[False, True]) for i in range(len(LABELS))]
    return {
        "present": present.astype(int).tolist(),
        "probabilities": probabilities.tolist(),
        "thresholds": thresholds,
        "loss": float(np.mean(losses)),
        "losses": [float(loss) for loss in losses],
        "subsetAccuracy": float(accuracy_score(present, said)),
        "argmaxAccuracy": float(np.mean(present.argmax(1) == probabilities.argmax(1))),
        "perLabel": {name: known(values) for name, values in rates.items()},
        "macro": {name: macro(values) for name, values in rates.items()},
    }


def main():
    rng = np.random.default_rng(4)
    half = [0.5] * 4
    scenes = [
        scene(rng, 60, [0.5, 0.3, 0.7, 0.4], 10**6, half),
        scene(rng, 60, [0.5, 0.3, 0.7, 0.4], 10, [0.3, 0.5, 0.6, 0.7]),
        # One label that never occurs, one that always does.
        scene(rng, 25, [0.5, 0.0, 1.0, 0.2], 10**6, half),
        # A threshold that nothing reaches: precision is undefined.
        scene(rng, 12, [0.5, 0.0, 0.5, 0.5], 20, [0.5, 1.0, 1.0, 0.05]),
        scene(rng, 1, [1.0, 0.0, 1.0, 0.0], 10**6, half),
    ]
    golden = {"made": {"scikit-learn": sklearn.__version__, "numpy": np.__version__}, "labels": LABELS, "scenes": scenes}
    target = pathlib.Path(__file__).with_name("presence.json")
    target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
