"""Makes detection-metrics.json: what established programs measure on made-up detections.

    python3 -m venv venv && venv/bin/pip install pycocotools==2.0.11 scipy==1.17.1
    venv/bin/python tests/golden/make_detection_metrics.py

Average precision comes from pycocotools (its limit of detections a photo lifted), correlations from SciPy.
References to be ignored are told to pycocotools as ones outside the area range, the one way it offers that
keeps matching one to one.
"""

import contextlib
import io
import json
import pathlib
import random

from importlib.metadata import version
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from scipy.stats import pearsonr, spearmanr

CLASSES = ["comedone", "nodule", "papule", "pustule"]
IGNORED_AREA = 1e9


def scene(rng, photos, lesions, jitter, extra, ignored, score_steps):
    """Photos with references and with detections near them; scores on a grid, so that some are equal."""
    made = []
    for _ in range(photos):
        references, detections = [], []
        for _ in range(rng.randint(0, lesions)):
            side = rng.uniform(8, 40)
            box = [rng.uniform(0, 300), rng.uniform(0, 300), side, side * rng.uniform(0.7, 1.4)]
            references.append({"box": box, "type": rng.choice(CLASSES), "ignored": rng.random() < ignored})
        for reference in references:
            for _ in range(rng.choice([0, 1, 1, 1, 2])):
                box = [value + rng.gauss(0, jitter) for value in reference["box"]]
                box[2:] = [max(2.0, value) for value in box[2:]]
                kind = reference["type"] if rng.random() < 0.8 else rng.choice(CLASSES)
                detections.append({"box": box, "type": kind, "score": rng.randint(1, score_steps) / score_steps})
        for _ in range(rng.randint(0, extra)):
            box = [rng.uniform(0, 300), rng.uniform(0, 300), rng.uniform(8, 40), rng.uniform(8, 40)]
            score = rng.randint(1, score_steps) / score_steps
            detections.append({"box": box, "type": rng.choice(CLASSES), "score": score})
        rng.shuffle(detections)
        made.append({"references": references, "detections": detections})
    return made


def coco(photos, by_type):
    """AP50 and AP50-95 over everything, or of each type."""
    annotations, results = [], []
    for image, photo in enumerate(photos, 1):
        for reference in photo["references"]:
            annotations.append({
                "id": len(annotations) + 1, "image_id": image, "bbox": reference["box"], "iscrowd": 0,
                "category_id": CLASSES.index(reference["type"]) + 1 if by_type else 1,
                "area": IGNORED_AREA if reference["ignored"] else 100,
            })
        for detection in photo["detections"]:
            results.append({
                "image_id": image, "bbox": detection["box"], "score": detection["score"],
                "category_id": CLASSES.index(detection["type"]) + 1 if by_type else 1,
            })
    categories = [{"id": index + 1, "name": name} for index, name in enumerate(CLASSES if by_type else ["lesion"])]
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {"images": [{"id": index + 1} for index in range(len(photos))],
                         "annotations": annotations, "categories": categories}
        truth.createIndex()
        evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
        evaluation.params.maxDets = [100000]
        evaluation.params.areaRng = [[0, IGNORED_AREA / 2]]
        evaluation.params.areaRngLbl = ["all"]
        evaluation.evaluate()
        evaluation.accumulate()
    # overlaps × recalls × categories × areas × limits
    precision = evaluation.eval["precision"][:, :, :, 0, 0]
    figures = [
        None if (precision[:, :, index] < 0).all()
        else {"ap50": float(precision[0, :, index].mean()), "ap50To95": float(precision[:, :, index].mean())}
        for index in range(len(categories))
    ]
    return dict(zip(CLASSES, figures)) if by_type else figures[0]


def main():
    rng = random.Random(20)
    settings = [
        dict(photos=1, lesions=6, jitter=1.5, extra=3, ignored=0, score_steps=10**6),
        dict(photos=12, lesions=9, jitter=2.5, extra=6, ignored=0, score_steps=10**6),
        dict(photos=12, lesions=9, jitter=2.5, extra=6, ignored=0, score_steps=12),
        dict(photos=10, lesions=12, jitter=2.0, extra=4, ignored=0.3, score_steps=10**6),
        dict(photos=4, lesions=160, jitter=1.0, extra=60, ignored=0, score_steps=10**6),
    ]
    scenes = []
    for setting in settings:
        photos = scene(rng, **setting)
        for photo in photos:
            for item in [*photo["references"], *photo["detections"]]:
                item["box"] = [round(value, 3) for value in item["box"]]
        counts = [len(photo["detections"]) for photo in photos]
        truth = [sum(not reference["ignored"] for reference in photo["references"]) for photo in photos]
        scenes.append({
            "photos": photos,
            "overall": coco(photos, by_type=False),
            "byType": coco(photos, by_type=True),
            "pearson": float(pearsonr(counts, truth)[0]) if len(photos) > 1 else None,
            "spearman": float(spearmanr(counts, truth)[0]) if len(photos) > 1 else None,
        })
    golden = {"made": {"pycocotools": version("pycocotools"), "scipy": version("scipy")}, "scenes": scenes}
    target = pathlib.Path(__file__).with_name("detection-metrics.json")
    target.write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
