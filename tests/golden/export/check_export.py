"""Checks an exported detector in Python's onnxruntime against the app, on photos of your own.

    npx macule export --onnx out.onnx
    python tests/golden/export/check_export.py out.onnx photo.png … [--min-score 0.2]

Needs onnx, onnxruntime, numpy and Pillow. Validates the file, runs both sides on each photo and prints how
many lesions each found, how many are the same (overlap above 0.5), and the largest difference of a box side,
in pixels of the photo, and of a score among those. Nothing is written.
"""

import argparse
import json
import subprocess
import sys

import numpy
import onnx
import onnxruntime
from PIL import Image, ImageOps


def overlap(a, b):
    left, top = max(a[0], b[0]), max(a[1], b[1])
    right, bottom = min(a[0] + a[2], b[0] + b[2]), min(a[1] + a[3], b[1] + b[3])
    shared = max(0, right - left) * max(0, bottom - top)
    return shared / max(a[2] * a[3] + b[2] * b[3] - shared, 1e-12)


def app_lesions(photo, min_score):
    command = ["node", "scripts/macule.mjs", "predict", photo, "--json"]
    if min_score is not None:
        command += ["--min-score", str(min_score)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = answer["photos"][0]
    # The app prints pixels of the photo.
    scale = numpy.array([found["width"], found["height"]] * 2)
    boxes = numpy.array([lesion["box"] for lesion in found["lesions"]]).reshape(-1, 4) / scale
    return boxes, [lesion["score"] for lesion in found["lesions"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("onnx")
    parser.add_argument("photos", nargs="+")
    parser.add_argument("--min-score", type=float)
    options = parser.parse_args()
    onnx.checker.check_model(options.onnx, full_check=True)
    session = onnxruntime.InferenceSession(options.onnx, providers=["CPUExecutionProvider"])
    print("metadata:", json.dumps(session.get_modelmeta().custom_metadata_map, indent=1), file=sys.stderr)
    for number, photo in enumerate(options.photos):
        picture = numpy.asarray(ImageOps.exif_transpose(Image.open(photo)).convert("RGB"))
        feeds = {"photo": picture}
        if options.min_score is not None:
            feeds["min_score"] = numpy.array(options.min_score, numpy.float32)
        boxes, scores, types = session.run(None, feeds)
        assert types.shape == (len(scores), 4) and numpy.allclose(types.sum(1), 1, atol=1e-5)
        wanted, wanted_scores = app_lesions(photo, options.min_score)
        pairs, free = [], set(range(len(boxes)))
        for index, box in enumerate(wanted):
            best = max(free, key=lambda other: overlap(box, boxes[other]), default=None)
            if best is not None and overlap(box, boxes[best]) > 0.5:
                free.remove(best)
                pairs.append((index, best))
        scale = numpy.array([picture.shape[1], picture.shape[0]] * 2)
        box_gap = max((numpy.abs((wanted[i] - boxes[j]) * scale).max() for i, j in pairs), default=0)
        score_gap = max((abs(wanted_scores[i] - scores[j]) for i, j in pairs), default=0)
        print(
            f"photo {number} ({picture.shape[1]} x {picture.shape[0]}): app {len(wanted)}, exported {len(boxes)}, "
            f"same {len(pairs)}, box within {box_gap:.3f} px, score within {score_gap:.4f}"
        )


if __name__ == "__main__":
    main()
