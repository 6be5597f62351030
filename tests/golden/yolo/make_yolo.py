"""Makes yolo.json: what a plain, slow implementation answers about YOLO's assignment, losses, decoding and network.

    python3 -m venv venv && venv/bin/pip install torch==2.15.0 numpy
    venv/bin/python tests/golden/yolo/make_yolo.py

Everything is written from the papers, one anchor and one object at a time, in double precision: task-aligned
assignment (Feng 2021), complete IoU (Zheng 2020), distribution focal loss (Li 2020). PyTorch gives the gradients.
"""

import json
import math
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from hashed_weights import hashed_uniform  # noqa: E402

BINS = 16
STRIDES = (8, 16, 32)
torch.set_default_dtype(torch.float64)


def anchors(side):
    return [
        ((column + 0.5) * stride, (row + 0.5) * stride, stride)
        for stride in STRIDES
        for row in range(side // stride)
        for column in range(side // stride)
    ]


def decode(sides, points):
    """Boxes from [A, 4, BINS] logits: the expectation of each side's distribution."""
    boxes = []
    for (x, y, stride), logits in zip(points, sides):
        left, top, right, bottom = [
            sum(step * p for step, p in enumerate(torch.softmax(side, 0))) * stride for side in logits
        ]
        boxes.append(torch.stack([x - left, y - top, x + right, y + bottom]))
    return torch.stack(boxes)


def area(box):
    return (box[2] - box[0]) * (box[3] - box[1])


def iou(a, b):
    width = max(0.0, float(min(a[2], b[2]) - max(a[0], b[0])))
    height = max(0.0, float(min(a[3], b[3]) - max(a[1], b[1])))
    shared = width * height
    union = float(area(a)) + float(area(b)) - shared
    return shared / union if union > 0 else 0.0


def assign(scores, boxes, objects, points):
    """For each anchor: the object it is to find, and its target score."""
    taken_by = {anchor: [] for anchor in range(len(points))}
    alignment, overlap = {}, {}
    for index, (box, label) in enumerate(objects):
        inside = []
        for anchor, (x, y, _) in enumerate(points):
            if box[0] < x < box[2] and box[1] < y < box[3]:
                overlap[index, anchor] = iou(boxes[anchor], box)
                alignment[index, anchor] = math.sqrt(scores[anchor][label]) * overlap[index, anchor] ** 6
                inside.append(anchor)
        for anchor in sorted(inside, key=lambda a: -alignment[index, a])[:10]:
            taken_by[anchor].append(index)
    owner = {
        anchor: max(takers, key=lambda index: overlap[index, anchor])
        for anchor, takers in taken_by.items()
        if takers
    }
    targets = {}
    for index in range(len(objects)):
        own = [anchor for anchor in owner if owner[anchor] == index]
        best = max((alignment[index, anchor] for anchor in own), default=0)
        widest = max((overlap[index, anchor] for anchor in own), default=0)
        for anchor in own:
            targets[anchor] = alignment[index, anchor] / best * widest if best > 0 else 0.0
    return owner, targets


def complete_iou(a, b):
    zero = torch.zeros(())
    width = torch.maximum(zero, torch.minimum(a[2], b[2]) - torch.maximum(a[0], b[0]))
    height = torch.maximum(zero, torch.minimum(a[3], b[3]) - torch.maximum(a[1], b[1]))
    overlap = width * height / (area(a) + area(b) - width * height)
    centre = ((a[0] + a[2] - b[0] - b[2]) / 2) ** 2 + ((a[1] + a[3] - b[1] - b[3]) / 2) ** 2
    around = (torch.maximum(a[2], b[2]) - torch.minimum(a[0], b[0])) ** 2 + (
        torch.maximum(a[3], b[3]) - torch.minimum(a[1], b[1])
    ) ** 2
    v = 4 / math.pi**2 * (torch.atan((b[2] - b[0]) / (b[3] - b[1])) - torch.atan((a[2] - a[0]) / (a[3] - a[1]))) ** 2
    share = (v / (1 - overlap + v)).detach() if v.detach() > 0 else zero
    return overlap - centre / around - share * v


def distribution_loss(logits, distance):
    """Cross-entropy to the two steps beside a distance."""
    distance = min(max(distance, 0.0), BINS - 1.0)
    low = min(int(distance), BINS - 2)
    logs = torch.log_softmax(logits, 0)
    return -((low + 1 - distance) * logs[low] + (distance - low) * logs[low + 1])


def losses(sides, classes, pictures, points):
    """Sums over pictures, divided by the sum of target scores; the assignments beside them."""
    total_target, assigned = 0.0, []
    box_sum, class_sum, side_sum = torch.zeros(()), torch.zeros(()), torch.zeros(())
    for picture, objects in enumerate(pictures):
        boxes = decode(sides[picture], points)
        scores = torch.sigmoid(classes[picture]).detach()
        owner, targets = assign(scores.tolist(), boxes.detach(), objects, points)
        goal = torch.zeros_like(classes[picture])
        for anchor, index in owner.items():
            box, label = objects[index]
            weight = targets[anchor]
            goal[anchor][label] = weight
            total_target += weight
            box_sum = box_sum + weight * (1 - complete_iou(boxes[anchor], torch.tensor(box)))
            x, y, stride = points[anchor]
            distances = [(x - box[0]) / stride, (y - box[1]) / stride, (box[2] - x) / stride, (box[3] - y) / stride]
            for side in range(4):
                side_sum = side_sum + weight * distribution_loss(sides[picture][anchor][side], distances[side]) / 4
        class_sum = class_sum + F.binary_cross_entropy_with_logits(classes[picture], goal, reduction="sum")
        assigned.append([[anchor, owner[anchor], targets[anchor]] for anchor in sorted(owner)])
    divisor = max(total_target, 1.0)
    box, class_loss, distribution = box_sum / divisor, class_sum / divisor, side_sum / divisor
    total = 0.5 * class_loss + 7.5 * box + 1.5 * distribution
    return {"total": total, "box": box, "class": class_loss, "distribution": distribution}, assigned


def greedy(candidates, overlap):
    kept = []
    for candidate in sorted(candidates, key=lambda c: -c[1]):
        if all(iou(candidate[2], other[2]) <= overlap for other in kept):
            kept.append(candidate)
    return kept


def detections(boxes, scores, least, overlap, class_wise):
    """Kept anchors, best first."""
    candidates = []
    for anchor, (box, row) in enumerate(zip(boxes.tolist(), scores.tolist())):
        label = max(range(len(row)), key=lambda c: row[c])
        if row[label] >= least:
            candidates.append((anchor, row[label], torch.tensor(box), label))
    if not class_wise:
        kept = greedy(candidates, overlap)
    else:
        labels = sorted({c[3] for c in candidates})
        kept = [c for label in labels for c in greedy([d for d in candidates if d[3] == label], overlap)]
    return [[c[0], c[3], c[1]] for c in sorted(kept, key=lambda c: -c[1])]


def checksums(values, name):
    """Eight weighted sums of an array: any wrong element moves them."""
    flat = values.detach().numpy().ravel()
    return [float(flat @ hashed_uniform(f"{name}{index}", flat.size)) for index in range(8)]


def scene(name, side, classes, sharpness, pictures, most):
    """
    @param sharpness spread of the logits; 0 makes all anchors of a level equal.
    """
    points = anchors(side)
    count = len(points)
    shape = (len(pictures), count, 4, BINS)
    sides = torch.tensor(sharpness * hashed_uniform(f"{name}/sides", math.prod(shape)).reshape(shape))
    if sharpness > 0:
        # Towards lengths of one to six cells, so that boxes lie near objects and overlaps differ.
        sides = sides - 0.15 * (torch.arange(BINS) - 2.5) ** 2
    shape = (len(pictures), count, classes)
    logits = torch.tensor(sharpness * hashed_uniform(f"{name}/classes", math.prod(shape)).reshape(shape))
    sides.requires_grad_()
    logits.requires_grad_()
    found, assigned = losses(sides, logits, pictures, points)
    found["total"].backward()
    sides.grad = torch.zeros_like(sides) if sides.grad is None else sides.grad
    boxes = [decode(picture, points).detach() for picture in sides]
    return {
        "name": name,
        "side": side,
        "classes": classes,
        "sharpness": sharpness,
        "mostObjects": most,
        "pictures": [[{"box": box, "class": label} for box, label in picture] for picture in pictures],
        "assigned": assigned,
        "losses": {key: float(value) for key, value in found.items()},
        "boxes": boxes[0][::5].tolist(),
        "sideGradient": {"sums": checksums(sides.grad, "sides"), "norm": float(sides.grad.norm())},
        "classGradient": {"sums": checksums(logits.grad, "classes"), "norm": float(logits.grad.norm())},
        "detections": {
            kind: detections(boxes[0], torch.sigmoid(logits[0]).detach(), 0.6, 0.5, kind == "class-wise")
            for kind in ("class-wise", "agnostic")
        },
    }


SCENES = [
    # Overlapping objects, an empty picture, and an object between the anchors that none lies in.
    ("mixed", 64, 3, 2.0, [
        [([3.0, 5.0, 30.0, 41.0], 0), ([10.0, 12.0, 45.0, 39.0], 2), ([34.0, 30.0, 61.0, 63.0], 1)],
        [],
        [([9.0, 9.0, 11.0, 11.0], 1), ([18.0, 7.0, 50.0, 31.0], 0)],
    ], 5),
    # Nothing to find anywhere.
    ("empty", 64, 2, 2.0, [[], []], 3),
    # Equal predictions: objects that more than ten anchors fit equally well, and the same box marked twice.
    ("ties", 64, 3, 0.0, [
        [([1.0, 1.0, 63.0, 63.0], 1), ([9.0, 9.0, 41.0, 41.0], 0), ([9.0, 9.0, 41.0, 41.0], 2)],
    ], 4),
    # An object that reaches beyond the picture and beyond the last step of the finest level's distributions.
    ("large", 160, 4, 3.0, [
        [([-6.0, -3.0, 158.0, 150.0], 3), ([70.0, 60.0, 90.0, 84.0], 3)],
    ], 2),
]


class Network:
    """YOLOv8's published architecture in PyTorch, with weights by the names that the app gives them."""

    def __init__(self, width, depth, most, classes):
        self.width, self.depth, self.most, self.classes = width, depth, most, classes

    def weight(self, name, shape, centre, spread):
        return torch.tensor((centre + spread * hashed_uniform(name, math.prod(shape))).astype(np.float32).astype(np.float64).reshape(shape))

    def convolve(self, x, name, filters, kernel, stride):
        channels = x.shape[1]
        spread = math.sqrt(6 / (kernel * kernel * channels))
        values = self.weight(f"{name}/filter", (kernel, kernel, channels, filters), 0, spread)
        return F.conv2d(x, values.permute(3, 2, 0, 1), stride=stride, padding=(kernel - 1) // 2)

    def block(self, x, name, filters, kernel, stride=1):
        y = self.convolve(x, name, filters, kernel, stride)
        scale = self.weight(f"{name}/scale", (filters,), 1, 0.2)
        shift = self.weight(f"{name}/offset", (filters,), 0, 0.2)
        mean = self.weight(f"{name}/mean", (filters,), 0, 0.2)
        variance = self.weight(f"{name}/variance", (filters,), 1, 0.4)
        y = F.batch_norm(y, mean, variance, scale, shift, eps=1e-3)
        return y * torch.sigmoid(y)

    def stage(self, x, name, filters, repeats, shortcut):
        parts = [self.block(x, f"{name}/pass", filters // 2, 1), self.block(x, f"{name}/chain", filters // 2, 1)]
        for index in range(repeats):
            y = self.block(parts[-1], f"{name}/{index}/first", filters // 2, 3)
            y = self.block(y, f"{name}/{index}/second", filters // 2, 3)
            parts.append(parts[-1] + y if shortcut else y)
        return self.block(torch.cat(parts, 1), f"{name}/join", filters, 1)

    def pool(self, x, name, filters):
        parts = [self.block(x, f"{name}/enter", filters // 2, 1)]
        for _ in range(3):
            parts.append(F.max_pool2d(parts[-1], 5, 1, 2))
        return self.block(torch.cat(parts, 1), f"{name}/leave", filters, 1)

    def branch(self, x, name, width, filters):
        x = self.block(self.block(x, f"{name}/0", width, 3), f"{name}/1", width, 3)
        bias = self.weight(f"{name}/out/bias", (filters,), 0, 0.5)
        return self.convolve(x, f"{name}/out", filters, 1, 1) + bias.reshape(1, -1, 1, 1)

    def __call__(self, x):
        def channels(full):
            return math.ceil(min(full, self.most) * self.width / 8) * 8

        def repeats(full):
            return max(1, round(full * self.depth))

        x = self.block(x, "stem", channels(64), 3, 2)
        x = self.block(x, "down1", channels(128), 3, 2)
        x = self.stage(x, "stage1", channels(128), repeats(3), True)
        x = self.block(x, "down2", channels(256), 3, 2)
        fine = self.stage(x, "stage2", channels(256), repeats(6), True)
        middle = self.stage(self.block(fine, "down3", channels(512), 3, 2), "stage3", channels(512), repeats(6), True)
        deep = self.stage(self.block(middle, "down4", channels(1024), 3, 2), "stage4", channels(1024), repeats(3), True)
        coarse = self.pool(deep, "pool", channels(1024))

        def enlarge(y):
            return F.interpolate(y, scale_factor=2, mode="nearest")

        up_middle = self.stage(torch.cat([enlarge(coarse), middle], 1), "up1", channels(512), repeats(3), False)
        up_fine = self.stage(torch.cat([enlarge(up_middle), fine], 1), "up2", channels(256), repeats(3), False)
        merged = torch.cat([self.block(up_fine, "merge1", channels(256), 3, 2), up_middle], 1)
        out_middle = self.stage(merged, "out1", channels(512), repeats(3), False)
        merged = torch.cat([self.block(out_middle, "merge2", channels(512), 3, 2), coarse], 1)
        out_coarse = self.stage(merged, "out2", channels(1024), repeats(3), False)

        finest = channels(256)
        side_width, class_width = max(16, finest // 4, 4 * BINS), max(finest, min(self.classes, 100))
        sides, classes = [], []
        for index, level in enumerate((up_fine, out_middle, out_coarse)):
            side = self.branch(level, f"head{index}/sides", side_width, 4 * BINS)
            label = self.branch(level, f"head{index}/classes", class_width, self.classes)
            sides.append(side.permute(0, 2, 3, 1).reshape(-1, 4, BINS))
            classes.append(label.permute(0, 2, 3, 1).reshape(-1, self.classes))
        return torch.cat(sides), torch.cat(classes)


def network(name, width, classes, side):
    picture = hashed_uniform("picture", 3 * side * side).reshape(1, 3, side, side) / 2 + 0.5
    with torch.no_grad():
        sides, logits = Network(width, 1 / 3, 1024, classes)(torch.tensor(picture.astype(np.float32).astype(np.float64)))
        boxes, scores = decode(sides, anchors(side)), torch.sigmoid(logits)
    return {"name": name, "side": side, "classes": classes, "boxes": boxes.tolist(), "scores": scores.tolist()}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return {key: rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    golden = {
        "scenes": [scene(*case) for case in SCENES],
        "networks": [network("n", 0.25, 4, 64), network("s", 0.5, 2, 32)],
    }
    path = pathlib.Path(__file__).with_name("yolo.json")
    path.write_text(json.dumps(rounded(golden)) + "\n")
