"""Layers in PyTorch as src/main/engine/ml/nn has them; parameters are found by name, filters are HWIO."""

import math
import sys
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent.parent))
from hashed_weights import hashed_uniform  # noqa: E402

EPSILON = 1e-3


def statistic_share(step):
    """Share of a running statistic that a step's own replaces, the step counted from 1."""
    return max(0.02, 10 / (step + 9))


# Centre and spread of each kind of parameter; filters and weights are spread by their fan-in.
RANGES = {
    "scale": (1.0, 0.25),
    "offset": (0.0, 0.1),
    "bias": (0.0, 0.1),
    "mean": (0.0, 0.1),
    "variance": (1.0, 0.25),
}


def hashed(name, shape, dtype, centre=0.0, spread=1.0):
    values = torch.from_numpy(centre + spread * hashed_uniform(name, math.prod(shape)))
    return values.float().to(dtype).reshape(shape)


class Parameters:
    """Arrays by name, made when they are first asked for."""

    def __init__(self, dtype):
        self.dtype = dtype
        self.trained = {}
        self.statistics = {}
        self.statistics_of_batch = {}

    def get(self, name, shape):
        kind = name.rsplit("/", 1)[1]
        known = self.statistics if kind in ("mean", "variance") else self.trained
        if name not in known:
            fan_in = math.prod(shape[:-1])
            centre, spread = RANGES.get(kind, (0.0, math.sqrt(6 / fan_in)))
            known[name] = hashed(name, shape, self.dtype, centre, spread)
            known[name].requires_grad_(known is self.trained)
        return known[name]


def convolution(parameters, name, x, filters, kernel, stride=1):
    shape = [kernel, kernel, x.shape[1], filters]
    weights = parameters.get(f"{name}/filter", shape).permute(3, 2, 0, 1)
    return F.conv2d(x, weights, stride=stride, padding=(kernel - 1) // 2)


def biased_convolution(parameters, name, x, filters, kernel):
    y = convolution(parameters, name, x, filters, kernel)
    return y + parameters.get(f"{name}/bias", [filters]).reshape(1, -1, 1, 1)


def normalization(parameters, name, y):
    """
    In training. The running variance follows the batch's own (divided by its count, as TensorFlow has it), where
    PyTorch's layer takes the unbiased one; so the layer keeps no statistics.
    """
    channels = [y.shape[1]]
    scale, offset = (parameters.get(f"{name}/{part}", channels) for part in ("scale", "offset"))
    now = {"mean": y.mean((0, 2, 3)), "variance": y.var((0, 2, 3), unbiased=False)}
    for part, value in now.items():
        parameters.get(f"{name}/{part}", channels)
        parameters.statistics_of_batch[f"{name}/{part}"] = value.detach()
    return F.batch_norm(y, None, None, scale, offset, training=True, eps=EPSILON)


ACTIVATIONS = {"linear": lambda y: y, "relu": F.relu, "silu": F.silu}


def block(parameters, name, x, filters, kernel, stride=1, activation="relu"):
    y = convolution(parameters, name, x, filters, kernel, stride)
    return ACTIVATIONS[activation](normalization(parameters, name, y))


def dense(parameters, name, x, units):
    weights = parameters.get(f"{name}/weights", [x.shape[1], units])
    return x @ weights + parameters.get(f"{name}/bias", [units])


def enlarged(x, size=None):
    return F.interpolate(x, size=size or [2 * side for side in x.shape[2:]], mode="nearest")
