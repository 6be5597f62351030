"""Makes published.json: YOLOv8 as PyTorch modules with the parameter names of the published weights, and what it finds.

    python3 -m venv venv && venv/bin/pip install torch==2.15.0 numpy
    venv/bin/python tests/golden/yolo/make_published.py

The modules are written from the architecture, so that PyTorch itself gives the names (model.0.conv.weight …), shapes and
layouts. Their numbers of arrays and of trained elements are those that are published for 80 classes.
"""

import json
import math
import pathlib
import sys

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from make_yolo import BINS, anchors, decode, hashed_uniform, rounded  # noqa: E402


class Conv(nn.Module):
    def __init__(self, inputs, outputs, kernel=1, stride=1):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.bn = nn.BatchNorm2d(outputs, eps=1e-3)

    def forward(self, x):
        return nn.functional.silu(self.bn(self.conv(x)))


class Bottleneck(nn.Module):
    def __init__(self, channels, shortcut):
        super().__init__()
        self.shortcut = shortcut
        self.cv1 = Conv(channels, channels, 3)
        self.cv2 = Conv(channels, channels, 3)

    def forward(self, x):
        y = self.cv2(self.cv1(x))
        return x + y if self.shortcut else y


class SplitStage(nn.Module):
    """One convolution gives both halves; every link of the second's chain is kept."""

    def __init__(self, inputs, outputs, repeats, shortcut):
        super().__init__()
        hidden = outputs // 2
        self.cv1 = Conv(inputs, 2 * hidden)
        self.cv2 = Conv((2 + repeats) * hidden, outputs)
        self.m = nn.ModuleList(Bottleneck(hidden, shortcut) for _ in range(repeats))

    def forward(self, x):
        parts = list(self.cv1(x).chunk(2, 1))
        for link in self.m:
            parts.append(link(parts[-1]))
        return self.cv2(torch.cat(parts, 1))


class Pool(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.cv1 = Conv(inputs, inputs // 2)
        self.cv2 = Conv(inputs // 2 * 4, outputs)

    def forward(self, x):
        parts = [self.cv1(x)]
        for _ in range(3):
            parts.append(nn.functional.max_pool2d(parts[-1], 5, 1, 2))
        return self.cv2(torch.cat(parts, 1))


class Expectation(nn.Module):
    """Its weights are the steps 0 to 15: nothing is learned in it."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(BINS, 1, 1, bias=False)


class Heads(nn.Module):
    def __init__(self, levels, classes):
        super().__init__()
        side_width = max(16, levels[0] // 4, 4 * BINS)
        class_width = max(levels[0], min(classes, 100))

        def branch(inputs, width, outputs):
            return nn.Sequential(Conv(inputs, width, 3), Conv(width, width, 3), nn.Conv2d(width, outputs, 1))

        self.cv2 = nn.ModuleList(branch(inputs, side_width, 4 * BINS) for inputs in levels)
        self.cv3 = nn.ModuleList(branch(inputs, class_width, classes) for inputs in levels)
        self.dfl = Expectation()

    def forward(self, levels):
        def flat(y, *shape):
            return y[0].permute(1, 2, 0).reshape(-1, *shape)

        sides = [flat(head(x), 4, BINS) for head, x in zip(self.cv2, levels)]
        classes = [flat(head(x), head[2].out_channels) for head, x in zip(self.cv3, levels)]
        return torch.cat(sides), torch.cat(classes)


class Yolo(nn.Module):
    def __init__(self, depth, width, most, classes):
        super().__init__()

        def channels(full):
            return math.ceil(min(full, most) * width / 8) * 8

        def repeats(full):
            return max(1, round(full * depth))

        c1, c2, c3, c4, c5 = [channels(full) for full in (64, 128, 256, 512, 1024)]
        nothing = nn.Identity
        self.model = nn.ModuleList([
            Conv(3, c1, 3, 2),
            Conv(c1, c2, 3, 2),
            SplitStage(c2, c2, repeats(3), True),
            Conv(c2, c3, 3, 2),
            SplitStage(c3, c3, repeats(6), True),
            Conv(c3, c4, 3, 2),
            SplitStage(c4, c4, repeats(6), True),
            Conv(c4, c5, 3, 2),
            SplitStage(c5, c5, repeats(3), True),
            Pool(c5, c5),
            nothing(), nothing(),
            SplitStage(c5 + c4, c4, repeats(3), False),
            nothing(), nothing(),
            SplitStage(c4 + c3, c3, repeats(3), False),
            Conv(c3, c3, 3, 2),
            nothing(),
            SplitStage(c3 + c4, c4, repeats(3), False),
            Conv(c4, c4, 3, 2),
            nothing(),
            SplitStage(c4 + c5, c5, repeats(3), False),
            Heads([c3, c4, c5], classes),
        ])

    def forward(self, x):
        m = self.model

        def enlarged(y):
            return nn.functional.interpolate(y, scale_factor=2, mode="nearest")

        fine = m[4](m[3](m[2](m[1](m[0](x)))))
        middle = m[6](m[5](fine))
        coarse = m[9](m[8](m[7](middle)))
        up_middle = m[12](torch.cat([enlarged(coarse), middle], 1))
        up_fine = m[15](torch.cat([enlarged(up_middle), fine], 1))
        out_middle = m[18](torch.cat([m[16](up_fine), up_middle], 1))
        out_coarse = m[21](torch.cat([m[19](out_middle), coarse], 1))
        return m[22]([up_fine, out_middle, out_coarse])


# Centre and spread of each kind of array; filters are spread by their fan-in.
RANGES = {
    "bn.weight": (1.0, 0.2),
    "bn.bias": (0.0, 0.2),
    "running_mean": (0.0, 0.2),
    "running_var": (1.0, 0.4),
    "2.bias": (0.0, 0.5),
}


def fill(network):
    for name, array in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        kind = next((kind for kind in RANGES if name.endswith(kind)), None)
        fan_in = math.prod(array.shape[1:])
        centre, spread = RANGES[kind] if kind else (0.0, math.sqrt(6 / fan_in))
        values = (centre + spread * hashed_uniform(name, array.numel())).astype(np.float32)
        array.copy_(torch.from_numpy(values.reshape(array.shape)))


def check_published(width, arrays, elements):
    network = Yolo(1 / 3, width, 1024, 80)
    trained = sum(parameter.numel() for parameter in network.parameters())
    assert (len(network.state_dict()), trained) == (arrays, elements), (len(network.state_dict()), trained)


def answers(width, classes, side):
    network = Yolo(1 / 3, width, 1024, classes).eval()
    fill(network)
    picture = hashed_uniform("picture", 3 * side * side).reshape(1, 3, side, side) / 2 + 0.5
    with torch.no_grad():
        sides, logits = network(torch.tensor(picture.astype(np.float32).astype(np.float64)))
        boxes, scores = decode(sides, anchors(side)), torch.sigmoid(logits)
    shapes = {name: list(array.shape) for name, array in network.state_dict().items()}
    return {"width": width, "classes": classes, "side": side, "shapes": shapes, "boxes": boxes.tolist(), "scores": scores.tolist()}


if __name__ == "__main__":
    check_published(0.25, 355, 3_157_200)
    check_published(0.5, 355, 11_166_560)
    golden = rounded(answers(0.25, 4, 32))
    pathlib.Path(__file__).with_name("published.json").write_text(json.dumps(golden) + "\n")
