"""Checks an exported detector in Python's onnxruntime against the app, on photos of your own.

    npx macule export --onnx out.onnx
    python tests/golden/export/check_export.py out.onnx photo.png … [--min-score 0.2]

Needs onnx, onnxruntime, numpy and Pillow. Validates the file, runs both sides on each photo and prints how
many lesions each found, how many are the same (overlap above 0.5), and the largest difference among those of a
box side, in pixels of the photo, and of a score or type probability. Photos are named by number only, and
nothing is written. Ends with code 1 where a PNG gives other lesions: its pixels are the same on both sides. A
JPEG's are not: the app lets the decoder reduce large ones, a Python program decodes them whole.
"""

import argparse
import json
import subprocess
import sys

import numpy
import onnx
import onnxruntime
from PIL import Image, ImageOps

TYPES = ["comedone", "nodule", "papule", "pustule"]
# The app prints box sides to a hundredth of a pixel.
BOX_TOLERANCE, SCORE_TOLERANCE = 0.05, 1e-3


def overlap(a, b):
    left, top = max(a[0], b[0]), max(a[1], b[1])
    right, bottom = min(a[0] + a[2], b[0] + b[2]), min(a[1] + a[3], b[1] + b[3])
    shared = max(0, right - left) * max(0, bottom - top)
    return shared / max(a[2] * a[3] + b[2] * b[3] - shared, 1e-12)


def app_lesions(photos, min_score):
    command = ["node", "scripts/macule.mjs", "predict", *photos, "--json"]
    if min_score is not None:
        command += ["--min-score", str(min_score)]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {photo["file"]: photo for photo in answer["photos"]}


def exported_lesions(session, picture, min_score):
    feeds = {"photo": picture}
    if min_score is not None:
        feeds["min_score"] = numpy.array(min_score, numpy.float32)
    boxes, scores, types = session.run(["boxes", "scores", "type_probabilities"], feeds)
    assert boxes.shape == (len(scores), 4) and types.shape == (len(scores), len(TYPES))
    assert numpy.all(scores[:-1] >= scores[1:]) and numpy.allclose(types.sum(1), 1, atol=1e-5)
    return boxes * ([picture.shape[1], picture.shape[0]] * 2), scores, types


def pair(wanted, found):
    free, pairs = set(range(len(found))), []
    for index, box in enumerate(wanted):
        best = max(free, key=lambda other: overlap(box, found[other]), default=None)
        if best is not None and overlap(box, found[best]) > 0.5:
            free.remove(best)
            pairs.append((index, best))
    return pairs


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("onnx")
    parser.add_argument("photos", nargs="+")
    parser.add_argument("--min-score", type=float)
    options = parser.parse_args()
    onnx.checker.check_model(options.onnx, full_check=True)
    quiet = onnxruntime.SessionOptions()
    quiet.log_severity_level = 3
    session = onnxruntime.InferenceSession(options.onnx, quiet, providers=["CPUExecutionProvider"])
    about = session.get_modelmeta().custom_metadata_map
    assert json.loads(about["macule.types"]) == TYPES
    print(f"onnxruntime {onnxruntime.__version__}, {about['macule.model']}, threshold {about['macule.threshold']}")
    app = app_lesions(options.photos, options.min_score)
    differing = 0
    for number, photo in enumerate(options.photos):
        with Image.open(photo) as opened:
            kind = opened.format
            picture = numpy.asarray(ImageOps.exif_transpose(opened).convert("RGB"))
        boxes, scores, types = exported_lesions(session, picture, options.min_score)
        lesions = app[photo]["lesions"]
        wanted = [lesion["box"] for lesion in lesions]
        pairs = pair(wanted, boxes)
        box_gap = max((numpy.abs(wanted[i] - boxes[j]).max() for i, j in pairs), default=0)
        score_gap = max((abs(lesions[i]["score"] - scores[j]) for i, j in pairs), default=0)
        type_gap = max(
            (abs(lesions[i]["typeScores"][name] - types[j][k]) for i, j in pairs for k, name in enumerate(TYPES)),
            default=0,
        )
        same = len(lesions) == len(boxes) == len(pairs)
        close = box_gap <= BOX_TOLERANCE and max(score_gap, type_gap) <= SCORE_TOLERANCE
        differing += kind == "PNG" and not (same and close)
        print(
            f"{number}: {kind} {picture.shape[1]} x {picture.shape[0]}: app {len(lesions)}, exported {len(boxes)}, "
            f"same {len(pairs)}, box within {box_gap:.4f} px, score {score_gap:.5f}, type {type_gap:.5f}"
        )
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
