"""Makes curves.json: the precision/recall curves of pycocotools on the scenes of ../detection-metrics.json.

    python3 -m venv venv && venv/bin/pip install pycocotools==2.0.11
    venv/bin/python tests/golden/metrics/make_curves.py

Scenes without references to be ignored only. Curves are at IoU 0.5, over everything and of each type.
"""

import contextlib
import io
import json
import pathlib

from importlib.metadata import version
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

HERE = pathlib.Path(__file__)


def curve(photos):
    """Precision at the 101 points of recall, and the last recall; None without references."""
    annotations, results = [], []
    for image, (references, detections) in enumerate(photos, 1):
        annotations += [{"image_id": image, "bbox": one["box"]} for one in references]
        results += [{"image_id": image, "bbox": one["box"], "score": one["score"], "category_id": 1} for one in detections]
    if not annotations:
        return None
    if not results:
        return {"precision": [0.0] * 101, "recall": 0.0}
    annotations = [dict(one, id=index + 1, iscrowd=0, area=100, category_id=1) for index, one in enumerate(annotations)]
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {"images": [{"id": index + 1} for index in range(len(photos))],
                         "annotations": annotations, "categories": [{"id": 1, "name": "lesion"}]}
        truth.createIndex()
        evaluation = COCOeval(truth, truth.loadRes(results), "bbox")
        evaluation.params.maxDets = [100000]
        evaluation.params.iouThrs = evaluation.params.iouThrs[:1]
        evaluation.params.areaRng = [[0, 1e9]]
        evaluation.params.areaRngLbl = ["all"]
        evaluation.evaluate()
        evaluation.accumulate()
    return {"precision": evaluation.eval["precision"][0, :, 0, 0, 0].tolist(),
            "recall": float(evaluation.eval["recall"][0, 0, 0, 0])}


def main():
    scenes = json.loads((HERE.parents[1] / "detection-metrics.json").read_text())["scenes"]
    made = []
    for index, scene in enumerate(scenes):
        if any(reference["ignored"] for photo in scene["photos"] for reference in photo["references"]):
            continue
        of = lambda keep: curve([tuple([one for one in photo[part] if keep(one)] for part in ("references", "detections"))
                                 for photo in scene["photos"]])
        made.append({"scene": index, "overall": of(lambda one: True),
                     "byType": {kind: of(lambda one: one["type"] == kind) for kind in ("comedone", "nodule", "papule", "pustule")}})
    golden = {"made": {"pycocotools": version("pycocotools")}, "curves": made}
    HERE.with_name("curves.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


main()
