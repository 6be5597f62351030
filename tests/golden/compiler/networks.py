"""The networks of src/main/engine/ml/models, written once more for PyTorch; pictures are NCHW."""

import torch
import torch.nn.functional as F

from layers import biased_convolution, block, dense, enlarged, normalization

TYPES = 4
SIDE_BINS = 16


def seed_cnn(parameters, x):
    for level, filters in enumerate([16, 32, 64]):
        x = F.max_pool2d(F.relu(biased_convolution(parameters, f"convolution{level}", x, filters, 5)), 2)
        x = normalization(parameters, f"normalization{level}", x)
    # The dense layers read pixels row by row with their channels together.
    x = x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)
    for index, units in enumerate([128, 64]):
        x = F.relu(dense(parameters, f"dense{index}", x, units))
    return dense(parameters, "presence", x, TYPES)


def lesion_detector(parameters, x, backbone, blocks, merged):
    features = block(parameters, "stem", (x - 0.5) * 4, backbone[0], 3, 2)
    levels = []
    for level, filters in enumerate(backbone[1:]):
        features = block(parameters, f"down{level}", features, filters, 3, 2)
        for index in range(blocks[level]):
            name = f"level{level}/block{index}"
            inner = block(parameters, f"{name}/first", features, filters, 3)
            outer = block(parameters, f"{name}/second", inner, filters, 3, activation="linear")
            features = F.relu(features + outer)
        levels.append(features)
    lateral = [
        block(parameters, f"lateral{index}", level, merged, 1, activation="linear")
        for index, level in enumerate(levels)
    ]
    joined = lateral[-1]
    for fine in reversed(lateral[:-1]):
        joined = enlarged(joined, fine.shape[2:]) + fine
    joined = block(parameters, "merged", F.relu(joined), merged, 3)
    shared = block(parameters, "head/shared", joined, merged, 3)
    return biased_convolution(parameters, "head/out", shared, 5 + TYPES, 1)


def silu_block(parameters, name, x, filters, kernel, stride=1):
    return block(parameters, name, x, filters, kernel, stride, "silu")


def split_stage(parameters, name, x, filters, repeats, shortcut):
    hidden = filters // 2
    parts = [silu_block(parameters, f"{name}/{part}", x, hidden, 1) for part in ("pass", "chain")]
    for index in range(repeats):
        inner = silu_block(parameters, f"{name}/{index}/first", parts[-1], hidden, 3)
        outer = silu_block(parameters, f"{name}/{index}/second", inner, hidden, 3)
        parts.append(parts[-1] + outer if shortcut else outer)
    return silu_block(parameters, f"{name}/join", torch.cat(parts, 1), filters, 1)


def pyramid_pool(parameters, name, x, filters):
    parts = [silu_block(parameters, f"{name}/enter", x, filters // 2, 1)]
    for _ in range(3):
        parts.append(F.max_pool2d(parts[-1], 5, 1, 2))
    return silu_block(parameters, f"{name}/leave", torch.cat(parts, 1), filters, 1)


def yolov8(parameters, x, depth, width, classes=TYPES):
    def channels(full):
        return -(-int(min(full, 1024) * width) // 8) * 8

    def down(name, features, full):
        return silu_block(parameters, name, features, channels(full), 3, 2)

    def stage(name, features, full, repeats, shortcut):
        links = max(1, round(repeats * depth))
        return split_stage(parameters, name, features, channels(full), links, shortcut)

    features = down("stem", x, 64)
    features = stage("stage1", down("down1", features, 128), 128, 3, True)
    fine = stage("stage2", down("down2", features, 256), 256, 6, True)
    middle = stage("stage3", down("down3", fine, 512), 512, 6, True)
    deep = stage("stage4", down("down4", middle, 1024), 1024, 3, True)
    coarse = pyramid_pool(parameters, "pool", deep, channels(1024))
    up_middle = stage("up1", torch.cat([enlarged(coarse), middle], 1), 512, 3, False)
    up_fine = stage("up2", torch.cat([enlarged(up_middle), fine], 1), 256, 3, False)
    out_middle = stage("out1", torch.cat([down("merge1", up_fine, 256), up_middle], 1), 512, 3, False)
    out_coarse = stage("out2", torch.cat([down("merge2", out_middle, 512), coarse], 1), 1024, 3, False)

    def branch(name, level, hidden, filters):
        for index in range(2):
            level = silu_block(parameters, f"{name}/{index}", level, hidden, 3)
        return biased_convolution(parameters, f"{name}/out", level, filters, 1)

    finest = up_fine.shape[1]
    side_width, class_width = max(16, finest // 4, 4 * SIDE_BINS), max(finest, min(classes, 100))
    return [
        (
            branch(f"head{index}/sides", level, side_width, 4 * SIDE_BINS),
            branch(f"head{index}/classes", level, class_width, classes),
        )
        for index, level in enumerate((up_fine, out_middle, out_coarse))
    ]
