"""The benchmark's networks in PyTorch, timed on request.

Reads one JSON object a line: first {"network", "phase", "batch", "side", "threads"}, then {"runs": n}
as often as wanted. Answers each with one line: {"parameters", "version"}, then {"ms": [...], "peakMB"}.
The networks repeat src/main/engine/ml/models (seed-cnn.ts, yolov8.ts) layer by layer, and the training step
is the one that bench-networks.ts records: forward, loss, backward, clipping by global norm, Adam.
"""

import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

TYPES = 4
SIDE_BINS = 16
STRIDES = (8, 16, 32)


class SeedCnn(nn.Module):
    """Three times convolution 5 x 5, rectification, pooling, normalisation; dense layers of 128 and 64."""

    def __init__(self, side):
        super().__init__()
        sizes = [3, 16, 32, 64]
        self.convolutions = nn.ModuleList(
            nn.Conv2d(i, o, 5, padding=2) for i, o in zip(sizes, sizes[1:])
        )
        self.normalizations = nn.ModuleList(nn.BatchNorm2d(o, eps=1e-3, momentum=0.02) for o in sizes[1:])
        self.dense = nn.ModuleList([nn.Linear((side // 8) ** 2 * 64, 128), nn.Linear(128, 64)])
        self.presence = nn.Linear(64, TYPES)
        self.small, self.large = nn.Dropout(0.2), nn.Dropout(0.5)

    def forward(self, x):
        for convolution, normalization in zip(self.convolutions, self.normalizations):
            x = self.small(normalization(F.max_pool2d(F.relu(convolution(x)), 2)))
        x = x.flatten(1)
        for dense in self.dense:
            x = self.large(F.relu(dense(x)))
        return [self.presence(x)]


class Block(nn.Module):
    def __init__(self, inputs, filters, kernel, stride=1):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, filters, kernel, stride, (kernel - 1) // 2, bias=False)
        self.normalization = nn.BatchNorm2d(filters, eps=1e-3, momentum=0.02)

    def forward(self, x):
        return F.silu(self.normalization(self.convolution(x)), inplace=True)


class SplitStage(nn.Module):
    def __init__(self, inputs, filters, repeats, shortcut):
        super().__init__()
        hidden = filters // 2
        self.shortcut = shortcut
        self.keep, self.chain = Block(inputs, hidden, 1), Block(inputs, hidden, 1)
        self.links = nn.ModuleList(
            nn.Sequential(Block(hidden, hidden, 3), Block(hidden, hidden, 3)) for _ in range(repeats)
        )
        self.join = Block((2 + repeats) * hidden, filters, 1)

    def forward(self, x):
        parts = [self.keep(x), self.chain(x)]
        for link in self.links:
            new = link(parts[-1])
            parts.append(parts[-1] + new if self.shortcut else new)
        return self.join(torch.cat(parts, 1))


class PyramidPool(nn.Module):
    def __init__(self, filters):
        super().__init__()
        self.enter, self.leave = Block(filters, filters // 2, 1), Block(2 * filters, filters, 1)

    def forward(self, x):
        parts = [self.enter(x)]
        for _ in range(3):
            parts.append(F.max_pool2d(parts[-1], 5, 1, 2))
        return self.leave(torch.cat(parts, 1))


class Yolo(nn.Module):
    def __init__(self, width, depth=1 / 3):
        super().__init__()
        channels = lambda full: -(-int(min(full, 1024) * width) // 8) * 8
        repeats = lambda full: max(1, round(full * depth))
        down = lambda i, full: Block(channels(i) if i > 3 else 3, channels(full), 3, 2)
        stage = lambda i, full, n, shortcut: SplitStage(i, channels(full), repeats(n), shortcut)
        c = channels
        self.stem = down(3, 64)
        self.stage1 = nn.Sequential(down(64, 128), stage(c(128), 128, 3, True))
        self.stage2 = nn.Sequential(down(128, 256), stage(c(256), 256, 6, True))
        self.stage3 = nn.Sequential(down(256, 512), stage(c(512), 512, 6, True))
        self.stage4 = nn.Sequential(down(512, 1024), stage(c(1024), 1024, 3, True), PyramidPool(c(1024)))
        self.up1 = stage(c(1024) + c(512), 512, 3, False)
        self.up2 = stage(c(512) + c(256), 256, 3, False)
        self.merge1, self.out1 = down(256, 256), stage(c(256) + c(512), 512, 3, False)
        self.merge2, self.out2 = down(512, 512), stage(c(512) + c(1024), 1024, 3, False)
        finest = c(256)
        side_width, class_width = max(16, finest // 4, 4 * SIDE_BINS), max(finest, TYPES)
        branch = lambda i, w, out: nn.Sequential(Block(i, w, 3), Block(w, w, 3), nn.Conv2d(w, out, 1))
        levels = (c(256), c(512), c(1024))
        self.sides = nn.ModuleList(branch(i, side_width, 4 * SIDE_BINS) for i in levels)
        self.classes = nn.ModuleList(branch(i, class_width, TYPES) for i in levels)

    def forward(self, x):
        fine = self.stage2(self.stage1(self.stem(x)))
        middle = self.stage3(fine)
        coarse = self.stage4(middle)
        enlarge = lambda t: F.interpolate(t, scale_factor=2, mode="nearest")
        up_middle = self.up1(torch.cat([enlarge(coarse), middle], 1))
        up_fine = self.up2(torch.cat([enlarge(up_middle), fine], 1))
        out_middle = self.out1(torch.cat([self.merge1(up_fine), up_middle], 1))
        out_coarse = self.out2(torch.cat([self.merge2(out_middle), coarse], 1))
        levels = (up_fine, out_middle, out_coarse)
        return [head(level) for heads in (self.sides, self.classes) for head, level in zip(heads, levels)]


def build(name, side):
    if name == "seed-cnn":
        return SeedCnn(side)
    return Yolo({"yolov8-n": 0.25, "yolov8-s": 0.5}[name])


def training_step(name, model, batch, side):
    images = torch.rand(batch, 3, side, side)
    with torch.no_grad():
        targets = [torch.rand_like(output) for output in model(images)]
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    parameters = list(model.parameters())

    def step():
        optimizer.zero_grad(set_to_none=True)
        outputs = model(images)
        if name == "seed-cnn":
            loss = F.binary_cross_entropy_with_logits(outputs[0], targets[0])
        else:
            loss = sum(F.mse_loss(output, target) for output, target in zip(outputs, targets))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 10)
        optimizer.step()
        return float(loss.detach())

    return step


def inference(model, batch, side):
    images = torch.rand(batch, 3, side, side)
    model.eval()

    def step():
        with torch.inference_mode():
            return model(images)

    return step


def answer(**values):
    print(json.dumps(values), flush=True)


def main():
    order = json.loads(sys.stdin.readline())
    torch.set_num_threads(order["threads"])
    torch.manual_seed(1)
    model = build(order["network"], order["side"])
    if order["phase"] == "train":
        run = training_step(order["network"], model.train(), order["batch"], order["side"])
    else:
        run = inference(model, order["batch"], order["side"])
    answer(parameters=sum(p.numel() for p in model.parameters()), version=torch.__version__)
    for line in sys.stdin:
        times = []
        for _ in range(json.loads(line)["runs"]):
            start = time.perf_counter()
            run()
            times.append((time.perf_counter() - start) * 1000)
        # Linux gives kilobytes, macOS bytes.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        answer(ms=times, peakMB=peak / 1e6)


if __name__ == "__main__":
    main()
