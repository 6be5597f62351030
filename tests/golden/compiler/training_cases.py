"""Five training steps of each family of networks: losses, and samples of every parameter after the last."""

import torch
import torch.nn.functional as F

from layers import Parameters, hashed, statistic_share
from networks import TYPES, lesion_detector, seed_cnn, yolov8

STEPS = 5
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 1e-4
NORM_LIMIT = 10.0
# As detectors are trained; and one that keeps elements with hardly any gradient from moving by the full rate in
# whatever direction rounding gives them, so that weights can be compared.
EPSILONS = {"shipped": 1e-8, "steady": 1e-4}
SAMPLES = 64
BATCH = 2


def pictures(name, side, dtype):
    """Numbers in [0, 1), NCHW."""
    return hashed(f"{name}/images", [BATCH, 3, side, side], dtype, 0.5, 0.5)


def seed_loss(dtype):
    labels = (hashed("seed/labels", [BATCH, TYPES], dtype) > 0.4).to(dtype)
    images = pictures("seed", 32, dtype)
    return lambda p: F.binary_cross_entropy_with_logits(seed_cnn(p, images), labels)


def yolo_loss(dtype):
    """Each output against numbers of its own, as the benchmark does: the mean of the squared differences."""
    images = pictures("yolo", 128, dtype)

    def loss(parameters):
        total = 0.0
        for level, outputs in enumerate(yolov8(parameters, images, depth=1 / 3, width=1 / 16)):
            for part, output in zip(("sides", "classes"), outputs):
                values = output.permute(0, 2, 3, 1)
                targets = hashed(f"yolo/{part}{8 * 2**level}", list(values.shape), dtype)
                total = total + (values - targets).square().mean()
        return total

    return loss


def detector_loss(dtype):
    side = 96
    grid = [BATCH, side // 4, side // 4]
    images = pictures("detector", side, dtype)
    uniform = {
        name: hashed(f"detector/{name}", [*grid, channels], dtype)
        for name, channels in [("positive", 1), ("negative", 1), ("box", 4), ("allowedTypes", TYPES)]
    }
    positive = (uniform["positive"] > 0.9).to(dtype)
    negative = (uniform["negative"] + 1) / 2
    allowed = (uniform["allowedTypes"] > 0).to(dtype)

    def averaged(values):
        return (values * positive).sum() / positive.sum().clamp_min(1)

    def loss(parameters):
        y = lesion_detector(parameters, images, [8] * 5, [1] * 4, 8).permute(0, 2, 3, 1)
        logits, box, types = y[..., :1], y[..., 1:5], y[..., 5:]
        probability = torch.sigmoid(logits)
        missed = (1 - probability).square() * F.softplus(-logits) * positive
        false_alarm = probability.square() * F.softplus(logits) * negative
        objectness = (missed + false_alarm).sum() / positive.sum().clamp_min(1)
        off = averaged((box - uniform["box"]).abs().sum(-1, keepdim=True))
        likelihood = (torch.softmax(types, -1) * allowed).sum(-1, keepdim=True)
        kind = averaged(-torch.log(likelihood + 1e-6))
        return objectness + 0.5 * off + 0.5 * kind

    return loss


def decays(name):
    return name.endswith(("/filter", "/weights"))


def sampled(array):
    """Up to SAMPLES elements at even distances."""
    flat = array.detach().reshape(-1)
    return flat[:: max(1, -(-flat.numel() // SAMPLES))].clone()


def train(name, loss, epsilon, dtype):
    parameters = Parameters(dtype)
    with torch.no_grad():
        loss(parameters)
    groups = [
        {"params": [v for k, v in parameters.trained.items() if decays(k) == decayed], "weight_decay": amount}
        for decayed, amount in ((True, WEIGHT_DECAY), (False, 0.0))
    ]
    optimizer = torch.optim.AdamW(groups, lr=LEARNING_RATE, betas=(0.9, 0.999))
    losses = []
    for step in range(1, STEPS + 1):
        optimizer.zero_grad()
        total = loss(parameters)
        total.backward()
        torch.nn.utils.clip_grad_norm_(parameters.trained.values(), NORM_LIMIT)
        # Ours adds epsilon before the second moment is corrected for its start (Kingma & Ba 2015, section 2).
        for group in optimizer.param_groups:
            group["eps"] = epsilon / (1 - 0.999**step) ** 0.5
        optimizer.step()
        for key, now in parameters.statistics_of_batch.items():
            parameters.statistics[key] = torch.lerp(parameters.statistics[key], now, statistic_share(step))
        losses.append(total.detach())
    arrays = parameters.trained | parameters.statistics
    return torch.stack(losses), {f"{name}/{key}": sampled(value) for key, value in arrays.items()}


def training_results(dtype):
    cases = {"seed": seed_loss, "detector": detector_loss, "yolo": yolo_loss}
    results = {}
    for name, make in cases.items():
        for kind, epsilon in EPSILONS.items():
            losses, weights = train(name, make(dtype), epsilon, dtype)
            results[f"{name}/losses/{kind}"] = losses
            if kind == "steady":
                results |= weights
    return results
